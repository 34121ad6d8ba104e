import { UpstreamErrorCode, UpstreamFailure } from '../../errors.js';
import { newestPage } from '../newest-first.js';
import type { Page, PageRequest } from '../source.js';
import { oldest, readTime } from '../times.js';
import type { RelatedOrders } from './client.js';
import type { Slice } from './slice.js';
import type { OrderRow } from './wire.js';

/** A stretch of one customer's orders, newest first: the lists they come from have orders of their own, or none. */
export function newestSlice(
  { rows, fetchedAt }: RelatedOrders,
  request: PageRequest,
  timeZone: string,
): Page<OrderRow> {
  const orders = rows.filter((row) => row !== null);
  return newestPage({ rows: orders, fetchedAt }, request, ({ id, createdAt }) => ({
    id,
    createdAt: readTime(createdAt, timeZone),
  }));
}

export interface OrdersByCustomer {
  readonly ofCustomer: ReadonlyMap<string, readonly OrderRow[]>;
  /** Rows in the whole list. */
  readonly listSize: number;
  /** When the oldest of its pages was read, so that nothing looks fresher than it is. */
  readonly fetchedAt: string;
}

/** Reads the list of all orders to its end and keeps those of some customers. */
export async function ordersByCustomer(
  sourceId: string,
  customerIds: ReadonlySet<string>,
  read: (position: string | null) => Promise<Slice<OrderRow>>,
): Promise<OrdersByCustomer> {
  const ofCustomer = new Map<string, OrderRow[]>([...customerIds].map((id) => [id, []]));
  let slice = await read(null);
  let { fetchedAt } = slice;
  let listSize = 0;
  const passed = new Set<string>();
  for (;;) {
    listSize += slice.rows.length;
    for (const row of slice.rows) {
      if (row !== null) ofCustomer.get(row.customerId ?? '')?.push(row);
    }
    if (slice.next === null) return { ofCustomer, listSize, fetchedAt };
    // An upstream that ignores offsets would be read for ever, and within one operation without a single call.
    if (passed.has(slice.next)) throw circle(sourceId);
    passed.add(slice.next);
    slice = await read(slice.next);
    fetchedAt = oldest(fetchedAt, slice.fetchedAt);
  }
}

function circle(sourceId: string): UpstreamFailure {
  return new UpstreamFailure(UpstreamErrorCode.BAD_RESPONSE, sourceId, {
    message: `Source '${sourceId}' gave a list of orders that goes round in a circle.`,
  });
}
