import { describe, expect, it } from '@jest/globals';
import type { SampleRoute } from '../../support/sample-upstream.js';
import { ACCOUNT, againstIon, apiCalls, EVERYONE, operation, withSamples } from './support.js';

const getCustomer = (routes: readonly SampleRoute[], id = '20001') =>
  withSamples(routes, (source) => operation((scope) => source.customers.get(id, scope)));

describe('one ION customer', () => {
  it('is read by id with the account in the path and the bearer token', async () => {
    await withSamples(
      [{ on: `GET ${ACCOUNT}/customers/20001`, file: 'ion.customers.get.json' }],
      async (source, calls) => {
        const customer = await operation((scope) => source.customers.get('20001', scope));
        expect(customer).toEqual({
          __typename: 'Customer',
          id: Buffer.from('customer:ion:20001').toString('base64url'),
          sourceId: 'ion',
          externalId: '20001',
          displayName: 'Meridian Test Org 1',
          companyName: 'Meridian Test Org 1',
          type: null,
          status: 'ACTIVE',
          email: 'jo1@meridian.example',
          phone: '+15550100',
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
          languageCode: 'EN',
          details: {
            __typename: 'IonCustomerDetails',
            sourceId: 'ion',
            customerExternalId: '20001',
            uid: 'uid000001',
          },
          createdAt: '2024-06-03T09:55:19Z',
          updatedAt: '2024-06-03T09:55:20Z',
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
              line1: '1 Tech Blvd',
              line2: null,
              city: 'San Francisco',
              state: 'CA',
              postalCode: '94016',
              country: 'US',
              countryCode: 'US',
              phone: null,
              altPhone: null,
              fax: null,
              createdAt: null,
              updatedAt: null,
            },
          ],
          knownContacts: [customer?.primaryContact],
          primaryContact: {
            externalId: null,
            isPrimary: true,
            firstName: null,
            middleName: null,
            lastName: null,
            fullName: 'Jo Tester',
            title: 'CTO',
            email: 'jo1@meridian.example',
            phone: '+15550100',
            username: null,
            type: null,
            role: null,
            isActive: null,
            syncPartnerContactRefId: null,
            contactPersonId: null,
            invitation: null,
          },
        });
        expect(calls.map(({ method, url }) => `${method} ${url}`)).toEqual([
          'POST /oauth/token',
          'GET /api/v3/accounts/10001/customers/20001',
        ]);
        expect(calls[1]?.headers.authorization).toBe('Bearer SYNTHETICACCESS');
      },
    );
  });

  it('takes first and last name from the legacy fields, and only from them', async () => {
    const customer = await getCustomer([
      { on: `GET ${ACCOUNT}/customers/20001`, file: 'ion.customers.get.legacy-extra-fields.json' },
    ]);
    expect(customer?.primaryContact).toMatchObject({
      firstName: 'Jo',
      lastName: 'Tester',
      fullName: 'Jo Tester',
    });
  });

  it('never lets the user with its generated password in', async () => {
    const customer = await getCustomer(
      [{ on: `GET ${ACCOUNT}/customers/20009`, file: 'ion.customers.create.response.json' }],
      '20009',
    );
    expect(customer?.displayName).toBe('Meridian Test Org 9');
    expect(JSON.stringify(customer)).not.toMatch(/redact|DEFAULT ACCOUNT USER|30009/);
  });

  it('is null where ION says in its own words that there is none', async () => {
    const customer = await getCustomer(
      [{ on: `GET ${ACCOUNT}/customers/29999`, status: 404, file: 'ion.error.404.json' }],
      '29999',
    );
    expect(customer).toBeNull();
  });

  it.each(['XSP1', '-', '0', '020001', '1.5', '20001/orders', '99999999999999999999'])(
    'is null without a call for an id that ION cannot have: %s',
    async (id) => {
      await againstIon(
        () => ({ status: 500, body: {} }),
        async (source, scope, calls) => {
          expect(await source.customers.get(id, scope)).toBeNull();
          expect(calls).toEqual([]);
        },
      );
    },
  );

  it('is unreadable where the answer is another customer', async () => {
    await againstIon(
      () => ({ body: { name: 'accounts/10001/customers/20002' } }),
      async (source, scope) => {
        await expect(source.customers.get('20001', scope)).rejects.toMatchObject({ code: 'BAD_RESPONSE' });
      },
    );
  });
});

