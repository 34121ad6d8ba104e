import type { OperationScope } from '../../upstream/scope.js';
import type { Order } from '../../types/order.js';
import { chainedPage } from '../chain.js';
import type { OrderReads, Page, PageRequest } from '../source.js';
import type { IonClient, OrderListRequest } from './client.js';
import type { MappedSource } from './customer-mapping.js';
import { chunks, MAX_ORDER_PAGE, ordersOfCustomers } from './customer-orders.js';
import { toOrder } from './order-mapping.js';
import { orderStatusFilter } from './statuses.js';
import { readPosition, tokenPage } from './token-pages.js';
import { isIonId, type WireOrder } from './wire.js';

export function ionOrders(client: IonClient, source: MappedSource): OrderReads {
  const listPage = async (
    { position, size, ...filters }: PageRequest & Pick<OrderListRequest, 'customerIds' | 'status'>,
    scope: OperationScope,
  ): Promise<Page<Order>> => {
    const at = readPosition({ position, size });
    const list = await client.orders({ pageSize: at.size, pageToken: at.token, ...filters }, scope);
    const rows = ofThese(filters.customerIds, list.rows);
    return tokenPage({ ...list, rows }, at, (order) => toOrder(order, source));
  };

  return {
    applies: ['customerIds'],
    maxPageSize: MAX_ORDER_PAGE,

    page(criteria, request, scope) {
      const status = orderStatusFilter(criteria.status);
      if (criteria.customerIds === null) return listPage({ ...request, customerIds: null, status }, scope);
      const parts = chunks(criteria.customerIds).map((ids) => ids.join());
      return chainedPage(parts, request, (ids, part) =>
        listPage({ ...part, customerIds: ids.split(','), status }, scope),
      );
    },

    // No scan: orders grow without end, and every row brings all of its items.
    lookup: {
      async get(externalId, scope) {
        if (!isIonId(externalId)) return null;
        const order = await client.order(externalId, scope);
        return order === null ? null : toOrder(order, source);
      },
    },

    ofCustomers: (customerIds, request, scope) =>
      ordersOfCustomers(client, source, customerIds, request, scope),
  };
}

/** ION's filter by customers was never seen at work: what it lets through in error is dropped. */
function ofThese(customerIds: readonly string[] | null, orders: readonly WireOrder[]): readonly WireOrder[] {
  if (customerIds === null) return orders;
  return orders.filter(({ customerId }) => customerId !== null && customerIds.includes(customerId));
}
