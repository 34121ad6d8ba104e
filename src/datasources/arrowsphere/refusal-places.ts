import type { CustomerValues } from '../writes.js';
import { isBlank } from './members.js';
import type { Places } from './refusals.js';

/** Where the members of a customer's body come from (ArrowSphere 1.8); paths in lower case, as `Places` has them. */
const CUSTOMER_MEMBERS: ReadonlyMap<string, string> = new Map([
  ['companyname', 'companyName'],
  ['partnercompanyid', 'partnerReference'],
  ['addressline1', 'address.line1'],
  ['addressline2', 'address.line2'],
  ['zip', 'address.postalCode'],
  ['city', 'address.city'],
  ['state', 'address.state'],
  ['countrycode', 'address.countryCode'],
  ['receptionphone', 'phone'],
  ['websiteurl', 'websiteUrl'],
  ['emailcontact', 'email'],
  ['headcount', 'headcount'],
  ['taxnumber', 'taxId'],
  ['ref', 'acronym'],
  ['billingid', 'billingReference'],
  ['billingaddress1', 'additionalAddresses.0.line1'],
  ['billingaddress2', 'additionalAddresses.0.line2'],
  ['billingzipcode', 'additionalAddresses.0.postalCode'],
  ['billingcity', 'additionalAddresses.0.city'],
  ['billingstate', 'additionalAddresses.0.state'],
  ['billingcountrycode', 'additionalAddresses.0.countryCode'],
  ['internalreference', 'internalReference'],
  ['registrationnumber', 'registrationNumber'],
  ['contact', 'contact'],
  ['contact.firstname', 'contact.firstName'],
  ['contact.lastname', 'contact.lastName'],
  ['contact.email', 'contact.email'],
  ['contact.phone', 'contact.phone'],
  ['contact.type', 'contact.type'],
  ['contact.role', 'contact.role'],
  ...customFields(),
]);

const CONTACT_MEMBERS: ReadonlyMap<string, string> = new Map(
  ['firstName', 'lastName', 'email', 'phone', 'username', 'type', 'role'].map((name) => [
    name.toLowerCase(),
    `contact.${name}`,
  ]),
);

const ORDER_MEMBERS: ReadonlyMap<string, string> = new Map([
  ['customer', 'customerId'],
  ['customer.reference', 'customerId'],
  ['customer.ponumber', 'poNumber'],
  ['customer.endcustomerponumber', 'endCustomerPoNumber'],
  ['po_number', 'poNumber'],
  ['end_customer_po_number', 'endCustomerPoNumber'],
  ['products', 'products'],
  ['products.#.quantity', 'products.#.quantity'],
  ['products.#.arrowspherepricebandsku', 'products.#.priceBandSku'],
  ['products.#.sku', 'products.#.sku'],
  ['products.#.subscription', 'products.#.subscriptionReference'],
  ['products.#.subscription.reference', 'products.#.subscriptionReference'],
  ['products.#.parentlicenseid', 'products.#.parentLicenseId'],
  ['products.#.periodicity', 'products.#.periodicity'],
  ['products.#.term', 'products.#.term'],
  ['products.#.autorenew', 'products.#.autoRenew'],
  ['products.#.friendlyname', 'products.#.friendlyName'],
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
  if (isBlank(phone) && !isBlank(contact.phone)) members.set('receptionphone', 'contact.phone');
  if (isBlank(contact.phone) && !isBlank(phone)) members.set('contact.phone', 'phone');
  if (isBlank(contact.email) && !isBlank(email)) members.set('contact.email', 'email');
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
    ['contactid', 'contactId'],
    ['policy', 'policy'],
  ]),
  things: new Map([['Contact', 'contactId']]),
  target: 'contactId',
};
export const PROGRAM: Places = { members: PROGRAM_MEMBERS, things: CUSTOMER_ID, target: 'program' };
export const NEW_ORDER: Places = { members: ORDER_MEMBERS, things: CUSTOMER_ID, target: null };
export const ORDER: Places = { members: ORDER_MEMBERS, things: new Map([['Order', 'id']]), target: 'id' };

function customFields(): [string, string][] {
  return ['', '.#', '.#.label', '.#.value'].map((end) => [`customfields${end}`, `customFields${end}`]);
}
