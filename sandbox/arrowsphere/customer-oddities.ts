import { DAY_MS } from '../random.js';
import { isoBefore } from './dates.js';
import type { CustomerRow } from './rows.js';

interface Oddity {
  /** Rows `first`, `first + every`, `first + 2 × every`, … counted from 0; the README lists them. */
  readonly first: number;
  readonly every: number;
  readonly change: (row: CustomerRow) => CustomerRow;
}

// What live answers and the vendor's own documents disagree about (ArrowSphere 1.4, 1.7).
// Later entries see the changes of earlier ones; a sparse row keeps only the keys of the vendor's leanest record.
const ODDITIES: readonly Oddity[] = [
  { first: 3, every: 11, change: (row) => ({ ...row, Headcount: null }) },
  { first: 4, every: 9, change: numericZip },
  { first: 5, every: 12, change: (row) => ({ ...row, BillingId: Number(row.Reference.slice(3)) }) },
  { first: 6, every: 8, change: tenantIdInOtherCase },
  { first: 14, every: 40, change: tenantIdInBothCases },
  { first: 2, every: 6, change: (row) => ({ ...row, CompanyAcronym: row.Reference.slice(-3) }) },
  { first: 9, every: 16, change: americanOrganizationUnit },
  { first: 12, every: 25, change: (row) => ({ ...row, PartnerTags: ['gold', 'renewal'] }) },
  { first: 8, every: 30, change: (row) => ({ ...row, PoNumberMandatory: true }) },
  { first: 10, every: 35, change: (row) => ({ ...row, WebsiteUrl: null }) },
  { first: 16, every: 45, change: (row) => ({ ...row, InternalReference: '' }) },
  { first: 7, every: 10, change: (row) => ({ ...row, Details: [] }) },
  { first: 31, every: 100, change: (row) => ({ ...row, Details: null }) },
  { first: 44, every: 100, change: (row) => ({ ...row, Contact: null }) },
  { first: 42, every: 43, change: (row) => ({ ...row, DeletedAt: isoBefore(20 * DAY_MS) }) },
  { first: 13, every: 20, change: sparse },
];

export function withCustomerOddities(row: CustomerRow, index: number): CustomerRow {
  return ODDITIES.filter(({ first, every }) => index % every === first % every && index >= first).reduce(
    (changed, { change }) => change(changed),
    row,
  );
}

/** A postal code with leading zeros or letters stays a string: as a number it would be another one. */
function numericZip(row: CustomerRow): CustomerRow {
  return typeof row.Zip === 'string' && /^[1-9]\d*$/.test(row.Zip) ? { ...row, Zip: Number(row.Zip) } : row;
}

function tenantIdInOtherCase(row: CustomerRow): CustomerRow {
  const { TenantID, ...details } = { TenantID: undefined, ...detailsOf(row) };
  return { ...row, Details: { ...details, TenantId: TenantID } };
}

function tenantIdInBothCases(row: CustomerRow): CustomerRow {
  const details = detailsOf(row);
  return { ...row, Details: { ...details, TenantID: details.TenantID ?? details.TenantId, TenantId: '' } };
}

function detailsOf(row: CustomerRow): Readonly<Record<string, unknown>> {
  return typeof row.Details === 'object' ? { ...row.Details } : {};
}

function americanOrganizationUnit(row: CustomerRow): CustomerRow {
  const { OrganisationUnit, ...rest } = { OrganisationUnit: undefined, ...row };
  return { ...rest, OrganizationUnit: OrganisationUnit };
}

function sparse(row: CustomerRow): CustomerRow {
  return {
    Reference: row.Reference,
    WorkgroupCode: '',
    CompanyName: row.CompanyName,
    PartnerCompanyId: '',
    Zip: row.Zip,
    City: row.City,
    CountryCode: row.CountryCode,
    State: row.State,
    ReceptionPhone: row.ReceptionPhone,
    WebsiteUrl: null,
    EmailContact: '',
    Headcount: null,
    TaxNumber: '',
    Ref: '',
    RegistrationNumber: '',
    BillingId: '',
    Type: '',
    InternalReference: '',
    Contact: {
      FirstName: 'Bo',
      LastName: 'Min',
      Email: `bo@${row.Reference.toLowerCase()}.example`,
      Phone: '',
    },
    Details: [],
  };
}
