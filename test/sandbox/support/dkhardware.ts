import { afterAll, beforeAll, beforeEach, expect } from '@jest/globals';
import { z } from 'zod';
import {
  createDkHardware,
  DK_HARDWARE_CLIENT,
  DK_HARDWARE_TOKEN_PATH,
} from '../../../sandbox/dkhardware/index.js';
import type { Fault } from '../../../sandbox/faults.js';
import { startSandbox, type Sandbox } from '../../../sandbox/server.js';
import { ask, at, type Answer } from './answers.js';
import { HeldClock } from './held-clock.js';

export const ALL_SCOPES = DK_HARDWARE_CLIENT.scopes.join(' ');

const payloadSchema = z.strictObject({ payload: z.array(z.looseObject({})) });
/** How long a submission takes from its acceptance to its end. */
const DEFAULT_DELAYS_MS = 100 + 200;

const submissionSchema = z.strictObject({ submissionId: z.string() });
const tokenSchema = z.looseObject({ access_token: z.string() });

/** What the vendor's order sample sends along; required of addresses and orders. */
export const CONTEXT = { 'User-Id': '93', 'User-Name': 'Robin Clerk', 'Initiated-From': 'GraphQL gateway' };

export const clock = new HeldClock('2025-03-01T08:00:00Z');
export const dk = createDkHardware(clock);
let sandbox: Sandbox;
let access: string;

/** A sandbox with DK Hardware alone, and before every test its seeded data and a token with all scopes. */
export function useDkHardware(): void {
  beforeAll(async () => {
    sandbox = await startSandbox({ upstreams: [dk] });
  });
  afterAll(() => sandbox.close());
  beforeEach(resetDkHardware);
}

export async function resetDkHardware(): Promise<void> {
  sandbox.reset();
  access = await token(ALL_SCOPES);
}

export function get(path: string, bearer = access): Promise<Answer> {
  return ask(`${sandbox.url}/dkhardware${path}`, { headers: { authorization: `Bearer ${bearer}` } });
}

/** A body as text goes out as it is. */
export function post(
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
  bearer = access,
): Promise<Answer> {
  return ask(`${sandbox.url}/dkhardware${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** Writes, and answers what the submission has come to when all its delays are over. */
export async function outcomeOf(path: string, body: unknown): Promise<unknown> {
  const { submissionId } = submissionSchema.parse((await post(path, body, CONTEXT)).body);
  clock.forward(DEFAULT_DELAYS_MS);
  return (await post(statusPathOf(path), { submissionId }, CONTEXT)).body;
}

function statusPathOf(path: string): string {
  if (path.startsWith('/v1/order/')) return '/v1/order/status';
  return path.includes('/address/') ? '/v1/customer/address/status' : '/v1/customer/status';
}

/** The keys of a 400's field errors, after its form is checked. */
export function faultsOf({ status, body }: Answer): readonly string[] {
  expect(status).toBe(400);
  expect(body).toMatchObject({ status: 400, title: 'One or more validation errors occurred.' });
  return Object.keys(at(body, 'errors') ?? {}).sort();
}

export function fault(given: Fault): void {
  sandbox.fault('dkhardware', given);
}

/** The rows of a list, whose envelope has nothing else, least of all a total. */
export async function list(path: string) {
  return payloadSchema.parse((await get(path)).body).payload;
}

/** Every page, by the offset: a page that is not full is the last. */
export async function walk(path: string) {
  const limit = Number(/limit=(\d+)/.exec(path)?.[1]);
  const rows: z.infer<typeof payloadSchema>['payload'] = [];
  for (let page = await list(path); ; page = await list(`${path}&offset=${rows.length}`)) {
    rows.push(...page);
    if (page.length < limit) return rows;
  }
}

export function requestToken(members: Record<string, string>): Promise<Answer> {
  const { clientId: client_id, clientSecret: client_secret } = DK_HARDWARE_CLIENT;
  const form = { grant_type: 'client_credentials', client_id, client_secret, scope: ALL_SCOPES, ...members };
  const body = new URLSearchParams(form);
  return ask(`${sandbox.url}/dkhardware${DK_HARDWARE_TOKEN_PATH}`, { method: 'POST', body });
}

export async function token(scope: string): Promise<string> {
  return tokenSchema.parse((await requestToken({ scope })).body).access_token;
}

/** What the vendor sorts by: a row that does not show its update stands at its creation. */
export function updatedTime(row: { readonly createdAt?: unknown; readonly updatedAt?: unknown }): string {
  return String(row.updatedAt ?? row.createdAt);
}

export function expectOrder(times: readonly string[], direction: 'ascending' | 'descending'): void {
  const sorted = [...times].sort();
  expect(times).toEqual(direction === 'ascending' ? sorted : sorted.reverse());
}

/** Sorts rows by an id of theirs, for ids of one length. */
export function by(member: string) {
  return (left: Readonly<Record<string, unknown>>, right: Readonly<Record<string, unknown>>) =>
    String(left[member]) < String(right[member]) ? -1 : 1;
}
