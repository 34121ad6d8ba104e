import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { encodeNodeId } from '../../src/ids.js';
import { startTestGraph, type TestGraph } from '../support/graph.js';
import { nextData, socketUrl, Subscriber } from './support/subscriber.js';
import { registerWebhook, renameCustomer } from './support/upstream-changes.js';

const CHANGED = `subscription ($sourceIds: [ID!]) {
  customerChanged(sourceIds: $sourceIds) {
    externalId changedAt source { id } customer { externalId displayName }
  }
}`;
const UPDATED = `subscription ($id: ID!) {
  operationUpdated(id: $id) { id kind status userErrors { message } customer { displayName } }
}`;

interface Changed {
  readonly customerChanged: Readonly<Record<string, unknown>>;
}
interface Begun {
  readonly createCustomer: {
    readonly operation: { readonly id: string } | null;
    readonly userErrors: readonly unknown[];
  };
}
interface Updated {
  readonly operationUpdated: { readonly status: string; readonly customer: unknown };
}

let graph: TestGraph;
const subscribers: Subscriber[] = [];

beforeAll(async () => {
  graph = await startTestGraph();
  await registerWebhook(graph);
});
afterAll(async () => {
  await Promise.all(subscribers.map((subscriber) => subscriber.close()));
  await graph.close();
});

function subscriber(url = graph.url): Subscriber {
  const made = new Subscriber(url);
  subscribers.push(made);
  return made;
}

describe('customerChanged', () => {
  it('tells of a change made at the upstream, with the customer as it is now', async () => {
    const portal = subscriber();
    const first = nextData(portal.subscribe<Changed>(CHANGED, { sourceIds: ['dkh'] }));
    await portal.heard();
    await renameCustomer(graph, '463501', 'Told By Webhook');
    expect(await first).toEqual({
      customerChanged: {
        externalId: '463501',
        changedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        source: { id: 'dkh' },
        customer: { externalId: '463501', displayName: 'Told By Webhook' },
      },
    });
  });

  it('tells nothing of the sources it did not ask for', async () => {
    const portal = subscriber();
    const ofIon = portal.subscribe<Changed>(CHANGED, { sourceIds: ['ion'] }).next();
    const ofAll = nextData(portal.subscribe<Changed>(CHANGED));
    await portal.heard();
    await renameCustomer(graph, '463502', 'Told To Some');
    expect((await ofAll).customerChanged).toMatchObject({ externalId: '463502' });
    await portal.close();
    expect(await ofIon).toMatchObject({ done: true });
  });
});

async function beginCreation(companyName: string, email: string): Promise<string> {
  const input = {
    ...{ sourceId: 'dkh', idempotencyKey: email, companyName, email },
    contact: { firstName: 'Robin', lastName: 'Clerk', email },
    address: {
      firstName: 'Robin',
      lastName: 'Clerk',
      line1: '1 Main Street',
      city: 'Austin',
      state: 'TX',
      postalCode: '73301',
      countryCode: 'US',
    },
  };
  const { data, errors } = await graph.ask<Begun>(
    `mutation ($input: CreateCustomerInput!) {
      createCustomer(input: $input) { operation { id } userErrors { field message } }
    }`,
    { input },
  );
  expect({ errors, userErrors: data.createCustomer.userErrors }).toEqual({ errors: [], userErrors: [] });
  return data.createCustomer.operation?.id ?? '';
}

describe('operationUpdated', () => {
  it('gives the operation as it stands, then its changes, and ends with the result', async () => {
    const id = await beginCreation('Followed Company', 'followed@example.com');
    const seen: Updated['operationUpdated'][] = [];
    for await (const { data } of subscriber().subscribe<Updated>(UPDATED, { id })) {
      if (data) seen.push(data.operationUpdated);
    }
    expect(seen[0]).toMatchObject({ id, kind: 'CREATE_CUSTOMER', userErrors: [] });
    expect(new Set(seen.map(({ status }) => status)).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.at(-1)).toMatchObject({ status: 'SUCCEEDED', customer: { displayName: 'Followed Company' } });

    const again = subscriber().subscribe<Updated>(UPDATED, { id });
    expect((await nextData(again)).operationUpdated).toEqual(seen.at(-1));
    expect(await again.next()).toMatchObject({ done: true });
  });

  it.each([
    ['a text that is no id', 'nothing', 'BAD_USER_INPUT'],
    ['the id of a customer', encodeNodeId('customer', 'dkh', '463501'), 'BAD_USER_INPUT'],
    ['an unknown operation', encodeNodeId('operation', 'dkh', 'none'), 'NOT_FOUND'],
    ['an operation of a source that is not there', encodeNodeId('operation', 'x', 'none'), 'NOT_FOUND'],
  ])('refuses %s, and ends', async (_, id, code) => {
    const received = subscriber().subscribe(UPDATED, { id });
    expect((await received.next()).value).toMatchObject({ data: null, errors: [{ extensions: { code } }] });
    expect(await received.next()).toMatchObject({ done: true });
  });
});

