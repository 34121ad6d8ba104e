import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toCustomer } from '../../../src/datasources/cloudcockpit/customer-mapping.js';
import { correlationId } from '../../../src/datasources/cloudcockpit/correlation.js';
import { toOrder } from '../../../src/datasources/cloudcockpit/order-mapping.js';
import { readCustomer, readOrder } from '../../../src/datasources/cloudcockpit/wire.js';
import type { CloudCockpitCustomerDetails } from '../../../src/types/cloudcockpit-details.js';
import type { Customer } from '../../../src/types/customer.js';
import type { Order } from '../../../src/types/order.js';
import { guid } from './cockpit.js';

const SOURCE = { sourceId: 'cockpit', timeZone: 'Europe/Lisbon' };
const CLOUD = 'cb000000-0000-4000-8000-000000000001';
const OTHER_CLOUD = 'cb000000-0000-4000-8000-000000000002';

function customer(row: Readonly<Record<string, unknown>>): Customer {
  const wire = readCustomer({ id: guid(1), ...row });
  if (wire === null) throw new Error('the row was not read');
  return toCustomer(wire, SOURCE);
}

function details(row: Readonly<Record<string, unknown>>): CloudCockpitCustomerDetails {
  const found = customer(row).details;
  if (found?.__typename !== 'CloudCockpitCustomerDetails') throw new Error('other details');
  return found;
}

function atCloud(entry: unknown) {
  return details({ providerCustomers: { [CLOUD]: entry } }).providerCustomers[0];
}

function order(row: Readonly<Record<string, unknown>>): Order {
  const wire = readOrder({ id: 'o-1', ...row });
  if (wire === null) throw new Error('the row was not read');
  return toOrder(wire, guid(1), SOURCE);
}

describe('a CloudCockpit customer', () => {
  it.each([
    { words: [], status: 'ACTIVE' },
    { words: ['Success', 'Success'], status: 'ACTIVE' },
    { words: ['Success', 'Processing', 'Failed'], status: 'PENDING' },
    { words: ['Failed', 'Failed'], status: 'FAILED' },
    { words: ['Failed', 'Success'], status: 'ACTIVE' },
    { words: ['Failed', 'Sleeping'], status: 'UNKNOWN' },
  ])('is $status with $words at its cloud providers', ({ words, status }) => {
    const entries = words.map((name, index) => [`cloud-${index}`, { status: { name } }]);
    expect(customer({ providerCustomers: Object.fromEntries(entries) as unknown }).status).toBe(status);
  });

  it.each([
    { isDeleted: true },
    { deleted: true },
    { status: { name: 'Deleted' } },
    { status: 'deleted' },
    { deletedDate: '2024-05-04T09:42:00+00:00' },
    { deletedAt: '2024-05-04T09:42:00Z' },
  ])('is deleted when its row says %j', (mark) => {
    expect(customer(mark).status).toBe('DELETED');
  });

  it.each([
    { isDeleted: false },
    { status: { name: 'Active' } },
    { deletedDate: null },
    { deletedAt: '0001-01-01T00:00:00' },
  ])('is not deleted when its row says %j', (mark) => {
    expect(customer(mark)).toMatchObject({ status: 'ACTIVE', deletedAt: null });
  });

  it('tells when it was deleted', () => {
    expect(customer({ deletedDate: '2024-05-04T09:42:00+00:00' }).deletedAt).toBe(
      '2024-05-04T09:42:00+00:00',
    );
  });

  it('is shown by its company, else its person, else its id', () => {
    expect(customer({ companyName: 'Lusitania', firstName: 'Ana' }).displayName).toBe('Lusitania');
    expect(
      customer({ companyName: '', firstName: 'Ana', middleName: 'B.', lastName: 'Teste' }).displayName,
    ).toBe('Ana B. Teste');
    expect(customer({ companyName: null }).displayName).toBe(guid(1));
  });

  it('has neither an address nor a contact where its row fills none of their fields', () => {
    expect(customer({ companyName: 'Lusitania' })).toMatchObject({
      knownAddresses: [],
      knownContacts: [],
      primaryContact: null,
    });
  });

  it('keeps the leading zeros of a postal code', () => {
    expect(customer({ zip: '01000', country: 'pt' }).knownAddresses).toMatchObject([
      { postalCode: '01000', country: 'pt', countryCode: 'PT' },
    ]);
  });

  it('is without associations where they are null, and drops those of nobody', () => {
    expect(details({ customerAssociations: null }).associations).toEqual([]);
    expect(
      details({ customerAssociations: [{ name: 'Nobody' }, { resellerId: 'r-1', name: null }] }).associations,
    ).toEqual([{ resellerId: 'r-1', name: null }]);
  });

  it('has one id, however its GUID is spelled', () => {
    expect(customer({ id: guid(1).toUpperCase() }).externalId).toBe(guid(1));
  });
});

