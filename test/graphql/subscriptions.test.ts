import { setImmediate as turn } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { UpstreamErrorCode, UpstreamFailure } from '../../src/errors.js';
import { errorTeller, type MaskedError } from '../../src/graphql/errors.js';
import { executeCompiled } from '../../src/graphql/execution/execute.js';
import { ANONYMOUS } from '../../src/access/caller.js';
import { OperationReader } from '../../src/graphql/operation-reader.js';
import { createSubscriptionServer } from '../../src/graphql/subscriptions.js';
import { Admission } from '../../src/graphql/limits/admission.js';
import { beginNotes } from '../../src/observability/operations.js';
import { ListReports } from '../../src/resolvers/list-reports.js';
import type { OperationScope } from '../../src/upstream/scope.js';
import { EventQueue } from '../../src/writes/event-queue.js';

const BOUNDS = {
  maxDepth: 2,
  maxAliases: 1,
  maxRootFields: 1,
  maxDirectives: 1,
  maxCost: 10,
  costPerMinute: 0,
};
/** Of events that hold no objects. */
const FREE = { cost: { estimated: 0, actual: 0, maximum: 10 } };

let events: EventQueue<unknown>;
let scopes: OperationScope[];
let masked: MaskedError[];
/** Subscriptions as operators count them. */
let open: number;

beforeEach(() => {
  events = new EventQueue<unknown>({ keyOf: String, limit: 2 });
  scopes = [];
  masked = [];
  open = 0;
});

/** A schema of one subscription, `number`, which gives what `resolve` makes of each event. */
function schemaOf(resolve: (event: unknown) => unknown): GraphQLSchema {
  const schema = buildSchema('type Query { a: Int } type Subscription { number: Int }');
  const field = schema.getSubscriptionType()?.getFields().number;
  if (field === undefined) throw new Error('no field');
  field.subscribe = () => events;
  field.resolve = resolve;
  return schema;
}

/** One client that has introduced itself. */
async function connect(schema: GraphQLSchema) {
  const server = createSubscriptionServer({
    ...{ execute: executeCompiled, operationTimeoutMs: 60_000, connectionInitMs: 0 },
    ...{ maxSubscriptionsPerSocket: 10, maxUpstreamCallsPerOperation: 3 },
    reader: new OperationReader(schema, { introspection: false, maxTokens: 20 }),
    tell: errorTeller({ introspection: false, onMasked: (error) => masked.push(error) }),
    admission: new Admission(schema, BOUNDS),
    authenticate: () => Promise.resolve(ANONYMOUS),
    onSubscribed: () => {
      open += 1;
      return { told: () => undefined, ended: () => (open -= 1) };
    },
    contextFor(scope) {
      scopes.push(scope);
      return { listReports: new ListReports(), notes: beginNotes(scope, 'somebody') };
    },
  })('request-7', { authorization: undefined, address: '127.0.0.1' });
  const sent: unknown[] = [];
  const closes: number[] = [];
  let receive = (_: string): Promise<void> => Promise.resolve();
  server.opened(
    {
      protocol: 'graphql-transport-ws',
      send(text) {
        sent.push(JSON.parse(text));
        return Promise.resolve();
      },
      close: () => undefined,
      onMessage: (handle) => (receive = handle),
    },
    { close: (code) => closes.push(code) },
  );
  await receive('{"type":"connection_init"}');
  return { receive: (message: unknown) => receive(JSON.stringify(message)), sent, closes };
}

/** What a client is sent that subscribes once. */
async function answersTo(query: string, schema: GraphQLSchema, thenSent?: unknown) {
  const { receive, sent } = await connect(schema);
  const answered = receive({ id: '1', type: 'subscribe', payload: { query } });
  if (thenSent !== undefined) {
    await turn();
    await receive(thenSent);
  }
  await answered;
  return sent.slice(1);
}

const SUBSCRIPTION = 'subscription { number }';
const COMPLETE = { id: '1', type: 'complete' };

