import type { CustomerChange, CustomerValues } from '../writes.js';
import type { WireCustomer } from './wire.js';

/** ION takes no customer without them, neither a new one nor a changed one (ION 4.7). */
const REQUIRED_MEMBERS = [
  'customerOrganization',
  'customerName',
  'customerEmail',
  'street',
  'city',
  'state',
  'zip',
  'country',
  'languageCode',
] as const;

/** What ION lets be written of a customer and its address, in ION's words. */
export type CustomerMember = (typeof REQUIRED_MEMBERS)[number] | 'customerTitle' | 'customerPhone' | 'suite';

/** Left out: nothing is said of it. Null or blank: there shall be none. */
export type CustomerMembers = Readonly<Partial<Record<CustomerMember, string | null>>>;

/** ION requires a language and the graph does not; all of the vendor's own samples are in this one (ION 4.7). */
const DEFAULT_LANGUAGE = 'EN';

export function newMembers(values: CustomerValues): CustomerMembers {
  const given = givenMembers(values);
  return { ...given, languageCode: given.languageCode ?? DEFAULT_LANGUAGE };
}

/** The whole customer as it shall be: a PUT replaces everything, so that what a change does not name is sent as it stands. */
export function changedMembers(row: WireCustomer, change: CustomerChange): CustomerMembers {
  return { ...membersOf(row), ...givenMembers(change) };
}

export function membersOf(row: WireCustomer): CustomerMembers {
  const { customerOrganization, customerName, customerEmail, customerTitle, customerPhone, languageCode } =
    row;
  const contact = { customerName, customerEmail, customerTitle, customerPhone };
  return { customerOrganization, ...contact, ...row.customerAddress, languageCode };
}

/** What the input says. A contact or an address that is null clears everything in it. */
export function givenMembers(values: CustomerValues | CustomerChange): CustomerMembers {
  const { contact, address } = values;
  return withoutUndefined({
    customerOrganization: values.companyName,
    customerName: nameOf(contact),
    customerEmail: either(inside(contact, 'email'), values.email),
    customerTitle: inside(contact, 'title'),
    customerPhone: either(inside(contact, 'phone'), values.phone),
    street: inside(address, 'line1'),
    suite: inside(address, 'line2'),
    city: inside(address, 'city'),
    state: inside(address, 'state'),
    zip: inside(address, 'postalCode'),
    country: inside(address, 'countryCode'),
    languageCode: values.languageCode,
  });
}

/** The members that ION requires and that these are without. */
export function missingMembers(members: CustomerMembers): readonly CustomerMember[] {
  return REQUIRED_MEMBERS.filter((member) => isBlank(members[member]));
}

/** The body of both writes. What there is none of is left out: in proto3 that and an empty text are the same (ION 4.1). */
export function customerBody(members: CustomerMembers): object {
  const { street, suite, city, state, zip, country, ...rest } = withoutBlank(members);
  return { ...rest, customerAddress: withoutUndefined({ street, suite, city, state, zip, country }) };
}

/** ION keeps a contact's name as one text. */
function nameOf(contact: CustomerChange['contact']): string | null | undefined {
  if (contact === null || contact === undefined) return contact;
  const parts = [contact.firstName, contact.middleName, contact.lastName];
  if (parts.every((part) => part === undefined)) return undefined;
  return parts.filter((part) => !isBlank(part)).join(' ');
}

function inside<Part extends object, Name extends keyof Part>(part: Part | null | undefined, name: Name) {
  return part === null ? null : part?.[name];
}

/** The graph has e-mail and phone of the customer and of its contact, ION has one each. */
function either(ofContact: string | null | undefined, ofCustomer: string | null | undefined) {
  return ofContact ?? (ofCustomer === undefined ? ofContact : ofCustomer);
}

function isBlank(text: string | null | undefined): boolean {
  return text === null || text === undefined || text.trim() === '';
}

function withoutBlank(members: CustomerMembers): CustomerMembers {
  return Object.fromEntries(Object.entries(members).filter(([, text]) => !isBlank(text)));
}

function withoutUndefined(
  members: Readonly<Partial<Record<CustomerMember, string | null | undefined>>>,
): CustomerMembers {
  return Object.fromEntries(Object.entries(members).filter(([, text]) => text !== undefined));
}
