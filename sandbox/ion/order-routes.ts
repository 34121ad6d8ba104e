import type { FastifyInstance } from 'fastify';
import { ION_ACCOUNT_ID } from './credentials.js';
import { notFound } from './errors.js';
import { page } from './pages.js';
import { csv, idCsv, isFiltered, listingKey, oneOf, readQuery, type Query } from './query.js';
import { ORDER_STATUSES, type StoredOrder } from './rows.js';
import type { IonState } from './state.js';

/** Smaller than the customers': a batch of many customers' orders needs several pages. */
const PAGE_MAXIMUM = 200;

/** The customer id that stands for "any" (ION 4.5). */
export const ANY_CUSTOMER = '-';

interface OrderParams {
  readonly account: string;
  readonly customer: string;
  readonly order: string;
}

/** Under `/api/v3/accounts/:account`. */
export function orderRoutes(app: FastifyInstance, state: IonState): void {
  app.get<{ Params: Pick<OrderParams, 'account'> }>('/orders', (request) => {
    const query = readQuery(request.query);
    const found = state.orders
      .filter(accountFilter(query))
      .filter(statusFilter(query))
      .sort(orderSort(query));
    return answerPage(found, query, `accounts/${request.params.account}/orders`);
  });

  app.get<{ Params: Pick<OrderParams, 'account' | 'customer'> }>('/customers/:customer/orders', (request) => {
    const { account, customer } = request.params;
    const query = readQuery(request.query);
    const found = state.orders.filter(buyerFilter(customer)).filter(statusFilter(query)).sort(orderSort({}));
    return answerPage(found, query, `accounts/${account}/customers/${customer}/orders`);
  });

  app.get<{ Params: OrderParams }>('/customers/:customer/orders/:order', (request) => {
    const { account, customer, order } = request.params;
    const found = state.orders.filter(buyerFilter(customer)).find(({ orderId }) => orderId === order);
    if (!found) throw notFound(`accounts/${account}/customers/${customer}/orders/${order}`);
    return found.row;
  });
}

function answerPage(orders: readonly StoredOrder[], query: Query, path: string) {
  const listing = { key: listingKey(path, query), filtered: isFiltered(query), maximum: PAGE_MAXIMUM };
  const { rows, end } = page(orders, query, listing, ({ row }) => row.name);
  return rows.length === 0 ? {} : { orders: rows.map(({ row }) => row), ...end };
}

function buyerFilter(customer: string): (order: StoredOrder) => boolean {
  return ({ customerId }) => customer === ANY_CUSTOMER || customerId === customer;
}

function statusFilter(query: Query): (order: StoredOrder) => boolean {
  const status = oneOf(query, 'status', ORDER_STATUSES);
  return ({ row }) => status === undefined || row.status === status;
}

/** `filter.excludeSubAccounts` changes nothing: this reseller has no sub-accounts. */
function accountFilter(query: Query): (order: StoredOrder) => boolean {
  const customers = idCsv(query, 'filter.customerIdList');
  const accounts = idCsv(query, 'filter.accountIdList');
  const providers = csv(query, 'filter.providerNameList');
  return ({ customerId, row }) =>
    (customers?.has(customerId) ?? true) &&
    (accounts?.has(ION_ACCOUNT_ID) ?? true) &&
    (!providers || row.orderItems.some(({ providerName }) => providers.has(providerName)));
}

/** The vendor names no default for `sortBy`; newest first is its default order (ION 4.5). */
function orderSort(query: Query): (left: StoredOrder, right: StoredOrder) => number {
  const member = oneOf(query, 'sortBy', ['createTime', 'updateTime']) ?? 'createTime';
  const direction = oneOf(query, 'sortOrder', ['ASC', 'DESC']) === 'ASC' ? 1 : -1;
  return (left, right) => {
    const byTime = compare(left[member], right[member]);
    return direction * (byTime || compare(left.orderId, right.orderId));
  };
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
