import { CustomerStatus } from '../../types/customer.js';
import { OrderStatus } from '../../types/order-status.js';

/** Unspecified, left out and unheard of are all UNKNOWN. */
export function customerStatusOf(word: string | null): CustomerStatus {
  if (word === 'ACTIVE') return CustomerStatus.ACTIVE;
  if (word === 'INACTIVE') return CustomerStatus.INACTIVE;
  return CustomerStatus.UNKNOWN;
}

/** CONFIRMED is under way, not pending: ION lets only NEW and ON_HOLD be cancelled (ION 4.5). */
const ORDER_STATUSES: ReadonlyMap<string, OrderStatus> = new Map([
  ['NEW', OrderStatus.PENDING],
  ['CONFIRMED', OrderStatus.IN_PROGRESS],
  ['IN_PROGRESS', OrderStatus.IN_PROGRESS],
  ['ON_HOLD', OrderStatus.ON_HOLD],
  ['COMPLETED', OrderStatus.COMPLETED],
  ['ERROR', OrderStatus.FAILED],
  ['CANCELED', OrderStatus.CANCELED],
]);

/** Also for items, whose own words ION does not publish: what is no order status (`ACTIVE`) is UNKNOWN. */
export function orderStatusOf(word: string | null): OrderStatus {
  return (word === null ? undefined : ORDER_STATUSES.get(word)) ?? OrderStatus.UNKNOWN;
}

/** ION's list takes one of its own words; null where what is asked for is not exactly one. */
export function orderStatusFilter(statuses: readonly OrderStatus[] | null): string | null {
  if (statuses === null) return null;
  const words = [...ORDER_STATUSES].filter(([, status]) => statuses.includes(status));
  const isExact = words.length === 1 && statuses.every((status) => status === words[0]?.[1]);
  return isExact ? (words[0]?.[0] ?? null) : null;
}
