import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ALL_CUSTOMERS, ALL_ORDERS, answering, endScopes, newScope } from './arrow.js';

type Upstream = Awaited<ReturnType<typeof answering>>;

let upstream: Upstream;
let data: unknown;

beforeAll(async () => {
  upstream = await answering(() => ({ body: { status: 200, data } }));
});
beforeEach(endScopes);
afterAll(async () => {
  endScopes();
  await upstream.close();
});

const START = { position: null, size: 100 };

async function readCustomer(row: object) {
  data = { customers: [{ Reference: 'XSP1', ...row }] };
  return (await upstream.datasource.customers.page(ALL_CUSTOMERS, START, newScope())).rows[0];
}

async function readOrders(...rows: readonly object[]) {
  data = { orders: rows.map((row, index) => ({ reference: `XSPO${index}`, ...row })) };
  return (await upstream.datasource.orders.page(ALL_ORDERS, START, newScope())).rows;
}

async function readProduct(product: object) {
  const [order] = await readOrders({ products: [product] });
  return order?.products[0];
}

async function readInvitation(invitation: object) {
  data = invitation;
  return await upstream.datasource.extras.invitation?.('code', newScope());
}

describe('customers (1.4)', () => {
  it('have a `Zip` that is a text with its zeros, or a number', async () => {
    const { knownAddresses: text } = (await readCustomer({ Zip: '01000' })) ?? {};
    const { knownAddresses: number } = (await readCustomer({ Zip: 80111 })) ?? {};
    expect(text).toMatchObject([{ postalCode: '01000' }]);
    expect(number).toMatchObject([{ postalCode: '80111' }]);
  });

  it('have a `BillingId` that is a number in the documentation and a text in the clients', async () => {
    expect(await readCustomer({ BillingId: 1234 })).toMatchObject({ billingReference: '1234' });
    expect(await readCustomer({ BillingId: 'B1' })).toMatchObject({ billingReference: 'B1' });
  });

  it('have `TenantID` or `TenantId`, and IBM members that the vendor’s client drops', async () => {
    const Details = { IbmCustomerNumber: 'N1', IbmMaasAccountId: 42, IBMCeId: 'CE', Migration: '1' };
    expect(await readCustomer({ Details: { ...Details, TenantID: 'T1' } })).toMatchObject({
      details: {
        tenantId: 'T1',
        ibmCustomerNumber: 'N1',
        ibmMaasAccountId: '42',
        ibmCeId: 'CE',
        migration: true,
      },
    });
    expect(await readCustomer({ Details: { TenantId: 'T2' } })).toMatchObject({
      details: { tenantId: 'T2' },
    });
    expect(await readCustomer({ Details: { TenantID: '', TenantId: 'T3' } })).toMatchObject({
      details: { tenantId: 'T3' },
    });
  });

  it.each([[[]], [null], [undefined], ['']])('have details also where `Details` is %j', async (Details) => {
    const customer = await readCustomer({ Details, WorkgroupCode: 'FR' });
    expect(customer).toMatchObject({ details: { workgroupCode: 'FR', tenantId: null, migration: null } });
  });

  it('have a contact with `FirstName`, which the documentation writes `Firstname`', async () => {
    expect(await readCustomer({ Contact: { Firstname: 'Ada' } })).toMatchObject({
      displayName: 'Ada',
      primaryContact: { firstName: 'Ada', fullName: 'Ada', isPrimary: true },
    });
    expect(await readCustomer({ Contact: { FirstName: 'Ada', LastName: 'Testeur' } })).toMatchObject({
      displayName: 'Ada Testeur',
    });
  });

  it.each([[[]], [null], [{}], [{ FirstName: '', LastName: null, Email: ' ' }]])(
    'have no contact where `Contact` is %j',
    async (Contact) => {
      expect(await readCustomer({ Contact })).toMatchObject({
        displayName: 'XSP1',
        email: null,
        primaryContact: null,
      });
    },
  );

  it('have no address where no part of it is given', async () => {
    const customer = await readCustomer({ AddressLine1: '', BillingCity: null });
    expect(customer?.knownAddresses).toEqual([]);
    const billed = await readCustomer({ BillingCountryCode: 'de' });
    expect(billed?.knownAddresses).toMatchObject([{ kind: 'BILLING', country: 'de', countryCode: 'DE' }]);
  });

  it('keep the custom fields that have a label', async () => {
    const customFields = [{ label: 'size', value: 3 }, { value: 'x' }, 'y', { label: 'empty', value: null }];
    expect(await readCustomer({ customFields })).toMatchObject({
      details: {
        customFields: [
          { label: 'size', value: '3' },
          { label: 'empty', value: null },
        ],
      },
    });
    expect(await readCustomer({ customFields: null })).toMatchObject({ details: { customFields: [] } });
  });

  it('lose nothing to members that nobody documents', async () => {
    const customer = await readCustomer({ CompanyName: 'Acme', CompanyAcronym: 'ACM', Isr: { a: 1 } });
    expect(customer).toMatchObject({ displayName: 'Acme', acronym: null });
  });
});

