import { afterEach, describe, expect, it } from '@jest/globals';
import type { Datasource } from '../../../src/datasources/source.js';
import type { CustomerChange } from '../../../src/datasources/writes.js';
import { sample } from '../../support/sample-upstream.js';
import { endScopes } from './arrow.js';
import { ADDRESS, bodyOf, done, NEW_CUSTOMER, NEW_ORDER, overOne, send } from './writing.js';

afterEach(endScopes);

const CREATED = {
  on: 'POST /customers',
  status: 201,
  file: 'arrowsphere.customers.create.response.201.json',
};
const CHANGED = { on: 'PATCH /customers/XSP100209', file: 'arrowsphere.customers.update.response.json' };
type Given = Partial<Record<'email' | 'phone', string>>;
const ONE = 'XSP100209';
const customer = (externalId: string) => done({ externalId, createdUser: null });

describe('POST /customers', () => {
  it('sends what the vendor documents', async () => {
    const { value, calls } = await overOne(CREATED, ({ writes }) =>
      send(writes.createCustomer, NEW_CUSTOMER),
    );
    const body = await sample('arrowsphere.customers.create.request.json');
    expect(calls).toEqual([{ call: 'POST /customers', body, type: 'application/json' }]);
    expect(value).toEqual(customer('XSP100209'));
  });

  it('sends every member there is a place for', async () => {
    const values = {
      ...NEW_CUSTOMER,
      address: { ...ADDRESS, line2: 'Bat. B', state: 'IDF' },
      additionalAddresses: [
        {
          line1: '1 Quai de la Facture',
          line2: 'BP 7',
          city: 'Lyon',
          state: 'ARA',
          postalCode: '01000',
          countryCode: 'FR',
          isDefaultBilling: true,
        },
      ],
      websiteUrl: 'https://northwind9.example',
      headcount: 17,
      taxId: 'FR00000000000',
      registrationNumber: 'RCS-0000',
      partnerReference: 'ERP-7009',
      acronym: 'NWI9',
      billingReference: 'B9',
    };
    const body = await bodyOf(CREATED, ({ writes }) => send(writes.createCustomer, values));
    expect(body).toEqual({
      ...Object(await sample('arrowsphere.customers.create.request.json')),
      AddressLine2: 'Bat. B',
      State: 'IDF',
      BillingAddress1: '1 Quai de la Facture',
      BillingAddress2: 'BP 7',
      BillingCity: 'Lyon',
      BillingState: 'ARA',
      BillingZipCode: '01000',
      BillingCountryCode: 'FR',
      WebsiteUrl: 'https://northwind9.example',
      Headcount: 17,
      TaxNumber: 'FR00000000000',
      RegistrationNumber: 'RCS-0000',
      PartnerCompanyId: 'ERP-7009',
      Ref: 'NWI9',
      BillingId: 'B9',
    });
  });

  it('leaves out what is null or blank, and the contact where there is none', async () => {
    const values = {
      companyName: 'Northwind',
      contact: { firstName: null, lastName: ' ' },
      address: {
        line1: '9 Rue',
        line2: '',
        state: null,
        postalCode: '00750',
        city: 'Paris',
        countryCode: 'FR',
      },
      phone: '+33',
      email: null,
      headcount: null,
      customFields: null,
      additionalAddresses: null,
    };
    const body = await bodyOf(CREATED, ({ writes }) => send(writes.createCustomer, values));
    expect(body).toEqual({
      CompanyName: 'Northwind',
      AddressLine1: '9 Rue',
      Zip: '00750',
      City: 'Paris',
      CountryCode: 'FR',
      ReceptionPhone: '+33',
    });
  });

  it.each<[Given, Given]>([
    [{ email: 'a@b.example', phone: '+33 1' }, {}],
    [{}, { email: 'a@b.example', phone: '+33 1' }],
  ])(
    'fills a contact up from the customer, and its phone from the contact',
    async (ofCustomer, ofContact) => {
      const contact = { firstName: 'Ada', lastName: 'Neuf', ...ofContact };
      const values = { companyName: 'Northwind', address: ADDRESS, contact, ...ofCustomer };
      const body = await bodyOf(CREATED, ({ writes }) => send(writes.createCustomer, values));
      expect(body).toMatchObject({
        ReceptionPhone: '+33 1',
        Contact: {
          FirstName: 'Ada',
          LastName: 'Neuf',
          Email: 'a@b.example',
          Phone: '+33 1',
          Type: 'Other',
          Role: 'primary',
        },
      });
    },
  );
});

