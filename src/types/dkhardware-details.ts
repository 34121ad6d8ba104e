import { Field, ID, ObjectType } from 'type-graphql';
import { Decimal, type DecimalText } from './scalars.js';

@ObjectType()
export class UpstreamUser {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String, { nullable: true })
  readonly name!: string | null;
}

@ObjectType()
export class CustomerCredit {
  @Field(() => Boolean)
  readonly approved!: boolean;

  @Field(() => Boolean, { nullable: true })
  readonly onHold!: boolean | null;

  @Field(() => Decimal, { nullable: true })
  readonly limit!: DecimalText | null;

  @Field(() => Decimal, { nullable: true })
  readonly balance!: DecimalText | null;

  @Field(() => Decimal, { nullable: true })
  readonly available!: DecimalText | null;
}

@ObjectType()
export class DkHardwareCustomerDetails {
  readonly __typename!: 'DkHardwareCustomerDetails';

  /** For the lookups behind its fields; not in the graph. */
  readonly sourceId!: string;
  readonly customerExternalId!: string;

  @Field(() => String, { nullable: true })
  readonly channel!: string | null;

  @Field(() => UpstreamUser, { nullable: true })
  readonly createdBy!: UpstreamUser | null;

  @Field(() => Boolean, { nullable: true })
  readonly creditApproved!: boolean | null;

  @Field(() => Decimal, { nullable: true })
  readonly creditLimit!: DecimalText | null;

  @Field(() => String, { nullable: true })
  readonly notes!: string | null;
}
