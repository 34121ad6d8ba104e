import { itself, type FieldTable } from './field-table.js';
import { objectOf, objectsOf, same, type Json } from './wire.js';

// The fields that ION's workflow guide for customers names, in the guide's spelling.
// Where the wire is known to differ (ION 4.3), both ways have to be met.

/** `accounts/10001/customers/20001`: the wire's `name`, which the guide takes for a name. */
const idOf = ({ id, name }: Json) => (typeof name === 'string' ? name.split('/').at(-1) : id);

export const customer: FieldTable = {
  name: 'Customer',
  at: '',
  things: itself,
  fields: {
    id: {
      place: 'externalId',
      is: idOf,
      readings: {
        'id, as the guide has it': ({ id, name }) => typeof id === 'string' && name === undefined,
        'the end of name, as the wire has it': ({ id, name }) =>
          id === undefined && String(name).startsWith('accounts/'),
      },
    },
    status: {
      place: 'status',
      is: ({ customerStatus }) => same(customerStatus) ?? 'UNKNOWN',
      readings: {
        ACTIVE: ({ customerStatus }) => customerStatus === 'ACTIVE',
        INACTIVE: ({ customerStatus }) => customerStatus === 'INACTIVE',
        absent: ({ customerStatus }) => customerStatus === undefined,
      },
    },
    customerOrganization: { place: 'companyName', is: (row) => same(row.customerOrganization) },
    // One text, which the graph does not take apart.
    "customerName, the guide's name": {
      place: 'primaryContact/fullName',
      is: ({ customerName }) => same(customerName),
    },
    "customerEmail, the guide's email": { place: 'email', is: ({ customerEmail }) => same(customerEmail) },
    customerPhone: {
      place: 'phone',
      is: ({ customerPhone }) => same(customerPhone),
      readings: { absent: ({ customerPhone }) => customerPhone === undefined },
    },
    languageCode: {
      place: 'languageCode',
      is: ({ languageCode }) => same(languageCode),
      readings: {
        'en-US, as in the guide': ({ languageCode }) => languageCode === 'en-US',
        "EN, as in the vendor's samples": ({ languageCode }) => languageCode === 'EN',
      },
    },
  },
};

export const address: FieldTable = {
  name: 'customerAddress',
  at: 'primaryAddress',
  things: (record) => [objectOf(record.customerAddress)],
  fields: {
    street: { place: 'line1', is: ({ street }) => same(street) },
    city: { place: 'city', is: ({ city }) => same(city) },
    state: { place: 'state', is: ({ state }) => same(state) },
    zip: { place: 'postalCode', is: ({ zip }) => same(zip) },
    country: { place: 'countryCode', is: ({ country }) => same(country) },
  },
};

/** The guide names the tenant alone; the other members are those of the vendor's specification (ION 4.4). */
export const cloudProfiles: FieldTable = {
  name: 'cloudProfiles',
  at: 'details/... on IonCustomerDetails/cloudProfiles',
  things: ({ customerCloudProfiles }) => objectsOf(customerCloudProfiles),
  fields: {
    "customerTenantId, the guide's tenant ID": {
      place: 'tenantId',
      is: ({ customerTenantId }) => same(customerTenantId),
      readings: { 'begins with a zero': (row) => String(row.customerTenantId).startsWith('0') },
    },
    providerId: { place: 'providerId', is: ({ providerId }) => same(providerId) },
    displayName: { place: 'displayName', is: ({ displayName }) => same(displayName) },
    shortName: { place: 'shortName', is: ({ shortName }) => same(shortName) },
    enabled: {
      place: 'enabled',
      is: ({ enabled }) => same(enabled),
      readings: { true: ({ enabled }) => enabled === true, false: ({ enabled }) => enabled === false },
    },
    customerDomain: { place: 'domain', is: ({ customerDomain }) => same(customerDomain) },
    billingAccounts: { place: 'billingAccounts', is: ({ billingAccounts }) => same(billingAccounts) },
    allowDelegatedAccess: {
      place: 'allowDelegatedAccess',
      is: ({ allowDelegatedAccess }) => same(allowDelegatedAccess),
    },
    gdapStatus: { place: 'gdapStatus', is: ({ gdapStatus }) => same(gdapStatus) },
    gdapLevel: { place: 'gdapLevel', is: ({ gdapLevel }) => same(gdapLevel) },
    gdapRoles: {
      place: 'gdapRoles',
      is: ({ gdapRoles }) => gdapRoles ?? [],
      readings: { absent: ({ gdapRoles }) => gdapRoles === undefined },
    },
    agreementStatus: { place: 'agreementStatus', is: ({ agreementStatus }) => same(agreementStatus) },
  },
};
