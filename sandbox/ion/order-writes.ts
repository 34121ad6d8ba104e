import type { FastifyInstance } from 'fastify';
import { ION_ACCOUNT_ID } from './credentials.js';
import { rfc3339 } from './customers.js';
import { invalidRequest, notFound, permissionDenied } from './errors.js';
import { readOrder, type OrderBody, type OrderItemBody } from './order-bodies.js';
import { productOf } from './order-items.js';
import { moveOrder, setStatus } from './order-progress.js';
import { ANY_CUSTOMER } from './order-routes.js';
import { lastSegment, type IonOrder, type IonOrderItem } from './rows.js';
import { nextNumber, type IonState } from './state.js';

interface OrderParams {
  readonly account: string;
  readonly customer: string;
  readonly order: string;
}

/** Under `/api/v3/accounts/:account`. */
export function orderWrites(app: FastifyInstance, state: IonState): void {
  app.post<{ Params: Pick<OrderParams, 'account' | 'customer'> }>(
    '/customers/:customer/orders',
    (request) => {
      const { account, customer: customerId } = request.params;
      const owner = `accounts/${account}/customers/${customerId}`;
      // No 404 is listed for this path: what the account cannot see is refused (ION 4.5).
      if (!state.customers.some(({ name }) => name === owner)) throw permissionDenied(owner);
      const order = newOrder(state, owner, readOrder(request.body));
      const now = rfc3339(state.background.now());
      const orderId = lastSegment(order.name);
      state.orders = [...state.orders, { row: order, customerId, orderId, createTime: now, updateTime: now }];
      moveOrder(state, orderId);
      return order;
    },
  );

  // The two colons are the router's way to write the one of `orders/80001:cancel`.
  app.post<{ Params: OrderParams }>('/customers/:customer/orders/:order(^\\d+)::cancel', (request) => {
    const { account, customer, order: orderId } = request.params;
    const found = state.orders.find(
      (order) => order.orderId === orderId && (customer === ANY_CUSTOMER || order.customerId === customer),
    );
    if (!found) throw notFound(`accounts/${account}/customers/${customer}/orders/${orderId}`);
    const { status } = found.row;
    if (status !== 'NEW' && status !== 'ON_HOLD') {
      throw invalidRequest(`order in status ${status} cannot be canceled`);
    }
    return setStatus(state, orderId, 'CANCELED').row;
  });
}

function newOrder(state: IonState, owner: string, given: OrderBody): IonOrder {
  const orderId = String(nextNumber(state.orders.map((order) => order.orderId)));
  const name = `${owner}/orders/${orderId}`;
  const cartId = String(state.orders.length + 1);
  const customerId = lastSegment(owner);
  const knownItems = state.orders.flatMap(({ row }) => row.orderItems.map((item) => lastSegment(item.name)));
  const firstItem = nextNumber(knownItems);
  const orderItems = given.orderItems.map((item, index) => newItem(name, firstItem + index, item));
  const cents = orderItems.map(({ price = 0, quantity }) => Math.round(price * quantity * 100));
  return {
    name,
    accountId: ION_ACCOUNT_ID,
    customerId,
    orderId,
    referenceId: given.referenceId ?? `customers/${customerId}/carts/${cartId}`,
    displayName: given.displayName ?? `Cart - ${cartId}`,
    userId: '5432',
    userName: 'Test User',
    userEmail: 'user@reseller.example',
    status: 'NEW',
    currencyCode: 'USD',
    total: cents.reduce((sum, amount) => sum + amount, 0) / 100,
    cartId,
    errors: [],
    orderItems,
    provisioningInfo: { processId: `p-${orderId}`, processName: 'order', details: '' },
  };
}

/** What is bought has no resource before it is provisioned. */
function newItem(order: string, itemId: number, given: OrderItemBody): IonOrderItem {
  const product = productOf(given.productId);
  return {
    ...given,
    name: `${order}/orderItems/${itemId}`,
    referenceId: given.referenceId ?? '',
    resourceId: given.resourceId ?? '',
    providerName: product?.provider ?? '',
    price: product?.price ?? 0,
    addOns: given.addOns ?? [],
    catalogAttributes: [],
    cartItemId: String(itemId),
    status: 'PENDING',
    errors: [],
    provisioningInfo: { processId: `p-${itemId}`, processName: 'provision', details: '' },
    additionalInformation: '',
  };
}