describe('its provider customers', () => {
  it('are read from a map, and from the list that the documents speak of', () => {
    const map = {
      [CLOUD]: { status: { name: 'Success' } },
      [OTHER_CLOUD]: { providerInstanceId: OTHER_CLOUD },
    };
    const list = [
      { providerInstanceId: CLOUD, status: { name: 'Success' } },
      { providerInstanceId: OTHER_CLOUD },
    ];
    const read = details({ providerCustomers: map }).providerCustomers;
    expect(read.map(({ providerInstanceId, status }) => [providerInstanceId, status])).toEqual([
      [CLOUD, 'SUCCESS'],
      [OTHER_CLOUD, 'UNKNOWN'],
    ]);
    expect(details({ providerCustomers: list }).providerCustomers).toEqual(read);
  });

  it('keep nothing of providerCustomerData but the domain', () => {
    const text = JSON.stringify({
      Domain: 'lusitania1',
      CredentialsEmail: 'secret@canary.example',
      FirstName: 'Canary',
    });
    expect(atCloud({ providerCustomerData: text })?.domain).toBe('lusitania1');
    expect(
      JSON.stringify(customer({ providerCustomers: { [CLOUD]: { providerCustomerData: text } } })),
    ).not.toMatch(/canary/i);
  });

  it.each(['{"Domain":"lusit', '', 'null', '[]', '"text"', null, 7, '{"Domain":null}'])(
    'lose only the domain to the data %j',
    (providerCustomerData) => {
      expect(atCloud({ providerCustomerData, status: { name: 'Success' } })).toMatchObject({
        providerInstanceId: CLOUD,
        domain: null,
        status: 'SUCCESS',
      });
    },
  );

  it('tell statuses by object or by word', () => {
    expect(atCloud({ status: 'Processing' })?.status).toBe('PROCESSING');
    expect(atCloud({ status: { name: 'processing' } })?.status).toBe('PROCESSING');
  });

  it('had no creation error where it is None', () => {
    expect(atCloud({ customerCreationError: { name: 'None' } })?.creationError).toBeNull();
    expect(atCloud({ customerCreationError: 'none' })?.creationError).toBeNull();
    expect(atCloud({ customerCreationError: { name: 'InvalidCompanyInfo' } })?.creationError).toBe(
      'InvalidCompanyInfo',
    );
  });

  it.each([
    ['markup', 'Markup'],
    ['SPLITMARGIN', 'SplitMargin'],
    ['ErpMinusDiscount', 'ErpMinusDiscount'],
    ['margin', 'Margin'],
    ['houseRule', 'houseRule'],
  ])('spell the margin rule %s as %s', (name, rule) => {
    expect(atCloud({ margin: { marginRule: { name }, value: 10.6 } })?.margin).toEqual({
      rule,
      value: '10.6',
    });
  });

  it('have no margin where its rule or its value is missing', () => {
    expect(atCloud({ margin: { marginRule: { name: 'Markup' } } })?.margin).toBeNull();
    expect(atCloud({ margin: { value: 3 } })?.margin).toBeNull();
  });

  it.each([
    ['in camel case', { license: { marginRule: { name: 'markup' }, value: 10 } }],
    ['in Pascal case inside Value', { Value: { license: { MarginRule: { Name: 'markup' }, Value: 10 } } }],
  ])('have offer type margins %s', (_, offerTypeMargins) => {
    expect(atCloud({ offerTypeMargins })?.offerTypeMargins).toEqual([
      { offerType: 'license', margin: { rule: 'Markup', value: '10' } },
    ]);
  });

  it('may have a margin for an offer type called value', () => {
    const offerTypeMargins = { value: { marginRule: { name: 'Margin' }, value: 2 } };
    expect(atCloud({ offerTypeMargins })?.offerTypeMargins).toEqual([
      { offerType: 'value', margin: { rule: 'Margin', value: '2' } },
    ]);
  });
});

