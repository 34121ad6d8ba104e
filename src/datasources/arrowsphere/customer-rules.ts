import type { AddressInput } from '../../types/address-input.js';
import { Provider } from '../../types/source.js';
import { UserErrorCode, type UserError } from '../../types/user-error.js';
import { Email, emptied, faultsOf, Form, Required, unsupported, userError } from '../input-rules.js';
import type { CustomerChange, CustomerValues } from '../writes.js';
import { changedCustomerBody, mainContact, receptionPhone } from './customer-bodies.js';
import { customFieldFaults } from './custom-field-rules.js';
import { orNothingToChange } from './nothing-to-change.js';
import { firstGiven } from './members.js';

const INPUT = ['input'];
const CONTACT = ['input', 'contact'];
const ADDRESS = ['input', 'address'];

/** What the vendor's type requires (ArrowSphere 1.8). It publishes no lengths, so that there are none here. */
class NewCustomerRules {
  @Required() companyName?: string | null;
  @Required() phone?: string | null;
}

class NewContactRules {
  @Required() firstName?: string | null;
  @Required() lastName?: string | null;
  @Required() email?: string | null;
  @Required() phone?: string | null;
}

class AddressRules {
  @Required() line1?: string;
  @Required() city?: string;
  @Required() postalCode?: string;
  @Form(/^[A-Z]{2}$/, 'be an ISO 3166-1 alpha-2 code') countryCode?: string;
}

/** Of a customer and of its main contact. */
class EmailRules {
  @Email() email?: string | null;
}

const NO_PLACE = ['languageCode', 'type'] as const;
const NO_PLACE_IN_CONTACT = ['middleName', 'title', 'username'] as const;
const NO_PLACE_IN_ADDRESS = [
  'firstName',
  'lastName',
  'company',
  'phone',
  'altPhone',
  'fax',
  'isDefaultShipping',
] as const;

export function newCustomerFaults(values: CustomerValues): readonly UserError[] {
  const { companyName, address, additionalAddresses } = values;
  return [
    ...faultsOf(NewCustomerRules, { companyName, phone: receptionPhone(values) }, INPUT),
    ...sharedFaults(values),
    ...newContactFaults(values),
    ...mainAddressFaults(address),
    ...(additionalAddresses ?? []).flatMap(additionalAddressFaults),
    ...unsupported(Provider.ARROWSPHERE, values, [...NO_PLACE, 'cloudCockpit'], INPUT),
  ];
}

export function changedCustomerFaults(change: CustomerChange): readonly UserError[] {
  const { contact, address } = change;
  const faults = [
    ...sharedFaults(change),
    ...emptied(Provider.ARROWSPHERE, change, ['companyName', 'phone', 'contact', 'address'], INPUT),
    ...emptied(
      Provider.ARROWSPHERE,
      contact ?? {},
      ['firstName', 'lastName', 'email', 'phone', 'type', 'role'],
      CONTACT,
    ),
    ...(address ? mainAddressFaults(address) : []),
    ...clearedHeadcount(change),
    ...unsupported(Provider.ARROWSPHERE, change, [...NO_PLACE, 'altPhone', 'fax'], INPUT),
  ];
  return orNothingToChange(faults, changedCustomerBody(change));
}

function sharedFaults(values: CustomerValues | CustomerChange): UserError[] {
  const contact = values.contact ?? {};
  return [
    ...faultsOf(EmailRules, values, INPUT),
    ...faultsOf(EmailRules, contact, CONTACT),
    ...customFieldFaults(values.customFields),
    ...unsupported(Provider.ARROWSPHERE, contact, NO_PLACE_IN_CONTACT, CONTACT),
  ];
}

/** A contact is whole or absent; e-mail and phone may be those of the customer. */
function newContactFaults(values: CustomerValues): UserError[] {
  const { contact } = values;
  if (mainContact(values) === undefined) return [];
  const email = firstGiven(contact.email, values.email);
  const phone = firstGiven(contact.phone, values.phone);
  const { firstName, lastName } = contact;
  return faultsOf(NewContactRules, { firstName, lastName, email, phone }, CONTACT);
}

function mainAddressFaults(address: AddressInput): UserError[] {
  return [
    ...faultsOf(AddressRules, address, ADDRESS),
    ...unsupported(Provider.ARROWSPHERE, address, [...NO_PLACE_IN_ADDRESS, 'isDefaultBilling'], ADDRESS),
  ];
}

/** Beside its own address a customer has one more, to which invoices go: any other would silently become that one. */
function additionalAddressFaults(address: AddressInput, index: number): UserError[] {
  const path = ['input', 'additionalAddresses', String(index)];
  const faults = unsupported(Provider.ARROWSPHERE, address, NO_PLACE_IN_ADDRESS, path);
  if (index > 0) return [...faults, noPlace(path, 'ArrowSphere has a place for one additional address.')];
  if (address.isDefaultBilling === true) return faults;
  const message = 'ArrowSphere keeps an additional address for billing alone: set isDefaultBilling.';
  return [...faults, noPlace([...path, 'isDefaultBilling'], message)];
}

/** It is a number, and the vendor's types know no null. */
function clearedHeadcount({ headcount }: CustomerChange): UserError[] {
  if (headcount !== null) return [];
  return [noPlace(['input', 'headcount'], 'ArrowSphere lets headcount be changed, but not be emptied.')];
}

function noPlace(field: readonly string[], message: string): UserError {
  return userError(field, UserErrorCode.UNSUPPORTED, message);
}
