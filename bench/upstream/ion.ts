import { found, slice, type Answer, type Route } from './route.js';

/** So many customers has every account: exactly one of the largest pages that the graph asks for. */
const CUSTOMERS = 1_000;
const FIRST_CUSTOMER = 20_001;
const STATUSES = ['NEW', 'COMPLETED', 'ON_HOLD', 'IN_PROGRESS'];
const ACCOUNT = String.raw`/api/v3/accounts/(\d+)`;

/**
 * ION: lists by page tokens, orders of one customer, and of many by `filter.customerIdList`.
 * The last two digits of an account are the number of orders that each of its customers has.
 */
export const ionRoutes: readonly Route[] = [
  { name: 'ION customers', path: new RegExp(`^${ACCOUNT}/customers$`), answer: customers },
  { name: 'ION customer', path: new RegExp(String.raw`^${ACCOUNT}/customers/(\d+)$`), answer: customer },
  {
    name: 'ION orders of a customer',
    path: new RegExp(String.raw`^${ACCOUNT}/customers/(\d+)/orders$`),
    answer: ordersOfCustomer,
  },
  { name: 'ION orders', path: new RegExp(`^${ACCOUNT}/orders$`), answer: orders },
];

function customers([account = '']: readonly string[], query: URLSearchParams): Answer {
  const { indexes, end } = slice(
    CUSTOMERS,
    Number((query.get('pageToken') ?? 'o0').slice(1)),
    pageSize(query),
  );
  return found({
    customers: indexes.map((index) => customerRow(account, index)),
    nextPageToken: end < CUSTOMERS ? `o${end}` : '',
  });
}

function customer([account = '', id = '']: readonly string[]): Answer {
  const index = Number(id) - FIRST_CUSTOMER;
  return index >= 0 && index < CUSTOMERS ? found(customerRow(account, index)) : missing();
}

/** Newest first. */
function ordersOfCustomer([account = '', id = '']: readonly string[], query: URLSearchParams): Answer {
  const rows = orderRows(account, Number(id) - FIRST_CUSTOMER).reverse();
  return found({ orders: rows.slice(0, pageSize(query)), nextPageToken: '' });
}

/** Oldest first, as the graph asks for them. */
function orders([account = '']: readonly string[], query: URLSearchParams): Answer {
  const ids = query.get('filter.customerIdList')?.split(',') ?? [];
  const rows = ids.flatMap((id) => orderRows(account, Number(id) - FIRST_CUSTOMER));
  const from = Number((query.get('pageToken') ?? 'o0').slice(1));
  const end = from + pageSize(query);
  return found({ orders: rows.slice(from, end), nextPageToken: end < rows.length ? `o${end}` : '' });
}

function pageSize(query: URLSearchParams): number {
  return Number(query.get('pageSize'));
}

function missing(): Answer {
  return { status: 404, body: { error: 'NotFound', message: 'customer not found', code: 5, details: [] } };
}

function customerRow(account: string, index: number) {
  const number = index + 1;
  return {
    name: `accounts/${account}/customers/${FIRST_CUSTOMER + index}`,
    customerOrganization: `Meridian Test Org ${number}`,
    customerAddress: {
      street: `${number} Tech Blvd`,
      suite: '',
      city: 'San Francisco',
      state: 'CA',
      zip: String(94_000 + (index % 900)),
      country: 'US',
    },
    customerName: `Jo Tester ${number}`,
    customerEmail: `jo${number}@meridian.example`,
    customerTitle: 'CTO',
    customerPhone: `+1555${String(number).padStart(6, '0')}`,
    createTime: '2024-06-03T09:55:19Z',
    updateTime: '2024-06-03T09:55:20Z',
    languageCode: 'EN',
    uid: `uid${String(number).padStart(6, '0')}`,
    customerStatus: 'ACTIVE',
  };
}

function orderRows(account: string, customerIndex: number) {
  return Array.from({ length: Number(account.slice(-2)) }, (_, at) => orderRow(account, customerIndex, at));
}

function orderRow(account: string, customerIndex: number, at: number) {
  const customerId = String(FIRST_CUSTOMER + customerIndex);
  const orderId = String(800_000 + customerIndex * 100 + at);
  const name = `accounts/${account}/customers/${customerId}/orders/${orderId}`;
  return {
    ...{ name, accountId: account, customerId, orderId },
    referenceId: `customers/${customerId}/carts/${at}`,
    displayName: `Cart - ${at}`,
    userId: '5432',
    userName: 'Test User',
    userEmail: 'user@reseller.example',
    status: STATUSES[(customerIndex + at) % STATUSES.length],
    currencyCode: 'USD',
    total: 31.5,
    cartId: String(at),
    createTime: `2024-07-${String(1 + (at % 28)).padStart(2, '0')}T09:55:19Z`,
    updateTime: '2024-08-03T09:55:20Z',
    errors: [],
    // Two products where orders are few.
    orderItems: Array.from({ length: account.endsWith('03') ? 2 : 1 }, (_, line) => itemRow(name, line)),
    provisioningInfo: { processId: `p-${orderId}`, processName: 'order', details: '' },
  };
}

function itemRow(order: string, line: number) {
  return {
    name: `${order}/orderItems/${90_001 + line}`,
    referenceId: `cartItems/${line}`,
    action: 'CREATE',
    resourceId: `sub-${line}`,
    productId: 'GenericProd-DB',
    productName: `Generic database ${line}`,
    skuId: `Sku-${line}`,
    planId: 'Monthly-Plan',
    quantity: 3 + line,
    providerName: 'MICROSOFT',
    price: 10.5,
    endCustomerPO: 'EPO',
    resellerPO: 'RPO',
    addOns: [],
    attributes: [{ name: 'userName', value: 'meridian1.example' }],
    catalogAttributes: [],
    cartItemId: String(line),
    status: 'ACTIVE',
    errors: [],
    provisioningInfo: { processId: 'p-1', processName: 'provision', details: '' },
    additionalInformation: '',
  };
}
