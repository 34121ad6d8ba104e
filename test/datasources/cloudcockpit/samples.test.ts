import { afterEach, describe, expect, it } from '@jest/globals';
import { UpstreamFailure } from '../../../src/errors.js';
import type { Datasource } from '../../../src/datasources/source.js';
import { sampleUpstream, type SampleRoute } from '../../support/sample-upstream.js';
import { LIVING, REQUEST_ID, TOKEN, endScopes, guid, newScope, openCockpit } from './cockpit.js';

const CUSTOMER = 'c0c0c0c0-0000-4000-8000-000000000001';
const RESELLER = '5e5e5e5e-0000-4000-8000-000000000001';
const QUERY = 'sortPropertyName=Company.Name&ascendingOrder=true';

const closing: (() => Promise<void>)[] = [];

async function served(routes: readonly SampleRoute[], settings?: Readonly<Record<string, unknown>>) {
  const upstream = await sampleUpstream([TOKEN, ...routes]);
  const datasource: Datasource = openCockpit(upstream.url, settings);
  closing.push(
    () => datasource.close(),
    () => upstream.close(),
  );
  return { upstream, datasource };
}

afterEach(async () => {
  endScopes();
  for (const close of closing.splice(0)) await close();
});

const ANA = {
  externalId: null,
  isPrimary: true,
  firstName: 'Ana',
  middleName: null,
  lastName: 'Teste',
  fullName: 'Ana Teste',
  title: null,
  email: 'ana@lusitania1.example',
  phone: '210000000',
  username: null,
  type: null,
  role: null,
  isActive: null,
  syncPartnerContactRefId: null,
  contactPersonId: null,
  invitation: null,
};

const MARKUP = { rule: 'Markup', value: '10.6' };
const LICENSE_MARGIN = { offerType: 'license', margin: { rule: 'Markup', value: '10' } };

const LUSITANIA_1 = {
  __typename: 'Customer',
  id: Buffer.from(`customer:cockpit:${CUSTOMER}`).toString('base64url'),
  sourceId: 'cockpit',
  externalId: CUSTOMER,
  displayName: 'Lusitania Testes 1',
  companyName: 'Lusitania Testes 1',
  type: null,
  status: 'ACTIVE',
  email: 'ana@lusitania1.example',
  phone: '210000000',
  altPhone: null,
  fax: null,
  websiteUrl: null,
  headcount: null,
  taxId: 'PT500000001',
  registrationNumber: null,
  internalReference: 'INT-1',
  partnerReference: null,
  acronym: null,
  billingReference: null,
  languageCode: null,
  details: {
    __typename: 'CloudCockpitCustomerDetails',
    resellerId: RESELLER,
    providerCustomers: [
      {
        sourceId: 'cockpit',
        customerExternalId: 'c0c0c0c0-0000-4000-8000-000000000001',
        providerInstanceId: 'cb000000-0000-4000-8000-000000000001',
        providerCustomerId: 'f5740000-0000-4000-8000-000000000001',
        domain: 'lusitania1',
        status: 'SUCCESS',
        creationError: null,
        margin: MARKUP,
        offerTypeMargins: [LICENSE_MARGIN],
      },
    ],
    associations: [{ resellerId: RESELLER, name: 'Reseller One' }],
  },
  createdAt: null,
  updatedAt: null,
  deletedAt: null,
  knownAddresses: [
    {
      externalId: null,
      kind: 'PRIMARY',
      isDefaultBilling: false,
      isDefaultShipping: false,
      firstName: null,
      lastName: null,
      company: null,
      line1: 'Rua 1',
      line2: null,
      city: 'Lisboa',
      state: 'Lisboa',
      postalCode: '1000-001',
      country: 'PT',
      countryCode: 'PT',
      phone: null,
      altPhone: null,
      fax: null,
      createdAt: null,
      updatedAt: null,
    },
  ],
  knownContacts: [ANA],
  primaryContact: ANA,
};