describe('a CloudCockpit order', () => {
  it.each([
    ['Processing', 'IN_PROGRESS'],
    ['Provisioning', 'IN_PROGRESS'],
    ['Completed', 'COMPLETED'],
    ['Failed', 'FAILED'],
    ['Paused', 'UNKNOWN'],
  ])('that is %s is %s', (name, status) => {
    expect(order({ status: { name } })).toMatchObject({
      status,
      upstreamStatus: name,
      products: [{ status, upstreamStatus: name }],
    });
  });

  it('belongs to the customer asked for where it does not say', () => {
    expect(order({ customerId: null }).customerExternalId).toBe(guid(1));
    expect(order({ customerId: guid(2) }).customerExternalId).toBe(guid(2));
  });

  it('has terms without prices, and none where they are missing', () => {
    const terms = { billingFrequency: { name: 'Triennial' }, termDuration: { name: 'ThreeYears' } };
    expect(order(terms).products[0]?.prices).toMatchObject({
      periodicity: 'Triennial',
      periodicityCode: 25_920,
      term: 'ThreeYears',
      termCode: 25_920,
    });
    expect(order({ billingFrequency: { name: 'OneTime' } }).products[0]?.prices).toMatchObject({
      periodicity: 'OneTime',
      periodicityCode: null,
      term: null,
      termCode: null,
    });
    expect(order({}).products[0]?.prices).toBeNull();
  });

  it('links to its subscription and shows that it is an addition to another', () => {
    expect(order({ subscriptionInternalId: 'S-1', parentSubscriptionId: 'P-1' }).products).toMatchObject([
      { subscription: { reference: 'S-1', link: null }, isAddon: true },
    ]);
  });

  it('reads times without a zone in the time zone of the source', () => {
    expect(order({ createdDate: '2024-05-04T09:42:00' }).createdAt).toBe('2024-05-04T09:42:00+01:00');
  });
});

const KEYS = [
  ...['companyName', 'taxId', 'country', 'addressLine1', 'city', 'state', 'zip', 'firstName', 'lastName'],
  ...['email', 'phone', 'internalIdentifier', 'resellerId', 'providerCustomers', 'customerAssociations'],
  ...['status', 'isDeleted', 'deletedAt', 'offerId', 'customerId', 'subscriptionName', 'termDuration'],
  ...['billingFrequency', 'quantity', 'poNumber', 'createdDate', 'errorMessage'],
];
const PROVIDER_KEYS = ['providerInstanceId', 'providerCustomerData', 'margin', 'offerTypeMargins', 'status'];

/** Rows with any of their members missing or of any type, some of them nearly right. */
const oddRow = fc.dictionary(
  fc.constantFrom(...KEYS),
  fc.oneof(
    fc.jsonValue(),
    fc.record({ name: fc.jsonValue() }),
    fc.dictionary(fc.string(), fc.dictionary(fc.constantFrom(...PROVIDER_KEYS), fc.jsonValue())),
  ),
);

describe('a row with members missing or of another type', () => {
  it('is still that customer', () => {
    fc.assert(
      fc.property(oddRow, (row) => {
        const read = customer(row);
        expect(read.externalId).toBe(guid(1));
        expect(read.displayName.trim()).not.toBe('');
        expect(read.knownContacts).toEqual(read.primaryContact === null ? [] : [read.primaryContact]);
      }),
      { numRuns: 400 },
    );
  });

  it('is still that order', () => {
    fc.assert(
      fc.property(oddRow, (row) => {
        const read = order(row);
        expect(read).toMatchObject({ externalId: 'o-1', products: [{ lineNumber: 1 }] });
        expect(Number.isInteger(read.products[0]?.quantity)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});

describe('the correlation id', () => {
  it('is the request id where that is a UUID', () => {
    const uuid = '7B1F6A34-2a55-4c3c-9d0e-0f4c5a1b2c3d';
    expect(correlationId(uuid)).toBe(uuid);
  });

  it('is otherwise a UUID that the same request id always gives', () => {
    const made = correlationId('checkout-42');
    expect(made).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(correlationId('checkout-42')).toBe(made);
    expect(correlationId('checkout-43')).not.toBe(made);
  });
});
