import { cycle, DAY_MS, SANDBOX_EPOCH, seededRandom, type Random } from '../random.js';
import { ORDER_STATUSES, PAYMENT_METHODS, SHIPPING_METHODS, USERS } from './lookups.js';
import { orderAddress, orderItems, orderNotes, orderPayments, orderShipments } from './order-parts.js';
import type { DkCustomer, DkOrder, DkReturn, DkUserRef } from './rows.js';
import { instant, naive } from './times.js';

const FIRST_ORDER_ID = 805_601;

/** By ascending id, which is also the order of creation. */
export function seedOrders(customers: readonly DkCustomer[]): DkOrder[] {
  const random = seededRandom('dkhardware/orders');
  const sold = customers.flatMap((customer, index) =>
    Array.from({ length: ordersOf(index) }, () => ({
      customer,
      createdAt: naive(SANDBOX_EPOCH - random.int(DAY_MS, 2_000 * DAY_MS)),
    })),
  );
  sold.sort((left, right) => (left.createdAt < right.createdAt ? -1 : 1));
  return sold.map(({ customer, createdAt }, index) => order(random, customer, createdAt, index));
}

/** Half of the customers bought nothing, every 97th more than a nested page of 25 holds. */
function ordersOf(index: number): number {
  return index % 97 === 5 ? 26 + (index % 30) : cycle([0, 1, 0, 3, 0, 2, 0, 5, 2, 0], index);
}

/**
 * The samples omit required members and so do these rows (DK 3.5): every 7th has its status by name only,
 * every 11th lacks `updatedAt` and `shoppingCartId`, every 29th has no total.
 */
function order(random: Random, customer: DkCustomer, createdAt: string, index: number): DkOrder {
  const status = cycle(ORDER_STATUSES, index);
  const paymentMethod = cycle(PAYMENT_METHODS, index);
  const { items, total } = orderItems(random, index);
  // By `assign`: V8 copies a second spread some ten times as slowly, and these are thousands of rows at every start.
  const head = Object.assign(
    relatedIds(random, index),
    statusMembers(status, index),
    index % 11 === 4 ? {} : { shoppingCartId: random.uuid(), updatedAt: updatedAt(random, createdAt) },
    {
      createdAt,
      total: index % 29 === 6 ? null : total,
      currency: index % 10 === 9 ? 'CAD' : 'USD',
      customerId: String(customer.customerId),
      paymentMethod,
    },
  );
  const common = Object.assign(head, terms(index), {
    billing: orderAddress(random, customer, index, 0),
    shipping: orderAddress(random, customer, index, 1),
    items,
    notes: orderNotes(createdAt, index),
    filters: index % 4 === 0 ? [{ name: 'vip' }] : [],
  });
  const shipped = status.id === '11';
  return Object.assign(common, {
    payments: shipped ? orderPayments(createdAt, total, paymentMethod, index) : null,
    shipments: shipped ? orderShipments(createdAt, index) : null,
  });
}

/** Every 17th has its vendor orders as numbers, like the vendor's own relations sample (DK 3.7). */
function relatedIds(random: Random, index: number) {
  const vendorOrder = 625_000 + random.int(0, 900);
  const vendorOrderId = index % 17 === 3 ? vendorOrder : String(vendorOrder);
  return {
    orderId: String(FIRST_ORDER_ID + index),
    parentQuoteId: index % 8 === 0 ? String(310_000 + index) : null,
    replacementForOrderId: null,
    replacementOrderIds: [],
    returnIds: index % 40 === 13 ? [String(625_600 + index)] : [],
    vendorOrderIds: index % 3 === 0 || index % 17 === 3 ? [vendorOrderId] : [],
    poNumber: index % 5 === 0 ? `PO-${index + 1}` : null,
  };
}

function statusMembers(status: DkUserRef, index: number) {
  const { id, name } = status;
  return { status: name, ...(index % 7 !== 2 && { statusId: id, currentStatus: { id, name } }) };
}

/** A discount comes back negative, whatever sign it was given with (DK 3.7). */
function terms(index: number) {
  const { id, name } = cycle(USERS, index);
  return {
    customerNotes: index % 6 === 0 ? 'Leave at the loading dock.' : '',
    channel: cycle(['Walmart', 'partner-api', 'Phone'], index),
    channelReferenceId: null,
    shippingMethod: cycle(SHIPPING_METHODS, index).name,
    shippingPrice: 6.89,
    shippingTax: 0.48,
    shippingDiscount: index % 13 === 9 ? -2 : 0,
    handlingFee: index % 9 === 0 ? 3 : 0,
    createdBy: { id, name },
    salesRep: { id, name },
  };
}

function updatedAt(random: Random, createdAt: string): string {
  return naive(Math.min(instant(createdAt) + random.int(0, 60 * DAY_MS), SANDBOX_EPOCH));
}

/** One for every `returnIds` entry, in the sparse shape of the vendor's relations sample. */
export function seedReturns(orders: readonly DkOrder[]): DkReturn[] {
  return orders.flatMap((sold) =>
    sold.returnIds.map((returnId) => ({
      returnId,
      parentOrderId: Number(sold.orderId),
      shoppingCartId: `e691f847-0000-4000-8000-${returnId.padStart(12, '0')}`,
      createdAt: sold.createdAt,
      total: null,
      currency: sold.currency,
      currentStatus: { id: '5', name: 'RMA Received' },
      status: 'RMA Received',
      payments: null,
      shipments: null,
    })),
  );
}