describe('contacts and invitations (1.4)', () => {
  it('mark the main contact by its role, in any case; the others are none', async () => {
    data = [
      { role: 'Primary', firstName: 'Ada' },
      { role: 'MicrosoftCustomerAgreement' },
      { reference: 7 },
      null,
    ];
    const contacts = await upstream.datasource.customers.contacts?.(['XSP1'], newScope());
    expect(contacts?.get('XSP1')).toMatchObject([
      { isPrimary: true, firstName: 'Ada', externalId: null },
      { isPrimary: false, role: 'MicrosoftCustomerAgreement' },
      { isPrimary: false, externalId: '7' },
    ]);
  });

  it.each([[[]], [null], ['x'], [42]])('do without the only contact, where it is %j', async (contact) => {
    data = [contact];
    const contacts = await upstream.datasource.customers.contacts?.(['XSP1'], newScope());
    expect(contacts?.get('XSP1')).toEqual([]);
  });

  it('date invitations in three formats', async () => {
    const dates = {
      createdAt: '2021-12-25T23:45:12.123Z',
      updatedAt: '2021-12-25 23:59:51',
      expiredAt: '31-01-2022',
    };
    expect(await readInvitation(dates)).toMatchObject({
      code: 'code',
      createdAt: '2021-12-25T23:45:12.123Z',
      updatedAt: '2021-12-25T23:59:51+01:00',
      expiredAt: '2022-01-31T00:00:00+01:00',
    });
  });

  it('write names of an invitation’s contact as the wire or the documentation does', async () => {
    const contact = { firstname: 'Ada', lastName: 'Testeur', userName: 'ada.t' };
    expect(await readInvitation({ contact })).toMatchObject({
      customerExternalId: null,
      contact: { firstName: 'Ada', fullName: 'Ada Testeur', username: 'ada.t' },
    });
    expect(await readInvitation({ contact: null })).toMatchObject({ contact: null });
  });
});

describe('provisions (1.2)', () => {
  it.each([
    [
      { domainName: 'x', seats: 3 },
      { domainName: 'x', seats: 3 },
    ],
    [
      [{ name: 'domainName', value: 'x' }, { name: 'seats', value: 3 }, { value: 1 }],
      { domainName: 'x', seats: 3 },
    ],
    [[], {}],
    [null, null],
    ['text', null],
  ])('give the attributes %j by name', async (attributes, expected) => {
    data = { status: 'done', attributes };
    const request = { customerId: 'XSP1', program: 'microsoft' };
    const provision = await upstream.datasource.extras.provision?.(request, newScope());
    expect(provision).toEqual({ status: 'done', message: null, attributes: expected });
  });
});

