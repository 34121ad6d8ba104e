import type { CustomerChange, CustomerValues } from '../writes.js';
import { associationsBody, providerCustomersBody } from './provider-bodies.js';
import type { WireCustomer } from './wire.js';

/** The company and its primary contact, in the order of the vendor's page (CloudCockpit 2.3). */
export const ACCOUNT_MEMBERS = [
  'companyName',
  'taxId',
  'country',
  'addressLine1',
  'addressLine2',
  'city',
  'state',
  'zip',
  'firstName',
  'middleName',
  'lastName',
  'email',
  'phone',
] as const;

export type AccountMember = (typeof ACCOUNT_MEMBERS)[number];

/** Left out: nothing is said of it. Null: there shall be none. */
export type Account = Readonly<Partial<Record<AccountMember, string | null>>>;

const OPTIONAL_MEMBERS: readonly AccountMember[] = ['taxId', 'addressLine2', 'middleName'];

/** The members marked as required that are not there; an empty one is refused as well (CloudCockpit 2.3). */
export function missingMembers(account: Account): readonly AccountMember[] {
  return ACCOUNT_MEMBERS.filter(
    (member) => !OPTIONAL_MEMBERS.includes(member) && (account[member] ?? null) === null,
  );
}

/** What the input says. A contact or an address that is null clears everything in it. */
export function givenAccount(values: CustomerValues | CustomerChange): Account {
  const { contact, address } = values;
  return withoutUndefined({
    companyName: values.companyName,
    taxId: values.taxId,
    country: inside(address, 'countryCode'),
    addressLine1: inside(address, 'line1'),
    addressLine2: inside(address, 'line2'),
    city: inside(address, 'city'),
    state: inside(address, 'state'),
    zip: inside(address, 'postalCode'),
    firstName: inside(contact, 'firstName'),
    middleName: inside(contact, 'middleName'),
    lastName: inside(contact, 'lastName'),
    email: either(values.email, inside(contact, 'email')),
    phone: either(values.phone, inside(contact, 'phone')),
  });
}

/** The account as the customer has it. */
export function accountOf(row: WireCustomer): Account {
  return Object.fromEntries(ACCOUNT_MEMBERS.map((member) => [member, row[member]]));
}

/** The account as it shall be: account-info replaces all of it, so that what a change does not name is sent as it stands. */
export function changedAccount(row: WireCustomer, change: CustomerChange): Account {
  return { ...accountOf(row), ...givenAccount(change) };
}

/** The body of `POST /v1/Customers`. Every documented member of the account is there, as null where it has none. */
export function newCustomerBody(values: CustomerValues, resellerId: string | null): object {
  const { providerCustomers = [], associations } = values.cloudCockpit ?? {};
  return {
    ...complete(givenAccount(values)),
    internalIdentifier: textOf(values.internalReference) ?? null,
    resellerId,
    providerCustomers: providerCustomersBody(providerCustomers),
    ...associationsBody(associations ?? []),
  };
}

/**
 * The body of `PATCH …/account-info`: the whole customer but its providers, whose map is empty as in the vendor's sample.
 * It carries the identifier too; the new one, lest this call should undo what the one after it writes.
 */
export function accountInfoBody(row: WireCustomer, change: CustomerChange): object {
  const identifier = textOf(change.internalReference);
  return {
    customer: {
      id: row.id,
      ...complete(changedAccount(row, change)),
      internalIdentifier: identifier === undefined ? row.internalIdentifier : identifier,
      resellerId: row.resellerId,
      providerCustomers: {},
    },
    retryFailedProviderCustomersFromCompanyInfo: false,
  };
}

export function isDeleted({ isDeleted: isMarked, deletedAt }: WireCustomer): boolean {
  return isMarked || deletedAt !== null;
}

/** Blank text is none; undefined where nothing was said. */
export function textOf(text: string | null | undefined): string | null | undefined {
  return text?.trim() === '' ? null : text;
}

function complete(account: Account): Account {
  return Object.fromEntries(ACCOUNT_MEMBERS.map((member) => [member, account[member] ?? null]));
}

function inside<Part extends object, Name extends keyof Part>(part: Part | null | undefined, name: Name) {
  return part === null ? null : part?.[name];
}

/** The graph has e-mail and phone of the customer and of its contact, CloudCockpit has one each. */
function either(ofCustomer: string | null | undefined, ofContact: string | null | undefined) {
  return textOf(ofCustomer) ?? (ofContact === undefined ? ofCustomer : ofContact);
}

function withoutUndefined(
  account: Readonly<Partial<Record<AccountMember, string | null | undefined>>>,
): Account {
  const texts = Object.entries(account).map(([member, text]) => [member, textOf(text)] as const);
  return Object.fromEntries(texts.filter(([, text]) => text !== undefined));
}
