import type { CustomerValues } from '../writes.js';
import { isBlank } from './members.js';
import type { Places } from './refusals.js';

/** Where the members of a customer's body come from (ArrowSphere 1.8). */
const CUSTOMER_MEMBERS: ReadonlyMap<string, string> = new Map([
  ['CompanyName', 'companyName'],
  ['PartnerCompanyId', 'partnerReference'],
  ['AddressLine1', 'address.line1'],
  ['AddressLine2', 'address.line2'],
  ['Zip', 'address.postalCode'],
  ['City', 'address.city'],
  ['State', 'address.state'],
  ['CountryCode', 'address.countryCode'],
  ['ReceptionPhone', 'phone'],
  ['WebsiteUrl', 'websiteUrl'],
  ['EmailContact', 'email'],
  ['Headcount', 'headcount'],
  ['TaxNumber', 'taxId'],
  ['Ref', 'acronym'],
  ['BillingId', 'billingReference'],
  ['BillingAddress1', 'additionalAddresses.0.line1'],
  ['BillingAddress2', 'additionalAddresses.0.line2'],
  ['BillingZipCode', 'additionalAddresses.0.postalCode'],
  ['BillingCity', 'additionalAddresses.0.city'],
  ['BillingState', 'additionalAddresses.0.state'],
  ['BillingCountryCode', 'additionalAddresses.0.countryCode'],
  ['InternalReference', 'internalReference'],
  ['RegistrationNumber', 'registrationNumber'],
  ['Contact', 'contact'],
  ['Contact.FirstName', 'contact.firstName'],
  ['Contact.LastName', 'contact.lastName'],
  ['Contact.Email', 'contact.email'],
  ['Contact.Phone', 'contact.phone'],
  ['Contact.Type', 'contact.type'],
  ['Contact.Role', 'contact.role'],
  ...customFields(),
]);

const CONTACT_MEMBERS: ReadonlyMap<string, string> = new Map(
  ['firstName', 'lastName', 'email', 'phone', 'username', 'type', 'role'].map((name) => [
    name,
    `contact.${name}`,
  ]),
);

const ORDER_MEMBERS: ReadonlyMap<string, string> = new Map([
  ['customer', 'customerId'],
  ['customer.reference', 'customerId'],
  ['customer.ponumber', 'poNumber'],
  ['customer.endCustomerPONumber', 'endCustomerPoNumber'],
  ['PO_number', 'poNumber'],
  ['end_customer_PO_number', 'endCustomerPoNumber'],
  ['products', 'products'],
  ['products.#.quantity', 'products.#.quantity'],
  ['products.#.arrowSpherePriceBandSku', 'products.#.priceBandSku'],
  ['products.#.sku', 'products.#.sku'],
  ['products.#.subscription', 'products.#.subscriptionReference'],
  ['products.#.subscription.reference', 'products.#.subscriptionReference'],
  ['products.#.parentLicenseId', 'products.#.parentLicenseId'],
  ['products.#.periodicity', 'products.#.periodicity'],
  ['products.#.term', 'products.#.term'],
  ['products.#.autoRenew', 'products.#.autoRenew'],
  ['products.#.friendlyName', 'products.#.friendlyName'],
  ...customFields(),
]);

const PROGRAM_MEMBERS: ReadonlyMap<string, string> = new Map([
  ['program', 'program'],
  ['attributes', 'attributes'],
  ['attributes.#.name', 'attributes.#.name'],
  ['attributes.#.value', 'attributes.#.value'],
]);

const NOTHING: ReadonlyMap<string, string> = new Map();
const CUSTOMER_ID = new Map([['Customer', 'customerId']]);
const CONTACT_OF_CUSTOMER = new Map([
  ['Customer', 'customerId'],
  ['Contact', 'contactExternalId'],
]);

/** What the input gives once for two members is at fault where it stands. */
export function newCustomerPlaces({ phone, email, contact }: CustomerValues): Places {
  const members = new Map(CUSTOMER_MEMBERS);
  if (isBlank(phone) && !isBlank(contact.phone)) members.set('ReceptionPhone', 'contact.phone');
  if (isBlank(contact.phone) && !isBlank(phone)) members.set('Contact.Phone', 'phone');
  if (isBlank(contact.email) && !isBlank(email)) members.set('Contact.Email', 'email');
  return { members, things: NOTHING, target: null };
}

export const CUSTOMER: Places = {
  members: CUSTOMER_MEMBERS,
  things: new Map([['Customer', 'id']]),
  target: 'id',
};
export const NEW_CONTACT: Places = { members: CONTACT_MEMBERS, things: CUSTOMER_ID, target: null };
export const CONTACT: Places = {
  members: CONTACT_MEMBERS,
  things: CONTACT_OF_CUSTOMER,
  target: 'contactExternalId',
};
export const INVITATION: Places = {
  members: new Map([
    ['contactId', 'contactId'],
    ['policy', 'policy'],
  ]),
  things: new Map([['Contact', 'contactId']]),
  target: 'contactId',
};
export const PROGRAM: Places = { members: PROGRAM_MEMBERS, things: CUSTOMER_ID, target: 'program' };
export const NEW_ORDER: Places = { members: ORDER_MEMBERS, things: CUSTOMER_ID, target: null };
export const ORDER: Places = { members: ORDER_MEMBERS, things: new Map([['Order', 'id']]), target: 'id' };

function customFields(): [string, string][] {
  return ['', '.#', '.#.label', '.#.value'].map((end) => [`customFields${end}`, `customFields${end}`]);
}