describe('A subscription', () => {
  it('executes each event in a scope of its own, which ends with it', async () => {
    const duringEvents: boolean[][] = [];
    const schema = schemaOf((event) => {
      duringEvents.push(scopes.map(({ stop }) => stop.reason !== null));
      return event;
    });
    for (const event of [1, 2]) events.push(event);
    events.end();
    expect(await answersTo(SUBSCRIPTION, schema)).toEqual([
      { id: '1', type: 'next', payload: { data: { number: 1 }, extensions: FREE } },
      { id: '1', type: 'next', payload: { data: { number: 2 }, extensions: FREE } },
      COMPLETE,
    ]);
    expect(duringEvents).toEqual([
      [true, false],
      [true, true, false],
    ]);
    expect(scopes.every(({ stop, requestId }) => stop.reason !== null && requestId === 'request-7')).toBe(
      true,
    );
  });

  it('tells with each event which sources it shows old data of', async () => {
    const stale = { sourceId: 'arrow', fetchedAt: '2024-05-04T09:42:00.000Z' };
    const schema = schemaOf((event) => {
      if (event === 1) scopes.at(-1)?.noteStale(stale.sourceId, stale.fetchedAt);
      return event;
    });
    for (const event of [1, 2]) events.push(event);
    events.end();
    expect(await answersTo(SUBSCRIPTION, schema)).toEqual([
      { id: '1', type: 'next', payload: { data: { number: 1 }, extensions: { ...FREE, stale: [stale] } } },
      { id: '1', type: 'next', payload: { data: { number: 2 }, extensions: FREE } },
      COMPLETE,
    ]);
  });

  it('may make as many upstream calls for each event as any operation', async () => {
    events.push(1);
    events.end();
    await answersTo(SUBSCRIPTION, schemaOf(Number));
    expect(scopes.map(({ maxCalls }) => maxCalls)).toEqual([3, 3]);
  });

  it('S2: whose one field a variable decides about is refused, and its connection stays', async () => {
    const query = 'subscription ($a: Boolean!) { number @skip(if: $a) }';
    const ping = { type: 'ping' };
    const [answer, pong] = await answersTo(query, schemaOf(Number), ping);
    expect(answer).toMatchObject({
      type: 'error',
      payload: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    });
    expect(pong).toEqual({ type: 'pong' });
  });

  it('of too many tokens is refused before anything is done for it', async () => {
    const [answer] = await answersTo(`subscription { ${'number '.repeat(20)} }`, schemaOf(Number));
    expect(answer).toMatchObject({
      type: 'error',
      payload: [
        { message: expect.stringContaining('20 tokens'), extensions: { code: 'GRAPHQL_PARSE_FAILED' } },
      ],
    });
    expect(scopes).toEqual([]);
  });

  it('masks what was not meant for clients, and tells the log under the request id', async () => {
    const fault = new Error('canary: the database is at 10.0.0.7');
    const schema = schemaOf(() => {
      throw fault;
    });
    events.push(1);
    events.end();
    const [next] = await answersTo(SUBSCRIPTION, schema);
    expect(next).toMatchObject({
      payload: {
        data: { number: null },
        errors: [{ path: ['number'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
      },
    });
    expect(JSON.stringify(next)).not.toContain('canary');
    expect(masked).toEqual([{ original: fault, path: ['number'], requestId: 'request-7' }]);
  });

  it("gives an upstream's failure with its members, and goes on", async () => {
    const schema = schemaOf((event) => {
      if (event === 1) throw new UpstreamFailure(UpstreamErrorCode.TIMEOUT, 'dkh');
      return event;
    });
    for (const event of [1, 2]) events.push(event);
    events.end();
    expect(await answersTo(SUBSCRIPTION, schema)).toMatchObject([
      { payload: { errors: [{ extensions: { code: 'UPSTREAM_TIMEOUT', sourceId: 'dkh' } }] } },
      { payload: { data: { number: 2 }, extensions: FREE } },
      COMPLETE,
    ]);
    expect(masked).toEqual([]);
  });

  it('that its client leaves stops what it is doing for an event', async () => {
    const schema = schemaOf(
      () =>
        new Promise((resolve) => {
          scopes.at(-1)?.onEnd(() => {
            resolve(null);
          });
        }),
    );
    events.push(1);
    await answersTo(SUBSCRIPTION, schema, COMPLETE);
    expect(scopes.map(({ stop }) => stop.reason !== null)).toEqual([true, true]);
    expect(await events.next()).toMatchObject({ done: true });
  });

  it('whose id is used again before it has ended closes the connection, and none is left open', async () => {
    const { receive, sent, closes } = await connect(schemaOf(Number));
    const subscribe = { id: '1', type: 'subscribe', payload: { query: SUBSCRIPTION } };
    const complete = { id: '1', type: 'complete' };
    await Promise.all([receive(subscribe), receive(complete), receive(subscribe)]);
    expect(closes).toEqual([4409]);
    events.push(1);
    events.end();
    await turn();
    expect([open, sent.filter((message) => JSON.stringify(message).includes('"next"'))]).toEqual([0, []]);
  });

  it('whose id is used again once it has ended is another one', async () => {
    const { receive, sent, closes } = await connect(schemaOf(Number));
    const subscribe = { id: '1', type: 'subscribe', payload: { query: SUBSCRIPTION } };
    const first = receive(subscribe);
    await turn();
    await receive({ id: '1', type: 'complete' });
    await first;
    events = new EventQueue<unknown>({ keyOf: String, limit: 2 });
    events.push(7);
    events.end();
    await receive(subscribe);
    expect(sent.slice(1)).toMatchObject([{ payload: { data: { number: 7 } } }, COMPLETE]);
    expect([open, closes]).toEqual([0, []]);
  });

  it('that lost events ends with an error that says so', async () => {
    for (const event of [1, 2, 3]) events.push(event);
    expect(await answersTo(SUBSCRIPTION, schemaOf(Number))).toMatchObject([
      { type: 'error', payload: [{ extensions: { code: 'EVENTS_LOST' } }] },
    ]);
  });

  it.each([
    ['{ a }', 'BAD_USER_INPUT', 'Send a query by POST'],
    ['subscription { __schema { types { name } } }', 'GRAPHQL_VALIDATION_FAILED', 'introspection'],
    ['subscription A { number } subscription B { number }', 'BAD_USER_INPUT', 'operationName'],
  ])('is not %s', async (query, code, problem) => {
    const fault = { message: expect.stringContaining(problem), extensions: { code } };
    const [refusal] = await answersTo(query, schemaOf(Number));
    expect(refusal).toMatchObject({
      type: 'error',
      payload: expect.arrayContaining([expect.objectContaining(fault)]),
    });
    expect(scopes).toEqual([]);
  });
});
