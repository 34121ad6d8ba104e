import { Field, ObjectType } from 'type-graphql';

@ObjectType({ description: 'The customer at one cloud provider (ION cloud profile).' })
export class CloudProfile {
  @Field(() => String)
  readonly providerId!: string;

  @Field(() => String, { nullable: true })
  readonly displayName!: string | null;

  @Field(() => String, { nullable: true })
  readonly shortName!: string | null;

  @Field(() => Boolean, { nullable: true })
  readonly enabled!: boolean | null;

  @Field(() => String, { nullable: true })
  readonly tenantId!: string | null;

  @Field(() => String, { nullable: true })
  readonly domain!: string | null;

  @Field(() => String, { nullable: true })
  readonly billingAccounts!: string | null;

  @Field(() => Boolean, { nullable: true })
  readonly allowDelegatedAccess!: boolean | null;

  @Field(() => String, { nullable: true })
  readonly gdapStatus!: string | null;

  @Field(() => String, { nullable: true })
  readonly gdapLevel!: string | null;

  @Field(() => [String])
  readonly gdapRoles!: readonly string[];

  @Field(() => String, { nullable: true })
  readonly agreementStatus!: string | null;
}

@ObjectType()
export class IonCustomerDetails {
  readonly __typename!: 'IonCustomerDetails';

  /** For the lookups behind its fields; not in the graph. */
  readonly sourceId!: string;
  readonly customerExternalId!: string;

  @Field(() => String, { nullable: true })
  readonly uid!: string | null;
}