describe('orders (1.6)', () => {
  it('carry naive times, read in the source’s zone, in winter as in summer', async () => {
    const [order] = await readOrders({
      dateCreation: '2024-01-15 09:39:05',
      dateStatus: '2024-07-15 09:39:05',
    });
    expect(order).toMatchObject({
      createdAt: '2024-01-15T09:39:05+01:00',
      statusChangedAt: '2024-07-15T09:39:05+02:00',
    });
  });

  it('write both purchase order numbers in several ways', async () => {
    const orders = await readOrders(
      { ponumber: 'A', endCustomerPONumber: 'B' },
      { poNumber: 'A', endCustomerPoNumber: 'B' },
      { PO_number: 'A', end_customer_PO_number: 'B' },
    );
    expect(orders).toHaveLength(3);
    for (const order of orders) expect(order).toMatchObject({ poNumber: 'A', endCustomerPoNumber: 'B' });
  });

  it('name their customer by reference, else by link', async () => {
    const orders = await readOrders(
      { customer: { reference: 'XSP1', link: '/api/customers/XSP2' } },
      { customer: { link: '/api/customers/XSP2' } },
      { customer: null },
    );
    expect(orders.map(({ customerExternalId }) => customerExternalId)).toEqual(['XSP1', 'XSP2', null]);
  });

  it('have flat prices with one currency', async () => {
    const prices = { buy: 10, sell: 0.0000001, currency: 'EUR', periodicityCode: '720' };
    expect(await readProduct({ prices })).toMatchObject({
      prices: {
        buy: { currency: 'EUR', unit: '10', exchangeRate: null },
        sell: { currency: 'EUR', unit: '0.0000001', exchangeRate: null },
        vendor: null,
        periodicity: null,
        periodicityCode: 720,
      },
    });
  });

  it('have tiered prices with a currency each, as the documentation shows them', async () => {
    const prices = {
      vendor: { currency: 'USD', exchangeRate: 0.92 },
      buy: { currency: 'EUR', unit: 10.5 },
      list: { currency: 'EUR', unit: 13 },
      reseller: { currency: 'EUR', unit: '11.10' },
      endCustomer: { currency: 'EUR', unit: 12.4 },
    };
    expect(await readProduct({ prices })).toMatchObject({
      prices: {
        vendor: { currency: 'USD', unit: null, exchangeRate: '0.92' },
        buy: { currency: 'EUR', unit: '10.5', exchangeRate: null },
        list: { currency: 'EUR', unit: '13', exchangeRate: null },
        reseller: { currency: 'EUR', unit: '11.10', exchangeRate: null },
        endCustomer: { currency: 'EUR', unit: '12.4', exchangeRate: null },
        sell: null,
      },
    });
  });

  it('have a vendor `sku`, which the documentation writes `sky`', async () => {
    expect(await readProduct({ identifiers: { vendor: { sky: 'S' } } })).toMatchObject({
      identifiers: { vendor: { sku: 'S', name: null } },
    });
  });

  it('have products of which only the place is sure', async () => {
    const [order] = await readOrders({ products: [{}, { quantity: 'many', isTrial: 'maybe' }] });
    expect(order?.products).toMatchObject([
      {
        lineNumber: 1,
        quantity: 0,
        status: 'UNKNOWN',
        upstreamStatus: null,
        prices: null,
        subCategories: [],
      },
      { lineNumber: 2, quantity: 0, isTrial: null },
    ]);
  });
});

describe('statuses (1.6)', () => {
  const ORDERS = {
    PENDING: [
      'Open',
      'Needs Validation',
      'Needs Partner Validation',
      'Ongoing Validation',
      'Pending Finance validation',
      'Order queued',
      'Scheduled Order',
    ],
    IN_PROGRESS: [
      'Accepted',
      'Order Validated',
      'Validated by partner',
      'Validated by country admin',
      'Validated by arrow finance',
      'Sent',
      'In progress',
      'Transfer in progress',
      'Migration cancel in progress',
      'Syncing with Billfeed',
    ],
    ON_HOLD: ['External Warning', 'Internal Warning'],
    COMPLETED: ['Fulfilled', 'Transfer ok', 'FULFILLED'],
    FAILED: ['Not Accepted', 'Transfer Failed', 'Migration failed', 'Billfeed Error'],
    CANCELED: ['Canceled', 'Migration canceled'],
    ARCHIVED: ['Archived'],
    UNKNOWN: ['Provisioned', 'constructor', ''],
  };
  const PRODUCTS = {
    PENDING: ['Open', 'Pending'],
    IN_PROGRESS: ['In progress', 'Pre-provisioned', 'Transfer in progress'],
    ON_HOLD: ['Pending relationship'],
    COMPLETED: ['Provisioned', 'Transfer ok'],
    FAILED: ['External Error', 'Internal Error', 'Transfer Failed'],
    ARCHIVED: ['Archived'],
    UNKNOWN: ['Fulfilled', '__proto__'],
  };

  it.each(Object.entries(ORDERS))('of orders that mean %s', async (status, words) => {
    const orders = await readOrders(...words.map((word) => ({ status: word })));
    expect(orders).toMatchObject(words.map((word) => ({ status, upstreamStatus: word })));
  });

  it.each(Object.entries(PRODUCTS))('of products that mean %s', async (status, words) => {
    const [order] = await readOrders({ products: words.map((word) => ({ status: word })) });
    expect(order?.products).toMatchObject(words.map((word) => ({ status, upstreamStatus: word })));
  });
});
