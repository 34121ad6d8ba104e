import { Field, Int, ObjectType } from 'type-graphql';
import { Money } from './money.js';
import { OrderStatus } from './order-status.js';
import { ProductPrices } from './product-prices.js';
import { DateTime, type DateTimeText } from './scalars.js';

@ObjectType()
export class ProductProgram {
  @Field(() => String, { nullable: true })
  readonly legacyCode!: string | null;
}

@ObjectType()
export class VendorIdentifier {
  @Field(() => String, { nullable: true })
  readonly sku!: string | null;

  @Field(() => String, { nullable: true })
  readonly name!: string | null;
}

@ObjectType()
export class ProductIdentifiers {
  @Field(() => VendorIdentifier, { nullable: true })
  readonly vendor!: VendorIdentifier | null;
}

@ObjectType()
export class ReferenceLink {
  @Field(() => String, { nullable: true })
  readonly reference!: string | null;

  @Field(() => String, { nullable: true })
  readonly link!: string | null;
}

@ObjectType()
export class OrderProduct {
  @Field(() => String, { nullable: true })
  readonly externalId!: string | null;

  @Field(() => Int, { description: '1-based position in the order.' })
  readonly lineNumber!: number;

  @Field(() => String, { nullable: true })
  readonly sku!: string | null;

  @Field(() => String, { nullable: true })
  readonly name!: string | null;

  @Field(() => Int)
  readonly quantity!: number;

  @Field(() => OrderStatus)
  readonly status!: OrderStatus;

  @Field(() => String, { nullable: true })
  readonly upstreamStatus!: string | null;

  @Field(() => String, { nullable: true })
  readonly detailedStatus!: string | null;

  @Field(() => DateTime, { nullable: true })
  readonly statusChangedAt!: DateTimeText | null;

  @Field(() => DateTime, { nullable: true })
  readonly createdAt!: DateTimeText | null;

  @Field(() => Boolean, { nullable: true })
  readonly isAddon!: boolean | null;

  @Field(() => Boolean, { nullable: true })
  readonly isTrial!: boolean | null;

  @Field(() => String, { nullable: true })
  readonly classification!: string | null;

  @Field(() => [String], { description: 'ArrowSphere arrowSubCategories.' })
  readonly subCategories!: readonly string[];

  @Field(() => String, { nullable: true })
  readonly family!: string | null;

  @Field(() => String, { nullable: true })
  readonly vendorName!: string | null;

  @Field(() => String, { nullable: true })
  readonly programName!: string | null;

  @Field(() => ProductProgram, { nullable: true })
  readonly program!: ProductProgram | null;

  @Field(() => ProductIdentifiers, { nullable: true })
  readonly identifiers!: ProductIdentifiers | null;

  @Field(() => ProductPrices, { nullable: true })
  readonly prices!: ProductPrices | null;

  @Field(() => Money, { nullable: true })
  readonly unitPrice!: Money | null;

  @Field(() => Money, { nullable: true })
  readonly tax!: Money | null;

  @Field(() => Money, { nullable: true })
  readonly discount!: Money | null;

  @Field(() => ReferenceLink, { nullable: true })
  readonly subscription!: ReferenceLink | null;

  @Field(() => ReferenceLink, { nullable: true })
  readonly license!: ReferenceLink | null;
}
