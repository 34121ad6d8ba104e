import { cycle, DAY_MS, SANDBOX_EPOCH, seededRandom, type Random } from '../random.js';
import { ION_ACCOUNT_ID } from './credentials.js';
import { rfc3339 } from './customers.js';
import { orderItem, type ItemContext } from './order-items.js';
import { lastSegment, ORDER_STATUSES, type IonCustomer, type IonOrder, type StoredOrder } from './rows.js';

const FIRST_ORDER_ID = 80_001;
const FIRST_ITEM_ID = 90_001;

/** By ascending id, which is also the order of creation. */
export function seedOrders(customers: readonly IonCustomer[]): StoredOrder[] {
  const random = seededRandom('ion/orders');
  const ids = customers.map((customer) => lastSegment(customer.name));
  const buyers = shuffle(
    random,
    ids.flatMap((id, index) => Array.from({ length: ordersOf(index) }, () => id)),
  );
  return buyers.map((customerId, index) => order(random, customerId, ids, index, buyers.length));
}

/** Half of the customers bought nothing, every 50th more than a nested page of 25 holds. */
function ordersOf(index: number): number {
  return index % 50 === 7 ? 28 + (index % 40) : cycle([0, 1, 0, 2, 0, 4, 0, 4], index);
}

/** Every 3rd order has the leaner shape of the vendor's SDK sample: ids only inside `name`, but with times (ION 4.5). */
function order(
  random: Random,
  customerId: string,
  customerIds: readonly string[],
  index: number,
  count: number,
): StoredOrder {
  const orderId = String(FIRST_ORDER_ID + index);
  const created = SANDBOX_EPOCH - (count - index) * DAY_MS + random.int(0, DAY_MS / 2);
  const updated = created + random.int(60_000, 40 * DAY_MS);
  const times = { createTime: rfc3339(created), updateTime: rfc3339(updated) };
  const context: ItemContext = {
    orderId,
    customerId,
    // The SDK's sample shows an item named after another customer than its order's: no ground for ownership.
    namedCustomerId: index % 9 === 5 ? random.pick(customerIds) : customerId,
    lean: index % 3 === 1,
    ...times,
  };
  const items = Array.from({ length: 1 + (index % 3) }, (_, position) =>
    orderItem(random, context, FIRST_ITEM_ID + index * 3 + position, index + position),
  );
  const common = commonMembers(context, index, items);
  const row = context.lean
    ? { ...common, ...times, scheduledAt: times.updateTime }
    : full(common, context, index);
  return { row, customerId, orderId, ...times };
}

function commonMembers(
  { customerId, orderId }: ItemContext,
  index: number,
  orderItems: IonOrder['orderItems'],
) {
  return {
    name: `accounts/${ION_ACCOUNT_ID}/customers/${customerId}/orders/${orderId}`,
    referenceId: `customers/${customerId}/carts/${index + 1}`,
    displayName: `Cart - ${index + 1}`,
    userId: '5432',
    userName: 'Test User',
    userEmail: 'user@reseller.example',
    status: cycle(ORDER_STATUSES, index),
    cartId: String(index + 1),
    orderItems,
  } satisfies IonOrder;
}

/** Every 4th of these leaves its empty members out, as proto3 JSON may (ION 4.1). */
function full(common: IonOrder, { customerId, orderId }: ItemContext, index: number): IonOrder {
  const total = common.orderItems.reduce((sum, item) => sum + (item.price ?? 0) * item.quantity, 0);
  const errors = common.status === 'ERROR' ? [provisioningError(orderId)] : [];
  return {
    ...common,
    accountId: ION_ACCOUNT_ID,
    customerId,
    orderId,
    currencyCode: index % 5 === 0 ? 'EUR' : 'USD',
    total: Math.round(total * 100) / 100,
    ...((errors.length > 0 || index % 4 !== 0) && { errors }),
    ...(index % 4 !== 0 && {
      provisioningInfo: { processId: `p-${orderId}`, processName: 'order', details: '' },
    }),
  };
}

export function provisioningError(orderId: string) {
  return {
    code: 'PROV-ER-007',
    detail: 'The provider rejected the tenant domain.',
    sourceName: 'MICROSOFT',
    instancePath: `/orders/${orderId}/orderItems/0`,
  };
}

function shuffle<T>(random: Random, list: readonly T[]): T[] {
  return list
    .map((value) => ({ value, rank: random.next() }))
    .sort((left, right) => left.rank - right.rank)
    .map(({ value }) => value);
}