describe('the list of ION customers', () => {
  it('goes from token to token; an empty token ends it', async () => {
    await withSamples(
      [
        { on: `GET ${ACCOUNT}/customers?pageSize=2`, file: 'ion.customers.list.page1.json' },
        { on: `GET ${ACCOUNT}/customers?pageSize=2&pageToken=tok-2`, file: 'ion.customers.list.page2.json' },
      ],
      async (source, calls) => {
        await operation(async (scope) => {
          const first = await source.customers.page(EVERYONE, { position: null, size: 2 }, scope);
          const second = await source.customers.page(EVERYONE, { position: first.next, size: 2 }, scope);
          expect(first.rows.map(({ externalId }) => externalId)).toEqual(['20001', '20002']);
          expect(first.totalCount).toBeNull();
          expect(second.rows.map(({ externalId, status }) => [externalId, status])).toEqual([
            ['20003', 'INACTIVE'],
          ]);
          expect(second.next).toBeNull();
        });
        expect(calls).toHaveLength(3);
      },
    );
  });

  it('takes {} for an empty list, which is how proto3 JSON writes one', async () => {
    const page = await withSamples(
      [{ on: `GET ${ACCOUNT}/customers?pageSize=10`, file: 'ion.customers.list.empty.json' }],
      (source) => operation((scope) => source.customers.page(EVERYONE, { position: null, size: 10 }, scope)),
    );
    expect(page.rows).toEqual([]);
    expect(page.next).toBeNull();
  });

  it('is scanned a thousand rows at a time', async () => {
    const calls = await withSamples(
      [{ on: `GET ${ACCOUNT}/customers?pageSize=1000`, file: 'ion.customers.list.page2.json' }],
      async (source, received) => {
        const page = await operation(async (scope) => source.customers.scan?.page(null, scope));
        expect(page?.rows).toHaveLength(1);
        return received;
      },
    );
    expect(calls).toHaveLength(2);
  });
});

describe('ION customers by e-mail', () => {
  const CASED = { name: 'accounts/10001/customers/1', customerEmail: 'Jo@Meridian.example' };
  const OTHER = { name: 'accounts/10001/customers/2', customerEmail: 'jo@meridian.example.org' };
  const byEmail = { ...EVERYONE, email: 'jo@meridian.example' };

  it('are found by one call of ION’s own filter', async () => {
    await againstIon(
      () => ({ body: { customers: [OTHER, CASED] } }),
      async (source, scope, calls) => {
        const page = await source.customers.page(byEmail, { position: null, size: 50 }, scope);
        expect(page.rows.map(({ externalId }) => externalId)).toEqual(['1']);
        expect(page.next).toBeNull();
        expect(apiCalls(calls)).toEqual([
          `GET ${ACCOUNT}/customers?pageSize=50&filter.customerEmail=jo@meridian.example`,
        ]);
        expect(calls[1]?.url).toContain('filter.customerEmail=');
      },
    );
  });

  it('are found where the filter minds the case, by reading on in the list', async () => {
    const rows = [OTHER, CASED];
    await againstIon(
      ({ searchParams }) => {
        const email = searchParams.get('filter.customerEmail');
        const start = Number(searchParams.get('pageToken') ?? 0);
        const matching = email === null ? rows : rows.filter((row) => row.customerEmail === email);
        return {
          body: {
            customers: matching.slice(start, start + 1),
            nextPageToken: start === 0 && email === null ? '1' : '',
          },
        };
      },
      async (source, scope, calls) => {
        const first = await source.customers.page(byEmail, { position: null, size: 1 }, scope);
        const second = await source.customers.page(byEmail, { position: first.next, size: 1 }, scope);
        expect([...first.rows, ...second.rows].map(({ externalId }) => externalId)).toEqual(['2', '1']);
        expect(second.next).toBeNull();
        expect(apiCalls(calls)).toEqual([
          `GET ${ACCOUNT}/customers?pageSize=1&filter.customerEmail=jo@meridian.example`,
          `GET ${ACCOUNT}/customers?pageSize=1`,
          `GET ${ACCOUNT}/customers?pageSize=1&pageToken=1`,
        ]);
      },
    );
  });
});