describe('CloudCockpit samples', () => {
  it('reads the first page of customers', async () => {
    const { upstream, datasource } = await served([
      {
        on: `GET /v1/Customers?pageNumber=1&pageSize=2&${QUERY}&includeDeleted=false`,
        file: 'cloudcockpit.customers.list.json',
      },
    ]);

    const page = await datasource.customers.page(LIVING, { position: null, size: 2 }, newScope());

    expect(page).toMatchObject({ totalCount: 3, next: '2' });
    expect(page.positionAfter(0)).toBe('1');
    expect(page.rows[0]).toEqual(LUSITANIA_1);
    expect(page.rows[1]).toMatchObject({
      externalId: 'c0c0c0c0-0000-4000-8000-000000000002',
      displayName: 'Lusitania Testes 2',
      status: 'PENDING',
      taxId: null,
      internalReference: null,
      details: {
        resellerId: null,
        associations: [],
        providerCustomers: [
          { status: 'PROCESSING', creationError: null, providerCustomerId: null, domain: 'lusitania2' },
          { status: 'FAILED', creationError: 'DomainExists', providerCustomerId: null, domain: 'lusitania2' },
        ],
      },
    });
    expect(upstream.calls).toHaveLength(2);
    const [token, list] = upstream.calls;
    expect(token?.body).toBe(
      'grant_type=client_credentials&client_id=graph&client_secret=hush&scope=api%3A%2F%2Fx%2F.default',
    );
    expect(list?.headers).toMatchObject({
      authorization: 'Bearer eyJ.synthetic.token',
      'x-tenant': 'portal.reseller.example',
      'x-correlation-id': REQUEST_ID,
      accept: 'application/json',
    });
  });

  it('reads the last page of customers', async () => {
    const { upstream, datasource } = await served([
      {
        on: `GET /v1/Customers?pageNumber=2&pageSize=2&${QUERY}&includeDeleted=false`,
        file: 'cloudcockpit.customers.list.page2.json',
      },
    ]);

    const page = await datasource.customers.page(LIVING, { position: '2', size: 2 }, newScope());

    expect(page.rows.map(({ companyName }) => companyName)).toEqual(['Lusitania Testes 3']);
    expect(page).toMatchObject({ totalCount: 3, next: null });
    expect(upstream.calls).toHaveLength(2);
  });

  it('reads one customer', async () => {
    const { upstream, datasource } = await served([
      { on: `GET /v1/Customers/${CUSTOMER}`, file: 'cloudcockpit.customers.get.json' },
    ]);

    expect(await datasource.customers.get(CUSTOMER, newScope())).toEqual(LUSITANIA_1);
    expect(upstream.calls.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST /token',
      `GET /v1/Customers/${CUSTOMER}`,
    ]);
  });

  it("reads a customer's active orders", async () => {
    const { upstream, datasource } = await served([
      {
        on: `GET /v1/Orders/customers/${CUSTOMER}?pageNumber=1&pageSize=25`,
        file: 'cloudcockpit.orders.by-customer.json',
      },
    ]);

    const answers = await datasource.orders.ofCustomers([CUSTOMER], { position: null, size: 25 }, newScope());

    const page = answers.get(CUSTOMER);
    if (page === undefined || page === null || page instanceof UpstreamFailure) throw new Error('no page');
    expect(page).toMatchObject({ totalCount: 2, next: null });
    expect(page.rows[0]).toEqual({
      __typename: 'Order',
      id: Buffer.from('order:cockpit:0d0d0d0d-0000-4000-8000-000000000001').toString('base64url'),
      sourceId: 'cockpit',
      externalId: '0d0d0d0d-0000-4000-8000-000000000001',
      orderReference: null,
      status: 'IN_PROGRESS',
      upstreamStatus: 'Provisioning',
      statusChangedAt: null,
      createdAt: '2024-05-04T09:42:00+00:00',
      updatedAt: null,
      poNumber: null,
      endCustomerPoNumber: null,
      partner: null,
      products: [
        {
          externalId: null,
          lineNumber: 1,
          sku: 'OFFER-1',
          name: 'Test Plan 1',
          quantity: 3,
          status: 'IN_PROGRESS',
          upstreamStatus: 'Provisioning',
          detailedStatus: null,
          statusChangedAt: null,
          createdAt: '2024-05-04T09:42:00+00:00',
          isAddon: null,
          isTrial: null,
          classification: null,
          subCategories: [],
          family: null,
          vendorName: null,
          programName: null,
          program: null,
          identifiers: null,
          prices: {
            vendor: null,
            buy: null,
            list: null,
            reseller: null,
            endCustomer: null,
            sell: null,
            periodicity: 'Monthly',
            periodicityCode: 720,
            term: 'OneYear',
            termCode: 8640,
          },
          unitPrice: null,
          tax: null,
          discount: null,
          subscription: null,
          license: null,
        },
      ],
      total: null,
      billingAddress: null,
      shippingAddress: null,
      customFields: [],
      customerExternalId: CUSTOMER,
    });
    expect(page.rows[1]).toMatchObject({
      status: 'FAILED',
      upstreamStatus: 'Failed',
      products: [{ sku: 'OFFER-2', detailedStatus: 'synthetic failure' }],
    });
    expect(upstream.calls).toHaveLength(2);
  });

  it('takes a 404 in its own words for "no such customer"', async () => {
    const { datasource } = await served([
      { on: `GET /v1/Customers/${guid(7)}`, status: 404, file: 'cloudcockpit.error.404.json' },
      { on: `GET /v1/Orders/customers/${guid(7)}`, status: 404, file: 'cloudcockpit.error.404.json' },
    ]);

    expect(await datasource.customers.get(guid(7), newScope())).toBeNull();
    const orders = await datasource.orders.ofCustomers([guid(7)], { position: null, size: 5 }, newScope());
    expect(orders).toEqual(new Map([[guid(7), null]]));
  });

  it.each([
    {
      status: 400,
      file: 'cloudcockpit.error.400.json',
      code: 'REJECTED',
      trace: '00000000-0000-4000-8000-0000000000c2',
    },
    {
      status: 500,
      file: 'cloudcockpit.error.500.json',
      code: 'UNAVAILABLE',
      trace: '00000000-0000-4000-8000-0000000000c4',
    },
  ])('fails with the correlation id of a $status', async ({ status, file, code, trace }) => {
    const { datasource } = await served([{ on: 'GET /v1/Customers', status, file }]);

    const page = datasource.customers.page(LIVING, { position: null, size: 2 }, newScope());

    await expect(page).rejects.toMatchObject({ code, upstreamStatus: status, correlationId: trace });
  });

  it('asks for the relations of the configured reseller', async () => {
    const { datasource } = await served(
      [
        {
          on: `GET /v1/Customers/${CUSTOMER}?resellerId=${RESELLER}`,
          file: 'cloudcockpit.customers.get.json',
        },
        {
          on: `GET /v1/Orders/customers/${CUSTOMER}?pageNumber=1&pageSize=25&resellerId=${RESELLER}`,
          file: 'cloudcockpit.orders.by-customer.json',
        },
        {
          on: `GET /v1/Customers?pageNumber=1&pageSize=2&${QUERY}&resellerId=${RESELLER}&withDeleted=false`,
          file: 'cloudcockpit.customers.list.json',
        },
      ],
      { resellerId: RESELLER, deletedRowsParameter: 'withDeleted' },
    );
    const scope = newScope();

    await datasource.customers.get(CUSTOMER, scope);
    await datasource.orders.ofCustomers([CUSTOMER], { position: null, size: 25 }, scope);
    const page = await datasource.customers.page(LIVING, { position: null, size: 2 }, scope);
    expect(page.rows).toHaveLength(2);
  });
});
