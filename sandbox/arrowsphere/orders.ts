import { DAY_MS, cycle, seededRandom } from '../random.js';
import { naiveBefore } from './dates.js';
import { ORDER_STATUSES } from './order-statuses.js';
import { product } from './products.js';
import type { CustomerRow, OrderRow } from './rows.js';

/** The number in the first reference. */
export const FIRST_ORDER = 5001;

/** Two orders a customer on average, one customer of five without any. */
const ORDERS_PER_CUSTOMER = [2, 0, 3, 1, 4];
/** Customers, counted from 0, whose orders do not fit on one page of 25. */
const BUSY_CUSTOMERS: Readonly<Record<number, number>> = { 2: 31, 50: 60, 101: 26, 150: 45, 203: 27 };

/** Two years of orders, oldest reference first: the customers take turns, so that one's orders are spread in time. */
export function seedOrders(customers: readonly CustomerRow[]): OrderRow[] {
  const random = seededRandom('arrowsphere/orders');
  const buyers = customers
    .flatMap(({ Reference }, index) => {
      const length = BUSY_CUSTOMERS[index] ?? cycle(ORDERS_PER_CUSTOMER, index);
      return Array.from({ length }, () => ({ reference: Reference, place: random.next() }));
    })
    .sort((a, b) => a.place - b.place);
  const stepMs = Math.floor((730 * DAY_MS) / buyers.length);
  let products = 0;
  return buyers.map(({ reference }, index) => {
    const createdMs = (buyers.length - index) * stepMs - random.int(0, stepMs - 1);
    const settledMs = createdMs - random.int(0, 3 * 3_600_000);
    const created = CLOCK_CHANGES[index] ?? naiveBefore(createdMs);
    const changed = CLOCK_CHANGES[index] ?? naiveBefore(settledMs);
    const items = Array.from({ length: 1 + (index % 4) }, () =>
      product(random, (products += 1), created, changed),
    );
    return withOrderOddities(order(reference, index, created, changed, items), index);
  });
}

// An hour that Paris skips, and one it has twice: whoever reads naive times has to decide something.
const CLOCK_CHANGES: Readonly<Record<number, string>> = {
  300: '2024-03-31 02:30:00',
  500: '2024-10-27 02:30:00',
};

function order(
  customer: string,
  index: number,
  created: string,
  changed: string,
  products: readonly object[],
): OrderRow {
  return {
    reference: `XSPO${FIRST_ORDER + index}`,
    status: cycle(ORDER_STATUSES, index),
    dateStatus: changed,
    dateCreation: created,
    order_reference: `O_SANDBOX-V7-${String(index + 1).padStart(8, '0')}`,
    partner: {
      companyName: 'Reseller One',
      contact: { firstName: 'Rae', lastName: 'Seller', email: 'rae@reseller-one.example' },
    },
    customer: { reference: customer, link: `/api/customers/${customer}` },
    ponumber: `PO-${index + 1}`,
    endCustomerPONumber: `EPO-${index + 1}`,
    products,
    extraInformation: { programs: { microsoft: { note: 'x' } } },
    organizationUnitRef: 'OU-1',
    customFields: [{ label: 'cost-centre', value: String(42 + (index % 9)) }],
  };
}

function withOrderOddities(row: OrderRow, index: number): OrderRow {
  return {
    ...row,
    ...(index % 6 === 1 ? { ponumber: null } : {}),
    ...(index % 17 === 3 ? { partner: null } : {}),
    // The vendor's own sample has API paths where a name belongs.
    ...(index % 17 === 9 ? { partner: pathsForNames(row.customer.link) } : {}),
    ...(index % 21 === 4 ? { customFields: null } : {}),
    ...(index % 3 === 0 ? membersOnlyPhpReads(row, index) : {}),
  };
}

function pathsForNames(link: string) {
  return {
    companyName: 'MyCompany',
    contact: { firstName: link, lastName: link, email: 'email@provider.example' },
  };
}

function membersOnlyPhpReads(row: OrderRow, index: number) {
  const path = `/api/orders/${row.reference}`;
  return {
    createdBy: 'rae@reseller-one.example',
    createdByImpersonator: index % 2 === 0 ? null : 'support@arrow.example',
    commitmentAmountTotal: 126.5 + index,
    scheduledDate: row.status === 'Scheduled Order' ? '2025-03-01 00:00:00' : null,
    actions: { cancel: `${path}/cancel`, resubmit: null, history: `${path}/history` },
  };
}

export function orderHistory(row: OrderRow): readonly object[] {
  const entry = { orderId: row.reference, user: 'rae@reseller-one.example' };
  return [
    { ...entry, action: 'create', description: 'Order created', dateAction: row.dateCreation },
    { ...entry, action: 'status', description: `Status set to ${row.status}`, dateAction: row.dateStatus },
  ];
}
