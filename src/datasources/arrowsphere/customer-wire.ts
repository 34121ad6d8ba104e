import type { CustomField } from '../../types/custom-field.js';
import { readBoolean, readInt, readObject, readText, type Wire } from '../reading.js';
import { readAttributes, readCustomFields, readReference } from './wire.js';

export interface WireCustomer {
  readonly reference: string | null;
  readonly companyName: string | null;
  readonly type: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly websiteUrl: string | null;
  readonly headcount: number | null;
  readonly taxNumber: string | null;
  readonly registrationNumber: string | null;
  readonly internalReference: string | null;
  readonly partnerCompanyId: string | null;
  readonly acronym: string | null;
  readonly billingId: string | null;
  readonly address: WireAddress;
  readonly billingAddress: WireAddress;
  readonly contact: WireContact | null;
  readonly details: WireDetails;
  readonly workgroupCode: string | null;
  readonly customFields: readonly CustomField[];
  readonly extraInformation: Wire | null;
  readonly createdAt: string | null;
  readonly deletedAt: string | null;
}

export interface WireAddress {
  readonly line1: string | null;
  readonly line2: string | null;
  readonly zip: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly countryCode: string | null;
}

export interface WireDetails {
  readonly migration: boolean | null;
  readonly domainName: string | null;
  readonly oracleOnlineKey: string | null;
  readonly ibmCeId: string | null;
  readonly maas360ResellerId: string | null;
  readonly tenantId: string | null;
  readonly ibmCustomerNumber: string | null;
  readonly ibmMaasAccountId: string | null;
}

/** A contact as three places write it: a customer's `Contact`, the contacts list, an invitation. */
export interface WireContact {
  readonly reference: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly username: string | null;
  readonly type: string | null;
  readonly role: string | null;
  readonly isActive: boolean | null;
  readonly syncPartnerContactRefId: string | null;
  readonly contactPersonId: string | null;
  readonly invitation: WireContactInvitation | null;
}

export interface WireContactInvitation {
  readonly policy: string | null;
  readonly createdAt: string | null;
  readonly expiredAt: string | null;
}

export interface WireInvitation {
  readonly code: string | null;
  readonly companyReference: string | null;
  readonly contact: WireContact | null;
  readonly policy: string | null;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
  readonly expiredAt: string | null;
}

export interface WireProvision {
  readonly status: string | null;
  readonly message: string | null;
  readonly attributes: Wire | null;
}

export function readCustomer(row: Wire): WireCustomer {
  return {
    reference: readReference(row.Reference),
    companyName: readText(row.CompanyName),
    type: readText(row.Type),
    email: readText(row.EmailContact),
    phone: readText(row.ReceptionPhone),
    websiteUrl: readText(row.WebsiteUrl),
    headcount: readInt(row.Headcount),
    taxNumber: readText(row.TaxNumber),
    registrationNumber: readText(row.RegistrationNumber),
    internalReference: readText(row.InternalReference),
    partnerCompanyId: readText(row.PartnerCompanyId),
    acronym: readText(row.Ref),
    billingId: readText(row.BillingId),
    address: {
      line1: readText(row.AddressLine1),
      line2: readText(row.AddressLine2),
      zip: readText(row.Zip),
      city: readText(row.City),
      state: readText(row.State),
      countryCode: readText(row.CountryCode),
    },
    billingAddress: {
      line1: readText(row.BillingAddress1),
      line2: readText(row.BillingAddress2),
      zip: readText(row.BillingZipCode),
      city: readText(row.BillingCity),
      state: readText(row.BillingState),
      countryCode: readText(row.BillingCountryCode),
    },
    contact: readMainContact(readObject(row.Contact)),
    details: readDetails(readObject(row.Details) ?? {}),
    workgroupCode: readText(row.WorkgroupCode),
    customFields: readCustomFields(row.customFields),
    extraInformation: readObject(row.extraInformation),
    createdAt: readText(row.CreatedAt),
    deletedAt: readText(row.DeletedAt),
  };
}

function readDetails(details: Wire): WireDetails {
  return {
    migration: readBoolean(details.Migration),
    domainName: readText(details.DomainName),
    oracleOnlineKey: readText(details.OracleOnlineKey),
    ibmCeId: readText(details.IBMCeId),
    maas360ResellerId: readText(details.Maas360ResellerId),
    // The vendor's own clients and documents spell it both ways (ArrowSphere 1.4).
    tenantId: readText(details.TenantID) ?? readText(details.TenantId),
    ibmCustomerNumber: readText(details.IbmCustomerNumber),
    ibmMaasAccountId: readText(details.IbmMaasAccountId),
  };
}

function readMainContact(contact: Wire | null): WireContact | null {
  if (contact === null) return null;
  return {
    reference: null,
    // `Firstname` in the documentation, `FirstName` on the wire (ArrowSphere 1.4).
    firstName: readText(contact.FirstName) ?? readText(contact.Firstname),
    lastName: readText(contact.LastName),
    email: readText(contact.Email),
    phone: readText(contact.Phone),
    username: null,
    type: readText(contact.Type),
    role: readText(contact.Role),
    isActive: null,
    syncPartnerContactRefId: readText(contact.SyncPartnerContactRefId),
    contactPersonId: readText(contact.ContactPersonID),
    invitation: null,
  };
}

/** A row of the contacts list, or the contact of an invitation: camelCase, unlike `Contact` of a customer. */
export function readContact(contact: Wire): WireContact {
  const invitation = readObject(contact.xcpInvitation);
  return {
    reference: readText(contact.reference),
    // The documentation of invitations writes `firstname` and `userName`.
    firstName: readText(contact.firstName) ?? readText(contact.firstname),
    lastName: readText(contact.lastName),
    email: readText(contact.email),
    phone: readText(contact.phone),
    username: readText(contact.username) ?? readText(contact.userName),
    type: readText(contact.type),
    role: readText(contact.role),
    isActive: readBoolean(contact.isActive),
    syncPartnerContactRefId: null,
    contactPersonId: null,
    invitation: invitation && {
      policy: readText(invitation.policy),
      createdAt: readText(invitation.createdAt),
      expiredAt: readText(invitation.expiredAt),
    },
  };
}

export function readInvitation(invitation: Wire): WireInvitation {
  const contact = readObject(invitation.contact);
  return {
    code: readText(invitation.code),
    companyReference: readReference(readObject(invitation.company)?.reference),
    contact: contact && readContact(contact),
    policy: readText(invitation.policy),
    createdAt: readText(invitation.createdAt),
    updatedAt: readText(invitation.updatedAt),
    expiredAt: readText(invitation.expiredAt),
  };
}

export function readProvision(provision: Wire): WireProvision {
  return {
    status: readText(provision.status),
    message: readText(provision.message),
    attributes: readAttributes(provision.attributes),
  };
}
