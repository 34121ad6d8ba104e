import { encodeNodeId } from '../../ids.js';
import { AddressKind, type Address } from '../../types/address.js';
import type { ArrowSphereCustomerDetails } from '../../types/arrowsphere-details.js';
import type { Contact } from '../../types/contact.js';
import { CustomerStatus, type Customer } from '../../types/customer.js';
import type { CustomerInvitation } from '../../types/invitation.js';
import { countryCodeOf } from '../countries.js';
import { readTime } from '../times.js';
import type { WireAddress, WireContact, WireCustomer, WireInvitation } from './customer-wire.js';

/** Which source a row came from, and the zone in which its naive times are read. */
export interface Origin {
  readonly sourceId: string;
  readonly timeZone: string;
}

export function mapCustomer(wire: WireCustomer, externalId: string, origin: Origin): Customer {
  const { sourceId, timeZone } = origin;
  const { contact } = wire;
  const deletedAt = readTime(wire.deletedAt, timeZone);
  return {
    __typename: 'Customer',
    id: encodeNodeId('customer', sourceId, externalId),
    sourceId,
    externalId,
    displayName: wire.companyName ?? fullName(contact?.firstName, contact?.lastName) ?? externalId,
    companyName: wire.companyName,
    type: wire.type,
    status: deletedAt === null ? CustomerStatus.ACTIVE : CustomerStatus.DELETED,
    email: wire.email ?? contact?.email ?? null,
    phone: wire.phone,
    altPhone: null,
    fax: null,
    websiteUrl: wire.websiteUrl,
    headcount: wire.headcount,
    taxId: wire.taxNumber,
    registrationNumber: wire.registrationNumber,
    internalReference: wire.internalReference,
    partnerReference: wire.partnerCompanyId,
    acronym: wire.acronym,
    billingReference: wire.billingId,
    languageCode: null,
    details: mapDetails(wire, externalId, sourceId),
    createdAt: readTime(wire.createdAt, timeZone),
    updatedAt: null,
    deletedAt,
    knownAddresses: mapAddresses(wire),
    knownContacts: null,
    primaryContact: contact && mapMainContact(contact, timeZone),
  };
}

function mapDetails(wire: WireCustomer, externalId: string, sourceId: string): ArrowSphereCustomerDetails {
  const { details } = wire;
  return {
    __typename: 'ArrowSphereCustomerDetails',
    sourceId,
    customerExternalId: externalId,
    workgroupCode: wire.workgroupCode,
    migration: details.migration,
    domainName: details.domainName,
    oracleOnlineKey: details.oracleOnlineKey,
    ibmCeId: details.ibmCeId,
    maas360ResellerId: details.maas360ResellerId,
    tenantId: details.tenantId,
    ibmCustomerNumber: details.ibmCustomerNumber,
    ibmMaasAccountId: details.ibmMaasAccountId,
    customFields: wire.customFields,
    extraInformation: wire.extraInformation,
  };
}

function mapAddresses(wire: WireCustomer): readonly Address[] {
  const addresses: Address[] = [];
  if (isGiven(wire.address)) addresses.push(mapAddress(wire.address, AddressKind.PRIMARY));
  if (isGiven(wire.billingAddress)) addresses.push(mapAddress(wire.billingAddress, AddressKind.BILLING));
  return addresses;
}

function isGiven({ line1, line2, zip, city, state, countryCode }: WireAddress): boolean {
  return (line1 ?? line2 ?? zip ?? city ?? state ?? countryCode) !== null;
}

function mapAddress(address: WireAddress, kind: AddressKind): Address {
  return {
    externalId: null,
    kind,
    isDefaultBilling: kind === AddressKind.BILLING,
    isDefaultShipping: false,
    firstName: null,
    lastName: null,
    company: null,
    line1: address.line1,
    line2: address.line2,
    city: address.city,
    state: address.state,
    postalCode: address.zip,
    country: address.countryCode,
    countryCode: countryCodeOf(address.countryCode),
    phone: null,
    altPhone: null,
    fax: null,
    createdAt: null,
    updatedAt: null,
  };
}

/** The `Contact` of a customer; one without anything in it is none. */
function mapMainContact(contact: WireContact, timeZone: string): Contact | null {
  const { firstName, lastName, email, phone, syncPartnerContactRefId, contactPersonId } = contact;
  const isEmpty =
    (firstName ?? lastName ?? email ?? phone ?? syncPartnerContactRefId ?? contactPersonId) === null;
  return isEmpty ? null : mapContact(contact, true, timeZone);
}

/** A row of the contacts list: the upstream calls the main one by its role. */
export function mapListedContact(contact: WireContact, { timeZone }: Origin): Contact {
  return mapContact(contact, contact.role?.toLowerCase() === 'primary', timeZone);
}

function mapContact(contact: WireContact, isPrimary: boolean, timeZone: string): Contact {
  const { invitation } = contact;
  return {
    externalId: contact.reference,
    isPrimary,
    firstName: contact.firstName,
    middleName: null,
    lastName: contact.lastName,
    fullName: fullName(contact.firstName, contact.lastName),
    title: null,
    email: contact.email,
    phone: contact.phone,
    username: contact.username,
    type: contact.type,
    role: contact.role,
    isActive: contact.isActive,
    syncPartnerContactRefId: contact.syncPartnerContactRefId,
    contactPersonId: contact.contactPersonId,
    invitation: invitation && {
      policy: invitation.policy,
      createdAt: invitationTime(invitation.createdAt, timeZone),
      expiredAt: invitationTime(invitation.expiredAt, timeZone),
    },
  };
}

export function mapInvitation(wire: WireInvitation, code: string, origin: Origin): CustomerInvitation {
  const { sourceId, timeZone } = origin;
  return {
    sourceId,
    customerExternalId: wire.companyReference,
    code,
    contact: wire.contact && mapContact(wire.contact, false, timeZone),
    policy: wire.policy,
    createdAt: invitationTime(wire.createdAt, timeZone),
    updatedAt: invitationTime(wire.updatedAt, timeZone),
    expiredAt: invitationTime(wire.expiredAt, timeZone),
  };
}

/**
 * Invitations are dated in three formats (ArrowSphere 1.4): ISO, `2021-12-25 23:59:51` and `01-01-2021`.
 * The last is read day first, as PHP, in which the upstream is written, reads dashes.
 */
function invitationTime(text: string | null, timeZone: string): string | null {
  return readTime(text?.replace(/^(\d{2})-(\d{2})-(\d{4})$/, '$3-$2-$1'), timeZone);
}

export function fullName(
  firstName: string | null | undefined,
  lastName: string | null | undefined,
): string | null {
  if (firstName == null) return lastName ?? null;
  return lastName == null ? firstName : `${firstName} ${lastName}`;
}
