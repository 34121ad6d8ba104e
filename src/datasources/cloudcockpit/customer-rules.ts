import type { AddressInput } from '../../types/address-input.js';
import { Provider } from '../../types/source.js';
import { UserErrorCode, type UserError } from '../../types/user-error.js';
import { AtMost, Email, faultsOf, Form, unsupported, userError } from '../input-rules.js';
import type { CustomerChange, CustomerValues } from '../writes.js';
import { givenAccount, missingMembers } from './customer-bodies.js';
import { noSuchCustomer, required } from './customer-places.js';
import { providerFaults } from './provider-rules.js';
import { isGuid } from './wire.js';

/** The lengths of the vendor's page (CloudCockpit 2.3). */
const TEXT = 255;
const SHORT = 30;

class CustomerRules {
  @AtMost(TEXT) companyName?: string | null;
  @AtMost(TEXT) taxId?: string | null;
  @AtMost(TEXT) internalReference?: string | null;
  @AtMost(TEXT) @Email() email?: string | null;
  @AtMost(SHORT) phone?: string | null;
}

class ContactRules {
  @AtMost(TEXT) firstName?: string | null;
  @AtMost(TEXT) middleName?: string | null;
  @AtMost(TEXT) lastName?: string | null;
  @AtMost(TEXT) @Email() email?: string | null;
  @AtMost(SHORT) phone?: string | null;
}

class AddressRules {
  @AtMost(TEXT) line1?: string | null;
  @AtMost(TEXT) line2?: string | null;
  @AtMost(TEXT) city?: string | null;
  @AtMost(TEXT) state?: string | null;
  @AtMost(SHORT) postalCode?: string | null;
  @Form(/^[A-Z]{2}$/, 'be an ISO 3166-1 alpha-2 code') countryCode?: string | null;
}

const NO_PLACE_IN_ANY = [
  'websiteUrl',
  'headcount',
  'registrationNumber',
  'partnerReference',
  'acronym',
  'billingReference',
  'languageCode',
  'type',
  'customFields',
] as const;
const NO_PLACE_IN_NEW = [...NO_PLACE_IN_ANY, 'additionalAddresses'] as const;
const NO_PLACE_IN_CHANGE = [...NO_PLACE_IN_ANY, 'altPhone', 'fax'] as const;
const NO_PLACE_IN_CONTACT = ['title', 'username', 'type', 'role'] as const;
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

/** `resellerId`: the one whose relations the source reads, if any. */
export function newCustomerFaults(values: CustomerValues, resellerId: string | null): readonly UserError[] {
  return [
    ...unsupported(Provider.CLOUDCOCKPIT, values, NO_PLACE_IN_NEW, ['input']),
    ...accountFaults(values),
    ...required(missingMembers(givenAccount(values)), values),
    ...providerFaults(values.cloudCockpit ?? null, resellerId),
  ];
}

/** What a change names must not be emptied where CloudCockpit requires it; what it does not name stays. */
export function changedCustomerFaults(change: CustomerChange): readonly UserError[] {
  if (!isGuid(change.customerId)) return [noSuchCustomer()];
  const given = givenAccount(change);
  const emptied = missingMembers(given).filter((member) => member in given);
  return [
    ...unsupported(Provider.CLOUDCOCKPIT, change, NO_PLACE_IN_CHANGE, ['input']),
    ...accountFaults(change),
    ...required(emptied, change),
  ];
}

function accountFaults(values: CustomerValues | CustomerChange): readonly UserError[] {
  const contact = values.contact ?? {};
  const address: Partial<AddressInput> = values.address ?? {};
  return [
    ...faultsOf(CustomerRules, values, ['input']),
    ...unsupported(Provider.CLOUDCOCKPIT, contact, NO_PLACE_IN_CONTACT, ['input', 'contact']),
    ...faultsOf(ContactRules, contact, ['input', 'contact']),
    ...unsupported(Provider.CLOUDCOCKPIT, address, NO_PLACE_IN_ADDRESS, ['input', 'address']),
    ...faultsOf(AddressRules, address, ['input', 'address']),
    ...twofold('email', values),
    ...twofold('phone', values),
  ];
}

/** One of two different values would be lost. */
function twofold(name: 'email' | 'phone', values: CustomerValues | CustomerChange): readonly UserError[] {
  const [ofCustomer, ofContact] = [values[name] ?? null, values.contact?.[name] ?? null];
  if (ofCustomer === null || ofContact === null || ofCustomer === ofContact) return [];
  const message = `CloudCockpit keeps one ${name} for a customer and its contact; these differ.`;
  return [userError(['input', name], UserErrorCode.INVALID, message)];
}
