import { itself, type FieldTable } from './field-table.js';
import { inParis, objectOf, objectsOf, same, there, type Json } from './wire.js';

// What ArrowSphere's own page on orders lists, table by table, in the page's spelling.
// Where the wire is known to differ (ArrowSphere 1.6), both ways have to be met.
// `ReferenceLink.link` of an order's customer is the one field without a place: see the test.

const productsOf = (record: Json) => objectsOf(record.products);

export const order: FieldTable = {
  name: 'Order',
  at: '',
  things: itself,
  fields: {
    reference: { place: 'externalId', is: ({ reference }) => same(reference) },
    status: { place: 'upstreamStatus', is: ({ status }) => same(status) },
    dateStatus: { place: 'statusChangedAt', is: ({ dateStatus }) => inParis(dateStatus) },
    dateCreation: {
      place: 'createdAt',
      is: ({ dateCreation }) => inParis(dateCreation),
      readings: {
        'in summer': ({ dateCreation }) => /^\d{4}-07/.test(String(dateCreation)),
        'in winter': ({ dateCreation }) => /^\d{4}-01/.test(String(dateCreation)),
        'in an hour that Paris skips': ({ dateCreation }) => dateCreation === '2024-03-31 02:30:00',
        'in an hour that Paris has twice': ({ dateCreation }) => dateCreation === '2024-10-27 02:30:00',
      },
    },
    order_reference: { place: 'orderReference', is: (row) => same(row.order_reference) },
    partner: {
      place: 'partner/__typename',
      is: ({ partner }) => there(partner, 'OrderPartner'),
      readings: { null: ({ partner }) => partner === null },
    },
    customer: { place: 'customer/__typename', is: ({ customer }) => there(customer, 'Customer') },
    ponumber: {
      place: 'poNumber',
      is: ({ ponumber }) => same(ponumber),
      readings: { null: ({ ponumber }) => ponumber === null },
    },
    products: {
      place: 'products/lineNumber',
      is: (record) => productsOf(record).map((_, index) => index + 1),
      readings: { 'more than one': (record) => productsOf(record).length > 1 },
    },
  },
};

export const partner: FieldTable = {
  name: 'OrderPartner',
  at: 'partner',
  things: (record) => [objectOf(record.partner)],
  fields: {
    companyName: { place: 'companyName', is: ({ companyName }) => same(companyName) },
    contact: { place: 'contact/__typename', is: ({ contact }) => there(contact, 'Contact') },
  },
};

/** The page shows its three members in the example only. */
export const partnerContact: FieldTable = {
  name: 'OrderPartner.contact',
  at: 'partner/contact',
  things: (record) => [objectOf(objectOf(record.partner)?.contact)],
  fields: {
    email: { place: 'email', is: ({ email }) => same(email) },
    firstName: {
      place: 'firstName',
      is: ({ firstName }) => same(firstName),
      readings: { 'a path, as in the example': ({ firstName }) => String(firstName).startsWith('/api/') },
    },
    lastName: { place: 'lastName', is: ({ lastName }) => same(lastName) },
  },
};

export const product: FieldTable = {
  name: 'OrderProduct',
  at: 'products',
  things: productsOf,
  fields: {
    sku: { place: 'sku', is: ({ sku }) => same(sku) },
    quantity: { place: 'quantity', is: ({ quantity }) => same(quantity) },
    status: { place: 'upstreamStatus', is: ({ status }) => same(status) },
    dateStatus: { place: 'statusChangedAt', is: ({ dateStatus }) => inParis(dateStatus) },
    detailedStatus: { place: 'detailedStatus', is: ({ detailedStatus }) => same(detailedStatus) },
    isAddon: {
      place: 'isAddon',
      is: ({ isAddon }) => same(isAddon),
      readings: { true: ({ isAddon }) => isAddon === true, false: ({ isAddon }) => isAddon === false },
    },
    arrowSubCategories: {
      place: 'subCategories',
      is: ({ arrowSubCategories }) => same(arrowSubCategories),
      readings: {
        none: ({ arrowSubCategories }) =>
          Array.isArray(arrowSubCategories) && arrowSubCategories.length === 0,
      },
    },
    isTrial: { place: 'isTrial', is: ({ isTrial }) => same(isTrial) },
    prices: {
      place: 'prices/__typename',
      is: ({ prices }) => there(prices, 'ProductPrices'),
      readings: { absent: ({ prices }) => prices === undefined },
    },
    subscription: {
      place: 'subscription/__typename',
      is: ({ subscription }) => there(subscription, 'ReferenceLink'),
      readings: { null: ({ subscription }) => subscription === null },
    },
    license: {
      place: 'license/__typename',
      is: ({ license }) => there(license, 'ReferenceLink'),
      readings: { null: ({ license }) => license === null, absent: ({ license }) => license === undefined },
    },
    name: { place: 'name', is: ({ name }) => same(name) },
    classification: { place: 'classification', is: ({ classification }) => same(classification) },
    program: {
      place: 'program/__typename',
      is: ({ program }) => there(program, 'ProductProgram'),
      readings: { absent: ({ program }) => program === undefined },
    },
    identifiers: {
      place: 'identifiers/__typename',
      is: ({ identifiers }) => there(identifiers, 'ProductIdentifiers'),
      readings: { absent: ({ identifiers }) => identifiers === undefined },
    },
  },
};

export const program: FieldTable = {
  name: 'ProductProgram',
  at: 'products/program',
  things: (record) => productsOf(record).map((row) => objectOf(row.program)),
  fields: { legacyCode: { place: 'legacyCode', is: ({ legacyCode }) => same(legacyCode) } },
};

export const identifiers: FieldTable = {
  name: 'ProductIdentifiers',
  at: 'products/identifiers',
  things: (record) => productsOf(record).map((row) => objectOf(row.identifiers)),
  fields: {
    vendor: { place: 'vendor/__typename', is: ({ vendor }) => there(vendor, 'VendorIdentifier') },
  },
};

export const identifiersVendor: FieldTable = {
  name: 'IdentifiersVendor',
  at: 'products/identifiers/vendor',
  things: (record) => productsOf(record).map((row) => objectOf(objectOf(row.identifiers)?.vendor)),
  fields: {
    sky: {
      place: 'sku',
      is: ({ sku, sky }) => same(sku ?? sky),
      readings: {
        'sky, as the page spells it': ({ sky }) => typeof sky === 'string',
        'sku, as the wire does': ({ sku }) => typeof sku === 'string',
      },
    },
  },
};

/** A link's two fields wherever the page has one. */
const link = (name: string, at: string, things: FieldTable['things']): FieldTable => ({
  name: `ReferenceLink (${name})`,
  at,
  things,
  fields: {
    reference: { place: 'reference', is: ({ reference }) => same(reference) },
    link: { place: 'link', is: (row) => same(row.link) },
  },
});

export const links: readonly FieldTable[] = [
  link('subscription', 'products/subscription', (record) =>
    productsOf(record).map(({ subscription }) => objectOf(subscription)),
  ),
  link('license', 'products/license', (record) => productsOf(record).map(({ license }) => objectOf(license))),
  {
    name: 'ReferenceLink (customer)',
    at: 'customer',
    things: (record) => [objectOf(record.customer)],
    fields: { reference: { place: 'externalId', is: ({ reference }) => same(reference) } },
  },
];
