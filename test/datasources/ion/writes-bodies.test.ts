import { describe, expect, it } from '@jest/globals';
import type { Datasource } from '../../../src/datasources/source.js';
import type { CustomerChange, CustomerValues, OrderValues } from '../../../src/datasources/writes.js';
import type { OperationScope } from '../../../src/upstream/scope.js';
import { sample, type ReceivedCall } from '../../support/sample-upstream.js';
import { ACCOUNT, againstIon, apiCalls, operation, orderRow, withSamples } from './support.js';
import { callIn, DATABASE, NINE, ORDER, writeOf } from './writing.js';

const CUSTOMER = `${ACCOUNT}/customers/20001`;
const CREATED = { on: `POST ${ACCOUNT}/customers`, file: 'ion.customers.create.response.json' };
const STORED = { on: `GET ${CUSTOMER}`, file: 'ion.customers.get.json' };
const REPLACED = { on: `PUT ${CUSTOMER}`, file: 'ion.customers.get.json' };
const ORDERED = { on: `POST ${CUSTOMER}/orders`, file: 'ion.orders.get.json' };

const PRESENT = {
  customerOrganization: 'Meridian Test Org 1',
  customerAddress: {
    street: '1 Tech Blvd',
    city: 'San Francisco',
    state: 'CA',
    zip: '94016',
    country: 'US',
  },
  customerName: 'Jo Tester',
  customerEmail: 'jo1@meridian.example',
  customerTitle: 'CTO',
  customerPhone: '+15550100',
  languageCode: 'EN',
};

/** The bodies that were sent to the API, parsed. */
function bodies(calls: readonly ReceivedCall[]): readonly unknown[] {
  return calls
    .filter(({ url, body }) => url !== '/oauth/token' && body !== '')
    .map(({ body }) => JSON.parse(body) as unknown);
}

function run<Value>(write: (scope: OperationScope) => Promise<Value>): Promise<Value> {
  return operation(write);
}

async function created(values: CustomerValues): Promise<unknown> {
  return withSamples([CREATED], async (source, calls) => {
    await run((scope) => writeOf(source, 'createCustomer').send(values, callIn(scope)));
    return bodies(calls)[0];
  });
}

async function changed(change: Omit<CustomerChange, 'customerId'>): Promise<unknown> {
  return withSamples([STORED, REPLACED], async (source, calls) => {
    const values = { customerId: '20001', ...change };
    await run((scope) => writeOf(source, 'updateCustomer').send(values, callIn(scope)));
    return bodies(calls)[0];
  });
}

async function ordered(values: OrderValues): Promise<unknown> {
  return withSamples([ORDERED], async (source, calls) => {
    await run((scope) => writeOf(source, 'createOrder').send(values, callIn(scope)));
    return bodies(calls)[0];
  });
}

describe('the body of a new ION customer', () => {
  it("is the vendor's sample", async () => {
    expect(await created(NINE)).toEqual(await sample('ion.customers.create.request.json'));
  });

  it('has all there is a place for', async () => {
    const { contact, address } = NINE;
    const full = {
      ...NINE,
      contact: { ...contact, middleName: 'Ann', title: 'CTO' },
      address: { ...address, line2: 'Suite 5' },
    };
    expect(await created(full)).toEqual({
      customerOrganization: 'Meridian Test Org 9',
      customerAddress: {
        street: '9 Tech Blvd',
        suite: 'Suite 5',
        city: 'San Francisco',
        state: 'CA',
        zip: '94016',
        country: 'US',
      },
      customerName: 'Jo Ann Nine',
      customerEmail: 'jo9@meridian.example',
      customerTitle: 'CTO',
      customerPhone: '+15550109',
      languageCode: 'EN',
    });
  });

  it('is in English where no language is given, and without what is null or blank', async () => {
    const { companyName, address } = NINE;
    const contact = { firstName: null, lastName: 'Nine', title: null, phone: ' ' };
    const email = 'jo9@meridian.example';
    const values = { companyName, contact, email, address: { ...address, line2: '' }, languageCode: null };
    const { customerPhone, ...expected } = (await sample('ion.customers.create.request.json')) as Record<
      string,
      unknown
    >;
    expect(customerPhone).toBeDefined();
    expect(await created(values)).toEqual({ ...expected, customerName: 'Nine' });
  });

  it('goes out once, and its answer gives the user with the password', async () => {
    await withSamples([CREATED], async (source, calls) => {
      const made = await run((scope) => writeOf(source, 'createCustomer').send(NINE, callIn(scope)));
      expect(made).toEqual({
        kind: 'done',
        made: {
          externalId: '20009',
          createdUser: {
            userName: 'DEFAULT ACCOUNT USER',
            email: 'jo9@meridian.example',
            password: '<generated-once-redact-me>',
          },
        },
      });
      expect(apiCalls(calls)).toEqual([`POST ${ACCOUNT}/customers`]);
    });
  });
});

