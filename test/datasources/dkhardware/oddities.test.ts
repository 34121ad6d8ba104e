import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Datasource } from '../../../src/datasources/source.js';
import { toOrder } from '../../../src/datasources/dkhardware/order-mapping.js';
import { toCustomer } from '../../../src/datasources/dkhardware/customer-mapping.js';
import { orderStatusOf } from '../../../src/datasources/dkhardware/statuses.js';
import { readCustomerList, readOrderList } from '../../../src/datasources/dkhardware/wire.js';
import { UpstreamFailure } from '../../../src/errors.js';
import type { OperationScope } from '../../../src/upstream/scope.js';
import { sample, sampleUpstream } from '../../support/sample-upstream.js';
import { NO_CRITERIA, TOKEN, inScope, openSource } from './source.js';

const SOURCE = { id: 'dkh', timeZone: 'UTC' };

function customersOf(...rows: unknown[]) {
  return readCustomerList('dkh', { payload: rows }).map((row) =>
    row === null ? null : toCustomer(row, SOURCE),
  );
}

function ordersOf(...rows: unknown[]) {
  return readOrderList('dkh', { payload: rows }).map((row) => (row === null ? null : toOrder(row, SOURCE)));
}

describe('customers', () => {
  it.each([
    [{ company: 'Acme', firstName: 'Pat', lastName: 'Sample' }, 'Acme'],
    [{ company: '', firstName: 'Pat', lastName: 'Sample' }, 'Pat Sample'],
    [{ company: '', firstName: '', lastName: 'Sample' }, 'Sample'],
    [{ company: null, firstName: null, lastName: '' }, '7'],
  ])('%j is called %s', (row, displayName) => {
    expect(customersOf({ customerId: '7', ...row })[0]?.displayName).toBe(displayName);
  });

  it('have no contact where the row says nothing about the person', () => {
    expect(customersOf({ customerId: '7' })[0]).toMatchObject({ knownContacts: [], primaryContact: null });
  });

  it('have their id as text, also where it is a number (seed of January 2023)', () => {
    expect(customersOf({ customerId: 463118 })[0]?.externalId).toBe('463118');
  });

  it('without an id are known by their addresses, and left out where these have none either', () => {
    const [known, unknown] = customersOf(
      { email: 'a@b.example', addresses: [{ customerId: '9' }] },
      { email: 'x' },
    );
    expect(known).toMatchObject({ externalId: '9', email: 'a@b.example' });
    expect(unknown).toBeNull();
  });

  it('without the member `addresses` take a lookup of their own; an empty list does not', () => {
    const [without, empty] = customersOf({ customerId: '7' }, { customerId: '8', addresses: [] });
    expect(without?.knownAddresses).toBeNull();
    expect(empty?.knownAddresses).toEqual([]);
  });

  it.each([
    [true, true, 'BILLING_AND_SHIPPING'],
    [true, false, 'BILLING'],
    [false, true, 'SHIPPING'],
    [undefined, undefined, 'OTHER'],
  ])('address with default billing %j and shipping %j is %s', (isDefaultBilling, isDefaultShipping, kind) => {
    const [customer] = customersOf({ customerId: '7', addresses: [{ isDefaultBilling, isDefaultShipping }] });
    expect(customer?.knownAddresses?.[0]?.kind).toBe(kind);
  });

  it('write countries by name, orders by code too (DK 3.7)', () => {
    const [customer] = customersOf({ customerId: '7', addresses: [{ country: 'Canada', zip: '01234' }] });
    expect(customer?.knownAddresses?.[0]).toMatchObject({
      country: 'Canada',
      countryCode: 'CA',
      postalCode: '01234',
    });
    expect(ordersOf({ orderId: '1', billing: { country: 'US' } })[0]?.billingAddress?.countryCode).toBe('US');
  });

  it('read the unset time and times of seven digits (DK 3.6)', () => {
    const [customer] = customersOf({
      customerId: '7',
      createdAt: '0001-01-01T00:00:00',
      updatedAt: '2022-10-20T11:15:45.2397901Z',
    });
    expect(customer).toMatchObject({ createdAt: null, updatedAt: '2022-10-20T11:15:45.239Z' });
  });
});

