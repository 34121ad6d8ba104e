import { found, slice, type Answer, type Route } from './route.js';

const CUSTOMERS = 1_000;
const FIRST_CUSTOMER = 100_201;

/** ArrowSphere: lists by page number with a pagination block. */
export const arrowSphereRoutes: readonly Route[] = [
  { name: 'ArrowSphere customers', path: /^\/customers$/, answer: customers },
];

function customers(_groups: readonly string[], query: URLSearchParams): Answer {
  const size = Number(query.get('per_page'));
  const page = Number(query.get('page') ?? 1);
  const pages = Math.ceil(CUSTOMERS / size);
  return found({
    status: 200,
    data: { customers: slice(CUSTOMERS, (page - 1) * size, size).indexes.map(customerRow) },
    pagination: {
      ...{ per_page: size, current_page: page, total_page: pages, total: CUSTOMERS },
      next: page < pages ? `/customers?page=${page + 1}` : '',
      previous: '',
    },
  });
}

function customerRow(index: number) {
  const number = index + 1;
  return {
    Reference: `XSP${FIRST_CUSTOMER + index}`,
    WorkgroupCode: 'FR',
    CompanyName: `Northwind Instruments ${number}`,
    PartnerCompanyId: `ERP-${number}`,
    AddressLine1: `${number} Rue Northwind`,
    AddressLine2: 'Bat. B',
    Zip: '75011',
    City: 'Paris',
    CountryCode: 'FR',
    State: '',
    ReceptionPhone: '+33 (0)100000000',
    WebsiteUrl: `https://northwind${number}.example`,
    EmailContact: `contact@northwind${number}.example`,
    Headcount: 17,
    TaxNumber: 'FR00000000000',
    Ref: `NWI${number}`,
    RegistrationNumber: 'RCS-0000',
    BillingId: `B${number}`,
    BillingAddress1: `${number} Rue de la Facture`,
    BillingAddress2: '',
    BillingCity: 'Paris',
    BillingState: '',
    BillingZipCode: '75011',
    BillingCountryCode: 'FR',
    PoNumberMandatory: '0',
    Type: 'MSP',
    InternalReference: `CRM-${number}`,
    Contact: {
      FirstName: 'Ada',
      LastName: 'Tester',
      Email: `ada@northwind${number}.example`,
      Phone: '+33 (0)600000000',
      SyncPartnerContactRefId: 123_451,
      ContactPersonID: 'CP-1',
    },
    DeletedAt: null,
    CreatedAt: '2021-03-25T11:05:51.000Z',
    XacResellerId: 31,
    XacEndCustomerId: 4101,
    Details: { Migration: false, DomainName: `northwind${number}.example`, TenantID: '' },
    extraInformation: { programs: { microsoft: { tenant: 'x' } } },
    customFields: [{ label: 'segment', value: 'smb' }],
  };
}
