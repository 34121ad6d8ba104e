import { Provider } from '../../types/source.js';
import { UserErrorCode, type UserError } from '../../types/user-error.js';
import { AtMost, Email, emptied, faultsOf, Required, unsupported, userError } from '../input-rules.js';
import type { CustomerChange, CustomerValues } from '../writes.js';
import { newCustomersAddressFaults } from './address-rules.js';

const INPUT = ['input'];
const CONTACT = ['input', 'contact'];

/** Limits of the vendor's table of customer fields (DK 3.4). Types of customer are a dictionary, which may grow. */
class CustomerRules {
  @AtMost(250) companyName?: string | null;
  @AtMost(50) phone?: string | null;
  @AtMost(50) altPhone?: string | null;
  @AtMost(50) fax?: string | null;
  @AtMost(20) type?: string | null;
}

class NewCustomerRules extends CustomerRules {
  @AtMost(100) @Email() email?: string | null;
}

class NewPersonRules {
  @Required() @AtMost(150) firstName?: string | null;
  @Required() @AtMost(150) lastName?: string | null;
  @AtMost(100) @Email() email?: string | null;
  @AtMost(50) phone?: string | null;
}

class ChangedPersonRules {
  @AtMost(150) firstName?: string | null;
  @AtMost(150) lastName?: string | null;
  @AtMost(50) phone?: string | null;
}

const NO_PLACE = [
  'websiteUrl',
  'headcount',
  'taxId',
  'registrationNumber',
  'internalReference',
  'partnerReference',
  'acronym',
  'billingReference',
  'languageCode',
  'customFields',
] as const;

const NO_PLACE_IN_CONTACT = ['middleName', 'title', 'username', 'type', 'role'] as const;

export function newCustomerFaults(values: CustomerValues): UserError[] {
  const { contact, address, additionalAddresses } = values;
  return [
    ...faultsOf(NewCustomerRules, values, INPUT),
    ...faultsOf(NewPersonRules, contact, CONTACT),
    ...missingEmail(values),
    ...newCustomersAddressFaults(address, ['input', 'address']),
    ...(additionalAddresses ?? []).flatMap((each, index) =>
      newCustomersAddressFaults(each, ['input', 'additionalAddresses', String(index)]),
    ),
    ...toldTwice('email', values.email, contact.email),
    ...toldTwice('phone', values.phone, contact.phone),
    ...unsupported(Provider.DKHARDWARE, values, [...NO_PLACE, 'cloudCockpit'], INPUT),
    ...unsupported(Provider.DKHARDWARE, contact, NO_PLACE_IN_CONTACT, CONTACT),
  ];
}

export function changedCustomerFaults(values: CustomerChange): UserError[] {
  const contact = values.contact ?? {};
  return [
    ...faultsOf(CustomerRules, values, INPUT),
    ...faultsOf(ChangedPersonRules, contact, CONTACT),
    ...emptied(Provider.DKHARDWARE, values, ['type'], INPUT),
    ...emptied(Provider.DKHARDWARE, contact, ['firstName', 'lastName'], CONTACT),
    ...toldTwice('phone', values.phone, contact.phone),
    ...fixedEmail(values.email, INPUT),
    ...fixedEmail(contact.email, CONTACT),
    ...elsewhere(values.address),
    ...unsupported(Provider.DKHARDWARE, values, NO_PLACE, INPUT),
    ...unsupported(Provider.DKHARDWARE, contact, NO_PLACE_IN_CONTACT, CONTACT),
  ];
}

type Given<Value> = Value | null | undefined;

function missingEmail({ email, contact }: CustomerValues): UserError[] {
  if ((email ?? contact.email ?? null) !== null) return [];
  return [
    userError(['input', 'email'], UserErrorCode.REQUIRED, 'email is required, here or in the contact.'),
  ];
}

/** The person is the customer (DK 3.4): two different values would leave one of them without a place. */
function toldTwice(member: string, ofCustomer: Given<string>, ofPerson: Given<string>): UserError[] {
  if ((ofCustomer ?? null) === null || (ofPerson ?? null) === null || ofCustomer === ofPerson) return [];
  const message = `${Provider.DKHARDWARE} has one ${member} for a customer and its contact: give it once.`;
  return [userError([...CONTACT, member], UserErrorCode.UNSUPPORTED, message)];
}

/** The update refuses a customer with an e-mail address (DK 3.2). */
function fixedEmail(email: Given<string>, path: readonly string[]): UserError[] {
  if ((email ?? null) === null) return [];
  const message = `${Provider.DKHARDWARE} does not let a customer's email be changed.`;
  return [userError([...path, 'email'], UserErrorCode.UNSUPPORTED, message)];
}

function elsewhere(address: Given<object>): UserError[] {
  if ((address ?? null) === null) return [];
  const message = `${Provider.DKHARDWARE} changes addresses one by one: use updateCustomerAddress.`;
  return [userError(['input', 'address'], UserErrorCode.UNSUPPORTED, message)];
}
