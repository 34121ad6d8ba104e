import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { encodeNodeId } from '../../src/ids.js';
import { startTestGraph, type TestGraph } from '../support/graph.js';
import { askCounted } from './calls.js';

let graph: TestGraph;
let ids: readonly string[];

interface Listed {
  readonly customers: { readonly nodes: readonly { readonly externalId: string }[] };
}
type Found = { readonly id: string; readonly externalId: string } | null;

beforeAll(async () => {
  graph = await startTestGraph();
  const { data } = await graph.ask<Listed>(
    '{ customers(first: 8, filter: { sourceIds: ["cockpit"] }) { nodes { externalId } } }',
  );
  ids = data.customers.nodes.map(({ externalId }) => externalId);
});

afterAll(() => graph.close());

describe('a CloudCockpit customer asked for by its GUID in upper case', () => {
  const upper = (id: string) => id.toUpperCase();

  it('is found, with its orders, under the one id that it has in the graph', async () => {
    const query = `query ($externalId: String!) {
      customerByExternalId(sourceId: "cockpit", externalId: $externalId) {
        id externalId orders(first: 1) { nodes { customer { externalId } } }
      }
    }`;
    const [externalId = ''] = ids;

    const spelled = await askCounted<{ readonly customerByExternalId: Found }>(graph, query, {
      externalId: upper(externalId),
    });
    const plain = await graph.ask(query, { externalId });

    expect(spelled.errors).toEqual([]);
    expect(spelled.data.customerByExternalId).toMatchObject({
      id: encodeNodeId('customer', 'cockpit', externalId),
      externalId,
    });
    expect(spelled.data).toEqual(plain.data);
    expect(spelled.tally).toEqual({
      'cockpit /v1/Customers/{customerId}': 1,
      'cockpit /v1/Orders/customers/{customerId}': 1,
    });
  });

  it('is found by federation keys, whichever calls these cost, and is one with the other spelling', async () => {
    const asked = [...ids.map(upper), ...ids];
    const { data, errors, tally } = await askCounted<{ readonly _entities: readonly Found[] }>(
      graph,
      'query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Customer { id externalId } } }',
      { keys: asked.map((externalId) => ({ __typename: 'Customer', sourceId: 'cockpit', externalId })) },
    );

    expect(errors).toEqual([]);
    expect(data._entities.map((found) => found?.externalId)).toEqual([...ids, ...ids]);
    expect(tally).toEqual({ 'cockpit /v1/Customers': 1 });
  });
});
