import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Subscriber } from '../e2e/support/subscriber.js';
import { startTestGraph, type TestGraph } from '../support/graph.js';
import { upstreamCalls } from './support/upstream-calls.js';

const BOUNDS = { maxDepth: 7, maxAliases: 4, maxRootFields: 3, maxDirectives: 5 };

let graph: TestGraph;

beforeAll(async () => {
  graph = await startTestGraph({ settings: { limits: BOUNDS } });
});
afterAll(() => graph.close());

const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');

/** Something to ask of a customer that is so many levels deep. */
function ofCustomer(levels: number, leaf: string): string {
  if (levels === 1) return leaf;
  if (levels === 2) return `source { ${leaf} }`;
  return `orders(first: 1) { nodes { ${levels === 3 ? leaf : `customer { ${ofCustomer(levels - 3, leaf)} }`} } }`;
}

const customers = (inner: string) => `customers(first: 1) { nodes { ${inner} } }`;

/** Operations that hold so many of what a limit counts, hidden in ever another way. */
const SPELLINGS: Record<keyof typeof BOUNDS, Record<string, (count: number) => string>> = {
  maxDepth: {
    plainly: (count) => `{ ${customers(ofCustomer(count - 2, 'id'))} }`,
    'down to a name that starts with __': (count) => `{ ${customers(ofCustomer(count - 2, '__typename'))} }`,
    'in inline fragments': (count) => `{ ... { ${customers(`... { ${ofCustomer(count - 2, 'id')} }`)} } }`,
    'in fragments of fragments': (count) => `
      { ...__Root }
      fragment __Root on Query { ${customers('...__Inner')} }
      fragment __Inner on Customer { ${ofCustomer(count - 2, 'id')} }`,
  },
  maxAliases: {
    plainly: (count) => `{ sources { ${times(count, (i) => `a${i}: id`)} } }`,
    'of names that start with __': (count) => `{ sources { ${times(count, (i) => `__a${i}: __typename`)} } }`,
    'in inline fragments': (count) => `{ sources { ... { ${times(count, (i) => `a${i}: id`)} } } }`,
    'in a fragment used again': (count) =>
      `{ sources { ${'...F '.repeat(count)} } } fragment F on Source { a: id }`,
    'in introspection': (count) => `{ __schema { ${times(count, (i) => `a${i}: __typename`)} } }`,
  },
  maxRootFields: {
    plainly: (count) => `{ ${'__typename '.repeat(count)} }`,
    'in inline fragments': (count) => `{ ${'... { __typename } '.repeat(count)} }`,
    'in a fragment used again': (count) => `{ ${'...F '.repeat(count)} } fragment F on Query { __typename }`,
  },
  maxDirectives: {
    plainly: (count) => `{ sources { ${'id @include(if: true) '.repeat(count)} } }`,
    'in a fragment used again': (count) =>
      `{ sources { ${'...F '.repeat(count)} } } fragment F on Source { id @skip(if: false) }`,
    'on spreads and inline fragments': (count) => `
      { sources { ...F @skip(if: false) ${'... @skip(if: false) { id } '.repeat(count - 1)} } }
      fragment F on Source { id }`,
  },
};

const cases = Object.entries(BOUNDS).flatMap(([limit, maximum]) =>
  Object.entries(SPELLINGS[limit as keyof typeof BOUNDS]).map(([how, query]) => ({
    ...{ limit, maximum, how, query },
  })),
);

describe('S2: of what a limit counts, an operation', () => {
  it.each(cases)('S2: may have $maximum at $limit, $how', async ({ maximum, query }) => {
    const { status, data, errors } = await graph.ask<unknown>(query(maximum));
    expect([status, errors]).toEqual([200, []]);
    expect(data).toBeTruthy();
  });

  it.each(cases)('S2: is refused with one more than $maximum at $limit, $how', async (given) => {
    const { limit, maximum, query } = given;
    const before = await upstreamCalls(graph);
    const { data, errors } = await graph.ask<unknown>(query(maximum + 1));
    expect(data).toBeUndefined();
    const extensions = { code: 'QUERY_TOO_COMPLEX', limit, maximum, actual: maximum + 1 };
    expect(errors).toEqual([{ message: expect.stringContaining(`limits.${limit}`), extensions }]);
    expect(errors[0]?.message).toContain(` ${maximum + 1} `);
    expect(await upstreamCalls(graph)).toBe(before);
  });

  it('S2: is refused over WebSocket by the same limits', async () => {
    const subscriber = new Subscriber(graph.url);
    const query = `subscription { customerChanged { customer { ${ofCustomer(6, 'id')} } } }`;
    await expect(subscriber.subscribe(query).next()).rejects.toMatchObject([
      { extensions: { code: 'QUERY_TOO_COMPLEX', limit: 'maxDepth', maximum: 7, actual: 8 } },
    ]);
    await subscriber.close();
  });
});

describe('S2: fragments that never end', () => {
  it.each([
    ['of itself', 'fragment F on Query { sources { id } ...F }'],
    ['of each other', 'fragment F on Query { ...G } fragment G on Query { ...F }'],
  ])('S2: are refused: %s', async (_, fragments) => {
    const { errors } = await graph.ask<unknown>(`{ ...F } ${fragments}`);
    expect(errors[0]?.extensions).toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED' });
  });

  it('S2: and those that double sixty times, are measured without being walked', async () => {
    const doubled = times(60, (i) => `fragment F${i} on Source { ...F${i + 1} ...F${i + 1} }`);
    const { errors } = await graph.ask<unknown>(
      `{ sources { ...F0 } } ${doubled} fragment F60 on Source { a: id }`,
    );
    const actual = Number.MAX_SAFE_INTEGER;
    expect(errors[0]?.extensions).toMatchObject({ code: 'QUERY_TOO_COMPLEX', limit: 'maxAliases', actual });
  });
});
