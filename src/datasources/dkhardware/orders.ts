import type { OperationScope } from '../../upstream/scope.js';
import { readEach, type ListSize } from '../batch.js';
import type { OrderReads, PageRequest } from '../source.js';
import type { MappedSource } from './address-mapping.js';
import { MAX_LIMIT, type DkHardwareClient } from './client.js';
import { newestSlice, ordersByCustomer } from './customer-orders.js';
import { toOrder } from './order-mapping.js';
import { toPage } from './slice.js';
import { updatedSlice, windowStart } from './updated-order.js';
import { isDkHardwareId, type OrderRow } from './wire.js';

/** Before the list was ever read to its end, it is taken to have this many pages. */
const UNKNOWN_PAGES = 3;

/** `createdAt` and `updatedAt` of a row may be hours apart because of their zones alone (DK 3.7); a day covers it. */
const ZONE_MARGIN_MS = 24 * 60 * 60 * 1_000;

export interface DkHardwareOrdersOptions {
  /** Whether the credentials were given the scope `customers:relations`. */
  readonly hasRelations: boolean;
}

export function dkHardwareOrders(
  client: DkHardwareClient,
  source: MappedSource,
  { hasRelations }: DkHardwareOrdersOptions,
): OrderReads {
  const size: ListSize = { rows: null };
  const map = (row: OrderRow) => toOrder(row, source);

  const listSlice = (start: number | null, request: PageRequest, scope: OperationScope) =>
    updatedSlice((window) => client.ordersByUpdate(window, scope), start, request);

  const relatedPage = async (customerId: string, request: PageRequest, scope: OperationScope) => {
    if (!isDkHardwareId(customerId)) return null;
    const related = await client.relatedOrders(customerId, scope);
    return related === null ? null : toPage(newestSlice(related, request, source.timeZone), map);
  };

  const isCheaperThanScan = (calls: number) =>
    calls < (size.rows === null ? UNKNOWN_PAGES : Math.ceil(size.rows / MAX_LIMIT));

  return {
    // One `statusId` at a time, of a dictionary nobody publishes, and no filter by customer (DK 3.2).
    applies: [],
    maxPageSize: MAX_LIMIT,
    async page({ createdSince }, request, scope) {
      return toPage(await listSlice(startOf(createdSince, source.timeZone), request, scope), map);
    },

    lookup: {
      async get(externalId, scope) {
        if (!isDkHardwareId(externalId)) return null;
        const row = await client.order(externalId, scope);
        return row === null ? null : map(row);
      },
      scan: {
        pageSize: MAX_LIMIT,
        complete: false, // nothing says that the list has every order that can be read
        page: async (position, scope) =>
          toPage(await listSlice(null, { position, size: MAX_LIMIT }, scope), map),
      },
    },

    async ofCustomers(customerIds, request, scope) {
      if (hasRelations && isCheaperThanScan(customerIds.length)) {
        return readEach(customerIds, (id) => relatedPage(id, request, scope));
      }
      // One reading of the list serves all; within an operation its pages are remembered for the next batch too.
      const listed = ordersByCustomer(source.id, new Set(customerIds), (position) =>
        listSlice(null, { position, size: MAX_LIMIT }, scope),
      );
      return readEach(customerIds, async (id) => {
        const { ofCustomer, fetchedAt, listSize } = await listed;
        size.rows = listSize;
        const rows = ofCustomer.get(id) ?? [];
        return toPage(newestSlice({ rows, fetchedAt }, request, source.timeZone), map);
      });
    },
  };
}

/** A row is updated when it is created or later, so that the window holds every row created since. */
function startOf(createdSince: string | null, timeZone: string): number | null {
  return createdSince === null ? null : windowStart(Date.parse(createdSince) - ZONE_MARGIN_MS, timeZone);
}
