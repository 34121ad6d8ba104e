import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { encodeNodeId } from '../../src/ids.js';
import { startTestGraph, type GraphAnswer, type TestGraph } from '../support/graph.js';
import { askCounted, type Tally } from './calls.js';

let graph: TestGraph;

/** DK Hardware as so many sources: what one has learned about its list, the others do not know. */
const unread = Array.from({ length: 12 }, (_, index) => `dkh-${index + 1}`);

/** A source that nothing was read of yet. */
function coldSource(): string {
  const sourceId = unread.shift();
  if (sourceId === undefined) throw new Error('All sources were read already: configure some more.');
  return sourceId;
}

beforeAll(async () => {
  graph = await startTestGraph({
    // Forty aliases are more than a caller may write by default.
    settings: { limits: { maxAliases: 50, maxRootFields: 50 } },
    sources: (entries) =>
      entries.flatMap((entry) => (entry.id === 'dkh' ? unread.map((id) => ({ ...entry, id })) : [entry])),
  });
  graph.sandbox.upstream('dkhardware').configure({ readsPerMinute: 0 });
});

afterEach(() => {
  graph.sandbox.clearFaults();
});

afterAll(() => graph.close());

/** 1,560 customers, 463501 to 465060: two pages of a thousand. */
function everyNthCustomer(count: number, step: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => String(463_501 + index * step));
}

type Found = { readonly externalId: string } | null;

const NODES = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Customer { externalId } } }`;

interface FoundById {
  readonly nodes: readonly Found[];
  readonly errors: GraphAnswer<unknown>['errors'];
  /** How many calls of each path it took. */
  readonly paths: Tally;
}

async function byNodes(sourceId: string, externalIds: readonly string[]): Promise<FoundById> {
  const ids = externalIds.map((externalId) => encodeNodeId('customer', sourceId, externalId));
  const { data, errors, tally } = await askCounted<{ readonly nodes: readonly Found[] }>(graph, NODES, {
    ids,
  });
  return { nodes: data.nodes, errors, paths: withoutSource(tally) };
}

async function byAliases(sourceId: string, externalIds: readonly string[]): Promise<FoundById> {
  const fields = externalIds.map((externalId, index) => oneField(`c${index}`, sourceId, externalId));
  const query = `{ ${fields.join(' ')} }`;
  const { data, errors, tally } = await askCounted<Readonly<Record<string, Found>>>(graph, query);
  return {
    nodes: externalIds.map((_, index) => data[`c${index}`] ?? null),
    errors,
    paths: withoutSource(tally),
  };
}

function oneField(alias: string, sourceId: string, externalId: string): string {
  return `${alias}: customerByExternalId(sourceId: "${sourceId}", externalId: "${externalId}") { externalId }`;
}

function withoutSource(tally: Tally): Tally {
  return Object.fromEntries(Object.entries(tally).map(([key, count]) => [key.replace(/^\S+ /, ''), count]));
}

const idsIn = (nodes: readonly Found[]) => nodes.map((node) => node?.externalId ?? null);

describe('DK Hardware customers by id: reads one by one, or the list, whichever takes fewer calls', () => {
  describe.each([
    ['nodes(ids:)', byNodes],
    ['aliases', byAliases],
  ])('through %s', (_, ask) => {
    it('40 all over the list take its two pages, not 40 reads; cold, and again when its length is known', async () => {
      const sourceId = coldSource();
      const ids = everyNthCustomer(40, 39);

      const cold = await ask(sourceId, ids);
      const warm = await ask(sourceId, ids);

      expect(idsIn(cold.nodes)).toEqual(ids);
      expect(warm.nodes).toEqual(cold.nodes);
      expect(cold.paths).toEqual({ '/v1/customer/': 2 });
      expect(warm.paths).toEqual({ '/v1/customer/': 2 });
    });

    it('40 from the beginning of the list take its first page alone', async () => {
      const ids = everyNthCustomer(40, 2);

      const { nodes, paths } = await ask(coldSource(), ids);

      expect(idsIn(nodes)).toEqual(ids);
      expect(paths).toEqual({ '/v1/customer/': 1 });
    });

    it('two take two reads: the list would be no fewer; cold, and when its length is known', async () => {
      const sourceId = coldSource();
      const ids = everyNthCustomer(2, 1_500);

      const cold = await ask(sourceId, ids);
      await ask(sourceId, everyNthCustomer(40, 39));
      const warm = await ask(sourceId, ids);

      expect(idsIn(cold.nodes)).toEqual(ids);
      expect(cold.paths).toEqual({ '/v1/customer/{id}': 2 });
      expect(warm.paths).toEqual({ '/v1/customer/{id}': 2 });
    });

    it('one that does not exist is null in its place, and costs nothing once the list was read to its end', async () => {
      const ids = ['1', ...everyNthCustomer(12, 130)];

      const { nodes, errors, paths } = await ask(coldSource(), ids);

      expect(errors).toEqual([]);
      expect(idsIn(nodes)).toEqual([null, ...ids.slice(1)]);
      expect(paths).toEqual({ '/v1/customer/': 2 });
    });
  });

  it('one id under forty aliases is one read', async () => {
    const ids = Array.from({ length: 40 }, () => '463501');

    const { nodes, paths } = await byAliases(coldSource(), ids);

    expect(idsIn(nodes)).toEqual(ids);
    expect(paths).toEqual({ '/v1/customer/{id}': 1 });
  });
});

describe('one key that fails', () => {
  it('fails alone among customers read by id', async () => {
    const [good = '', bad = ''] = everyNthCustomer(2, 1);
    graph.sandbox.fault('dkhardware', {
      kind: 'status',
      status: 403,
      match: { path: `/v1/customer/${bad}` },
    });

    const { nodes, errors, paths } = await byNodes(coldSource(), [bad, good, bad]);

    expect(idsIn(nodes)).toEqual([null, good, null]);
    expect(errors.map(({ path }) => path)).toEqual([
      ['nodes', 0],
      ['nodes', 2],
    ]);
    expect(paths).toEqual({ '/v1/customer/{id}': 2 });
  });

  it('fails alone among the contacts and orders of a list', async () => {
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
      // The look that tells that the list of all orders has more pages than there are customers.
      'arrow /orders': 1,
    });
  });

  it('is every key not yet seen where a page of the list fails: none of them is taken for missing', async () => {
    graph.sandbox.fault('dkhardware', { kind: 'status', status: 403, match: { path: 'offset=1000' } });
    const ids = everyNthCustomer(12, 130);

    const { nodes, errors } = await byNodes(coldSource(), ids);

    expect(idsIn(nodes)).toEqual([...ids.slice(0, 8), null, null, null, null]);
    expect(errors.map(({ path }) => path)).toEqual([8, 9, 10, 11].map((index) => ['nodes', index]));
  });
});
