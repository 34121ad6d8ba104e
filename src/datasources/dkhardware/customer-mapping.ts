import { encodeNodeId } from '../../ids.js';
import type { Contact } from '../../types/contact.js';
import { CustomerStatus, type Customer } from '../../types/customer.js';
import type { CustomerCredit } from '../../types/dkhardware-details.js';
import { readTime } from '../times.js';
import { toAddress, type MappedSource } from './address-mapping.js';
import type { CreditRow, CustomerRow } from './wire.js';

export function toCustomer(row: CustomerRow, source: MappedSource): Customer {
  const fullName = fullNameOf(row);
  const person = personOf(row, fullName);
  return {
    __typename: 'Customer',
    id: encodeNodeId('customer', source.id, row.id),
    sourceId: source.id,
    externalId: row.id,
    displayName: row.company ?? fullName ?? row.id,
    companyName: row.company,
    type: row.customerType,
    // The API has no status and nothing that would end a customer (DK 0.1): who is listed can order.
    status: CustomerStatus.ACTIVE,
    email: row.email,
    phone: row.phone,
    altPhone: row.altPhone,
    fax: row.fax,
    websiteUrl: null,
    headcount: null,
    taxId: null,
    registrationNumber: null,
    internalReference: null,
    partnerReference: null,
    acronym: null,
    billingReference: null,
    languageCode: null,
    details: {
      __typename: 'DkHardwareCustomerDetails',
      sourceId: source.id,
      customerExternalId: row.id,
      channel: row.channel,
      createdBy: row.createdBy,
      creditApproved: row.creditApproved,
      creditLimit: row.creditLimit,
      notes: row.notes,
    },
    createdAt: readTime(row.createdAt, source.timeZone),
    updatedAt: readTime(row.updatedAt, source.timeZone),
    deletedAt: null,
    knownAddresses: row.addresses?.map((address) => toAddress(address, source)) ?? null,
    knownContacts: person === null ? [] : [person],
    primaryContact: person,
  };
}

export function toCredit(row: CreditRow): CustomerCredit {
  return {
    approved: row.creditApproved,
    onHold: row.creditHold,
    limit: row.creditLimit,
    balance: row.balance,
    available: row.creditAvailable,
  };
}

function fullNameOf({ firstName, lastName }: CustomerRow): string | null {
  return firstName !== null && lastName !== null ? `${firstName} ${lastName}` : (firstName ?? lastName);
}

/** A DK Hardware customer is a person, who is the one contact; null where the row says nothing about them. */
function personOf(row: CustomerRow, fullName: string | null): Contact | null {
  if (fullName === null && row.email === null && row.phone === null) return null;
  return {
    externalId: null,
    isPrimary: true,
    firstName: row.firstName,
    middleName: null,
    lastName: row.lastName,
    fullName,
    title: null,
    email: row.email,
    phone: row.phone,
    username: null,
    type: null,
    role: null,
    isActive: null,
    syncPartnerContactRefId: null,
    contactPersonId: null,
    invitation: null,
  };
}
