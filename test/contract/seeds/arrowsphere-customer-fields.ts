import { itself, type FieldTable } from './field-table.js';
import { inParis, inText, objectOf, same, there, type Json } from './wire.js';

// What ArrowSphere's own page on customers lists, table by table, in the page's spelling.
// Where the wire is known to differ (ArrowSphere 1.4), both ways have to be met.

export const customer: FieldTable = {
  name: 'Customer',
  at: '',
  things: itself,
  fields: {
    Reference: { place: 'externalId', is: ({ Reference }) => same(Reference) },
    CompanyName: { place: 'companyName', is: ({ CompanyName }) => same(CompanyName) },
    PartnerCompanyId: { place: 'partnerReference', is: ({ PartnerCompanyId }) => same(PartnerCompanyId) },
    AddressLine1: { place: 'primaryAddress/line1', is: ({ AddressLine1 }) => same(AddressLine1) },
    AddressLine2: { place: 'primaryAddress/line2', is: ({ AddressLine2 }) => same(AddressLine2) },
    Zip: {
      place: 'primaryAddress/postalCode',
      is: ({ Zip }) => inText(Zip),
      readings: {
        'a number, as the page types it': ({ Zip }) => typeof Zip === 'number',
        'text that begins with a zero': ({ Zip }) => typeof Zip === 'string' && Zip.startsWith('0'),
      },
    },
    City: { place: 'primaryAddress/city', is: ({ City }) => same(City) },
    CountryCode: { place: 'primaryAddress/countryCode', is: ({ CountryCode }) => same(CountryCode) },
    State: { place: 'primaryAddress/state', is: ({ State }) => same(State) },
    ReceptionPhone: { place: 'phone', is: ({ ReceptionPhone }) => same(ReceptionPhone) },
    WebsiteUrl: {
      place: 'websiteUrl',
      is: ({ WebsiteUrl }) => same(WebsiteUrl),
      readings: { null: ({ WebsiteUrl }) => WebsiteUrl === null },
    },
    EmailContact: {
      place: 'email',
      // A company without an address of its own is written to at its main contact's.
      is: ({ EmailContact, Contact }) => same(EmailContact) ?? same(objectOf(Contact)?.Email),
      readings: { empty: ({ EmailContact }) => EmailContact === '' },
    },
    Headcount: {
      place: 'headcount',
      is: ({ Headcount }) => same(Headcount),
      readings: { null: ({ Headcount }) => Headcount === null },
    },
    TaxNumber: { place: 'taxId', is: ({ TaxNumber }) => same(TaxNumber) },
    Ref: { place: 'acronym', is: ({ Ref }) => same(Ref) },
    BillingId: {
      place: 'billingReference',
      is: ({ BillingId }) => inText(BillingId),
      readings: {
        'a number': ({ BillingId }) => typeof BillingId === 'number',
        text: ({ BillingId }) => typeof BillingId === 'string' && BillingId !== '',
      },
    },
    InternalReference: {
      place: 'internalReference',
      is: ({ InternalReference }) => same(InternalReference),
      readings: { empty: ({ InternalReference }) => InternalReference === '' },
    },
    Contact: {
      place: 'primaryContact/__typename',
      is: (row) => there(row.Contact, 'Contact'),
      readings: { null: (row) => row.Contact === null },
    },
    Details: {
      place: 'details/__typename',
      // Always there: what the graph has in it beside the wire's details comes from the customer itself.
      is: () => 'ArrowSphereCustomerDetails',
      readings: {
        'an empty list': ({ Details }) => Array.isArray(Details),
        null: ({ Details }) => Details === null,
      },
    },
    DeletedAt: {
      place: 'deletedAt',
      is: ({ DeletedAt }) => same(DeletedAt),
      readings: { null: ({ DeletedAt }) => DeletedAt === null },
    },
  },
};

export const contact: FieldTable = {
  name: 'Contact',
  at: 'primaryContact',
  things: (record) => [objectOf(record.Contact)],
  fields: {
    Firstname: {
      place: 'firstName',
      is: ({ FirstName, Firstname }) => same(FirstName ?? Firstname),
      readings: {
        'Firstname, as the page spells it': ({ Firstname }) => typeof Firstname === 'string',
        'FirstName, as the wire does': ({ FirstName }) => typeof FirstName === 'string',
      },
    },
    LastName: { place: 'lastName', is: ({ LastName }) => same(LastName) },
    Email: { place: 'email', is: ({ Email }) => same(Email) },
    Phone: { place: 'phone', is: ({ Phone }) => same(Phone) },
    SyncPartnerContactRefId: {
      place: 'syncPartnerContactRefId',
      is: ({ SyncPartnerContactRefId }) => inText(SyncPartnerContactRefId),
      readings: { absent: (row) => row.SyncPartnerContactRefId === undefined },
    },
    ContactPersonID: { place: 'contactPersonId', is: ({ ContactPersonID }) => same(ContactPersonID) },
  },
};

