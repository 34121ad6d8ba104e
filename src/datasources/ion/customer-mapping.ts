import { encodeNodeId } from '../../ids.js';
import { AddressKind, type Address } from '../../types/address.js';
import type { Contact } from '../../types/contact.js';
import type { Customer } from '../../types/customer.js';
import type { CloudProfile } from '../../types/ion-details.js';
import { countryCodeOf } from '../countries.js';
import { readTime } from '../times.js';
import type { WireCloudProfile } from './cloud-profile-wire.js';
import { customerStatusOf } from './statuses.js';
import type { WireAddress, WireCustomer } from './wire.js';

export interface MappedSource {
  readonly id: string;
  readonly timeZone: string;
}

/** The row carries the one address and the one contact that ION knows of a customer. */
export function toCustomer(wire: WireCustomer, source: MappedSource): Customer {
  const contact = toContact(wire);
  return {
    __typename: 'Customer',
    id: encodeNodeId('customer', source.id, wire.id),
    sourceId: source.id,
    externalId: wire.id,
    displayName: wire.customerOrganization ?? wire.customerName ?? wire.id,
    companyName: wire.customerOrganization,
    type: null,
    status: customerStatusOf(wire.customerStatus),
    email: wire.customerEmail,
    phone: wire.customerPhone,
    altPhone: null,
    fax: null,
    websiteUrl: null,
    headcount: null,
    taxId: null,
    registrationNumber: null,
    internalReference: null,
    partnerReference: null,
    acronym: null,
    billingReference: null,
    languageCode: wire.languageCode,
    details: {
      __typename: 'IonCustomerDetails',
      sourceId: source.id,
      customerExternalId: wire.id,
      uid: wire.uid,
    },
    createdAt: readTime(wire.createTime, source.timeZone),
    updatedAt: readTime(wire.updateTime, source.timeZone),
    deletedAt: null,
    knownAddresses: wire.customerAddress === null ? [] : [toAddress(wire.customerAddress)],
    knownContacts: contact === null ? [] : [contact],
    primaryContact: contact,
  };
}

/** `customerName` is one text and stays one: where a first name ends cannot be told (ION 4.3). */
function toContact(wire: WireCustomer): Contact | null {
  const isKnown =
    wire.customerName !== null ||
    wire.customerEmail !== null ||
    wire.customerPhone !== null ||
    wire.customerTitle !== null ||
    wire.primaryContactFirstName !== null ||
    wire.primaryContactLastName !== null;
  if (!isKnown) return null;
  return {
    externalId: null,
    isPrimary: true,
    firstName: wire.primaryContactFirstName,
    middleName: null,
    lastName: wire.primaryContactLastName,
    fullName: wire.customerName,
    title: wire.customerTitle,
    email: wire.customerEmail,
    phone: wire.customerPhone,
    username: null,
    type: null,
    role: null,
    isActive: null,
    syncPartnerContactRefId: null,
    contactPersonId: null,
    invitation: null,
  };
}

function toAddress(wire: WireAddress): Address {
  return {
    externalId: null,
    kind: AddressKind.PRIMARY,
    isDefaultBilling: false,
    isDefaultShipping: false,
    firstName: null,
    lastName: null,
    company: null,
    line1: wire.street,
    line2: wire.suite,
    city: wire.city,
    state: wire.state,
    postalCode: wire.zip,
    country: wire.country,
    countryCode: countryCodeOf(wire.country),
    phone: null,
    altPhone: null,
    fax: null,
    createdAt: null,
    updatedAt: null,
  };
}

export function toCloudProfile(wire: WireCloudProfile): CloudProfile {
  return {
    providerId: wire.providerId,
    displayName: wire.displayName,
    shortName: wire.shortName,
    enabled: wire.enabled,
    tenantId: wire.customerTenantId,
    domain: wire.customerDomain,
    billingAccounts: wire.billingAccounts,
    allowDelegatedAccess: wire.allowDelegatedAccess,
    gdapStatus: wire.gdapStatus,
    gdapLevel: wire.gdapLevel,
    gdapRoles: wire.gdapRoles,
    agreementStatus: wire.agreementStatus,
  };
}
