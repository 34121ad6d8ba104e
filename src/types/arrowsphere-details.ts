import { Field, ObjectType } from 'type-graphql';
import { CustomField } from './custom-field.js';
import { JSONScalar } from './scalars.js';

@ObjectType({ description: 'Where a program stands for a customer (ArrowSphere provision).' })
export class CustomerProvision {
  @Field(() => String)
  readonly status!: string;

  @Field(() => String, { nullable: true })
  readonly message!: string | null;

  @Field(() => JSONScalar, { nullable: true, description: 'An object of the attributes by name.' })
  readonly attributes!: Readonly<Record<string, unknown>> | null;
}

@ObjectType()
export class ArrowSphereCustomerDetails {
  readonly __typename!: 'ArrowSphereCustomerDetails';

  /** For the lookups behind its fields; not in the graph. */
  readonly sourceId!: string;
  readonly customerExternalId!: string;

  @Field(() => String, { nullable: true })
  readonly workgroupCode!: string | null;

  @Field(() => Boolean, { nullable: true })
  readonly migration!: boolean | null;

  @Field(() => String, { nullable: true })
  readonly domainName!: string | null;

  @Field(() => String, { nullable: true })
  readonly oracleOnlineKey!: string | null;

  @Field(() => String, { nullable: true })
  readonly ibmCeId!: string | null;

  @Field(() => String, { nullable: true })
  readonly maas360ResellerId!: string | null;

  @Field(() => String, { nullable: true, description: 'Read from TenantID and from TenantId.' })
  readonly tenantId!: string | null;

  @Field(() => String, { nullable: true })
  readonly ibmCustomerNumber!: string | null;

  @Field(() => String, { nullable: true })
  readonly ibmMaasAccountId!: string | null;

  @Field(() => [CustomField])
  readonly customFields!: readonly CustomField[];

  @Field(() => JSONScalar, { nullable: true })
  readonly extraInformation!: unknown;
}
