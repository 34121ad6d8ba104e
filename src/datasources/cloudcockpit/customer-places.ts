import { UserErrorCode, type UserError } from '../../types/user-error.js';
import { userError } from '../input-rules.js';
import type { CustomerChange, CustomerValues } from '../writes.js';
import type { AccountMember } from './customer-bodies.js';

/** Where the input has what CloudCockpit keeps in this member. */
export function placeOf(member: AccountMember, values: CustomerValues | CustomerChange): readonly string[] {
  if (member !== 'email' && member !== 'phone') return PLACES[member];
  // The customer's own goes before its contact's, as in the body.
  const isOfContact = (values[member] ?? null) === null && values.contact?.[member] !== undefined;
  return isOfContact ? ['input', 'contact', member] : ['input', member];
}

export function required(
  members: readonly AccountMember[],
  values: CustomerValues | CustomerChange,
): readonly UserError[] {
  return members.map((member) => {
    const field = placeOf(member, values);
    return userError(field, UserErrorCode.REQUIRED, `${field.at(-1) ?? member} is required.`);
  });
}

export function noSuchCustomer(): UserError {
  return userError(['input', 'id'], UserErrorCode.NOT_FOUND, 'CloudCockpit has no such customer.');
}

const PLACES: Readonly<Record<Exclude<AccountMember, 'email' | 'phone'>, readonly string[]>> = {
  companyName: ['input', 'companyName'],
  taxId: ['input', 'taxId'],
  country: ['input', 'address', 'countryCode'],
  addressLine1: ['input', 'address', 'line1'],
  addressLine2: ['input', 'address', 'line2'],
  city: ['input', 'address', 'city'],
  state: ['input', 'address', 'state'],
  zip: ['input', 'address', 'postalCode'],
  firstName: ['input', 'contact', 'firstName'],
  middleName: ['input', 'contact', 'middleName'],
  lastName: ['input', 'contact', 'lastName'],
};
