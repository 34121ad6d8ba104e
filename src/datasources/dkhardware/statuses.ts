import { OrderStatus } from '../../types/order-status.js';

/**
 * Order statuses are free text from a dictionary that no endpoint gives out.
 * Certain are `New Orders`, `Shipped Orders - PAID` and the quotes' `Cancelled …` (DK 3.5); the other words are a guess
 * at their neighbours. The first line that matches counts: `Partially Shipped` is not shipped, while what is shipped
 * is so paid or unpaid.
 */
const MEANINGS: readonly (readonly [words: RegExp, status: OrderStatus])[] = [
  [/cancel|\bvoid/i, OrderStatus.CANCELED],
  [/declin|fail|fraud|reject|\berror/i, OrderStatus.FAILED],
  [/\bhold\b|back-?\s?order|suspend/i, OrderStatus.ON_HOLD],
  [/archive/i, OrderStatus.ARCHIVED],
  [/partial|process|progress|picking|packing|packed|ready|\bto (be )?ship/i, OrderStatus.IN_PROGRESS],
  [/\b(pending|waiting|not)\b|await/i, OrderStatus.PENDING],
  [/\bshipped\b|delivered|completed?\b|closed|picked up/i, OrderStatus.COMPLETED],
  [/\b(new|unpaid)\b/i, OrderStatus.PENDING],
  [/\b(paid|approved|confirmed|accepted)\b/i, OrderStatus.IN_PROGRESS],
];

/** The ids that the vendor's samples pair with a name, for rows that come without one. */
const IDS: ReadonlyMap<string, OrderStatus> = new Map([
  ['7', OrderStatus.PENDING], // New Orders
  ['11', OrderStatus.COMPLETED], // Shipped Orders - PAID
]);

const known = new Map<string, OrderStatus>();

export function orderStatusOf(name: string | null, statusId: string | null): OrderStatus {
  if (name === null) return IDS.get(statusId ?? '') ?? OrderStatus.UNKNOWN;
  const remembered = known.get(name);
  if (remembered !== undefined) return remembered;
  if (known.size > 1_000) known.clear();
  const status = MEANINGS.find(([words]) => words.test(name))?.[1] ?? OrderStatus.UNKNOWN;
  known.set(name, status);
  return status;
}
