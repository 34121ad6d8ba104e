import { itself, type FieldTable } from './field-table.js';
import { objectOf, objectsOf, same, there, type Json } from './wire.js';

// What CloudCockpit's page on creating a customer lists of its customer model, in the page's spelling.
// Where the wire is known to differ (CloudCockpit 2.3), both ways have to be met.

const DETAILS = 'details/... on CloudCockpitCustomerDetails';

export const customer: FieldTable = {
  name: 'CustomerViewModel',
  at: '',
  things: itself,
  fields: {
    id: { place: 'externalId', is: ({ id }) => same(id) },
    companyName: { place: 'companyName', is: ({ companyName }) => same(companyName) },
    taxId: {
      place: 'taxId',
      is: ({ taxId }) => same(taxId),
      readings: { null: ({ taxId }) => taxId === null },
    },
    country: { place: 'primaryAddress/countryCode', is: ({ country }) => same(country) },
    addressLine1: { place: 'primaryAddress/line1', is: ({ addressLine1 }) => same(addressLine1) },
    addressLine2: {
      place: 'primaryAddress/line2',
      is: ({ addressLine2 }) => same(addressLine2),
      readings: { null: ({ addressLine2 }) => addressLine2 === null },
    },
    city: { place: 'primaryAddress/city', is: ({ city }) => same(city) },
    state: { place: 'primaryAddress/state', is: ({ state }) => same(state) },
    zip: { place: 'primaryAddress/postalCode', is: ({ zip }) => same(zip) },
    firstName: { place: 'primaryContact/firstName', is: ({ firstName }) => same(firstName) },
    middleName: {
      place: 'primaryContact/middleName',
      is: ({ middleName }) => same(middleName),
      readings: { null: ({ middleName }) => middleName === null },
    },
    lastName: { place: 'primaryContact/lastName', is: ({ lastName }) => same(lastName) },
    email: { place: 'email', is: ({ email }) => same(email) },
    phone: { place: 'phone', is: ({ phone }) => same(phone) },
    internalIdentifier: {
      place: 'internalReference',
      is: ({ internalIdentifier }) => same(internalIdentifier),
      readings: { null: ({ internalIdentifier }) => internalIdentifier === null },
    },
    resellerId: {
      place: `${DETAILS}/resellerId`,
      is: ({ resellerId }) => same(resellerId),
      readings: { 'null: a customer of the CSP itself': ({ resellerId }) => resellerId === null },
    },
    providerCustomers: {
      place: `${DETAILS}/providerCustomers/__typename`,
      is: (record) => providerCustomersOf(record).map(() => 'ProviderCustomer'),
      readings: {
        null: (row) => row.providerCustomers === null,
        'of one provider instance': (row) => providerCustomersOf(row).length === 1,
        'of two provider instances': (row) => providerCustomersOf(row).length === 2,
      },
    },
    customerAssociations: {
      place: `${DETAILS}/associations/__typename`,
      is: ({ customerAssociations }) => objectsOf(customerAssociations).map(() => 'CustomerAssociation'),
      readings: { null: ({ customerAssociations }) => customerAssociations === null },
    },
  },
};

/** A map by provider instance, though the page calls it a list. */
function providerCustomersOf(record: Json): readonly Json[] {
  return objectsOf(Object.values(objectOf(record.providerCustomers) ?? {}));
}

