import type { CustomerChange, CustomerValues } from '../writes.js';
import type { CustomerMember } from './customer-bodies.js';

/** Where the input has what ION keeps in this member. */
export function placeOf(
  member: CustomerMember,
  { contact, email, phone }: CustomerValues | CustomerChange,
): readonly string[] {
  const eitherOf = (name: 'email' | 'phone', ofCustomer: string | null | undefined) =>
    (contact?.[name] ?? null) === null && ofCustomer !== undefined
      ? ['input', name]
      : ['input', 'contact', name];
  if (member === 'customerEmail') return eitherOf('email', email);
  if (member === 'customerPhone') return eitherOf('phone', phone);
  return PLACES[member];
}

const PLACES: Readonly<
  Record<Exclude<CustomerMember, 'customerEmail' | 'customerPhone'>, readonly string[]>
> = {
  customerOrganization: ['input', 'companyName'],
  customerName: ['input', 'contact', 'firstName'],
  customerTitle: ['input', 'contact', 'title'],
  street: ['input', 'address', 'line1'],
  suite: ['input', 'address', 'line2'],
  city: ['input', 'address', 'city'],
  state: ['input', 'address', 'state'],
  zip: ['input', 'address', 'postalCode'],
  country: ['input', 'address', 'countryCode'],
  languageCode: ['input', 'languageCode'],
};
