import { afterEach, describe, expect, it } from '@jest/globals';
import { ALL_CUSTOMERS, API, endScopes, newScope, over } from './arrow.js';

afterEach(endScopes);

const ADDRESS_REST = {
  externalId: null,
  isDefaultShipping: false,
  firstName: null,
  lastName: null,
  company: null,
  phone: null,
  altPhone: null,
  fax: null,
  createdAt: null,
  updatedAt: null,
};

describe('a customer', () => {
  it('is read by reference, with every field the upstream has for it', () =>
    over(
      [{ on: `GET ${API}/customers/XSP100201`, file: 'arrowsphere.customers.get.json' }],
      async (source, asked) => {
        expect(await source.customers.get('XSP100201', newScope())).toEqual({
          __typename: 'Customer',
          id: Buffer.from('customer:arrow:XSP100201').toString('base64url'),
          sourceId: 'arrow',
          externalId: 'XSP100201',
          displayName: 'Northwind Instruments 1',
          companyName: 'Northwind Instruments 1',
          type: 'MSP',
          status: 'ACTIVE',
          email: 'contact@northwind1.example',
          phone: '+33 (0)100000000',
          altPhone: null,
          fax: null,
          websiteUrl: 'https://northwind1.example',
          headcount: 17,
          taxId: 'FR00000000000',
          registrationNumber: 'RCS-0000',
          internalReference: 'CRM-00001',
          partnerReference: 'ERP-7001',
          acronym: 'NWI1',
          billingReference: 'B1',
          languageCode: null,
          details: {
            __typename: 'ArrowSphereCustomerDetails',
            sourceId: 'arrow',
            customerExternalId: 'XSP100201',
            workgroupCode: 'FRARROW',
            migration: false,
            domainName: 'northwind1.onmicrosoft.example',
            oracleOnlineKey: null,
            ibmCeId: null,
            maas360ResellerId: null,
            tenantId: '00000000-0000-4000-8000-000000000001',
            ibmCustomerNumber: null,
            ibmMaasAccountId: null,
            customFields: [{ label: 'segment', value: 'smb' }],
            extraInformation: { programs: { microsoft: { tenant: 'x' } } },
          },
          createdAt: '2021-03-25T11:05:51.000Z',
          updatedAt: null,
          deletedAt: null,
          knownAddresses: [
            {
              ...ADDRESS_REST,
              kind: 'PRIMARY',
              isDefaultBilling: false,
              line1: '1 Rue des Essais',
              line2: 'Bat. B',
              city: 'Paris',
              state: null,
              postalCode: '75011',
              country: 'FR',
              countryCode: 'FR',
            },
            {
              ...ADDRESS_REST,
              kind: 'BILLING',
              isDefaultBilling: true,
              line1: '1 Rue de la Facture',
              line2: null,
              city: 'Paris',
              state: null,
              postalCode: '75011',
              country: 'FR',
              countryCode: 'FR',
            },
          ],
          knownContacts: null,
          primaryContact: {
            externalId: null,
            isPrimary: true,
            firstName: 'Ada',
            middleName: null,
            lastName: 'Testeur',
            fullName: 'Ada Testeur',
            title: null,
            email: 'ada@northwind1.example',
            phone: '+33 (0)600000000',
            username: null,
            type: null,
            role: null,
            isActive: null,
            syncPartnerContactRefId: '123451',
            contactPersonId: 'CP-1',
            invitation: null,
          },
        });
        expect(asked()).toEqual(['GET /customers/XSP100201']);
      },
    ));

  it('is DELETED once it has a deletion date', () =>
    over(
      [{ on: `GET ${API}/customers/XSP100203`, file: 'arrowsphere.customers.get.deleted.json' }],
      async (source) => {
        const customer = await source.customers.get('XSP100203', newScope());
        expect(customer).toMatchObject({ status: 'DELETED', deletedAt: '2024-02-29T23:59:59.000Z' });
      },
    ));

  it('survives the null `Contact` on which the vendor’s own client fails', () =>
    over(
      [{ on: `GET ${API}/customers/XSP100204`, file: 'arrowsphere.customers.get.hostile-nulls.json' }],
      async (source) => {
        const customer = await source.customers.get('XSP100204', newScope());
        expect(customer).toMatchObject({
          displayName: 'Northwind Instruments 4',
          email: 'contact@northwind4.example',
          primaryContact: null,
        });
      },
    ));

  it('is null where the upstream says that there is none', () =>
    over(
      [{ on: `GET ${API}/customers/XSP999999`, status: 404, file: 'arrowsphere.error.404.json' }],
      async (source, asked) => {
        expect(await source.customers.get('XSP999999', newScope())).toBeNull();
        expect(asked()).toHaveLength(1);
        expect(source.health).toMatchObject({ failing: false, lastError: null });
      },
    ));

  it('is null without a call for an id that can stand in no path', () =>
    over([], async (source, asked) => {
      expect(await source.customers.get('..', newScope())).toBeNull();
      expect(await source.customers.get('', newScope())).toBeNull();
      expect(await source.customers.get('XSP\ud800', newScope())).toBeNull();
      expect(asked()).toEqual([]);
    }));

  it('stays one path segment, whatever its reference holds', () =>
    over(
      [{ on: `GET ${API}/customers/XSP%201%2F2%3Fx%3D1`, status: 404, file: 'arrowsphere.error.404.json' }],
      async (source, asked) => {
        expect(await source.customers.get('XSP 1/2?x=1', newScope())).toBeNull();
        expect(asked()).toEqual(['GET /customers/XSP%201%2F2%3Fx%3D1']);
      },
    ));
});