describe('orders', () => {
  it('need nothing but their id (DK 3.5)', () => {
    expect(ordersOf({ orderId: '1' })[0]).toMatchObject({
      externalId: '1',
      status: 'UNKNOWN',
      upstreamStatus: '',
      createdAt: null,
      products: [],
      total: null,
      billingAddress: null,
      customerExternalId: null,
    });
  });

  it('have no total where it is null, and dollars where no currency is named', () => {
    const [none, dollars, euros] = ordersOf(
      { orderId: '1', total: null, currency: 'USD' },
      { orderId: '2', total: 0.1 },
      { orderId: '3', total: 5, currency: 'EUR' },
    );
    expect(none?.total).toBeNull();
    expect(dollars?.total).toEqual({ amount: '0.1', currency: 'USD' });
    expect(euros?.total).toEqual({ amount: '5', currency: 'EUR' });
  });

  it('number their lines by linePosition, whatever the order and the gaps', () => {
    const items = [{ itemId: '3' }, { itemId: '2', linePosition: 40 }, { itemId: '1', linePosition: 7 }];
    const products = ordersOf({ orderId: '1', items })[0]?.products;
    expect(products?.map(({ lineNumber, externalId }) => [lineNumber, externalId])).toEqual([
      [1, '1'],
      [2, '2'],
      [3, '3'],
    ]);
  });

  it('keep the sign that the upstream gives a discount (DK 3.7)', () => {
    const [order] = ordersOf({ orderId: '1', items: [{ discount: -1.0 }] });
    expect(order?.products[0]?.discount?.amount).toBe('-1');
  });

  it('prefer the name in currentStatus', () => {
    const [both, flat] = ordersOf(
      { orderId: '1', status: 'Old', currentStatus: { id: '7', name: 'New Orders' } },
      { orderId: '2', status: 'Shipped Orders - PAID' },
    );
    expect(both).toMatchObject({ upstreamStatus: 'New Orders', status: 'PENDING' });
    expect(flat).toMatchObject({ upstreamStatus: 'Shipped Orders - PAID', status: 'COMPLETED' });
  });

  it.each([
    ['New Orders', 'PENDING'],
    ['Shipped Orders - PAID', 'COMPLETED'],
    ['Shipped Orders - UNPAID', 'COMPLETED'],
    ['Partially Shipped', 'IN_PROGRESS'],
    ['Ready to Ship', 'IN_PROGRESS'],
    ['Orders in Process', 'IN_PROGRESS'],
    ['Awaiting Payment', 'PENDING'],
    ['Not Shipped', 'PENDING'],
    ['On Hold', 'ON_HOLD'],
    ['Backordered', 'ON_HOLD'],
    ['Cancelled Orders', 'CANCELED'],
    ['Payment Declined', 'FAILED'],
    ['Archived', 'ARCHIVED'],
    ['RMA Received', 'UNKNOWN'],
  ])('in "%s" are %s', (name, status) => {
    expect(orderStatusOf(name, null)).toBe(status);
  });

  it('without a status name are known by the ids of the samples', () => {
    expect([orderStatusOf(null, '7'), orderStatusOf(null, '11'), orderStatusOf(null, '12')]).toEqual([
      'PENDING',
      'COMPLETED',
      'UNKNOWN',
    ]);
  });
});

describe('a row in any disorder', () => {
  const junk = fc.oneof(
    fc.constant(undefined),
    fc.constant(null),
    fc.constant({}),
    fc.constant([[], 1, 'x', null]),
    fc.jsonValue(),
  );

  /** The row with any subset of its members missing or of another type. */
  const spoilt = (row: object) =>
    fc
      .dictionary(fc.constantFrom(...Object.keys(row)), junk)
      .map((changes): Readonly<Record<string, unknown>> => ({ ...row, ...changes }));

  it('costs its own fields, never the good rows beside it, and throws nothing but UpstreamFailure', async () => {
    const customers = await payloadOf('dk.customers.list.json');
    const orders = await payloadOf('dk.orders.list.json');
    fc.assert(
      fc.property(spoilt(customers[0] ?? {}), spoilt(orders[0] ?? {}), junk, (customer, order, other) => {
        expect(customersOf(customer, other, customers[1])[2]?.externalId).toBe('463502');
        expect(ordersOf(order, other, orders[1])[2]?.externalId).toBe('805603');
      }),
      { numRuns: 300 },
    );
  });

  it('does not shift the page: rows that nothing identifies still count', async () => {
    const rows = [{ customerId: '1' }, null, 'x', { customerId: '2' }, { customerId: '3' }];
    await answering('GET /v1/customer/', { payload: rows }, async (source, scope) => {
      const page = await source.customers.page(NO_CRITERIA, { position: null, size: 4 }, scope);
      expect(page.rows.map(({ externalId }) => externalId)).toEqual(['1', '2']);
      expect([page.positionAfter(0), page.positionAfter(1), page.next]).toEqual(['c:1', 'c:4', 'c:4']);
    });
  });

  it('is told as unreadable where the envelope is not what it must be, whatever it is instead', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        try {
          readCustomerList('dkh', body);
        } catch (error) {
          expect(error).toBeInstanceOf(UpstreamFailure);
          return;
        }
        expect(body).toHaveProperty('payload', expect.any(Array));
      }),
      { numRuns: 300 },
    );
  });
});

async function payloadOf(file: string): Promise<readonly object[]> {
  const body = await sample(file);
  if (typeof body !== 'object' || body === null || !('payload' in body) || !Array.isArray(body.payload)) {
    throw new Error(`${file} has no payload.`);
  }
  return body.payload as readonly object[];
}

async function answering(
  on: string,
  body: unknown,
  question: (source: Datasource, scope: OperationScope) => Promise<void>,
): Promise<void> {
  const upstream = await sampleUpstream([TOKEN, { on, body }]);
  const source = openSource(upstream.url);
  try {
    await inScope((scope) => question(source, scope));
  } finally {
    await source.close();
    await upstream.close();
  }
}
