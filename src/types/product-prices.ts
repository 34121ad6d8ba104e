import { Field, Int, ObjectType } from 'type-graphql';
import { Decimal, type DecimalText } from './scalars.js';

@ObjectType()
export class TierPrice {
  @Field(() => String, { nullable: true })
  readonly currency!: string | null;

  @Field(() => Decimal, { nullable: true })
  readonly unit!: DecimalText | null;

  @Field(() => Decimal, { nullable: true })
  readonly exchangeRate!: DecimalText | null;
}

@ObjectType({ description: 'Unit prices by tier, for one period of the subscription.' })
export class ProductPrices {
  @Field(() => TierPrice, { nullable: true })
  readonly vendor!: TierPrice | null;

  @Field(() => TierPrice, { nullable: true })
  readonly buy!: TierPrice | null;

  @Field(() => TierPrice, { nullable: true })
  readonly list!: TierPrice | null;

  @Field(() => TierPrice, { nullable: true })
  readonly reseller!: TierPrice | null;

  @Field(() => TierPrice, { nullable: true })
  readonly endCustomer!: TierPrice | null;

  @Field(() => TierPrice, { nullable: true })
  readonly sell!: TierPrice | null;

  @Field(() => String, { nullable: true })
  readonly periodicity!: string | null;

  @Field(() => Int, { nullable: true, description: 'Hours: 720 is a month.' })
  readonly periodicityCode!: number | null;

  @Field(() => String, { nullable: true })
  readonly term!: string | null;

  @Field(() => Int, { nullable: true, description: 'Hours: 8640 is a year.' })
  readonly termCode!: number | null;
}
