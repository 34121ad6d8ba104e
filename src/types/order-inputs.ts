import { Field, ID, InputType, Int } from 'type-graphql';
import { CustomFieldInput } from './custom-field-input.js';
import { IDEMPOTENCY } from './write-arguments.js';

@InputType()
export class OrderProductInput {
  @Field(() => Int)
  readonly quantity!: number;

  @Field(() => String, { nullable: true })
  readonly sku?: string | null;

  @Field(() => String, { nullable: true, description: 'ArrowSphere arrowSpherePriceBandSku.' })
  readonly priceBandSku?: string | null;

  @Field(() => String, { nullable: true, description: 'ION.' })
  readonly productId?: string | null;

  @Field(() => String, { nullable: true, description: 'ION.' })
  readonly skuId?: string | null;

  @Field(() => String, { nullable: true, description: 'ION.' })
  readonly planId?: string | null;

  @Field(() => String, { nullable: true })
  readonly subscriptionReference?: string | null;

  @Field(() => String, { nullable: true })
  readonly parentLicenseId?: string | null;

  @Field(() => String, { nullable: true })
  readonly periodicity?: string | null;

  @Field(() => String, { nullable: true })
  readonly term?: string | null;

  @Field(() => Boolean, { nullable: true })
  readonly autoRenew?: boolean | null;

  @Field(() => String, { nullable: true })
  readonly friendlyName?: string | null;
}

@InputType()
export class CreateOrderInput {
  @Field(() => ID)
  readonly customerId!: string;

  @Field(() => String, { description: IDEMPOTENCY })
  readonly idempotencyKey!: string;

  @Field(() => String, { nullable: true })
  readonly poNumber?: string | null;

  @Field(() => String, { nullable: true })
  readonly endCustomerPoNumber?: string | null;

  @Field(() => [OrderProductInput])
  readonly products!: readonly OrderProductInput[];

  @Field(() => [CustomFieldInput], { nullable: true })
  readonly customFields?: readonly CustomFieldInput[] | null;
}

@InputType()
export class UpdateOrderInput {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String, { description: IDEMPOTENCY })
  readonly idempotencyKey!: string;

  @Field(() => String, { nullable: true })
  readonly poNumber?: string | null;

  @Field(() => String, { nullable: true })
  readonly endCustomerPoNumber?: string | null;

  @Field(() => [CustomFieldInput], { nullable: true })
  readonly customFields?: readonly CustomFieldInput[] | null;
}

@InputType()
export class CancelOrderInput {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String, { description: IDEMPOTENCY })
  readonly idempotencyKey!: string;
}
