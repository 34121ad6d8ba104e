import { itself, type FieldTable } from './field-table.js';
import { inText, inUtc, objectsOf, same } from './wire.js';

// What DK Hardware's page on customers lists of its two contracts, in the page's spelling.
// Where the wire is known to differ (DK 3.4, 3.7), both ways have to be met.

export const customer: FieldTable = {
  name: 'Customer',
  at: '',
  things: itself,
  fields: {
    customerId: {
      place: 'externalId',
      is: ({ customerId }) => inText(customerId),
      readings: {
        text: ({ customerId }) => typeof customerId === 'string',
        'a number': ({ customerId }) => typeof customerId === 'number',
      },
    },
    createdAt: { place: 'createdAt', is: ({ createdAt }) => inUtc(createdAt) },
    updatedAt: {
      place: 'updatedAt',
      is: ({ updatedAt }) => inUtc(updatedAt),
      readings: {
        absent: ({ updatedAt }) => updatedAt === undefined,
        'never set': ({ updatedAt }) => updatedAt === '0001-01-01T00:00:00',
      },
    },
    firstName: { place: 'primaryContact/firstName', is: ({ firstName }) => same(firstName) },
    lastName: { place: 'primaryContact/lastName', is: ({ lastName }) => same(lastName) },
    company: {
      place: 'companyName',
      is: ({ company }) => same(company),
      readings: { 'empty: a person': ({ company }) => company === '' },
    },
    phone: { place: 'phone', is: ({ phone }) => same(phone) },
    altPhone: {
      place: 'altPhone',
      is: ({ altPhone }) => same(altPhone),
      readings: { null: ({ altPhone }) => altPhone === null },
    },
    fax: { place: 'fax', is: ({ fax }) => same(fax) },
    email: { place: 'email', is: ({ email }) => same(email) },
    customerType: {
      place: 'type',
      is: ({ customerType }) => same(customerType),
      readings: {
        business: ({ customerType }) => customerType === 'business',
        government: ({ customerType }) => customerType === 'government',
        military: ({ customerType }) => customerType === 'military',
        'none of the dictionary': ({ customerType }) => customerType === 'education',
        absent: ({ customerType }) => customerType === undefined,
      },
    },
    addresses: {
      place: 'addresses/__typename',
      is: ({ addresses }) => objectsOf(addresses).map(() => 'Address'),
      readings: {
        none: ({ addresses }) => Array.isArray(addresses) && addresses.length === 0,
        absent: ({ addresses }) => addresses === undefined,
      },
    },
    'addresses.customerId': {
      // An address is read at its customer, whose id it repeats.
      place: 'externalId',
      is: ({ addresses, customerId }) => inText(objectsOf(addresses)[0]?.customerId ?? customerId),
    },
  },
};

export const address: FieldTable = {
  name: 'Address',
  at: 'addresses',
  things: ({ addresses }) => objectsOf(addresses),
  fields: {
    addressId: { place: 'externalId', is: ({ addressId }) => same(addressId) },
    firstName: { place: 'firstName', is: ({ firstName }) => same(firstName) },
    lastName: { place: 'lastName', is: ({ lastName }) => same(lastName) },
    company: { place: 'company', is: ({ company }) => same(company) },
    phone: { place: 'phone', is: ({ phone }) => same(phone) },
    altPhone: { place: 'altPhone', is: ({ altPhone }) => same(altPhone) },
    fax: { place: 'fax', is: ({ fax }) => same(fax) },
    zip: {
      place: 'postalCode',
      is: ({ zip }) => same(zip),
      readings: { 'begins with a zero': ({ zip }) => String(zip).startsWith('0') },
    },
    country: { place: 'country', is: ({ country }) => same(country) },
    state: { place: 'state', is: ({ state }) => same(state) },
    city: { place: 'city', is: ({ city }) => same(city) },
    address1: { place: 'line1', is: ({ address1 }) => same(address1) },
    address2: {
      place: 'line2',
      is: ({ address2 }) => same(address2),
      readings: { null: ({ address2 }) => address2 === null, empty: ({ address2 }) => address2 === '' },
    },
    isDefaultBilling: {
      place: 'isDefaultBilling',
      is: ({ isDefaultBilling }) => isDefaultBilling ?? false,
      readings: {
        true: (row) => row.isDefaultBilling === true,
        false: (row) => row.isDefaultBilling === false,
      },
    },
    isDefaultShipping: {
      place: 'isDefaultShipping',
      is: ({ isDefaultShipping }) => isDefaultShipping ?? false,
      readings: { absent: ({ isDefaultShipping }) => isDefaultShipping === undefined },
    },
    createdAt: {
      place: 'createdAt',
      is: ({ createdAt }) => inUtc(createdAt),
      readings: { absent: ({ createdAt }) => createdAt === undefined },
    },
    updatedAt: { place: 'updatedAt', is: ({ updatedAt }) => inUtc(updatedAt) },
  },
};

/** The country of an address by its ISO code, for the names the sandbox and the page use. */
export const COUNTRY_CODES: Readonly<Record<string, string>> = {
  Canada: 'CA',
  Germany: 'DE',
  'Korea, Republic of': 'KR',
  'United Kingdom': 'GB',
  'United States': 'US',
};
