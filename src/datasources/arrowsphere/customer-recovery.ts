import { CustomerStatus, type Customer } from '../../types/customer.js';
import type { CustomerReads } from '../source.js';
import { mayBeMadeSince } from '../made-since.js';
import type { CustomerValues, WriteCall } from '../writes.js';
import { mapCustomer, type Origin } from './customer-mapping.js';
import { readCustomer } from './customer-wire.js';
import { isBlank } from './members.js';
import type { ArrowSphereWriteClient } from './write-client.js';

const EVERYONE = { search: null, email: null, countryCode: null, updatedSince: null, includeDeleted: false };

export interface CustomerPlaces {
  readonly client: ArrowSphereWriteClient;
  readonly customers: CustomerReads;
  readonly origin: Origin;
}

/**
 * The customer that an earlier creation with these values made; null where there surely is none.
 *
 * The filter by e-mail is quick to find it, and proves nothing where it does not: then the whole list is looked through.
 */
export async function findMadeCustomer(
  values: CustomerValues,
  { client, customers, origin }: CustomerPlaces,
  { scope, sentAt }: Pick<WriteCall, 'scope' | 'sentAt'>,
): Promise<Customer | 'cannot tell' | null> {
  for (const email of emailsOf(values)) {
    const rows = (await client.customerRowsByEmail(email, scope)).map(readCustomer);
    const found = rows
      .flatMap((row) => (row.reference === null ? [] : [mapCustomer(row, row.reference, origin)]))
      .find((customer) => likenessOf(values, customer, sentAt) === 'same');
    if (found !== undefined) return found;
  }
  let isDoubtful = isNobody(values);
  let position: string | null = null;
  do {
    const page = await customers.page(EVERYONE, { position, size: customers.maxPageSize }, scope);
    for (const customer of page.rows) {
      const likeness = likenessOf(values, customer, sentAt);
      if (likeness === 'same') return customer;
      if (likeness === 'doubtful') isDoubtful = true;
    }
    position = page.next;
  } while (position !== null);
  return isDoubtful ? 'cannot tell' : null;
}

type Likeness = 'same' | 'doubtful' | 'another';

/**
 * Recognised by the company's name together with the partner's own reference, else an e-mail address, else the address.
 * Sent once more, a reference that is there already is refused, since it is unique (ArrowSphere 1.8); an e-mail
 * address is not, so that whoever has it under another name leaves a doubt.
 */
function likenessOf(values: CustomerValues, customer: Customer, sentAt: number): Likeness {
  if (!mayBeMadeSince(sentAt, customer.createdAt)) return 'another';
  const isNamesake =
    customer.status !== CustomerStatus.DELETED && isSame(values.companyName, customer.companyName);
  if (!isBlank(values.internalReference))
    return isNamesake && isSame(values.internalReference, customer.internalReference) ? 'same' : 'another';
  const emails = emailsOf(values);
  if (emails.length > 0) {
    if (!emails.some((email) => hasEmail(customer, email))) return 'another';
    return isNamesake ? 'same' : 'doubtful';
  }
  return isNamesake && isAtAddress(values, customer) ? 'same' : 'another';
}

/** Without a reference and an e-mail address, one that is not found may still be there, written a little otherwise. */
function isNobody(values: CustomerValues): boolean {
  return isBlank(values.internalReference) && emailsOf(values).length === 0;
}

function isAtAddress({ address: { line1, postalCode } }: CustomerValues, customer: Customer): boolean {
  return (customer.knownAddresses ?? []).some(
    (address) => isSame(line1, address.line1) && isSame(postalCode, address.postalCode),
  );
}

function emailsOf({ email, contact }: CustomerValues): readonly string[] {
  const given = [email, contact.email].flatMap((each) => (isBlank(each) ? [] : [each?.toLowerCase() ?? '']));
  return [...new Set(given)];
}

function hasEmail({ email, primaryContact }: Customer, wanted: string): boolean {
  return [email, primaryContact?.email].some((each) => each?.toLowerCase() === wanted);
}

function isSame(given: string | null | undefined, read: string | null): boolean {
  return (given ?? '').trim() === (read ?? '').trim();
}
