import type { AddressInput } from '../../types/address-input.js';
import type { Wire } from '../reading.js';
import type { CustomerChange, CustomerValues } from '../writes.js';
import { changedMembers, firstGiven, isBlank, newMembers } from './members.js';

/** The body of `POST /customers` (ArrowSphere 1.8). */
export function newCustomerBody(values: CustomerValues): Wire {
  const [billingAddress] = values.additionalAddresses ?? [];
  return newMembers({
    ...companyMembers(values),
    ...addressMembers(values.address),
    ReceptionPhone: receptionPhone(values),
    ...(billingAddress && billingMembers(billingAddress)),
    Contact: mainContact(values),
  });
}

/** The body of `PATCH /customers/{reference}`: what the change names, and nothing else. */
export function changedCustomerBody(change: CustomerChange): Wire {
  const { address, contact, phone } = change;
  return changedMembers({
    ...companyMembers(change),
    ...(change.customFields === null && { customFields: [] }),
    ...(address && addressMembers(address)),
    ReceptionPhone: phone,
    Contact: contact ? changedContact(contact) : undefined,
  });
}

/** The vendor requires it, and the graph does not: a company may be reached by the phone of its main contact. */
export function receptionPhone({ phone, contact }: CustomerValues): string | undefined {
  return firstGiven(phone, contact.phone);
}

/**
 * The main contact with all six members, or none at all: the vendor's type makes none of them optional.
 * What the graph has once for the customer is the contact's too; it is the `primary` one by its place, and `Other` is
 * the one type that claims nothing.
 */
export function mainContact({ contact, email, phone }: CustomerValues): Wire | undefined {
  if (Object.values(contact).every(isBlank)) return undefined;
  return newMembers({
    FirstName: contact.firstName,
    LastName: contact.lastName,
    Email: firstGiven(contact.email, email),
    Phone: firstGiven(contact.phone, phone),
    Type: firstGiven(contact.type, 'Other'),
    Role: firstGiven(contact.role, 'primary'),
  });
}

function changedContact(contact: NonNullable<CustomerChange['contact']>): Wire | undefined {
  const members = changedMembers({
    FirstName: contact.firstName,
    LastName: contact.lastName,
    Email: contact.email,
    Phone: contact.phone,
    Type: contact.type,
    Role: contact.role,
  });
  return Object.keys(members).length === 0 ? undefined : members;
}

function companyMembers(values: CustomerValues | CustomerChange): Wire {
  return {
    CompanyName: values.companyName,
    PartnerCompanyId: values.partnerReference,
    WebsiteUrl: values.websiteUrl,
    EmailContact: values.email,
    Headcount: values.headcount,
    TaxNumber: values.taxId,
    Ref: values.acronym,
    BillingId: values.billingReference,
    InternalReference: values.internalReference,
    RegistrationNumber: values.registrationNumber,
    customFields: values.customFields,
  };
}

function addressMembers(address: AddressInput): Wire {
  return {
    AddressLine1: address.line1,
    AddressLine2: address.line2,
    Zip: address.postalCode,
    City: address.city,
    State: address.state,
    CountryCode: address.countryCode,
  };
}

function billingMembers(address: AddressInput): Wire {
  return {
    BillingAddress1: address.line1,
    BillingAddress2: address.line2,
    BillingZipCode: address.postalCode,
    BillingCity: address.city,
    BillingState: address.state,
    BillingCountryCode: address.countryCode,
  };
}
