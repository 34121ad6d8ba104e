import { isPlausibleExternalId } from '../../ids.js';
import type { Order } from '../../types/order.js';
import type { OperationScope } from '../../upstream/scope.js';
import { chainedPage } from '../chain.js';
import { numberedWindow } from '../numbered-list.js';
import type { NumberedPage } from '../paging.js';
import type { OrderReads, Page, PageRequest } from '../source.js';
import { MAX_PAGE_SIZE, type ArrowSphereClient } from './client.js';
import type { Origin } from './customer-mapping.js';
import { ordersOfCustomers, type AllOrdersSize } from './customer-orders.js';
import { mapOrder } from './order-mapping.js';
import type { WireOrder } from './order-wire.js';

export function orderReads(client: ArrowSphereClient, origin: Origin): OrderReads {
  const size: AllOrdersSize = { total: null, pageSize: MAX_PAGE_SIZE };
  const list = { sourceId: client.sourceId, maxPageSize: MAX_PAGE_SIZE };
  const map = (row: WireOrder) => (row.reference === null ? null : mapOrder(row, row.reference, origin));

  const ofAll = async (
    request: PageRequest,
    from: string | null,
    scope: OperationScope,
  ): Promise<Page<Order>> => {
    const read = (page: NumberedPage) => client.orders({ page, from }, scope);
    const page = await numberedWindow<WireOrder, Order>({ ...list, request, map, read });
    if (from === null) size.total = page.totalCount ?? size.total;
    return page;
  };

  const ofCustomer = async (
    customer: string,
    request: PageRequest,
    from: string | null,
    scope: OperationScope,
  ): Promise<Page<Order> | null> => {
    if (!isPlausibleExternalId(customer)) return null;
    const read = (page: NumberedPage) => client.ordersOfCustomer(customer, { page, from }, scope);
    return await numberedWindow<WireOrder, Order, null>({ ...list, request, map, read });
  };

  return {
    applies: ['customerIds'],
    maxPageSize: MAX_PAGE_SIZE,

    page({ customerIds, createdSince }, request, scope) {
      const from = createdSince && fromDay(createdSince);
      if (customerIds === null) return ofAll(request, from, scope);
      const customers = [...new Set(customerIds)];
      return chainedPage(customers, request, (customer, part) => ofCustomer(customer, part, from, scope));
    },

    ofCustomers: ordersOfCustomers(
      {
        ofAll: (request, scope) => ofAll(request, null, scope),
        ofCustomer: (customer, request, scope) => ofCustomer(customer, request, null, scope),
      },
      size,
    ),

    lookup: {
      async get(reference, scope) {
        if (!isPlausibleExternalId(reference)) return null;
        const row = await client.order(reference, scope);
        return row && mapOrder(row, reference, origin);
      },
      scan: {
        pageSize: MAX_PAGE_SIZE,
        // Whether the list holds archived orders is unknown.
        complete: false,
        page: (position, scope) => ofAll({ position, size: MAX_PAGE_SIZE }, null, scope),
      },
    },
  };
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The day to give as `from`, which leaves out older orders (ArrowSphere 1.5).
 *
 * Which of an order's dates it looks at, in which zone, and whether it includes the day are unknown.
 * None of an order's dates is before its creation, and two days earlier are enough for any zone,
 * so that only orders are left out that the graph would turn down as well.
 */
function fromDay(createdSince: string): string {
  const twoDaysBefore = Math.max(0, Date.parse(createdSince) - 2 * DAY_MS);
  return new Date(twoDaysBefore).toISOString().slice(0, 10);
}