export const details: FieldTable = {
  name: 'CustomerDetails',
  at: 'details/... on ArrowSphereCustomerDetails',
  // PHP writes an object without members as `[]`.
  things: (record) => [objectOf(record.Details) ?? {}],
  fields: {
    Migration: {
      place: 'migration',
      is: ({ Migration }) => same(Migration),
      readings: {
        true: ({ Migration }) => Migration === true,
        false: ({ Migration }) => Migration === false,
      },
    },
    DomainName: { place: 'domainName', is: ({ DomainName }) => same(DomainName) },
    OracleOnlineKey: { place: 'oracleOnlineKey', is: ({ OracleOnlineKey }) => same(OracleOnlineKey) },
    IBMCeId: { place: 'ibmCeId', is: ({ IBMCeId }) => same(IBMCeId) },
    Maas360ResellerId: { place: 'maas360ResellerId', is: ({ Maas360ResellerId }) => same(Maas360ResellerId) },
    TenantId: {
      place: 'tenantId',
      is: ({ TenantID, TenantId }) => same(TenantID) ?? same(TenantId),
      readings: {
        'TenantId, as the page spells it': ({ TenantID, TenantId }) =>
          TenantID === undefined && same(TenantId) !== null,
        'TenantID, as the wire does': ({ TenantID, TenantId }) =>
          same(TenantID) !== null && TenantId === undefined,
        'both, one of them empty': ({ TenantID, TenantId }) => same(TenantID) !== null && TenantId === '',
      },
    },
    IbmCustomerNumber: { place: 'ibmCustomerNumber', is: ({ IbmCustomerNumber }) => same(IbmCustomerNumber) },
    IbmMaasAccountId: { place: 'ibmMaasAccountId', is: ({ IbmMaasAccountId }) => same(IbmMaasAccountId) },
  },
};

export const provision: FieldTable = {
  name: 'CustomerProvision',
  at: 'details/... on ArrowSphereCustomerDetails/provision(program: "microsoft")',
  things: (record) => [objectOf(record.provision)],
  fields: {
    status: { place: 'status', is: ({ status }) => same(status) },
    message: { place: 'message', is: ({ message }) => same(message) },
    attributes: {
      place: 'attributes',
      is: ({ attributes }) => byName(attributes),
      readings: {
        'by name': ({ attributes }) => objectOf(attributes) !== null,
        'a list of pairs': ({ attributes }) => Array.isArray(attributes),
      },
    },
  },
};

/** `[{name, value}]` as `{name: value}`. */
function byName(attributes: unknown): unknown {
  if (!Array.isArray(attributes)) return attributes;
  return Object.fromEntries(attributes.map(({ name, value }: Json) => [name, value]));
}

export const invitation: FieldTable = {
  name: 'Invitation',
  at: '',
  things: itself,
  fields: {
    code: { place: 'code', is: ({ code }) => same(code) },
    createdAt: {
      place: 'createdAt',
      is: ({ createdAt }) => invitationTime(createdAt),
      readings: {
        'ISO 8601': ({ createdAt }) => /T.*Z$/.test(String(createdAt)),
        'without a zone': ({ createdAt }) => /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(String(createdAt)),
        'a day, day first': ({ createdAt }) => /^\d\d-\d\d-\d{4}$/.test(String(createdAt)),
      },
    },
    updatedAt: { place: 'updatedAt', is: ({ updatedAt }) => invitationTime(updatedAt) },
    company: { place: 'customer/__typename', is: ({ company }) => there(company, 'Customer') },
    contact: { place: 'contact/__typename', is: (row) => there(row.contact, 'Contact') },
    policy: { place: 'policy', is: ({ policy }) => same(policy) },
  },
};

/** `25-12-2021` is the beginning of that day. */
function invitationTime(value: unknown): string | null {
  const [, day, month, year] = /^(\d\d)-(\d\d)-(\d{4})$/.exec(String(value)) ?? [];
  return inParis(year === undefined ? value : `${year}-${month}-${day} 00:00:00`);
}

export const invitationContact: FieldTable = {
  name: 'InvitationContact',
  at: 'contact',
  things: (record) => [objectOf(record.contact)],
  fields: {
    firstname: {
      place: 'firstName',
      is: ({ firstname, firstName }) => same(firstName ?? firstname),
      readings: {
        'firstname, as the page spells it': ({ firstname }) => typeof firstname === 'string',
        'firstName, as the wire does': ({ firstName }) => typeof firstName === 'string',
      },
    },
    lastName: { place: 'lastName', is: ({ lastName }) => same(lastName) },
    email: { place: 'email', is: ({ email }) => same(email) },
    userName: {
      place: 'username',
      is: ({ userName, username }) => same(username ?? userName),
      readings: {
        'userName, as the page spells it': ({ userName }) => typeof userName === 'string',
        'username, as the wire does': ({ username }) => typeof username === 'string',
        null: ({ username }) => username === null,
      },
    },
  },
};

export const company: FieldTable = {
  name: 'Company',
  at: 'customer',
  things: (record) => [objectOf(record.company)],
  fields: { reference: { place: 'externalId', is: ({ reference }) => same(reference) } },
};
