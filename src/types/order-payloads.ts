import { Field, ObjectType } from 'type-graphql';
import { Requires } from '../access/requires.js';
import { Operation } from './operation.js';
import { Order } from './order.js';
import { UserError } from './user-error.js';

/** Read only when the client asks for it. */
type Later<Value> = Promise<Value | null> | Value | null;

@ObjectType()
export class CreateOrderPayload {
  @Requires('orders:read')
  @Field(() => Order, { nullable: true })
  readonly order!: Later<Order>;

  @Field(() => Operation, { nullable: true })
  readonly operation!: Later<Operation>;

  @Field(() => [UserError])
  readonly userErrors!: readonly UserError[];
}

@ObjectType()
export class UpdateOrderPayload {
  @Requires('orders:read')
  @Field(() => Order, { nullable: true })
  readonly order!: Later<Order>;

  @Field(() => [UserError])
  readonly userErrors!: readonly UserError[];
}

@ObjectType()
export class CancelOrderPayload {
  @Requires('orders:read')
  @Field(() => Order, { nullable: true })
  readonly order!: Later<Order>;

  @Field(() => [UserError])
  readonly userErrors!: readonly UserError[];
}