export const providerCustomer: FieldTable = {
  name: 'providerCustomers',
  at: `${DETAILS}/providerCustomers`,
  things: providerCustomersOf,
  fields: {
    // The page leaves the names of the first and third of these out; its request example has them.
    providerInstanceId: { place: 'providerInstanceId', is: (row) => same(row.providerInstanceId) },
    providerCustomerId: {
      place: 'providerCustomerId',
      is: (row) => same(row.providerCustomerId),
      readings: { 'null: not yet a success': (row) => row.providerCustomerId === null },
    },
    providerCustomerData: {
      place: 'domain',
      is: ({ providerCustomerData }) => domainIn(providerCustomerData),
      readings: {
        null: ({ providerCustomerData }) => providerCustomerData === null,
        'text that is not JSON': ({ providerCustomerData }) =>
          typeof providerCustomerData === 'string' && !providerCustomerData.endsWith('}'),
      },
    },
    margin: { place: 'margin/__typename', is: ({ margin }) => there(margin, 'Margin') },
    offerTypeMargins: {
      place: 'offerTypeMargins/offerType',
      is: ({ offerTypeMargins }) => offerTypesOf(offerTypeMargins).map(([offerType]) => offerType),
      readings: { null: ({ offerTypeMargins }) => offerTypeMargins === null },
    },
    status: {
      place: 'status',
      is: ({ status }) => nameOf(status)?.toUpperCase() ?? 'UNKNOWN',
      readings: {
        'a name in an object': ({ status }) => objectOf(status) !== null,
        'a bare word': ({ status }) => typeof status === 'string',
        Processing: ({ status }) => nameOf(status) === 'Processing',
        Success: ({ status }) => nameOf(status) === 'Success',
        Failed: ({ status }) => nameOf(status) === 'Failed',
      },
    },
    customerCreationError: {
      place: 'creationError',
      is: (row) => (nameOf(row.customerCreationError) === 'None' ? null : nameOf(row.customerCreationError)),
      readings: {
        None: (row) => nameOf(row.customerCreationError) === 'None',
        DomainExists: (row) => nameOf(row.customerCreationError) === 'DomainExists',
        InvalidCompanyInfo: (row) => nameOf(row.customerCreationError) === 'InvalidCompanyInfo',
        Unknown: (row) => nameOf(row.customerCreationError) === 'Unknown',
      },
    },
  },
};

/** All that the graph shows of the data: the rest of it is about a person. The sandbox's broken text ends too early. */
function domainIn(data: unknown): string | null {
  if (typeof data !== 'string' || !data.endsWith('}')) return null;
  const { Domain } = JSON.parse(data) as Json;
  return typeof Domain === 'string' ? Domain : null;
}

function nameOf(value: unknown): string | null {
  const name = objectOf(value)?.name ?? value;
  return typeof name === 'string' ? name : null;
}

const RULES: Readonly<Record<string, string>> = {
  Markup: 'Markup',
  markup: 'Markup',
  Margin: 'Margin',
  SplitMargin: 'SplitMargin',
  ErpMinusDiscount: 'ErpMinusDiscount',
};

export const margin: FieldTable = {
  name: 'margin',
  at: `${DETAILS}/providerCustomers/margin`,
  things: (record) => providerCustomersOf(record).map((row) => objectOf(row.margin)),
  fields: {
    'marginRule.name': {
      place: 'rule',
      is: ({ marginRule }) => RULES[nameOf(marginRule) ?? ''] ?? null,
      readings: {
        'markup, as in the example': ({ marginRule }) => nameOf(marginRule) === 'markup',
        'Markup, as in the list of values': ({ marginRule }) => nameOf(marginRule) === 'Markup',
      },
    },
    value: { place: 'value', is: ({ value }) => JSON.stringify(value) },
  },
};

/** `{license: …}`, or the same in the example's wrapper `{Value: {license: …}}`. */
function offerTypesOf(margins: unknown): readonly (readonly [offerType: string, margin: Json])[] {
  const map = objectOf(margins) ?? {};
  return Object.entries(objectOf(map.Value) ?? map).flatMap(([offerType, entry]) => {
    const found = objectOf(entry);
    return found === null ? [] : [[offerType, found] as const];
  });
}

export const offerTypeMargins: FieldTable = {
  name: 'offerTypeMargins',
  at: `${DETAILS}/providerCustomers`,
  things: providerCustomersOf,
  fields: {
    'margin rule': {
      place: 'offerTypeMargins/margin/rule',
      is: (row) =>
        offerTypesOf(row.offerTypeMargins).map(
          ([, entry]) => RULES[nameOf(entry.marginRule) ?? String(objectOf(entry.MarginRule)?.Name)],
        ),
      readings: {
        'in Pascal case inside Value, as in the example': (row) =>
          objectOf(objectOf(row.offerTypeMargins)?.Value) !== null,
        'in camel case, as everything else': (row) =>
          objectOf(objectOf(row.offerTypeMargins)?.license) !== null,
      },
    },
    'margin value': {
      place: 'offerTypeMargins/margin/value',
      is: (row) =>
        offerTypesOf(row.offerTypeMargins).map(([, entry]) => JSON.stringify(entry.value ?? entry.Value)),
    },
  },
};

export const association: FieldTable = {
  name: 'customerAssociations',
  at: `${DETAILS}/associations`,
  things: ({ customerAssociations }) => objectsOf(customerAssociations),
  fields: {
    resellerId: { place: 'resellerId', is: ({ resellerId }) => same(resellerId) },
    name: { place: 'name', is: ({ name }) => same(name) },
  },
};
