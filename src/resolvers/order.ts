import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { Requires } from '../access/requires.js';
import { listOrders } from '../datasources/order-lists.js';
import { OrderConnection } from '../types/connections.js';
import { Customer } from '../types/customer.js';
import { OrderFilter } from '../types/filters.js';
import { Order } from '../types/order.js';
import { Source } from '../types/source.js';
import { pageArguments, parseExternalId, parseIdOf } from './arguments.js';
import { type Connection, toConnection } from './connection.js';
import type { GraphContext } from './context.js';
import { loadCustomer, loadOrder } from './references.js';
import { sourceOf } from './source.js';

@Resolver(() => Order)
export class OrderResolver {
  @Requires('orders:read')
  @Query(() => Order, { nullable: true })
  order(@Arg('id', () => ID) id: string, @Ctx() context: GraphContext) {
    return loadOrder(parseIdOf('order', 'id', id), context);
  }

  @Requires('orders:read')
  @Query(() => Order, { nullable: true })
  orderByExternalId(
    @Arg('sourceId', () => ID) sourceId: string,
    @Arg('externalId', () => String) externalId: string,
    @Ctx() context: GraphContext,
  ) {
    return loadOrder({ sourceId, externalId: parseExternalId('externalId', externalId) }, context);
  }

  @Requires('orders:read')
  @Query(() => OrderConnection, { description: 'The orders of all sources as one list.' })
  async orders(
    @Arg('first', () => Int, { nullable: true, defaultValue: 25 }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | undefined,
    @Arg('filter', () => OrderFilter, { nullable: true }) filter: OrderFilter | undefined,
    @Ctx() context: GraphContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<Order>> {
    const page = await listOrders(context.lists, filter ?? {}, pageArguments(first, after));
    return toConnection(page, context, info);
  }

  @FieldResolver(() => Source)
  source(@Root() order: Order, @Ctx() context: GraphContext) {
    return sourceOf(order, context);
  }

  @Requires('customers:read')
  @FieldResolver(() => Customer, { nullable: true })
  customer(@Root() { sourceId, customerExternalId }: Order, @Ctx() context: GraphContext) {
    return customerExternalId === null
      ? null
      : loadCustomer({ sourceId, externalId: customerExternalId }, context);
  }
}
