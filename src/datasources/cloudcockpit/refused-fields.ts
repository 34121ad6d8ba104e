import type { ProviderCustomerInput } from '../../types/cloudcockpit-inputs.js';
import type { CustomerChange, CustomerValues } from '../writes.js';
import type { AccountMember } from './customer-bodies.js';
import { placeOf } from './customer-places.js';
import { guidOf } from './provider-bodies.js';

type Values = CustomerValues | CustomerChange;

/**
 * The member of our input that a `propertyName` stands for; null where there is none.
 * e.g. `CompanyName`, `Customer.Zip` (account-info), `ProviderCustomers[cb00…].Margin.Value`.
 */
export function fieldOf(propertyName: string, values: Values): readonly string[] | null {
  const parts = propertyName
    .toLowerCase()
    .split(/[.[\]]+/)
    .filter((part) => part !== '');
  const [first = '', ...rest] = parts[0] === 'customer' ? parts.slice(1) : parts;
  const member = ACCOUNT.get(first);
  if (member !== undefined) return placeOf(member, values);
  if (first === 'internalidentifier') return ['input', 'internalReference'];
  return partField(first, rest, 'cloudCockpit' in values ? (values.cloudCockpit ?? null) : null);
}

const ACCOUNT: ReadonlyMap<string, AccountMember> = new Map<string, AccountMember>([
  ['companyname', 'companyName'],
  ['taxid', 'taxId'],
  ['country', 'country'],
  ['addressline1', 'addressLine1'],
  ['addressline2', 'addressLine2'],
  ['city', 'city'],
  ['state', 'state'],
  ['zip', 'zip'],
  ['firstname', 'firstName'],
  ['middlename', 'middleName'],
  ['lastname', 'lastName'],
  ['email', 'email'],
  ['phone', 'phone'],
]);

const PART = ['input', 'cloudCockpit'];

function partField(
  first: string,
  rest: readonly string[],
  part: CustomerValues['cloudCockpit'] | null,
): readonly string[] | null {
  // What the caller did not send has no place to be refused at.
  if (part === null || part === undefined) return null;
  if (first === 'resellerid') return [...PART, 'resellerId'];
  if (first === 'providercustomers')
    return [...PART, 'providerCustomers', ...providerField(rest, part.providerCustomers)];
  if (first !== 'customerassociations') return null;
  const [index = '', member] = rest;
  if (!/^\d+$/.test(index)) return [...PART, 'associations'];
  return [...PART, 'associations', index, ...(member === 'name' ? ['name'] : ['resellerId'])];
}

/** The input has a list where the wire has a map by provider instance. */
function providerField(
  [key = '', member = '', ...rest]: readonly string[],
  providerCustomers: readonly ProviderCustomerInput[],
): readonly string[] {
  const index = providerCustomers.findIndex(({ providerInstanceId }) => guidOf(providerInstanceId) === key);
  const entry = providerCustomers[index];
  if (entry === undefined) return [];
  return [String(index), ...entryField(member, rest, entry)];
}

function entryField(
  member: string,
  rest: readonly string[],
  { offerTypeMargins }: ProviderCustomerInput,
): readonly string[] {
  if (member === 'providerinstanceid') return ['providerInstanceId'];
  if (member === 'providercustomerid') return ['providerCustomerId'];
  if (member === 'providercustomerdata') return ['data'];
  if (member === 'margin') return ['margin', ...marginField(rest)];
  if (member !== 'offertypemargins') return [];
  const [offerType, ...inMargin] = rest;
  const index = offerTypeMargins?.findIndex((known) => known.offerType.toLowerCase() === offerType) ?? -1;
  return ['offerTypeMargins', ...(index < 0 ? [] : [String(index), 'margin', ...marginField(inMargin)])];
}

function marginField([member]: readonly string[]): readonly string[] {
  if (member === 'marginrule') return ['rule'];
  return member === 'value' ? ['value'] : [];
}