describe('the body of a changed ION customer', () => {
  it('is the whole of it, with what the change names: read, read again, replaced', async () => {
    await withSamples([STORED, REPLACED], async (source, calls) => {
      const change = { customerId: '20001', companyName: 'Meridian Test Org One' };
      const made = await run((scope) => writeOf(source, 'updateCustomer').send(change, callIn(scope)));
      expect(made).toEqual({ kind: 'done', made: { externalId: '20001', createdUser: null } });
      expect(apiCalls(calls)).toEqual([`GET ${CUSTOMER}`, `GET ${CUSTOMER}`, `PUT ${CUSTOMER}`]);
      expect(bodies(calls)).toEqual([{ ...PRESENT, customerOrganization: 'Meridian Test Org One' }]);
    });
  });

  it("is the vendor's sample where everything is changed", async () => {
    const { contact, address, languageCode } = NINE;
    const change = {
      companyName: 'Meridian Test Org Nine',
      contact: { ...contact, title: null },
      address,
      languageCode,
    };
    expect(await changed(change)).toEqual(await sample('ion.customers.update.request.json'));
  });

  it.each<[string, Omit<CustomerChange, 'customerId'>, object]>([
    ['nothing', {}, {}],
    ['the name', { contact: { firstName: 'Al', lastName: null } }, { customerName: 'Al' }],
    ['the e-mail of either place', { email: 'al@a.example' }, { customerEmail: 'al@a.example' }],
    ['the phone of either place', { contact: { phone: '1' }, phone: null }, { customerPhone: '1' }],
    ['the title alone', { contact: { title: 'CEO' } }, { customerTitle: 'CEO' }],
    ['the language', { languageCode: 'en-US' }, { languageCode: 'en-US' }],
  ])('keeps what is not named: %s', async (_, change, expected) => {
    expect(await changed(change)).toEqual({ ...PRESENT, ...expected });
  });

  it('keeps suite and state where an address does not name them', async () => {
    const { state: _, ...address } = NINE.address;
    const stored = { ...((await sample('ion.customers.get.json')) as object), customerAddress: null };
    const row = { ...stored, customerAddress: { ...PRESENT.customerAddress, suite: '7' } };
    await againstIon(
      () => ({ body: row }),
      async (source, scope, calls) => {
        await writeOf(source, 'updateCustomer').send({ customerId: '20001', address }, callIn(scope));
        expect(bodies(calls)).toEqual([
          { ...PRESENT, customerAddress: { ...row.customerAddress, street: '9 Tech Blvd' } },
        ]);
      },
    );
  });

  it('is without what is cleared', async () => {
    const { customerTitle: _, customerPhone: __, ...rest } = PRESENT;
    const cleared = { contact: { title: null, phone: '' }, phone: null };
    expect(await changed(cleared)).toEqual(rest);
  });
});

describe('the body of a new ION order', () => {
  it("is the vendor's sample, but for what the graph has no word for", async () => {
    const { displayName, ...expected } = (await sample('ion.orders.create.request.json')) as {
      readonly displayName: string;
      readonly orderItems: readonly object[];
    };
    expect(displayName).toBe('gateway order');
    const orderItems = expected.orderItems.map((item) => ({ ...item, attributes: [] }));
    expect(await ordered({ ...ORDER, poNumber: 'RPO', endCustomerPoNumber: 'EPO' })).toEqual({
      ...expected,
      orderItems,
    });
  });

  it('changes the subscriptions it names, buys the others, and is without what is null', async () => {
    const values = {
      ...ORDER,
      poNumber: null,
      endCustomerPoNumber: 'EPO',
      products: [
        { ...DATABASE, subscriptionReference: 'sub-1', sku: null },
        { ...DATABASE, quantity: 1 },
      ],
    };
    const common = {
      productId: 'GenericProd-DB',
      skuId: 'Sku-Lrg',
      planId: 'Monthly-Plan',
      endCustomerPO: 'EPO',
      attributes: [],
    };
    expect(await ordered(values)).toEqual({
      referenceId: 'gw-1',
      orderItems: [
        { referenceId: 'gw-1-1', action: 'UPDATE', resourceId: 'sub-1', quantity: 3, ...common },
        { referenceId: 'gw-1-2', action: 'CREATE', quantity: 1, ...common },
      ],
    });
  });
});

describe('cancelling an ION order', () => {
  async function cancel(source: Datasource, scope: OperationScope) {
    return writeOf(source, 'cancelOrder').send({ orderId: '80001' }, callIn(scope));
  }

  it.each([
    ['NEW', orderRow(20001, 80001), '20001'],
    ['ON_HOLD', orderRow(20001, 80001), '20001'],
    ['NEW', { orderId: '80001' }, '-'],
  ])('that is %s asks for its customer and has no body', async (status, row, customer) => {
    await againstIon(
      () => ({ body: { ...row, status } }),
      async (source, scope, calls) => {
        expect(await cancel(source, scope)).toEqual({ kind: 'done', made: { externalId: '80001' } });
        expect(apiCalls(calls)).toEqual([
          `GET ${ACCOUNT}/customers/-/orders/80001`,
          `POST ${ACCOUNT}/customers/${customer}/orders/80001:cancel`,
        ]);
        expect(bodies(calls)).toEqual([]);
      },
    );
  });

  it.each(['CONFIRMED', 'IN_PROGRESS', 'COMPLETED', 'ERROR', 'CANCELED', ''])(
    'that is "%s" is refused without a write',
    async (status) => {
      await againstIon(
        () => ({ body: { ...orderRow(20001, 80001), status } }),
        async (source, scope, calls) => {
          expect(await cancel(source, scope)).toMatchObject({
            kind: 'refused',
            userErrors: [{ field: ['input', 'id'], code: 'REJECTED' }],
          });
          expect(apiCalls(calls)).toHaveLength(1);
        },
      );
    },
  );
});
