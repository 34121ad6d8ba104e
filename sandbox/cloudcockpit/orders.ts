import { DAY_MS, SANDBOX_EPOCH, cycle, seededRandom } from '../random.js';
import type { Random } from '../random.js';
import { PROVIDER_INSTANCES } from './provider-customers.js';
import type { CustomerRow, OrderRow } from './rows.js';

const ORDERS_PER_CUSTOMER = [3, 0, 5, 1, 7];
/** Customers, counted from 0, whose open orders do not fit on one page of 25. */
const BUSY_CUSTOMERS: Readonly<Record<number, number>> = { 4: 48, 60: 90 };

const STATUSES = ['Processing', 'Completed', 'Provisioning', 'Failed'];
/** [term, how often it is billed]. */
const TERMS = [
  ['OneYear', 'Monthly'],
  ['OneMonth', 'Monthly'],
  ['ThreeYears', 'Annual'],
  ['NoTerm', 'OneTime'],
  ['FiveYears', 'Triennial'],
  ['NoTerm', 'None'],
] as const;
const SEGMENTS = ['Commercial', 'Education', 'Government', 'NonProfit'];
/** The offset is part of the value (CloudCockpit 2.4). */
const OFFSETS = ['+00:00', '+01:00', '-05:00'];

export function seedOrders(customers: readonly CustomerRow[]): OrderRow[] {
  const random = seededRandom('cloudcockpit/orders');
  let number = 0;
  return customers.flatMap((customer, index) => {
    const length = BUSY_CUSTOMERS[index] ?? cycle(ORDERS_PER_CUSTOMER, index);
    return Array.from({ length }, () => order(random, customer, (number += 1)));
  });
}

function order(random: Random, customer: CustomerRow, number: number): OrderRow {
  const [termDuration, billingFrequency] = cycle(TERMS, number);
  const status = cycle(STATUSES, number);
  return {
    id: random.uuid(),
    offerId: `OFFER-${number % 97}`,
    customerId: customer.id,
    resellerId: customer.resellerId,
    providerInstanceId: cycle(PROVIDER_INSTANCES, number % 5 === 0 ? 1 : 0),
    subscriptionName: `Cloud Plan ${number}`,
    termDuration: { name: termDuration },
    billingFrequency: { name: billingFrequency },
    segment: { name: cycle(SEGMENTS, number) },
    operation: { name: 'CreateSubscription' },
    quantity: random.int(1, 300),
    subscriptionMargin: number % 9 === 0 ? { marginRule: { name: 'Margin' }, value: 12.5 } : null,
    subscriptionInternalId: number % 8 === 0 ? `SUB-${number}` : null,
    poNumber: number % 3 === 0 ? `PO-${number}` : null,
    autoRenewEnabled: number % 2 === 0,
    status: { name: status },
    createdDate: createdDate(random.int(1, 700) * DAY_MS + number * 60_000, cycle(OFFSETS, number)),
    providerData: null,
    parentSubscriptionId: number % 16 === 0 ? random.uuid() : null,
    errorMessage: status === 'Failed' ? 'The provider refused the order.' : null,
  };
}

function createdDate(beforeMs: number, offset: string): string {
  const shiftMs = Number(offset.slice(0, 3)) * 3_600_000;
  return new Date(SANDBOX_EPOCH - beforeMs + shiftMs).toISOString().slice(0, 19) + offset;
}
