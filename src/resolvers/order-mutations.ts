import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Requires } from '../access/requires.js';
import type { MadeOrder, OfOrder, OrderChange, OrderValues } from '../datasources/writes.js';
import type { NodeRef } from '../ids.js';
import { OperationKind } from '../types/operation.js';
import { CancelOrderInput, CreateOrderInput, UpdateOrderInput } from '../types/order-inputs.js';
import { CancelOrderPayload, CreateOrderPayload, UpdateOrderPayload } from '../types/order-payloads.js';
import { parseIdOf } from './arguments.js';
import type { GraphContext } from './context.js';
import { atCustomer, mutate, type Mutation as MutationOf } from './write.js';

const made = ({ externalId }: MadeOrder) => ({ orderId: externalId });

const CREATE: MutationOf<OrderValues, MadeOrder> = {
  name: 'createOrder',
  write: ({ createOrder }) => createOrder,
  made,
  pendingKind: OperationKind.CREATE_ORDER,
};
const UPDATE: MutationOf<OrderChange, MadeOrder> = {
  name: 'updateOrder',
  write: ({ updateOrder }) => updateOrder,
  made,
};
const CANCEL: MutationOf<OfOrder, MadeOrder> = {
  name: 'cancelOrder',
  write: ({ cancelOrder }) => cancelOrder,
  made,
};

@Resolver()
export class OrderMutations {
  @Requires('orders:write')
  @Mutation(() => CreateOrderPayload)
  createOrder(@Arg('input', () => CreateOrderInput) input: CreateOrderInput, @Ctx() context: GraphContext) {
    const { customerId, idempotencyKey: _, ...values } = input;
    const customer = parseIdOf('customer', 'input.customerId', customerId);
    return mutate(CREATE, input, atCustomer(customer, 'customerId', values), context);
  }

  @Requires('orders:write')
  @Mutation(() => UpdateOrderPayload)
  updateOrder(@Arg('input', () => UpdateOrderInput) input: UpdateOrderInput, @Ctx() context: GraphContext) {
    const { id, idempotencyKey: _, ...values } = input;
    return mutate(UPDATE, input, atOrder(parseIdOf('order', 'input.id', id), values), context);
  }

  @Requires('orders:write')
  @Mutation(() => CancelOrderPayload)
  cancelOrder(@Arg('input', () => CancelOrderInput) input: CancelOrderInput, @Ctx() context: GraphContext) {
    return mutate(CANCEL, input, atOrder(parseIdOf('order', 'input.id', input.id), {}), context);
  }
}

function atOrder<Values extends object>({ sourceId, externalId }: NodeRef, values: Values) {
  return { sourceId, sourceField: 'id', values: { ...values, orderId: externalId } };
}
