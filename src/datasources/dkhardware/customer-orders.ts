import type { PageRequest } from '../source.js';
import { readTime } from '../times.js';
import type { Listed } from './client.js';
import type { Slice } from './slice.js';
import type { OrderRow } from './wire.js';

/**
 * A stretch of one customer's orders, newest first. The time of creation and the id never change,
 * so that they tell where to go on whatever was added or touched meanwhile. Positions: `<milliseconds>:<id>`.
 */
export function newestSlice(
  orders: Listed<OrderRow>,
  request: PageRequest,
  timeZone: string,
): Slice<OrderRow> {
  const places = placesOf(orders, timeZone);
  const after = request.position === null ? null : placeOf(request.position);
  const first = after === null ? 0 : places.filter((place) => newestFirst(place, after) <= 0).length;
  const taken = places.slice(first, first + request.size);
  const positionAfter = (index: number) => positionText(taken[index]);
  return {
    rows: taken.map(({ row }) => row),
    positionAfter,
    next: first + taken.length < places.length ? positionAfter(taken.length - 1) : null,
    totalCount: places.length,
    fetchedAt: orders.fetchedAt,
  };
}

export interface OrdersByCustomer {
  readonly ofCustomer: ReadonlyMap<string, readonly OrderRow[]>;
  /** Rows in the whole list. */
  readonly listSize: number;
  /** When the first of its pages was read, so that nothing looks fresher than it is. */
  readonly fetchedAt: string;
}

/** Reads the list of all orders to its end and keeps those of some customers. */
export async function ordersByCustomer(
  customerIds: ReadonlySet<string>,
  read: (position: string | null) => Promise<Slice<OrderRow>>,
): Promise<OrdersByCustomer> {
  const ofCustomer = new Map<string, OrderRow[]>([...customerIds].map((id) => [id, []]));
  let slice = await read(null);
  const { fetchedAt } = slice;
  let listSize = 0;
  for (;;) {
    listSize += slice.rows.length;
    for (const row of slice.rows) {
      if (row !== null) ofCustomer.get(row.customerId ?? '')?.push(row);
    }
    if (slice.next === null) return { ofCustomer, listSize, fetchedAt };
    slice = await read(slice.next);
  }
}

interface Place {
  readonly createdAt: number;
  readonly id: string;
}

/** Newest first; an order that was touched while the list was read stands in it twice, and its later row counts. */
function placesOf({ rows }: Listed<OrderRow>, timeZone: string) {
  const byId = new Map(rows.flatMap((row) => (row === null ? [] : [[row.id, row] as const])));
  const places = [...byId.values()].map((row) => ({
    row,
    id: row.id,
    createdAt: Date.parse(readTime(row.createdAt, timeZone) ?? NEVER),
  }));
  return places.sort(newestFirst);
}

/** Orders whose time of creation is missing come last. */
const NEVER = '0001-01-01T00:00:00Z';

function newestFirst(a: Place, b: Place): number {
  return b.createdAt - a.createdAt || b.id.length - a.id.length || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
}

function positionText(place: Place | undefined): string {
  if (place === undefined) throw new RangeError('No such row on this page.');
  return `${place.createdAt}:${place.id}`;
}

function placeOf(position: string): Place {
  const [, createdAt, id] = /^(-?\d+):(.*)$/s.exec(position) ?? [];
  if (createdAt === undefined || id === undefined) {
    throw new RangeError("Not a position in a customer's orders.");
  }
  return { createdAt: Number(createdAt), id };
}