/** The code with which the server closes the connection. */
async function codeOf(socket: WebSocket): Promise<unknown> {
  const [code] = (await once(socket, 'close')) as readonly unknown[];
  return code;
}

describe('A request over WebSocket', () => {
  it.each([
    ['that is no GraphQL', 'subscription {', {}, 'GRAPHQL_PARSE_FAILED'],
    ['for what is not in the schema', 'subscription { weather }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['with variables that do not fit', UPDATED, {}, 'BAD_USER_INPUT'],
    ['with a query', '{ sources { id } }', {}, 'BAD_USER_INPUT'],
  ])('%s is refused', async (_, query, variables, code) => {
    await expect(subscriber().subscribe(query, variables).next()).rejects.toMatchObject([
      { extensions: { code } },
    ]);
  });

  it('for sources that are not there is refused, with those that are', async () => {
    const { value } = await subscriber()
      .subscribe(CHANGED, { sourceIds: ['dkh', 'nowhere'] })
      .next();
    expect(value).toMatchObject({
      errors: [
        {
          message: expect.stringContaining('arrow, cockpit, dkh, ion'),
          extensions: { code: 'BAD_USER_INPUT' },
        },
      ],
    });
  });

  it.each([
    ['of another subprotocol', 'graphql-ws', '', {}, /no subprotocol/],
    ['at another path', 'graphql-transport-ws', '/elsewhere', {}, /404/],
    ['of a page of another origin', 'graphql-transport-ws', '', { origin: 'https://other.example' }, /403/],
  ])('%s is refused', async (_, protocol, path, headers: Record<string, string>, problem) => {
    const socket = new WebSocket(`${socketUrl(graph.url)}${path}`, protocol, { headers });
    await expect(once(socket, 'open')).rejects.toThrow(problem);
  });

  it('without a subprotocol is closed with 4406', async () => {
    expect(await codeOf(new WebSocket(socketUrl(graph.url)))).toBe(4406);
  });

  it('that is longer than a body may be closes the connection with 1009', async () => {
    const socket = new WebSocket(socketUrl(graph.url), 'graphql-transport-ws');
    await once(socket, 'open');
    socket.send('x'.repeat(262_145));
    expect(await codeOf(socket)).toBe(1009);
  });

  it('that uses a very long id twice closes the connection with 4409', async () => {
    const socket = new WebSocket(socketUrl(graph.url), 'graphql-transport-ws');
    const closed = once(socket, 'close') as Promise<[number]>;
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init' }));
    await once(socket, 'message');
    const payload = { query: CHANGED, variables: { sourceIds: ['dkh'] } };
    const subscribe = JSON.stringify({ type: 'subscribe', id: 'long'.repeat(100), payload });
    for (let time = 0; time < 2; time += 1) socket.send(subscribe);
    expect((await closed)[0]).toBe(4409);
  });

  it("whose variable is null where there may be none is the client's fault", async () => {
    const query = 'subscription ($id: ID = "x") { operationUpdated(id: $id) { id } }';
    await expect(nextData(subscriber().subscribe(query, { id: null }))).rejects.toThrow('BAD_USER_INPUT');
  });

  it('is told by which id its connection stands in the log', async () => {
    const socket = new WebSocket(socketUrl(graph.url), 'graphql-transport-ws');
    const [answer] = (await once(socket, 'upgrade')) as [IncomingMessage];
    expect(answer.headers['x-request-id']).toMatch(/^[\w-]{36}$/);
    socket.terminate();
  });

  it('past a hundred subscriptions is refused, and the others go on', async () => {
    const one = subscriber();
    const open = Array.from({ length: 100 }, () => one.subscribe(CHANGED).next());
    await expect(one.subscribe(CHANGED).next()).rejects.toMatchObject([
      { message: expect.stringContaining('100 subscriptions') },
    ]);
    await one.close();
    expect((await Promise.all(open)).every(({ done }) => done)).toBe(true);
  });
});

it('A subscription by POST is refused, and told where to go', async () => {
  const response = await fetch(`${graph.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query: CHANGED }),
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    errors: [{ message: expect.stringContaining('WebSocket'), extensions: { code: 'BAD_USER_INPUT' } }],
  });
});

describe('When the graph closes', () => {
  it('every stream ends with 1001, and nothing is waited for', async () => {
    const other = await startTestGraph();
    const one = new Subscriber(other.url);
    const cut = expect(one.subscribe(CHANGED).next()).rejects.toMatchObject({ code: 1001 });
    await one.heard();
    await other.close();
    await cut;
    expect(await one.closed).toBe(1001);
  });
});