describe('PATCH /customers/{reference}', () => {
  it('sends what the vendor documents', async () => {
    const change = { customerId: ONE, companyName: 'Northwind Instruments Nine' };
    const { value, calls } = await overOne(CHANGED, ({ writes }) => send(writes.updateCustomer, change));
    const body = await sample('arrowsphere.customers.update.request.json');
    expect(calls).toEqual([{ call: `PATCH /customers/${ONE}`, body, type: 'application/json' }]);
    expect(value).toEqual(customer(ONE));
  });

  it('empties what is null, and says nothing of the rest', async () => {
    const change: CustomerChange = {
      customerId: ONE,
      email: null,
      taxId: null,
      headcount: 0,
      customFields: null,
      contact: { phone: '+33 6' },
      address: { line1: '9 Rue', line2: null, postalCode: '75011', city: 'Paris', countryCode: 'FR' },
    };
    const body = await bodyOf(CHANGED, ({ writes }) => send(writes.updateCustomer, change));
    expect(body).toEqual({
      EmailContact: '',
      TaxNumber: '',
      Headcount: 0,
      customFields: [],
      Contact: { Phone: '+33 6' },
      AddressLine1: '9 Rue',
      AddressLine2: '',
      Zip: '75011',
      City: 'Paris',
      CountryCode: 'FR',
    });
  });
});

describe('writes that have nothing to say', () => {
  const ofCustomer = { customerId: ONE };
  it.each<[string, (source: Datasource) => Promise<unknown>, unknown]>([
    ['DELETE /customers/XSP100209', (s) => send(s.writes.deleteCustomer, ofCustomer), customer(ONE)],
    ['PUT /customers/XSP100209', (s) => send(s.writes.reactivateCustomer, ofCustomer), customer(ONE)],
    [
      'DELETE /customers/XSP100209/contacts/CC-1',
      (s) => send(s.writes.removeContact, { ...ofCustomer, contactId: 'CC-1' }),
      done({ customerId: ONE, contact: null }),
    ],
    [
      'DELETE /customers/XSP100209/migration?program=microsoft',
      (s) => send(s.writes.cancelMigration, { ...ofCustomer, program: 'microsoft' }),
      customer(ONE),
    ],
    [
      'PATCH /orders/XSPO5077/cancel',
      (s) => send(s.writes.cancelOrder, { orderId: 'XSPO5077' }),
      done({ externalId: 'XSPO5077' }),
    ],
  ])('%s sends {}', async (on, write, outcome) => {
    const { value, calls } = await overOne({ on, status: 204 }, write);
    expect(calls).toEqual([{ call: on, body: {}, type: 'application/json' }]);
    expect(value).toEqual(outcome);
  });
});

describe('answers that do not tell what was made', () => {
  it.each<[string, (source: Datasource) => Promise<unknown>]>([
    ['POST /customers', ({ writes }) => send(writes.createCustomer, NEW_CUSTOMER)],
    ['POST /orders', ({ writes }) => send(writes.createOrder, NEW_ORDER)],
    [
      'POST /customers/invitations',
      ({ writes }) => send(writes.inviteContact, { contactId: 1, policy: 'admin' }),
    ],
  ])('%s: it may have happened', async (on, write) => {
    const { value } = await overOne({ on, body: { status: 200, data: {} } }, (source) =>
      write(source).catch((failure: unknown) => failure),
    );
    expect(value).toMatchObject({ code: 'BAD_RESPONSE', sourceId: 'arrow', mayHaveHappened: true });
  });
});
