import { DAY_MS, seededRandom } from '../random.js';
import type { Random } from '../random.js';
import { PLACES, companyName, personName, phoneNumber, slug } from '../vocabulary.js';
import type { Place } from '../vocabulary.js';
import { withCustomerOddities } from './customer-oddities.js';
import { isoBefore } from './dates.js';
import type { CustomerRow } from './rows.js';

const CUSTOMER_COUNT = 260;

/** The number in the first reference. */
export const FIRST_CUSTOMER = 100_201;

/** References count up from XSP100201, in the order of creation. */
export function seedCustomers(): CustomerRow[] {
  const random = seededRandom('arrowsphere/customers');
  return Array.from({ length: CUSTOMER_COUNT }, (_, index) =>
    withCustomerOddities(customer(random, index), index),
  );
}

/** A complete row: every key of the customer object (ArrowSphere 1.4) that is not a variant spelling. */
function customer(random: Random, index: number): CustomerRow {
  const place = random.pick(PLACES);
  const company = companyName(random, index + 1);
  const domain = `${slug(company)}.example`;
  const phone = phoneNumber(random, place.country);
  return {
    Reference: `XSP${FIRST_CUSTOMER + index}`,
    WorkgroupCode: `${place.country}ARROW`,
    CompanyName: company,
    PartnerCompanyId: `ERP-${7001 + index}`,
    ...address(random, place),
    ReceptionPhone: phone,
    WebsiteUrl: `https://${domain}`,
    EmailContact: `contact@${domain}`,
    Headcount: random.int(1, 4_000),
    TaxNumber: `${place.country}${random.int(100_000_000, 999_999_999)}`,
    Ref: `${slug(company).slice(0, 4).toUpperCase()}${index}`,
    RegistrationNumber: `REG-${random.int(1_000, 9_999)}`,
    BillingId: `B${index + 1}`,
    ...billingAddress(random, place),
    AdminNote: '',
    Isr: '',
    Fsr: '',
    PoNumberMandatory: random.chance(0.2) ? '1' : '0',
    Type: random.chance(0.7) ? 'MSP' : 'VAR',
    InternalReference: `CRM-${String(index + 1).padStart(5, '0')}`,
    Contact: mainContact(random, domain, phone, index),
    DeletedAt: null,
    CreatedAt: isoBefore((CUSTOMER_COUNT - index) * 6 * DAY_MS - random.int(0, DAY_MS)),
    XacResellerId: 31,
    XacEndCustomerId: 4101 + index,
    Details: vendorDetails(random, domain),
    extraInformation: { programs: { microsoft: { tenant: slug(company) } } },
    OrganisationUnit: { organizationUnitRef: 'OU-1', companyRef: 'XSP900', name: 'Paris office' },
    Reseller: { Ref: 'RSL1', CompanyName: 'Reseller One' },
    PartnerTags: [{ label: random.chance(0.5) ? 'gold' : 'silver' }],
    customFields: [{ label: 'segment', value: random.chance(0.6) ? 'smb' : 'enterprise' }],
  };
}

function address(random: Random, place: Place) {
  return {
    AddressLine1: `${random.int(1, 240)} ${place.street}`,
    AddressLine2: random.chance(0.3) ? `Suite ${random.int(1, 1_500)}` : '',
    Zip: place.zip,
    City: place.city,
    CountryCode: place.country,
    State: place.state,
  };
}

function billingAddress(random: Random, place: Place) {
  return {
    BillingAddress1: `${random.int(1, 240)} ${place.street}`,
    BillingAddress2: '',
    BillingCity: place.city,
    BillingState: place.state,
    BillingZipCode: place.zip,
    BillingCountryCode: place.country,
  };
}

function mainContact(random: Random, domain: string, phone: string, index: number) {
  const { firstName, lastName } = personName(random);
  return {
    FirstName: firstName,
    LastName: lastName,
    Email: `${slug(firstName)}.${slug(lastName)}@${domain}`,
    Phone: phone,
    SyncPartnerContactRefId: 123_451 + index,
    ContactPersonID: `CP-${index + 1}`,
  };
}

function vendorDetails(random: Random, domain: string) {
  return {
    Migration: random.chance(0.1),
    DomainName: domain.replace('.example', '.onmicrosoft.example'),
    OracleOnlineKey: random.chance(0.1) ? `ORA-${random.hex(8)}` : '',
    IBMCeId: random.chance(0.1) ? `CE-${random.hex(6)}` : '',
    Maas360ResellerId: '',
    TenantID: random.uuid(),
    IbmCustomerNumber: random.chance(0.1) ? String(random.int(100_000, 999_999)) : '',
    IbmMaasAccountId: random.chance(0.1) ? `MAAS-${random.int(1_000, 9_999)}` : '',
  };
}
