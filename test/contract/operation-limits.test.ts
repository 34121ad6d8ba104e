import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestGraph, type TestGraph } from '../support/graph.js';

let graph: TestGraph;

beforeAll(async () => {
  graph = await startTestGraph({ settings: { limits: { maxUpstreamCallsPerOperation: 5, maxTokens: 100 } } });
});
afterAll(() => graph.close());

interface Customers {
  readonly customers: { readonly nodes: readonly { readonly contacts: readonly unknown[] | null }[] };
}

const contactsOf = (first: number) => `{
  customers(first: ${first}, filter: { sourceIds: ["arrow"] }) { nodes { contacts { email } } }
}`;

describe('an operation that may make five upstream calls', () => {
  it('R12: makes five, keeps what they gave, and names each field that it could not read', async () => {
    const { data, errors, calls } = await graph.ask<Customers>(contactsOf(50));
    // The refused ones are listed too, as not sent.
    expect(calls.filter(({ cache }) => cache === 'MISS')).toHaveLength(5);
    expect(data.customers.nodes).toHaveLength(50);
    expect(errors).toHaveLength(46);
    expect(new Set(errors.map(({ extensions }) => extensions?.code))).toEqual(
      new Set(['UPSTREAM_CALL_LIMIT_EXCEEDED']),
    );
  });

  it('is not refused for exactly five, and the next operation begins from nothing', async () => {
    for (let times = 0; times < 2; times += 1) {
      const { errors, calls } = await graph.ask<Customers>(contactsOf(4));
      expect([errors, calls.length]).toEqual([[], 5]);
    }
  });

  it('leaves the health of its sources alone', async () => {
    await graph.ask(contactsOf(50));
    const { data } = await graph.ask<unknown>('{ sources { id health { status } } }');
    expect(data).toMatchObject({
      sources: expect.arrayContaining([{ id: 'arrow', health: { status: 'HEALTHY' } }]),
    });
  });
});

describe('a document of more tokens than are allowed', () => {
  it.each([
    ['wide', `{ ${'__typename '.repeat(101)} }`],
    ['deep beyond any stack', '{ a '.repeat(50_000)],
  ])('is refused, and the number told: %s', async (_, query) => {
    const response = await fetch(`${graph.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
      body: JSON.stringify({ query }),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      errors: [
        expect.objectContaining({
          message: 'Syntax Error: Document contains more that 100 tokens. Parsing aborted.',
          extensions: { code: 'GRAPHQL_PARSE_FAILED' },
        }),
      ],
    });
  });
});
