import { describe, expect, it } from '@jest/globals';
import { UpstreamErrorCode, UpstreamFailure } from '../../../src/errors.js';
import { ask, requests } from './ask.js';
import { NO_ORDER_CRITERIA } from './source.js';

describe('dk.orders.get', () => {
  it('is one bare order, field by field', async () => {
    const { answer, calls } = await ask(
      [{ on: 'GET /v1/order/805601', file: 'dk.orders.get.json' }],
      async (source, scope) => source.orders.lookup?.get('805601', scope),
    );
    expect(requests(calls)).toEqual(['GET /v1/order/805601']);
    expect(answer).toEqual({
      __typename: 'Order',
      id: Buffer.from('order:dkh:805601').toString('base64url'),
      sourceId: 'dkh',
      externalId: '805601',
      orderReference: null,
      status: 'COMPLETED',
      upstreamStatus: 'Shipped Orders - PAID',
      statusChangedAt: null,
      createdAt: '2021-01-05T00:42:54Z',
      updatedAt: '2021-01-06T10:00:00Z',
      poNumber: null,
      endCustomerPoNumber: null,
      partner: null,
      products: [
        {
          externalId: '2077201',
          lineNumber: 1,
          sku: 'TEST-834',
          name: 'Synthetic faucet',
          quantity: 1,
          status: 'COMPLETED',
          upstreamStatus: null,
          detailedStatus: null,
          statusChangedAt: null,
          createdAt: null,
          isAddon: null,
          isTrial: null,
          classification: null,
          subCategories: [],
          family: null,
          vendorName: null,
          programName: null,
          program: null,
          identifiers: null,
          prices: null,
          unitPrice: { amount: '154.09', currency: 'USD' },
          tax: { amount: '10.79', currency: 'USD' },
          discount: { amount: '0', currency: 'USD' },
          subscription: null,
          license: null,
        },
      ],
      total: { amount: '172.25', currency: 'USD' },
      billingAddress: {
        externalId: null,
        kind: 'BILLING',
        isDefaultBilling: false,
        isDefaultShipping: false,
        firstName: 'Pat',
        lastName: 'Sample',
        company: null,
        line1: '55 Sample St',
        line2: null,
        city: 'Colorado Springs',
        state: 'CO',
        postalCode: '80911',
        country: 'United States',
        countryCode: 'US',
        phone: '5550100',
        altPhone: null,
        fax: null,
        createdAt: null,
        updatedAt: null,
      },
      shippingAddress: expect.objectContaining({ kind: 'SHIPPING', city: 'Colorado Springs' }),
      customFields: [],
      customerExternalId: '463501',
    });
  });
});

describe('dk.orders.list', () => {
  it('gives two orders in one call, and looks for more in another', async () => {
    const { answer, calls } = await ask(
      [
        { on: 'GET /v1/order/?newest=false&limit=26&offset=2', body: { payload: [] } },
        { on: 'GET /v1/order/', file: 'dk.orders.list.json' },
      ],
      (source, scope) => source.orders.page(NO_ORDER_CRITERIA, { position: null, size: 25 }, scope),
    );
    expect(requests(calls)).toEqual([
      'GET /v1/order/?newest=false&limit=26&offset=0',
      'GET /v1/order/?newest=false&limit=26&offset=2',
    ]);
    expect(answer.rows.map((order) => [order.externalId, order.customerExternalId])).toEqual([
      ['805601', '463501'],
      ['805603', '463502'],
    ]);
    expect(answer.next).toBeNull();
  });
});

describe('dk.customers.relations', () => {
  it('has the orders of one customer, among entities that are null', async () => {
    const { answer, calls } = await ask(
      [{ on: 'GET /v1/customer/463501/relations', file: 'dk.customers.relations.json' }],
      (source, scope) => source.orders.ofCustomers(['463501'], { position: null, size: 25 }, scope),
      { scope: 'customers customers:relations orders' },
    );
    expect(requests(calls)).toEqual(['GET /v1/customer/463501/relations']);
    expect(answer.get('463501')).toMatchObject({
      totalCount: 2,
      next: null,
      rows: [
        { externalId: '805602', status: 'PENDING', upstreamStatus: 'New Orders' },
        { externalId: '805601', status: 'COMPLETED', upstreamStatus: 'Shipped Orders - PAID' },
      ],
    });
  });
});

describe('error bodies', () => {
  it('dk.error.400 is REJECTED with the traceId, and none of its words', async () => {
    const { answer } = await ask(
      [{ on: 'GET /v1/customer/1', status: 400, file: 'dk.error.400.json' }],
      (source, scope) => source.customers.get('1', scope).catch((error: unknown) => error),
    );
    expect(answer).toMatchObject({
      code: UpstreamErrorCode.REJECTED,
      upstreamStatus: 400,
      correlationId: 'd5c99cbf-0000-4000-8000-000000000001',
      message: "Source 'dkh' refused the request.",
    });
  });

  it('dk.error.500 is UNAVAILABLE with the traceId', async () => {
    const { answer } = await ask(
      [{ on: 'GET /v1/customer/1', status: 500, file: 'dk.error.500.json' }],
      (source, scope) => source.customers.get('1', scope).catch((error: unknown) => error),
    );
    expect(answer).toMatchObject({
      code: UpstreamErrorCode.UNAVAILABLE,
      correlationId: 'd7234748-0000-4000-8000-000000000001',
    });
  });

  it('404 is no such customer, no such order, no such credit', async () => {
    const body = { status: 404, title: 'Not found.', traceId: 't' };
    const { answer } = await ask(
      [
        { on: 'GET /v1/customer/1', status: 404, body },
        { on: 'GET /v1/order/1', status: 404, body },
        { on: 'GET /v1/customer/1/credit-info', status: 404, body },
      ],
      (source, scope) =>
        Promise.all([
          source.customers.get('1', scope),
          source.orders.lookup?.get('1', scope),
          source.extras.credit?.('1', scope),
        ]),
    );
    expect(answer).toEqual([null, null, null]);
  });

  it.each([
    ["Customer order with id '1' not found.", null],
    ['ORDER NOT FOUND', null],
    ['One or more validation errors occurred.', UpstreamErrorCode.REJECTED],
    [undefined, UpstreamErrorCode.REJECTED],
  ])('400 with the title %j, asked for one order, gives %s', async (title, expected) => {
    const { answer } = await ask(
      [{ on: 'GET /v1/order/1', status: 400, body: { status: 400, title, traceId: 't' } }],
      async (source, scope) =>
        source.orders.lookup?.get('1', scope).catch((error: unknown) => {
          if (error instanceof UpstreamFailure) return error.code;
          throw error;
        }),
    );
    expect(answer).toBe(expected);
  });

  it('400 "not found" is no answer for a customer, whose 404 is documented', async () => {
    const { answer } = await ask(
      [{ on: 'GET /v1/customer/1', status: 400, body: { status: 400, title: 'Not found.' } }],
      (source, scope) => source.customers.get('1', scope).catch((error: unknown) => error),
    );
    expect(answer).toMatchObject({ code: UpstreamErrorCode.REJECTED });
  });
});
