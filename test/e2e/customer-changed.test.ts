import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { encodeNodeId } from '../../src/ids.js';
import { mutate } from '../contract/mutations/support/mutate.js';
import { startTestGraph, type TestGraph } from '../support/graph.js';
import { nextData, Subscriber } from './support/subscriber.js';

interface Changed {
  readonly customerChanged: { readonly customer: { readonly id: string; readonly companyName: string } };
}

let graph: TestGraph;
let subscriber: Subscriber;
beforeAll(async () => {
  graph = await startTestGraph();
  subscriber = new Subscriber(graph.url);
});
afterAll(async () => {
  await subscriber.close();
  await graph.close();
});

it('customerChanged tells once of a change that DK Hardware carries out later: when it is done', async () => {
  const changes = subscriber.subscribe<Changed>(
    'subscription { customerChanged { customer { id companyName } } }',
  );
  await subscriber.heard();
  const id = encodeNodeId('customer', 'dkh', '463501');
  const { payload } = await mutate(graph, 'updateCustomer', { id, companyName: 'Later', waitMs: 20_000 });
  expect(payload).toMatchObject({ userErrors: [], operation: { status: 'SUCCEEDED' } });

  // One that is answered at once, to know that nothing else was told before it.
  const { data } = await graph.ask<{
    readonly customers: { readonly nodes: readonly { readonly id: string }[] };
  }>('{ customers(first: 1, filter: { sourceIds: ["arrow"] }) { nodes { id } } }');
  const other = data.customers.nodes[0]?.id ?? '';
  await mutate(graph, 'updateCustomer', { id: other, companyName: 'At Once' });

  const told = [await nextData(changes), await nextData(changes)];
  expect(told.map(({ customerChanged }) => customerChanged.customer)).toEqual([
    { id, companyName: 'Later' },
    { id: other, companyName: 'At Once' },
  ]);
});
