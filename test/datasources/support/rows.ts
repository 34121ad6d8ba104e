import { encodeNodeId } from '../../../src/ids.js';
import { AddressKind, type Address } from '../../../src/types/address.js';
import type { Contact } from '../../../src/types/contact.js';
import { CustomerStatus, type Customer } from '../../../src/types/customer.js';
import { OrderStatus } from '../../../src/types/order-status.js';
import type { Order } from '../../../src/types/order.js';

/** Rows of the domain with nothing in them but what a test gives. */
export function customerRow(given: Partial<Customer> = {}): Customer {
  return {
    __typename: 'Customer',
    id: encodeNodeId('customer', 'arrow', 'c1'),
    sourceId: 'arrow',
    externalId: 'c1',
    displayName: 'c1',
    companyName: null,
    type: null,
    status: CustomerStatus.ACTIVE,
    email: null,
    phone: null,
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
    languageCode: null,
    details: null,
    createdAt: null,
    updatedAt: null,
    deletedAt: null,
    knownAddresses: null,
    knownContacts: null,
    primaryContact: null,
    ...given,
  };
}

export function contactRow(given: Partial<Contact> = {}): Contact {
  return {
    externalId: null,
    isPrimary: false,
    firstName: null,
    middleName: null,
    lastName: null,
    fullName: null,
    title: null,
    email: null,
    phone: null,
    username: null,
    type: null,
    role: null,
    isActive: null,
    syncPartnerContactRefId: null,
    contactPersonId: null,
    invitation: null,
    ...given,
  };
}

export function addressRow(given: Partial<Address> = {}): Address {
  return {
    externalId: null,
    kind: AddressKind.OTHER,
    isDefaultBilling: false,
    isDefaultShipping: false,
    firstName: null,
    lastName: null,
    company: null,
    line1: null,
    line2: null,
    city: null,
    state: null,
    postalCode: null,
    country: null,
    countryCode: null,
    phone: null,
    altPhone: null,
    fax: null,
    createdAt: null,
    updatedAt: null,
    ...given,
  };
}

export function orderRow(given: Partial<Order> = {}): Order {
  return {
    __typename: 'Order',
    id: encodeNodeId('order', 'arrow', 'o1'),
    sourceId: 'arrow',
    externalId: 'o1',
    orderReference: null,
    status: OrderStatus.UNKNOWN,
    upstreamStatus: '',
    statusChangedAt: null,
    createdAt: null,
    updatedAt: null,
    poNumber: null,
    endCustomerPoNumber: null,
    partner: null,
    products: [],
    total: null,
    billingAddress: null,
    shippingAddress: null,
    customFields: [],
    customerExternalId: null,
    ...given,
  };
}
