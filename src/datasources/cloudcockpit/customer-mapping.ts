import { encodeNodeId } from '../../ids.js';
import { AddressKind, type Address } from '../../types/address.js';
import type { ProviderCustomer } from '../../types/cloudcockpit-details.js';
import type { Contact } from '../../types/contact.js';
import { CustomerStatus, type Customer } from '../../types/customer.js';
import { countryCodeOf } from '../countries.js';
import { readTime } from '../times.js';
import { toMargin, toOfferTypeMargins } from './margins.js';
import { customerStatus, providerCustomerStatus } from './statuses.js';
import type { WireCustomer, WireProviderCustomer } from './wire.js';

/** What a mapping has to know of the source whose rows it maps. */
export interface MappedSource {
  readonly sourceId: string;
  readonly timeZone: string;
}

export function toCustomer(wire: WireCustomer, { sourceId, timeZone }: MappedSource): Customer {
  const providerCustomers = wire.providerCustomers.map((each) => toProviderCustomer(each, sourceId, wire.id));
  const deletedAt = readTime(wire.deletedAt, timeZone);
  const contact = toContact(wire);
  const address = toAddress(wire);
  return {
    __typename: 'Customer',
    id: encodeNodeId('customer', sourceId, wire.id),
    sourceId,
    externalId: wire.id,
    displayName: wire.companyName ?? contact?.fullName ?? wire.id,
    companyName: wire.companyName,
    type: null,
    status: wire.isDeleted || deletedAt !== null ? CustomerStatus.DELETED : customerStatus(providerCustomers),
    email: wire.email,
    phone: wire.phone,
    altPhone: null,
    fax: null,
    websiteUrl: null,
    headcount: null,
    taxId: wire.taxId,
    registrationNumber: null,
    internalReference: wire.internalIdentifier,
    partnerReference: null,
    acronym: null,
    billingReference: null,
    languageCode: null,
    details: {
      __typename: 'CloudCockpitCustomerDetails',
      resellerId: wire.resellerId,
      providerCustomers,
      associations: wire.customerAssociations,
    },
    createdAt: null,
    updatedAt: null,
    deletedAt,
    knownAddresses: address === null ? [] : [address],
    knownContacts: contact === null ? [] : [contact],
    primaryContact: contact,
  };
}

/** A customer has one address, in its own fields; null where none of them is filled. */
function toAddress(wire: WireCustomer): Address | null {
  const isEmpty =
    wire.addressLine1 === null &&
    wire.addressLine2 === null &&
    wire.city === null &&
    wire.state === null &&
    wire.zip === null &&
    wire.country === null;
  if (isEmpty) return null;
  return {
    externalId: null,
    kind: AddressKind.PRIMARY,
    isDefaultBilling: false,
    isDefaultShipping: false,
    firstName: null,
    lastName: null,
    company: null,
    line1: wire.addressLine1,
    line2: wire.addressLine2,
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

/** A customer has one contact, in its own fields; null where none of them is filled. */
function toContact(wire: WireCustomer): Contact | null {
  const fullName = fullNameOf(wire);
  if (fullName === null && wire.email === null && wire.phone === null) return null;
  return {
    externalId: null,
    isPrimary: true,
    firstName: wire.firstName,
    middleName: wire.middleName,
    lastName: wire.lastName,
    fullName,
    title: null,
    email: wire.email,
    phone: wire.phone,
    username: null,
    type: null,
    role: null,
    isActive: null,
    syncPartnerContactRefId: null,
    contactPersonId: null,
    invitation: null,
  };
}

function fullNameOf({ firstName, middleName, lastName }: WireCustomer): string | null {
  const parts = [firstName, middleName, lastName].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(' ');
}

function toProviderCustomer(
  wire: WireProviderCustomer,
  sourceId: string,
  customerExternalId: string,
): ProviderCustomer {
  return {
    sourceId,
    customerExternalId,
    providerInstanceId: wire.providerInstanceId,
    providerCustomerId: wire.providerCustomerId,
    domain: wire.domain,
    status: providerCustomerStatus(wire.status),
    // `None` is how the upstream says that there was no error.
    creationError: wire.creationError?.toLowerCase() === 'none' ? null : wire.creationError,
    margin: toMargin(wire.margin),
    offerTypeMargins: toOfferTypeMargins(wire.offerTypeMargins),
  };
}
