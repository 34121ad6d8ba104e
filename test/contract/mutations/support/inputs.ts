import { encodeNodeId } from '../../../../src/ids.js';

/** The vendors' samples of a new customer, as the graph's input says them; what is sent is theirs again. */
export const ARROW_NINE = {
  sourceId: 'arrow',
  companyName: 'Northwind Instruments 9',
  address: { line1: '9 Rue des Essais', postalCode: '75011', city: 'Paris', countryCode: 'FR' },
  phone: '+33 (0)100000009',
  email: 'contact@northwind9.example',
  internalReference: 'PORTAL-9',
  contact: {
    ...{ firstName: 'Ada', lastName: 'Neuf', email: 'ada@northwind9.example', phone: '+33 (0)600000009' },
    ...{ type: 'Management', role: 'primary' },
  },
  customFields: [{ label: 'segment', value: 'smb' }],
};

export const PROVIDER_INSTANCE = 'cb000000-0000-4000-8000-000000000001';

export const COCKPIT_NINE = {
  sourceId: 'cockpit',
  companyName: 'Lusitania Testes 9',
  taxId: 'PT500000009',
  address: { line1: 'Rua 9', city: 'Lisboa', state: 'Lisboa', postalCode: '1000-001', countryCode: 'PT' },
  contact: { firstName: 'Ana', lastName: 'Teste', email: 'ana@lusitania9.example', phone: '210000000' },
  internalReference: 'PORTAL-9',
  cloudCockpit: {
    providerCustomers: [
      {
        providerInstanceId: PROVIDER_INSTANCE,
        data: { Domain: 'lusitania9', AcceptedMCA: true, Qualifications: [] },
        margin: { rule: 'Markup', value: '10.6' },
        offerTypeMargins: [{ offerType: 'license', margin: { rule: 'Markup', value: '10' } }],
      },
    ],
  },
};

export const DK_ADDRESS = {
  firstName: 'Pat',
  lastName: 'Sample',
  line1: '55 Sample St',
  city: 'Colorado Springs',
  state: 'CO',
  postalCode: '80911',
  countryCode: 'US',
  phone: '5550100',
  isDefaultBilling: true,
  isDefaultShipping: true,
};

export const DK_NINE = {
  sourceId: 'dkh',
  contact: { firstName: 'Pat', lastName: 'Nine' },
  email: 'pat9@dk-buyer.example',
  phone: '5550109',
  type: 'government',
  address: DK_ADDRESS,
};

export const ION_NINE = {
  sourceId: 'ion',
  companyName: 'Meridian Test Org 9',
  contact: { firstName: 'Jo', lastName: 'Nine', email: 'jo9@meridian.example', phone: '+15550109' },
  address: {
    ...{ line1: '9 Tech Blvd', city: 'San Francisco', state: 'CA', postalCode: '94016', countryCode: 'US' },
  },
  languageCode: 'EN',
};

export const customerId = (sourceId: string, externalId: string) =>
  encodeNodeId('customer', sourceId, externalId);
export const orderId = (sourceId: string, externalId: string) => encodeNodeId('order', sourceId, externalId);
