import { createHash } from 'node:crypto';
import type { OperationScope } from '../../upstream/scope.js';
import { earliestMade } from '../made-since.js';
import { MAX_LIMIT, type DkHardwareClient, type ListWindow } from './client.js';
import { rowsFollow } from './list-end.js';
import { fromText, windowStart } from './updated-order.js';
import type { CustomerRow } from './wire.js';

const OWN = ['company', 'firstName', 'lastName', 'email', 'phone'] as const;
/** Not the country: rows write it by name or by code (DK 3.4). */
const OF_ADDRESS = [
  'firstName',
  'lastName',
  'company',
  'address1',
  'address2',
  'city',
  'state',
  'zip',
] as const;

type Told<Member extends string> = Readonly<Partial<Record<Member, string | null | undefined>>>;

export interface NewCustomer extends Told<(typeof OWN)[number]> {
  readonly address: Told<(typeof OF_ADDRESS)[number]>;
}

/**
 * By what a new customer is recognised, without telling who it is: handles are kept while work goes on.
 * Its own members and its first address apart, `<digest>~<digest>`, since not every row tells its addresses.
 */
export function fingerprintOf(customer: NewCustomer): string {
  return `${digest(customer, OWN)}~${digest(customer.address, OF_ADDRESS)}`;
}

export interface Creation {
  readonly fingerprint: string;
  /** When it was first sent, ms since 1970. */
  readonly sentAt: number;
}

/**
 * The id of the only customer with this fingerprint that was created since the creation was sent; null where there is
 * none, or more than one. No endpoint finds a customer by its `referenceId` or e-mail address, so that the list of creations
 * is read (DK 3.2).
 */
export async function findCreated(
  { fingerprint, sentAt }: Creation,
  read: DkHardwareClient['customersByCreation'],
  timeZone: string,
  scope: OperationScope,
): Promise<string | null> {
  const from = fromText(windowStart(earliestMade(sentAt), timeZone));
  const readWindow = (window: ListWindow) => read(window, scope);
  const found = new Set<string>();
  for (let offset = 0; ;) {
    const window = { from, offset, limit: MAX_LIMIT };
    const listed = await readWindow(window);
    for (const row of listed.rows) if (row !== null && carries(row, fingerprint)) found.add(row.id);
    if (!(await rowsFollow(readWindow, window, listed))) break;
    offset += listed.rows.length;
  }
  const [id = null, ...others] = found;
  return others.length === 0 ? id : null;
}

/** In which order a row tells its addresses is documented nowhere. */
function carries(row: CustomerRow, fingerprint: string): boolean {
  const [own, address] = fingerprint.split('~');
  if (digest(row, OWN) !== own) return false;
  return row.addresses?.some((each) => digest(each, OF_ADDRESS) === address) ?? true;
}

function digest<Member extends string>(told: Told<Member>, members: readonly Member[]): string {
  const texts = members.map((member) => told[member]?.trim().toLowerCase() ?? '');
  return createHash('sha256').update(JSON.stringify(texts)).digest('base64url').slice(0, 22);
}
