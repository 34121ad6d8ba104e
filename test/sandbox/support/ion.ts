import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { z } from 'zod';
import { createIon, ION_ACCOUNT_ID, ION_INITIAL_REFRESH_TOKEN } from '../../../sandbox/ion/index.js';
import type { IonOrder } from '../../../sandbox/ion/rows.js';
import type { Fault } from '../../../sandbox/faults.js';
import { startSandbox, type Sandbox } from '../../../sandbox/server.js';
import { ask, type Answer } from './answers.js';
import { HeldClock } from './held-clock.js';
import { present } from './present.js';

const row = z.looseObject({ name: z.string(), updateTime: z.string().optional() });
const pageSchema = z.looseObject({
  customers: z.array(row).optional(),
  orders: z.array(row).optional(),
  nextPageToken: z.string().optional(),
});
const tokensSchema = z.object({ access_token: z.string(), refresh_token: z.string() });

export const clock = new HeldClock('2025-03-01T08:00:00Z');
export const ion = createIon(clock);
let sandbox: Sandbox;
let access: string;

/** A sandbox with ION alone, and before every test its seeded data and an access token: the first refresh token is spent. */
export function useIon(): void {
  beforeAll(async () => {
    sandbox = await startSandbox({ upstreams: [ion] });
  });
  afterAll(() => sandbox.close());
  beforeEach(async () => {
    sandbox.reset();
    access = (await tokens(ION_INITIAL_REFRESH_TOKEN)).access_token;
  });
}

export function get(path: string, token = access, account = ION_ACCOUNT_ID): Promise<Answer> {
  const headers = { authorization: `Bearer ${token}` };
  return ask(`${sandbox.url}/ion/api/v3/accounts/${account}${path}`, { headers });
}

/** A write under the account; without a body where there is none. */
export function send(
  method: 'POST' | 'PUT',
  path: string,
  body?: unknown,
  account = ION_ACCOUNT_ID,
): Promise<Answer> {
  return ask(`${sandbox.url}/ion/api/v3/accounts/${account}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${access}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}

export function fault(given: Fault): void {
  sandbox.fault('ion', given);
}

export async function page(path: string) {
  return pageSchema.parse((await get(path)).body);
}

/** Every page of a listing, by its tokens; the paging members of `path` go along, as the vendor's SDK sends them. */
export async function walk(path: string) {
  const pages = [await page(path)];
  for (let token = pages[0]?.nextPageToken; token; token = pages.at(-1)?.nextPageToken) {
    pages.push(await page(`${path}&pageToken=${token}`));
  }
  return pages;
}

export async function ordersOf(path: string) {
  return (await walk(path)).flatMap(({ orders = [] }) => orders);
}

export function form(path: string, members: Record<string, string>): Promise<Answer> {
  return ask(`${sandbox.url}/ion${path}`, { method: 'POST', body: new URLSearchParams(members) });
}

export function post(path: string, type: string, body: string): Promise<Answer> {
  return ask(`${sandbox.url}/ion${path}`, { method: 'POST', headers: { 'content-type': type }, body });
}

export function exchange(refreshToken: string): Promise<Answer> {
  return form('/oauth/token', { grant_type: 'refresh_token', refresh_token: refreshToken });
}

export async function tokens(refreshToken: string) {
  return tokensSchema.parse((await exchange(refreshToken)).body);
}

/** `accounts/{a}/customers/{c}/…` → c. */
export function customerIdOf({ name }: Pick<IonOrder, 'name'>): string {
  return present(name.split('/')[3]);
}
