import { ORDER_STATUSES, PAYMENT_METHODS } from './lookups.js';
import type { DkOrder, DkPaymentMethod } from './rows.js';

/** Of a code that the body's schema has let through. */
export function paymentMethodOf(code: string): DkPaymentMethod {
  return foundIn(PAYMENT_METHODS, (method) => method.code === code);
}

/** The three members that tell one status. */
export function statusMembers(statusId: string): Pick<DkOrder, 'status' | 'statusId' | 'currentStatus'> {
  const { id, name } = foundIn(ORDER_STATUSES, (status) => status.id === statusId);
  return { status: name, statusId: id, currentStatus: { id, name } };
}

/** An order that shows no `statusId` has one all the same. */
export function statusIdOf(order: DkOrder): string | undefined {
  return order.statusId ?? ORDER_STATUSES.find(({ name }) => name === order.status)?.id;
}

/** Lines and their addons, tax, shipping and fee; discounts are negative already (DK 3.7). */
export function orderTotal(order: Omit<DkOrder, 'total'>): number {
  const { items, shippingPrice, shippingTax, shippingDiscount, handlingFee } = order;
  const lines = items.map(({ unitPrice, quantity, tax, discount, addons }) => {
    const addonPrices = addons.reduce((sum, { price }) => sum + price, 0);
    return unitPrice * quantity + addonPrices + tax + discount;
  });
  const amounts = [...lines, shippingPrice, shippingTax, shippingDiscount, handlingFee];
  return amounts.reduce((cents, amount) => cents + Math.round(amount * 100), 0) / 100;
}

function foundIn<Row>(rows: readonly Row[], matches: (row: Row) => boolean): Row {
  const row = rows.find(matches);
  if (!row) throw new Error('a code that no list of the sandbox has');
  return row;
}
