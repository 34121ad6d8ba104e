import { describe, expect, it } from '@jest/globals';
import type { Datasource, OrderCriteria } from '../../../src/datasources/source.js';
import { OrderStatus } from '../../../src/types/order-status.js';
import type { Order } from '../../../src/types/order.js';
import type { OperationScope } from '../../../src/upstream/scope.js';
import { sampleUpstream } from '../../support/sample-upstream.js';
import { ACCOUNT, againstIon, apiCalls, openIon, operation, orderRow, TOKEN } from './support.js';

const ALL: OrderCriteria = { customerIds: null, status: null, createdSince: null };
const SORTED = 'sortBy=createTime&sortOrder=ASC';

async function getOrder(source: Datasource, id: string, scope: OperationScope): Promise<Order | null> {
  if (source.orders.lookup === undefined) throw new Error('ION orders are read by id.');
  return source.orders.lookup.get(id, scope);
}

describe('one ION order', () => {
  it('is read by its id alone, for whichever customer', async () => {
    const upstream = await sampleUpstream([
      TOKEN,
      { on: `GET ${ACCOUNT}/customers/-/orders/80001`, file: 'ion.orders.get.json' },
    ]);
    const source = openIon(upstream.url);
    const order = await operation((scope) => getOrder(source, '80001', scope));
    expect(order).toEqual({
      __typename: 'Order',
      id: Buffer.from('order:ion:80001').toString('base64url'),
      sourceId: 'ion',
      externalId: '80001',
      orderReference: null,
      status: 'COMPLETED',
      upstreamStatus: 'COMPLETED',
      statusChangedAt: null,
      createdAt: null,
      updatedAt: null,
      poNumber: 'RPO',
      endCustomerPoNumber: 'EPO',
      partner: null,
      products: [
        {
          externalId: '90001',
          lineNumber: 1,
          sku: 'Sku-Lrg',
          name: null,
          quantity: 3,
          status: 'UNKNOWN',
          upstreamStatus: 'ACTIVE',
          detailedStatus: null,
          statusChangedAt: null,
          createdAt: null,
          isAddon: null,
          isTrial: null,
          classification: null,
          subCategories: [],
          family: null,
          vendorName: 'MICROSOFT',
          programName: null,
          program: null,
          identifiers: null,
          prices: null,
          unitPrice: { amount: '10.5', currency: 'USD' },
          tax: null,
          discount: null,
          subscription: { reference: 'sub-1', link: null },
          license: null,
        },
      ],
      total: { amount: '31.5', currency: 'USD' },
      billingAddress: null,
      shippingAddress: null,
      customFields: [],
      customerExternalId: '20001',
    });
    // The attributes of a Microsoft order hold a user name and a password.
    expect(JSON.stringify(order)).not.toMatch(/redact|meridian1|provision/);
    expect(upstream.calls).toHaveLength(2);
    expect(upstream.calls[1]?.headers.authorization).toBe('Bearer SYNTHETICACCESS');
    await source.close();
    await upstream.close();
  });

  it('is null where there is none, and without a call for an id that cannot be', async () => {
    await againstIon(
      () => ({ status: 404, body: { error: 'NOT_FOUND', message: 'not found', code: 404 } }),
      async (source, scope, calls) => {
        expect(await getOrder(source, '80009', scope)).toBeNull();
        expect(await getOrder(source, 'PO-1', scope)).toBeNull();
        expect(apiCalls(calls)).toEqual([`GET ${ACCOUNT}/customers/-/orders/80009`]);
      },
    );
  });

  it('has a purchase order number only where all of its items name the same', async () => {
    const item = (resellerPO?: string, endCustomerPO?: string) => ({ resellerPO, endCustomerPO });
    await againstIon(
      () => ({
        body: { ...orderRow(1, 2), orderItems: [item('R1', 'E1'), item('R2', 'E1'), item('R1', 'E1')] },
      }),
      async (source, scope) => {
        const order = await getOrder(source, '2', scope);
        expect([order?.poNumber, order?.endCustomerPoNumber]).toEqual([null, 'E1']);
        expect(order?.products.map(({ lineNumber }) => lineNumber)).toEqual([1, 2, 3]);
      },
    );
  });

  it('belongs to the customer in its own name, whatever its items are called', async () => {
    const orderItems = [{ name: 'accounts/9/customers/777/orders/2/orderItems/5', planName: 'Yearly' }];
    await againstIon(
      () => ({ body: { ...orderRow(1, 2), customerId: '1', orderItems } }),
      async (source, scope) => {
        const order = await getOrder(source, '2', scope);
        expect(order?.customerExternalId).toBe('1');
        expect(order?.products).toMatchObject([{ externalId: '5', name: 'Yearly', quantity: 0 }]);
      },
    );
  });

  it('has no money where an amount comes without its currency', async () => {
    await againstIon(
      () => ({ body: { ...orderRow(1, 2), total: 5, orderItems: [{ price: 5 }] } }),
      async (source, scope) => {
        const order = await getOrder(source, '2', scope);
        expect([order?.total, order?.products[0]?.unitPrice]).toEqual([null, null]);
      },
    );
  });

  it.each([
    ['NEW', 'PENDING'],
    ['CONFIRMED', 'IN_PROGRESS'],
    ['IN_PROGRESS', 'IN_PROGRESS'],
    ['ON_HOLD', 'ON_HOLD'],
    ['COMPLETED', 'COMPLETED'],
    ['ERROR', 'FAILED'],
    ['CANCELED', 'CANCELED'],
    ['constructor', 'UNKNOWN'],
  ])('that ION calls %s is %s', async (upstreamStatus, status) => {
    await againstIon(
      () => ({ body: { ...orderRow(1, 2), status: upstreamStatus } }),
      async (source, scope) => {
        expect(await getOrder(source, '2', scope)).toMatchObject({ status, upstreamStatus });
      },
    );
  });
});

