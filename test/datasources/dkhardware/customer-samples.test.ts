import { describe, expect, it } from '@jest/globals';
import type { Datasource } from '../../../src/datasources/source.js';
import type { OperationScope } from '../../../src/upstream/scope.js';
import { ask, requests } from './ask.js';
import { NO_CRITERIA } from './source.js';

const CUSTOMERS = 'GET /v1/customer/?newest=false&limit=11&offset=0&basedOnCreatedDate=true';
const BEHIND = 'GET /v1/customer/?newest=false&limit=11&offset=3&basedOnCreatedDate=true';

/** Three rows where eleven were asked for are the end only where nothing stands behind them. */
const THREE = [
  { on: CUSTOMERS, file: 'dk.customers.list.json' },
  { on: BEHIND, file: 'dk.customers.list.empty.json' },
];

describe('dk.token.response', () => {
  it('is asked for with the client credentials and sent with every call', async () => {
    const { token, calls } = await ask(
      [{ on: 'GET /v1/customer/463501', file: 'dk.customers.get.json' }],
      (source, scope) => source.customers.get('463501', scope),
    );
    expect(token?.url).toBe('/token');
    expect(token?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(Object.fromEntries(new URLSearchParams(token?.body))).toEqual({
      grant_type: 'client_credentials',
      client_id: 'partner',
      client_secret: 's3cret',
      scope: 'customers orders',
    });
    expect(calls.map(({ headers }) => headers.authorization)).toEqual(['Bearer eyJ.synthetic.dk']);
  });
});

describe('dk.customers.list', () => {
  const list = (source: Datasource, scope: OperationScope) =>
    source.customers.page(NO_CRITERIA, { position: null, size: 10 }, scope);

  it('gives three customers in one call, and looks for more in another', async () => {
    const { answer, calls } = await ask(THREE, list);
    expect(requests(calls)).toEqual([CUSTOMERS, BEHIND]);
    expect(answer.rows.map(({ externalId, displayName }) => [externalId, displayName])).toEqual([
      ['463501', 'Pat Sample1'],
      ['463502', 'Pat Sample2'],
      ['463503', 'Pat Sample3'],
    ]);
    expect(answer.next).toBeNull();
    expect(answer.totalCount).toBeNull();
  });

  it('keeps the two addresses that share one addressId (DK 3.7)', async () => {
    const { answer } = await ask(THREE, list);
    expect(answer.rows[0]?.knownAddresses?.map(({ externalId, state }) => [externalId, state])).toEqual([
      ['996701', 'CO'],
      ['996701', 'TX'],
    ]);
    expect(answer.rows[1]?.knownAddresses).toEqual([]);
  });

  it('reads a row from before 2022, which lacks the later fields, with those fields null', async () => {
    const { answer } = await ask(THREE, list);
    expect(answer.rows[2]).toMatchObject({
      type: null,
      details: { channel: null, createdBy: null, creditApproved: null, creditLimit: null, notes: null },
      knownAddresses: [{ kind: 'BILLING', createdAt: null, updatedAt: null }, { kind: 'SHIPPING' }],
    });
  });

  it('is empty where the upstream has none: dk.customers.list.empty', async () => {
    const { answer } = await ask([{ on: CUSTOMERS, file: 'dk.customers.list.empty.json' }], list);
    expect(answer.rows).toEqual([]);
    expect(answer.next).toBeNull();
  });
});

describe('dk.customers.get', () => {
  it('is one customer, field by field', async () => {
    const { answer, calls } = await ask(
      [{ on: 'GET /v1/customer/463501', file: 'dk.customers.get.json' }],
      (source, scope) => source.customers.get('463501', scope),
    );
    expect(requests(calls)).toEqual(['GET /v1/customer/463501']);
    const person = {
      externalId: null,
      isPrimary: true,
      firstName: 'Pat',
      middleName: null,
      lastName: 'Sample1',
      fullName: 'Pat Sample1',
      title: null,
      email: 'pat1@dk-buyer.example',
      phone: '5550100',
      username: null,
      type: null,
      role: null,
      isActive: null,
      syncPartnerContactRefId: null,
      contactPersonId: null,
      invitation: null,
    };
    expect(answer).toEqual({
      __typename: 'Customer',
      id: Buffer.from('customer:dkh:463501').toString('base64url'),
      sourceId: 'dkh',
      externalId: '463501',
      displayName: 'Pat Sample1',
      companyName: null,
      type: 'business',
      status: 'ACTIVE',
      email: 'pat1@dk-buyer.example',
      phone: '5550100',
      altPhone: null,
      fax: null,
      websiteUrl: null,
      headcount: null,
      taxId: null,
      registrationNumber: null,
      internalReference: null,
      partnerReference: null,
      acronym: null,
      billingReference: null,
      languageCode: null,
      details: {
        __typename: 'DkHardwareCustomerDetails',
        sourceId: 'dkh',
        customerExternalId: '463501',
        channel: 'partner-api',
        createdBy: { id: '37', name: 'Products Editor' },
        creditApproved: true,
        creditLimit: '5000',
        notes: null,
      },
      createdAt: '2023-08-15T08:22:51Z',
      updatedAt: '2024-01-02T03:04:05Z',
      deletedAt: null,
      knownAddresses: [expect.anything(), expect.anything()],
      knownContacts: [person],
      primaryContact: person,
    });
  });

  it('reads naive times in the time zone of the source (DK 3.7)', async () => {
    const { answer } = await ask(
      [{ on: 'GET /v1/customer/463501', file: 'dk.customers.get.json' }],
      (source, scope) => source.customers.get('463501', scope),
      { timeZone: 'America/New_York' },
    );
    expect(answer?.createdAt).toBe('2023-08-15T08:22:51-04:00');
    expect(answer?.updatedAt).toBe('2024-01-02T03:04:05-05:00');
  });
});

describe('dk.customers.address.list', () => {
  it('is a bare array', async () => {
    const { answer, calls } = await ask(
      [{ on: 'GET /v1/customer/463501/address', file: 'dk.customers.address.list.json' }],
      async (source, scope) => source.customers.addresses?.(['463501', 'not-an-id'], scope),
    );
    expect(requests(calls)).toEqual(['GET /v1/customer/463501/address']);
    expect(answer?.get('not-an-id')).toBeNull();
    expect(answer?.get('463501')).toEqual([
      {
        externalId: '996701',
        kind: 'BILLING',
        isDefaultBilling: true,
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
        createdAt: '2023-08-15T04:22:51Z',
        updatedAt: '2023-08-15T04:22:51Z',
      },
      expect.objectContaining({
        kind: 'SHIPPING',
        isDefaultShipping: true,
        city: 'Tomball',
        postalCode: '77377',
      }),
    ]);
  });
});

describe('dk.customers.credit-info', () => {
  it('is the credit of a customer', async () => {
    const { answer, calls } = await ask(
      [{ on: 'GET /v1/customer/463501/credit-info', file: 'dk.customers.credit-info.json' }],
      async (source, scope) => source.extras.credit?.('463501', scope),
    );
    expect(requests(calls)).toEqual(['GET /v1/customer/463501/credit-info']);
    expect(answer).toEqual({
      approved: true,
      onHold: false,
      limit: '5000',
      balance: '0.01',
      available: null,
    });
  });
});
