import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { encodeNodeId } from '../../src/ids.js';
import { Subscriber } from '../e2e/support/subscriber.js';
import { startTestGraph, type TestGraph } from '../support/graph.js';
import { upstreamCalls } from './support/upstream-calls.js';

let graph: TestGraph;

beforeAll(async () => {
  graph = await startTestGraph({ settings: { limits: { maxCost: 200 } } });
});
afterAll(() => graph.close());

const ORDERS = `query ($first: Int) {
  customers(first: $first) { nodes { id orders(first: 10) { nodes { id customer { id } } } } }
}`;

const CUSTOMERS = Array.from({ length: 100 }, (_, index) =>
  encodeNodeId('customer', 'cockpit', String(index)),
);

/** The whole answer, with what `ask` leaves out. */
async function answerTo(url: string, query: string, variables = {}) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as {
    readonly extensions?: { readonly cost: Readonly<Record<string, unknown>> };
    readonly errors?: readonly { readonly extensions: Readonly<Record<string, unknown>> }[];
  };
  return { status: response.status, headers: response.headers, body };
}

describe('S4: an expensive query', () => {
  it('S4: is refused by its estimate, and no upstream is called', async () => {
    const before = await upstreamCalls(graph);
    const { status, body } = await answerTo(graph.url, ORDERS, { first: 100 });
    expect(status).toBe(400);
    // Each of 100 customers: itself, the call for its orders, and ten of them with their customers.
    const estimated = Math.ceil(5 + 0.25 + 100 * (1 + 5 + 0.25 + 10 * 2));
    expect(body).toEqual({
      errors: [
        {
          message: expect.stringContaining('limits.maxCost'),
          extensions: { code: 'COST_LIMIT_EXCEEDED', estimated, maximum: 200 },
        },
      ],
    });
    expect(await upstreamCalls(graph)).toBe(before);
  });

  it.each<[string, { readonly first?: number | null }]>([
    ['in a variable', { first: 7 }],
    ['left out, which is 25', {}],
    ['null, which is 25 as well', { first: null }],
  ])('S4: costs what its size says: %s', async (_, variables) => {
    const { body } = await answerTo(graph.url, ORDERS, variables);
    const size = variables.first ?? 25;
    const expected = Math.ceil(5.25 + size * 26.25);
    const told = body.errors?.[0]?.extensions.estimated ?? body.extensions?.cost.estimated;
    expect(told).toBe(expected);
  });

  it('S4: one that is let pass tells what it did cost', async () => {
    const { body } = await answerTo(graph.url, '{ customers(first: 2) { nodes { id source { id } } } }');
    const exact = Math.ceil(5.25 + 2 * 1.25);
    expect(body.extensions?.cost).toEqual({ estimated: exact, actual: exact, maximum: 200 });
  });

  it.each([0, 101])('S4: first is 1 to 100: %d', async (first) => {
    const { body } = await answerTo(graph.url, `{ customers(first: ${first}) { nodes { id } } }`);
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it.each<[string, string, Readonly<Record<string, unknown>>]>([
    [
      'in a variable',
      'query ($filter: OrderFilter) { orders(first: 1, filter: $filter) { totalCount } }',
      {},
    ],
    ['inside', 'query ($ids: [ID!]) { orders(first: 1, filter: { customerIds: $ids }) { totalCount } }', {}],
    [
      'by default',
      `query ($ids: [ID!] = ${JSON.stringify(CUSTOMERS)}) {
       orders(first: 1, filter: { customerIds: $ids }) { totalCount } }`,
      { ids: undefined },
    ],
    [
      'written out',
      `{ orders(first: 1, filter: { customerIds: ${JSON.stringify(CUSTOMERS)} }) { totalCount } }`,
      {},
    ],
  ])('S4: the orders of many customers are a call for each of them: %s', async (_, query, variables) => {
    const before = await upstreamCalls(graph);
    const all = { filter: { customerIds: CUSTOMERS }, ids: CUSTOMERS, ...variables };
    const { status, body } = await answerTo(graph.url, query, all);
    expect(status).toBe(400);
    const estimated = Math.ceil(CUSTOMERS.length * 5 + 0.25);
    expect(body.errors?.[0]?.extensions).toEqual({ code: 'COST_LIMIT_EXCEEDED', estimated, maximum: 200 });
    expect(await upstreamCalls(graph)).toBe(before);
  });

  it('S4: is refused over WebSocket', async () => {
    const subscriber = new Subscriber(graph.url);
    const query = `subscription { customerChanged { customer { orders(first: 100) { nodes { customer { id } } } } } }`;
    await expect(subscriber.subscribe(query).next()).rejects.toMatchObject([
      { extensions: { code: 'COST_LIMIT_EXCEEDED', maximum: 200 } },
    ]);
    await subscriber.close();
  });
});

describe('S4: a caller who may cause a cost of 20 a minute', () => {
  let metered: TestGraph;

  beforeAll(async () => {
    metered = await startTestGraph({ settings: { limits: { costPerMinute: 20 } } });
  });
  afterAll(() => metered.close());

  it('S4: is told what is left, and refused with the time to wait once it is used up', async () => {
    const query = '{ customers(first: 4) { nodes { id } } }';
    const first = await answerTo(metered.url, query);
    expect(first.body.extensions?.cost).toEqual({
      ...{ estimated: 10, actual: 10, maximum: 5_000 },
      budget: { perMinute: 20, remaining: 10 },
    });
    await answerTo(metered.url, query);
    const before = await upstreamCalls(metered);
    const { status, headers, body } = await answerTo(metered.url, query);
    expect(status).toBe(429);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(body.errors?.[0]?.extensions).toEqual({
      ...{ code: 'COST_LIMIT_EXCEEDED', estimated: 10, maximum: 20 },
      retryAfterMs: expect.any(Number),
    });
    expect(await upstreamCalls(metered)).toBe(before);
  });
});

describe('S4: a caller who asks for what is not there', () => {
  it('S4: is charged no less than the upstream calls that it takes to find out', async () => {
    const metered = await startTestGraph({ settings: { limits: { costPerMinute: 100 } } });
    const ids = Array.from({ length: 40 }, (_, index) =>
      encodeNodeId('order', 'dkh', String(900_000 + index)),
    );
    const before = await upstreamCalls(metered);
    const { body } = await answerTo(metered.url, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
    const calls = (await upstreamCalls(metered)) - before;
    await metered.close();
    expect(calls).toBeGreaterThanOrEqual(ids.length);
    const { actual, budget } = body.extensions?.cost ?? {};
    expect(actual).toBe(0);
    // The call for a token belongs to no operation.
    expect([100 - calls, 101 - calls]).toContain((budget as { readonly remaining: number }).remaining);
  });
});
