import { setTimeout as sleep } from 'node:timers/promises';
import { CUSTOMER } from '../rows.js';
import { someSource, type Caller } from './caller.js';

/** A client that leaves before it has its answer. */
export async function leaveEarly({ client, random }: Caller): Promise<void> {
  client.tally.request('left early');
  const leaving = new AbortController();
  const filter = { sourceIds: [someSource(random)] };
  const query = `query ($filter: CustomerFilter) { customers(first: 50, filter: $filter) { nodes { ${CUSTOMER} orders(first: 5) { nodes { id } } } } }`;
  const answer = client
    .post(JSON.stringify({ query, variables: { filter } }), leaving.signal)
    .then((response) => response.text())
    .catch(() => undefined);
  await sleep(random.int(0, 150));
  leaving.abort();
  await answer;
}

/** What no well-behaved client sends: each is refused by its name, and none is a fault of the server. */
const BAD: readonly (readonly [query: string, variables?: Readonly<Record<string, unknown>>])[] = [
  ['{ customers('],
  ['{ nothingLikeIt }'],
  ['{ customers(first: 101) { nodes { id } } }'],
  ['{ customers(first: 5, after: "bm9uc2Vuc2U") { nodes { id } } }'],
  ['query ($id: ID!) { customer(id: $id) { id } }', { id: '../../etc/passwd\r\n\0' }],
  ['query ($x: String!) { customerByExternalId(sourceId: "arrow", externalId: $x) { id } }', { x: 'a\nb' }],
  [`{ ${Array.from({ length: 20 }, (_, index) => `a${index}: sources { id }`).join(' ')} }`],
  ['mutation { deleteCustomer(input: { id: "x", idempotencyKey: "" }) { userErrors { code } } }'],
];

export async function askBadly(caller: Caller): Promise<void> {
  const [query, variables] = caller.random.pick(BAD);
  const answer = await caller.client.ask('bad query', query, variables);
  if (answer === null) return;
  if (answer.errors.length === 0) caller.wrong('bad query', `was answered: ${query.slice(0, 80)}`);
}

const WEBHOOK_SECRET = 'sandbox-dkhardware-webhook-secret';

/** DK Hardware's events, and what others would like to pass for them. */
export async function reportChange({ client, random, truth }: Caller): Promise<void> {
  const secret = WEBHOOK_SECRET;
  const payload = { customerIds: [random.pick(truth.everyId('customers', 'dkh'))], date: new Date() };
  const [body, expected] = random.pick<readonly [object, number]>([
    [{ event: 'customer:changed', secret, payload }, 200],
    [{ event: 'customer:changed', secret, payload }, 200],
    [{ event: 'warehouse:burnt', secret, payload }, 200],
    [{ event: 'customer:changed', secret, payload: { customerIds: 7 } }, 400],
    [{ event: 'customer:changed', secret: 'guessed', payload }, 401],
  ]);
  client.tally.request('webhook');
  const response = await fetch(`${client.url}/webhooks/dkhardware/dkh`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  await response.text();
  if (response.status !== expected) client.tally.wrong('webhook', `${response.status}, not ${expected}`);
}
