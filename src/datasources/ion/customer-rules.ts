import type { AddressInput } from '../../types/address-input.js';
import type { ContactInput } from '../../types/contact-input.js';
import { Provider } from '../../types/source.js';
import { UserErrorCode, type UserError } from '../../types/user-error.js';
import { Email, faultsOf, Form, unsupported, userError } from '../input-rules.js';
import type { CustomerChange, CustomerValues } from '../writes.js';
import { givenMembers, missingMembers, newMembers, type CustomerMember } from './customer-bodies.js';
import { placeOf } from './customer-places.js';
import { isIonId } from './wire.js';

/** ION publishes no lengths (ION 4.7), so that there are none here. */
class CustomerRules {
  @Email() email?: string | null;
  // Of the forms that occur in the vendor's documents, which do not say what else there is.
  @Form(/^[a-z]{2}(-[a-z]{2})?$/i, 'be a language code such as "EN" or "en-US"')
  languageCode?: string | null;
}

class ContactRules {
  @Email() email?: string | null;
}

const NO_PLACE_IN_ANY = [
  'websiteUrl',
  'headcount',
  'taxId',
  'registrationNumber',
  'internalReference',
  'partnerReference',
  'acronym',
  'billingReference',
  'type',
  'customFields',
] as const;
const NO_PLACE_IN_NEW = [...NO_PLACE_IN_ANY, 'additionalAddresses', 'cloudCockpit'] as const;
const NO_PLACE_IN_CHANGE = [...NO_PLACE_IN_ANY, 'altPhone', 'fax'] as const;
const NO_PLACE_IN_CONTACT = ['username', 'type', 'role'] as const;
const NO_PLACE_IN_ADDRESS = [
  'firstName',
  'lastName',
  'company',
  'phone',
  'altPhone',
  'fax',
  'isDefaultBilling',
  'isDefaultShipping',
] as const;

export function newCustomerFaults(values: CustomerValues): readonly UserError[] {
  return [
    ...unsupported(Provider.ION, values, NO_PLACE_IN_NEW, ['input']),
    ...sharedFaults(values),
    ...required(missingMembers(newMembers(values)), values),
  ];
}

/** What a change names must not be cleared where ION requires it; what it does not name stays. */
export function changedCustomerFaults(change: CustomerChange): readonly UserError[] {
  if (!isIonId(change.customerId)) return [noSuchCustomer(['input', 'id'])];
  const given = givenMembers(change);
  return [
    ...unsupported(Provider.ION, change, NO_PLACE_IN_CHANGE, ['input']),
    ...sharedFaults(change),
    ...halfNames(change.contact),
    ...required(
      missingMembers(given).filter((member) => member in given),
      change,
    ),
  ];
}

export function required(
  members: readonly CustomerMember[],
  values: CustomerValues | CustomerChange,
): readonly UserError[] {
  return members.map((member) => {
    const field = placeOf(member, values);
    return userError(field, UserErrorCode.REQUIRED, `${field.at(-1) ?? ''} is required.`);
  });
}

export function noSuchCustomer(field: readonly string[]): UserError {
  return userError(field, UserErrorCode.NOT_FOUND, 'ION has no such customer.');
}

function sharedFaults(values: CustomerValues | CustomerChange): readonly UserError[] {
  return [
    ...faultsOf(CustomerRules, values, ['input']),
    ...contactFaults(values.contact ?? {}, ['input', 'contact']),
    ...addressFaults(values.address ?? {}, ['input', 'address']),
    ...twofold('email', values),
    ...twofold('phone', values),
  ];
}

function contactFaults(contact: ContactInput, path: readonly string[]): readonly UserError[] {
  return [
    ...unsupported(Provider.ION, contact, NO_PLACE_IN_CONTACT, path),
    ...faultsOf(ContactRules, contact, path),
  ];
}

function addressFaults(address: Partial<AddressInput>, path: readonly string[]): readonly UserError[] {
  return unsupported(Provider.ION, address, NO_PLACE_IN_ADDRESS, path);
}

/** One of two different values would be lost. */
function twofold(name: 'email' | 'phone', values: CustomerValues | CustomerChange): readonly UserError[] {
  const [ofContact, ofCustomer] = [values.contact?.[name] ?? null, values[name] ?? null];
  if (ofContact === null || ofCustomer === null || ofContact === ofCustomer) return [];
  const message = `ION keeps one ${name} for a customer and its contact; these differ.`;
  return [userError(['input', name], UserErrorCode.INVALID, message)];
}

/** A name that is one text cannot be changed in part: nobody can tell which words of it are the first name. */
function halfNames(contact: CustomerChange['contact']): readonly UserError[] {
  if (contact === null || contact === undefined) return [];
  const { firstName, middleName, lastName } = contact;
  if ([firstName, middleName, lastName].every((part) => part === undefined)) return [];
  const message = 'ION keeps a name as one text: give firstName and lastName together (null for none).';
  return [
    ...(firstName === undefined ? ['firstName'] : []),
    ...(lastName === undefined ? ['lastName'] : []),
  ].map((name) => userError(['input', 'contact', name], UserErrorCode.REQUIRED, message));
}