describe('the list of customers', () => {
  it('gives a page and where the next begins, and sends `page` only from the second on', () =>
    over(
      [
        { on: `GET ${API}/customers?per_page=2`, file: 'arrowsphere.customers.list.page1.json' },
        { on: `GET ${API}/customers?page=2&per_page=2`, file: 'arrowsphere.customers.list.page2.json' },
      ],
      async (source, asked) => {
        const first = await source.customers.page(ALL_CUSTOMERS, { position: null, size: 2 }, newScope());
        expect(first.rows.map(({ externalId }) => externalId)).toEqual(['XSP100201', 'XSP100202']);
        expect(first).toMatchObject({ next: '2', totalCount: 3 });
        expect(first.positionAfter(0)).toBe('1');
        expect(Date.parse(first.fetchedAt)).not.toBeNaN();

        const second = await source.customers.page(
          ALL_CUSTOMERS,
          { position: first.next, size: 2 },
          newScope(),
        );
        expect(second).toMatchObject({ next: null, totalCount: 3 });
        expect(second.rows).toMatchObject([
          {
            externalId: 'XSP100299',
            displayName: 'Bare Minimum',
            companyName: 'Bare Minimum',
            type: null,
            email: 'bo@bare.example',
            phone: '555-0100',
            websiteUrl: null,
            headcount: null,
            taxId: null,
            billingReference: null,
            createdAt: null,
            status: 'ACTIVE',
            details: { workgroupCode: null, migration: null, tenantId: null, customFields: [] },
            primaryContact: { firstName: 'Bo', lastName: 'Min', phone: null, syncPartnerContactRefId: null },
            knownAddresses: [
              {
                kind: 'PRIMARY',
                line1: null,
                city: 'Denver',
                state: 'CO',
                postalCode: '80111',
                countryCode: 'US',
              },
            ],
          },
        ]);
        expect(second.rows[0]?.knownAddresses).toHaveLength(1);
        expect(asked()).toEqual(['GET /customers?per_page=2', 'GET /customers?page=2&per_page=2']);
      },
    ));

  it('is empty where the upstream says so', () =>
    over(
      [{ on: `GET ${API}/customers`, file: 'arrowsphere.customers.list.empty.json' }],
      async (source, asked) => {
        const page = await source.customers.page(ALL_CUSTOMERS, { position: null, size: 25 }, newScope());
        expect(page).toMatchObject({ rows: [], next: null, totalCount: 0 });
        expect(asked()).toEqual(['GET /customers?per_page=25']);
      },
    ));

  it('never narrows by e-mail, since which of the two addresses the upstream’s filter looks at is unknown', () =>
    over(
      [{ on: `GET ${API}/customers`, file: 'arrowsphere.customers.list.empty.json' }],
      async (source, asked) => {
        const criteria = { ...ALL_CUSTOMERS, email: 'ada@northwind1.example' };
        await source.customers.page(criteria, { position: null, size: 100 }, newScope());
        expect(asked()).toEqual(['GET /customers?per_page=100']);
        expect(source.customers.applies).toEqual([]);
      },
    ));
});