describe('the list of ION orders', () => {
  it('is asked for many customers at once, oldest first, and reads the lean rows too', async () => {
    const query = `pageSize=100&filter.customerIdList=20001%2C20002&${SORTED}`;
    const upstream = await sampleUpstream([
      TOKEN,
      { on: `GET ${ACCOUNT}/orders?${query}`, file: 'ion.orders.list.multi-customer.json' },
    ]);
    const source = openIon(upstream.url);
    const customerIds = ['20001', '20002', 'XSP1', '20001'];
    const page = await operation((scope) =>
      source.orders.page({ ...ALL, customerIds }, { position: null, size: 100 }, scope),
    );
    expect(page.rows.map(({ externalId }) => externalId)).toEqual(['80001', '80002']);
    expect(page.rows[1]).toMatchObject({
      customerExternalId: '20002',
      status: 'ON_HOLD',
      createdAt: '2023-01-15T09:29:50Z',
      updatedAt: '2023-01-15T09:35:10Z',
      total: null,
      products: [{ unitPrice: { amount: '10.5', currency: 'USD' } }],
    });
    expect(page.next).toBeNull();
    expect(upstream.calls).toHaveLength(2);
    await source.close();
    await upstream.close();
  });

  it('drops orders of customers nobody asked for, should ION ignore the filter', async () => {
    await againstIon(
      () => ({ body: { orders: [orderRow(1, 10), orderRow(2, 11), { orderId: '12' }] } }),
      async (source, scope) => {
        const page = await source.orders.page(
          { ...ALL, customerIds: ['2'] },
          { position: null, size: 10 },
          scope,
        );
        expect(page.rows.map(({ externalId }) => externalId)).toEqual(['11']);
      },
    );
  });

  it('is empty without a call where no customer can be one: an empty filter would mean every customer', async () => {
    await againstIon(
      () => ({ status: 500, body: {} }),
      async (source, scope, calls) => {
        for (const customerIds of [[], ['XSP1']]) {
          const page = await source.orders.page({ ...ALL, customerIds }, { position: null, size: 5 }, scope);
          expect([page.rows, page.next]).toEqual([[], null]);
        }
        expect(calls).toEqual([]);
      },
    );
  });

  it.each([
    [[OrderStatus.PENDING], 'status=NEW&'],
    [[OrderStatus.FAILED], 'status=ERROR&'],
    [[OrderStatus.IN_PROGRESS], ''], // two of ION's words
    [[OrderStatus.COMPLETED, OrderStatus.CANCELED], ''],
    [[OrderStatus.COMPLETED, OrderStatus.UNKNOWN], ''], // what ION leaves out is unknown, and in no filter
    [[OrderStatus.ARCHIVED], ''],
    [[], ''],
  ])('narrows %j upstream as "%s"', async (status, expected) => {
    await againstIon(
      () => ({ body: {} }),
      async (source, scope, calls) => {
        await source.orders.page({ ...ALL, status }, { position: null, size: 5 }, scope);
        expect(apiCalls(calls)).toEqual([`GET ${ACCOUNT}/orders?pageSize=5&${expected}${SORTED}`]);
      },
    );
  });
});
