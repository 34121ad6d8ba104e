import type { ProviderCustomerInput } from '../../types/cloudcockpit-inputs.js';
import type { CustomerChange, CustomerValues } from '../writes.js';
import { ACCOUNT_MEMBERS } from './customer-bodies.js';
import { placeOf } from './customer-places.js';
import { guidOf } from './provider-bodies.js';

/**
 * The member of our input that a `propertyName` stands for; null where there is none.
 * e.g. `CompanyName`, `Customer.Zip` (account-info), `ProviderCustomers[cb00…].Margin.Value`.
 */
export function fieldOf(
  propertyName: string,
  values: CustomerValues | CustomerChange,
): readonly string[] | null {
  const parts = propertyName
    .split(/[.[\]]+/)
    .filter((part) => part !== '')
    .map(camelCase);
  const [first = '', ...rest] = parts[0] === 'customer' ? parts.slice(1) : parts;
  const member = ACCOUNT_MEMBERS.find((known) => known === first);
  if (member !== undefined) return placeOf(member, values);
  if (first === 'internalIdentifier') return ['input', 'internalReference'];
  return partField(first, rest, 'cloudCockpit' in values ? values.cloudCockpit : null);
}

/** The refusals write what the bodies have in camel case with a capital. */
function camelCase(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

const PART = ['input', 'cloudCockpit'];

function partField(
  first: string,
  rest: readonly string[],
  part: CustomerValues['cloudCockpit'],
): readonly string[] | null {
  // What the caller did not send has no place to be refused at.
  if (part === null || part === undefined) return null;
  if (first === 'resellerId') return [...PART, 'resellerId'];
  if (first === 'providerCustomers')
    return [...PART, 'providerCustomers', ...providerField(rest, part.providerCustomers)];
  if (first !== 'customerAssociations') return null;
  const [index = '', member] = rest;
  if (!/^\d+$/.test(index)) return [...PART, 'associations'];
  return [...PART, 'associations', index, ...(member === 'name' ? ['name'] : ['resellerId'])];
}

/** The input has a list where the wire has a map by provider instance. */
function providerField(
  [key = '', member = '', ...rest]: readonly string[],
  providerCustomers: readonly ProviderCustomerInput[],
): readonly string[] {
  const index = providerCustomers.findIndex(
    ({ providerInstanceId }) => guidOf(providerInstanceId) === guidOf(key),
  );
  const entry = providerCustomers[index];
  if (entry === undefined) return [];
  return [String(index), ...entryField(member, rest, entry)];
}

function entryField(
  member: string,
  rest: readonly string[],
  { offerTypeMargins }: ProviderCustomerInput,
): readonly string[] {
  if (member === 'providerInstanceId') return ['providerInstanceId'];
  if (member === 'providerCustomerId') return ['providerCustomerId'];
  if (member === 'providerCustomerData') return ['data'];
  if (member === 'margin') return ['margin', ...marginField(rest)];
  if (member !== 'offerTypeMargins') return [];
  const [offerType, ...inMargin] = rest;
  const index = offerTypeMargins?.findIndex((known) => camelCase(known.offerType) === offerType) ?? -1;
  return ['offerTypeMargins', ...(index < 0 ? [] : [String(index), 'margin', ...marginField(inMargin)])];
}

function marginField([member]: readonly string[]): readonly string[] {
  if (member === 'marginRule') return ['rule'];
  return member === 'value' ? ['value'] : [];
}
