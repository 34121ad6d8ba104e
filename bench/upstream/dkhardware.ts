import { found, slice, type Answer, type Route } from './route.js';

/** As many as the metered workload is about: two of the largest pages. */
const CUSTOMERS = 1_500;
const FIRST_CUSTOMER = 463_501;

/** DK Hardware: lists by offset with at most 1,000 rows, single customers in an envelope. */
export const dkHardwareRoutes: readonly Route[] = [
  { name: 'DK Hardware customers', path: /^\/v1\/customer\/?$/, answer: customers },
  { name: 'DK Hardware customer', path: /^\/v1\/customer\/(\d+)$/, answer: customer },
];

function customers(_groups: readonly string[], query: URLSearchParams): Answer {
  const limit = Math.min(1_000, Number(query.get('limit') ?? 1_000));
  const { indexes } = slice(CUSTOMERS, Number(query.get('offset') ?? 0), limit);
  return found({ payload: indexes.map(customerRow) });
}

function customer([id = '']: readonly string[]): Answer {
  const index = Number(id) - FIRST_CUSTOMER;
  if (index >= 0 && index < CUSTOMERS) return found({ payload: customerRow(index) });
  return { status: 404, body: { status: 404, title: 'Customer not found.', traceId: 'd5c99cbf' } };
}

function customerRow(index: number) {
  const number = index + 1;
  const customerId = String(FIRST_CUSTOMER + index);
  const address = {
    addressId: String(996_701 + index),
    customerId,
    firstName: 'Pat',
    lastName: `Sample${number}`,
    zip: '80911',
    country: 'United States',
    state: 'CO',
    city: 'Colorado Springs',
    address1: `${number} Sample St`,
    address2: null,
    company: null,
    phone: '5550100',
    altPhone: null,
    fax: null,
    createdAt: '2023-08-15T04:22:51',
    updatedAt: '2023-08-15T04:22:51',
  };
  return {
    customerId,
    createdAt: '2023-08-15T08:22:51',
    updatedAt: '2024-01-02T03:04:05',
    firstName: 'Pat',
    lastName: `Sample${number}`,
    email: `pat${number}@dk-buyer.example`,
    company: '',
    phone: '5550100',
    altPhone: null,
    fax: null,
    channel: 'partner-api',
    createdBy: { id: '37', name: 'Products Editor' },
    customerType: 'business',
    addresses: [
      { ...address, isDefaultBilling: true, isDefaultShipping: false },
      {
        ...address,
        zip: '77377',
        city: 'Tomball',
        state: 'TX',
        isDefaultBilling: false,
        isDefaultShipping: true,
      },
    ],
    creditApproved: true,
    creditLimit: 5000,
    notes: null,
  };
}
