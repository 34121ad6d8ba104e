import { createHash } from 'node:crypto';
import type { OperationScope } from '../../upstream/scope.js';
import { MAX_LIMIT, type DkHardwareClient, type ListWindow } from './client.js';
import { rowsFollow } from './list-end.js';
import { fromText, windowStart } from './updated-order.js';

/** Retries come within hours; the longer the window, the likelier it holds somebody else's creation of the same person. */
const WINDOW_MS = 2 * 24 * 60 * 60 * 1_000;

export interface Person {
  readonly email: string | null | undefined;
  readonly firstName?: string | null | undefined;
  readonly lastName?: string | null | undefined;
}

/** By what a new customer is recognised, without telling who it is: handles are kept while work goes on. */
export function fingerprintOf({ email, firstName, lastName }: Person): string {
  const told = [email, firstName, lastName].map((text) => text?.trim().toLowerCase() ?? '');
  return createHash('sha256').update(JSON.stringify(told)).digest('base64url').slice(0, 22);
}

/**
 * The id of the newest customer with this fingerprint that was created in the last two days; null where there is none.
 * No endpoint finds a customer by its `referenceId` or e-mail address, so that the list of creations is read (DK 3.2).
 */
export async function findCreated(
  fingerprint: string,
  read: DkHardwareClient['customersByCreation'],
  timeZone: string,
  scope: OperationScope,
): Promise<string | null> {
  const from = fromText(windowStart(Date.now() - WINDOW_MS, timeZone));
  const readWindow = (window: ListWindow) => read(window, scope);
  let found: string | null = null;
  for (let offset = 0; ;) {
    const window = { from, offset, limit: MAX_LIMIT };
    const listed = await readWindow(window);
    for (const row of listed.rows) if (row !== null && fingerprintOf(row) === fingerprint) found = row.id;
    if (!(await rowsFollow(readWindow, window, listed))) return found;
    offset += listed.rows.length;
  }
}
