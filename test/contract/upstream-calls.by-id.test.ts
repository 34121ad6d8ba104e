import { afterEach, describe, expect, it } from '@jest/globals';
import { encodeNodeId } from '../../src/ids.js';
import { startTestGraph, type TestGraph } from '../support/graph.js';
import { askCounted } from './calls.js';

const started: TestGraph[] = [];

/** A graph that has read nothing yet: how long any list is, it does not know. */
async function coldGraph(): Promise<TestGraph> {
  // Forty aliases are more than a caller may write by default.
  const graph = await startTestGraph({ settings: { limits: { maxAliases: 50, maxRootFields: 50 } } });
  started.push(graph);
  return graph;
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((graph) => graph.close()));
});

/** 1,560 customers, 463501 to 465060: two pages of a thousand. */
function everyNthCustomer(count: number, step: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => String(463_501 + index * step));
}

type Found = { readonly externalId: string } | null;

const NODES = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Customer { externalId } } }`;

function byNodes(graph: TestGraph, externalIds: readonly string[]) {
  const ids = externalIds.map((externalId) => encodeNodeId('customer', 'dkh', externalId));
  return askCounted<{ readonly nodes: readonly Found[] }>(graph, NODES, { ids });
}

async function byAliases(graph: TestGraph, externalIds: readonly string[]) {
  const fields = externalIds.map(
    (id) => `c${id}: customerByExternalId(sourceId: "dkh", externalId: "${id}") { externalId }`,
  );
  const { data, ...answer } = await askCounted<Readonly<Record<string, Found>>>(
    graph,
    `{ ${fields.join(' ')} }`,
  );
  return { ...answer, data: { nodes: externalIds.map((id) => data[`c${id}`] ?? null) } };
}

const idsIn = (nodes: readonly Found[]) => nodes.map((node) => node?.externalId ?? null);

describe('DK Hardware customers by id: reads one by one, or the list, whichever takes fewer calls', () => {
  describe.each([
    ['nodes(ids:)', byNodes],
    ['aliases', byAliases],
  ])('through %s', (_, ask) => {
    it('40 all over the list take its two pages, not 40 reads; cold, and again when its length is known', async () => {
      const graph = await coldGraph();
      const ids = everyNthCustomer(40, 39);

      const cold = await ask(graph, ids);
      const warm = await ask(graph, ids);

      expect(idsIn(cold.data.nodes)).toEqual(ids);
      expect(warm.data.nodes).toEqual(cold.data.nodes);
      expect(cold.tally).toEqual({ 'dkh /v1/customer/': 2 });
      expect(warm.tally).toEqual({ 'dkh /v1/customer/': 2 });
    });

    it('40 from the beginning of the list take its first page alone', async () => {
      const ids = everyNthCustomer(40, 2);

      const { data, tally } = await ask(await coldGraph(), ids);

      expect(idsIn(data.nodes)).toEqual(ids);
      expect(tally).toEqual({ 'dkh /v1/customer/': 1 });
    });

    it('two take two reads: the list would be no fewer; cold, and when its length is known', async () => {
      const graph = await coldGraph();
      const ids = everyNthCustomer(2, 1_500);

      const cold = await ask(graph, ids);
      await ask(graph, everyNthCustomer(40, 39));
      const warm = await ask(graph, ids);

      expect(idsIn(cold.data.nodes)).toEqual(ids);
      expect(cold.tally).toEqual({ 'dkh /v1/customer/{id}': 2 });
      expect(warm.tally).toEqual({ 'dkh /v1/customer/{id}': 2 });
    });

    it('one that does not exist is null in its place, and costs nothing once the list was read to its end', async () => {
      const ids = ['1', ...everyNthCustomer(12, 130)];

      const { data, errors, tally } = await ask(await coldGraph(), ids);

      expect(errors).toEqual([]);
      expect(idsIn(data.nodes)).toEqual([null, ...ids.slice(1)]);
      expect(tally).toEqual({ 'dkh /v1/customer/': 2 });
    });
  });

  it('one id under forty aliases is one read', async () => {
    const fields = Array.from(
      { length: 40 },
      (_, index) => `c${index}: customerByExternalId(sourceId: "dkh", externalId: "463501") { externalId }`,
    );

    const { tally } = await askCounted(await coldGraph(), `{ ${fields.join(' ')} }`);

    expect(tally).toEqual({ 'dkh /v1/customer/{id}': 1 });
  });
});

describe('one key that fails', () => {
  it('fails alone among customers read by id', async () => {
    const graph = await coldGraph();
    const [good = '', bad = ''] = everyNthCustomer(2, 1);
    graph.sandbox.fault('dkhardware', {
      kind: 'status',
      status: 403,
      match: { path: `/v1/customer/${bad}` },
    });

    const { data, errors, tally } = await byNodes(graph, [bad, good, bad]);

    expect(idsIn(data.nodes)).toEqual([null, good, null]);
    expect(errors.map(({ path }) => path)).toEqual([
      ['nodes', 0],
      ['nodes', 2],
    ]);
    expect(tally).toEqual({ 'dkh /v1/customer/{id}': 2 });
  });

  it('fails alone among the contacts and orders of a list', async () => {
    const graph = await coldGraph();
    graph.sandbox.fault('arrowsphere', { kind: 'status', status: 403, match: { path: '/XSP100203/' } });
    const query = `{
      customers(first: 5, filter: { sourceIds: ["arrow"] }) {
        nodes { externalId contacts { email } orders { nodes { externalId } } }
      }
    }`;
    interface Data {
      readonly customers: {
        readonly nodes: readonly {
          readonly externalId: string;
          readonly contacts: readonly unknown[] | null;
          readonly orders: unknown;
        }[];
      };
    }

    const { data, errors, tally } = await askCounted<Data>(graph, query);

    const { nodes } = data.customers;
    expect(nodes).toHaveLength(5);
    expect(nodes.filter(({ contacts }) => contacts === null).map(({ externalId }) => externalId)).toEqual([
      'XSP100203',
    ]);
    expect(nodes.filter(({ orders }) => orders === null).map(({ externalId }) => externalId)).toEqual([
      'XSP100203',
    ]);
    expect(errors.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        ['customers', 'nodes', 2, 'contacts'],
        ['customers', 'nodes', 2, 'orders'],
      ]),
    );
    expect(errors).toHaveLength(2);
    expect(tally).toEqual({
      'arrow /customers': 1,
      'arrow /customers/{reference}/contacts': 5,
      'arrow /customers/{reference}/orders': 5,
    });
  });

  it('is every key not yet seen where a page of the list fails: none of them is taken for missing', async () => {
    const graph = await coldGraph();
    graph.sandbox.fault('dkhardware', { kind: 'status', status: 403, match: { path: 'offset=1000' } });
    const ids = everyNthCustomer(12, 130);

    const { data, errors } = await byNodes(graph, ids);

    expect(idsIn(data.nodes)).toEqual([...ids.slice(0, 8), null, null, null, null]);
    expect(errors.map(({ path }) => path)).toEqual([8, 9, 10, 11].map((index) => ['nodes', index]));
  });
});
