import { found, slice, type Answer, type Route } from './route.js';

const CUSTOMERS = 1_000;
const RESELLER = '5e5e5e5e-0000-4000-8000-000000000001';
const INSTANCE = 'cb000000-0000-4000-8000-000000000001';

/** CloudCockpit: lists by page number, with what each provider knows of a customer. */
export const cloudCockpitRoutes: readonly Route[] = [
  { name: 'CloudCockpit customers', path: /^\/v1\/Customers$/, answer: customers },
];

function customers(_groups: readonly string[], query: URLSearchParams): Answer {
  const pageSize = Number(query.get('pageSize'));
  const pageNumber = Number(query.get('pageNumber'));
  const { indexes, end } = slice(CUSTOMERS, (pageNumber - 1) * pageSize, pageSize);
  return found({
    items: indexes.map(customerRow),
    paginationParameters: { pageNumber, pageSize },
    totalCount: CUSTOMERS,
    hasNextPage: end < CUSTOMERS,
  });
}

function customerRow(index: number) {
  const number = index + 1;
  return {
    id: `c0c0c0c0-0000-4000-8000-${String(number).padStart(12, '0')}`,
    companyName: `Lusitania Testes ${number}`,
    taxId: 'PT500000001',
    country: 'PT',
    addressLine1: `Rua ${number}`,
    addressLine2: null,
    city: 'Lisboa',
    state: 'Lisboa',
    zip: '1000-001',
    firstName: 'Ana',
    middleName: null,
    lastName: 'Teste',
    email: `ana@lusitania${number}.example`,
    phone: '210000000',
    internalIdentifier: `INT-${number}`,
    resellerId: RESELLER,
    providerCustomers: {
      [INSTANCE]: {
        providerInstanceId: INSTANCE,
        providerCustomerId: 'f5740000-0000-4000-8000-000000000001',
        providerCustomerData: `{"Domain":"lusitania${number}","AcceptedMCA":true,"Language":"en"}`,
        margin: { marginRule: { name: 'Markup' }, value: 10.6 },
        status: { name: 'Success' },
        customerCreationError: { name: 'None' },
      },
    },
    customerAssociations: [{ resellerId: RESELLER, name: 'Reseller One' }],
  };
}
