import type { CustomerChanges, NewCustomer } from './customer-body.js';
import type { ContactRow, CustomerRow } from './rows.js';

const NO_CONTACT = { FirstName: '', LastName: '', Email: '', Phone: '' };

/** A row with every key of the customer object (ArrowSphere 1.4), empty where the body says nothing. */
export function newCustomer(body: NewCustomer, number: number, createdAt: string): CustomerRow {
  const { Contact, customFields, ...given } = body;
  return {
    Reference: `XSP${number}`,
    WorkgroupCode: `${body.CountryCode}ARROW`,
    PartnerCompanyId: '',
    AddressLine2: '',
    State: '',
    WebsiteUrl: '',
    EmailContact: '',
    Headcount: null,
    TaxNumber: '',
    Ref: '',
    RegistrationNumber: '',
    BillingId: '',
    BillingAddress1: '',
    BillingAddress2: '',
    BillingCity: '',
    BillingState: '',
    BillingZipCode: '',
    BillingCountryCode: '',
    AdminNote: '',
    Isr: '',
    Fsr: '',
    PoNumberMandatory: '0',
    Type: 'MSP',
    InternalReference: '',
    ...given,
    // Type and role of the main contact are not on this object: they go to the list of contacts.
    Contact: { ...mainContact(Contact ?? NO_CONTACT), ...contactIds(number) },
    DeletedAt: null,
    CreatedAt: createdAt,
    XacResellerId: 31,
    XacEndCustomerId: number,
    Details: noVendorDetails(),
    extraInformation: { programs: {} },
    OrganisationUnit: { organizationUnitRef: 'OU-1', companyRef: 'XSP900', name: 'Paris office' },
    Reseller: { Ref: 'RSL1', CompanyName: 'Reseller One' },
    PartnerTags: [],
    customFields: customFields ?? [],
  };
}

/** The row with the changes in place; the contact is changed by the member, all else by the key. */
export function changedCustomer(row: CustomerRow, changes: CustomerChanges): CustomerRow {
  const { Contact, ...given } = changes;
  if (Contact === undefined) return { ...row, ...given };
  return { ...row, ...given, Contact: { ...objectOf(row.Contact), ...mainContact(Contact) } };
}

/** The main contact of a new customer as the list of contacts shows it. */
export function firstContact(body: NonNullable<NewCustomer['Contact']>, number: number): ContactRow {
  return {
    reference: `CC-${number}`,
    firstName: body.FirstName,
    lastName: body.LastName,
    email: body.Email,
    phone: body.Phone,
    type: body.Type,
    role: body.Role,
    isActive: true,
    organizationUnits: [],
  };
}

function mainContact(contact: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(contact).filter(([key]) => Object.hasOwn(NO_CONTACT, key)));
}

/** Seeded customers count theirs up from the same numbers. */
function contactIds(number: number) {
  return { SyncPartnerContactRefId: number + 23_250, ContactPersonID: `CP-${number - 100_200}` };
}

function noVendorDetails() {
  return {
    Migration: false,
    DomainName: '',
    OracleOnlineKey: '',
    IBMCeId: '',
    Maas360ResellerId: '',
    TenantID: '',
    IbmCustomerNumber: '',
    IbmMaasAccountId: '',
  };
}

function objectOf(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
