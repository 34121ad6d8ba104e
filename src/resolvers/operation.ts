import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Requires } from '../access/requires.js';
import { Customer } from '../types/customer.js';
import { Operation } from '../types/operation.js';
import { Order } from '../types/order.js';
import { Source } from '../types/source.js';
import { parseIdOf } from './arguments.js';
import type { GraphContext } from './context.js';
import { loadCustomer, loadOperation, loadOrder } from './references.js';
import { sourceOf } from './source.js';

@Resolver(() => Operation)
export class OperationResolver {
  @Query(() => Operation, { nullable: true })
  operation(@Arg('id', () => ID) id: string, @Ctx() context: GraphContext) {
    return loadOperation(parseIdOf('operation', 'id', id), context);
  }

  @FieldResolver(() => Source)
  source(@Root() operation: Operation, @Ctx() context: GraphContext) {
    return sourceOf(operation, context);
  }

  @Requires('customers:read')
  @FieldResolver(() => Customer, { nullable: true })
  customer(@Root() { sourceId, customerExternalId }: Operation, @Ctx() context: GraphContext) {
    return customerExternalId === null
      ? null
      : loadCustomer({ sourceId, externalId: customerExternalId }, context);
  }

  @Requires('orders:read')
  @FieldResolver(() => Order, { nullable: true })
  order(@Root() { sourceId, orderExternalId }: Operation, @Ctx() context: GraphContext) {
    return orderExternalId === null ? null : loadOrder({ sourceId, externalId: orderExternalId }, context);
  }
}
