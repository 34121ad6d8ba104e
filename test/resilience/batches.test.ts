import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestGraph, type TestGraph } from '../support/graph.js';

interface Found {
  readonly externalId: string;
}

let graph: TestGraph;
beforeAll(async () => {
  graph = await startTestGraph();
});
afterEach(() => {
  graph.sandbox.reset();
});
afterAll(() => graph.close());

/** The first customers of a source, by their own ids. */
async function idsOf(source: string, first: number): Promise<readonly string[]> {
  const { data } = await graph.ask<{ readonly customers: { readonly nodes: readonly Found[] } }>(
    'query ($source: ID!, $first: Int!) { customers(first: $first, filter: { sourceIds: [$source] }) { nodes { externalId } } }',
    { source, first },
  );
  return data.customers.nodes.map(({ externalId }) => externalId);
}

async function references(sourceId: string, externalIds: readonly string[]) {
  const keys = externalIds.map((externalId) => ({ __typename: 'Customer', sourceId, externalId }));
  return await graph.ask<{ readonly _entities: readonly (Found | null)[] }>(
    'query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Customer { externalId } } }',
    { keys },
  );
}

/** 50 references to these ids, every one several times and in no order. */
function fifty(ids: readonly string[]): readonly string[] {
  return Array.from({ length: 50 }, (_, index) => ids[(index * 7) % ids.length] ?? '');
}

describe('50 references, 20 of them distinct', () => {
  it('R15: are one scan of a short list, and null at the index of the one that is not there', async () => {
    const missing = 'ffffffff-0000-4000-8000-000000000000';
    const asked = fifty([...(await idsOf('cockpit', 19)), missing]);
    const { data, errors, calls } = await references('cockpit', asked);
    expect(errors).toEqual([]);
    expect(data._entities).toEqual(
      asked.map((externalId) => (externalId === missing ? null : { externalId })),
    );
    expect(calls).toMatchObject([{ path: '/v1/Customers', cache: 'MISS' }]);
  });

  it('R15: fail where the page fails that may hold them, and are never null for it', async () => {
    const asked = fifty(await idsOf('cockpit', 20));
    graph.sandbox.fault('cloudcockpit', { kind: 'status', status: 503 });
    const { data, errors } = await references('cockpit', asked);
    expect(data._entities).toEqual(asked.map(() => null));
    expect(errors.map(({ path }) => path)).toEqual(asked.map((_, index) => ['_entities', index]));
    expect(new Set(errors.map(({ extensions }) => extensions?.code))).toEqual(
      new Set(['UPSTREAM_UNAVAILABLE']),
    );
  });

  it('R15: of which one fails, fail at its places alone', async () => {
    const [lost = '', ...others] = await idsOf('ion', 2);
    graph.sandbox.fault('ion', { kind: 'status', status: 503, match: { path: `/customers/${lost}` } });
    const asked = [...others, lost, ...others, lost];
    const { data, errors } = await references('ion', asked);
    expect(data._entities).toEqual(asked.map((externalId) => (externalId === lost ? null : { externalId })));
    expect(errors.map(({ path }) => path)).toEqual([
      ['_entities', 1],
      ['_entities', 3],
    ]);
  });
});
