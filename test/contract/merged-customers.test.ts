import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestGraph, type TestGraph } from '../support/graph.js';
import { callsOf, MergedList, rowsOf, sorted, startListGraph, type ListAnswer } from './support/lists.js';
import { customersOnTheWire, namesOf, SOURCE_IDS } from './support/wire-rows.js';

let graph: TestGraph;
let customers: MergedList;

beforeAll(async () => {
  graph = await startListGraph();
  customers = new MergedList(graph, 'customers');
});

afterAll(() => graph.close());

/** What the list gives by default. */
function living() {
  return customersOnTheWire(graph).filter(({ isDeleted }) => !isDeleted);
}

describe('the customers of all sources', () => {
  let pages: readonly ListAnswer[];

  beforeAll(async () => {
    pages = await customers.walk(null, { sizes: [100] });
  });

  it('come all, once each, and no others', () => {
    expect(sorted(rowsOf(pages))).toEqual(sorted(namesOf(living())));
  });

  it('fill every page but the last', () => {
    expect(pages.slice(0, -1).every(({ page }) => page.nodes.length === 100)).toBe(true);
  });

  it('come in turn: one of each source, round and round', () => {
    const [first] = pages;
    const turns = first?.page.nodes.map(({ sourceId }) => sourceId) ?? [];
    expect(turns).toEqual(Array.from({ length: 25 }, () => SOURCE_IDS).flat());
  });

  it('leave out sources that gave their last row: these are never asked again', () => {
    for (const sourceId of SOURCE_IDS) {
      const last = pages.findLastIndex(({ page }) => page.nodes.some((node) => node.sourceId === sourceId));
      const later = pages.slice(last + 1).map((answer) => callsOf(answer, sourceId));
      expect([sourceId, later.filter((calls) => calls > 0)]).toEqual([sourceId, []]);
    }
  });

  // One call is not enough where another source ends on the page, which leaves more rows to the others,
  // nor where ArrowSphere, which cannot leave deleted customers out, gave some that had to be replaced.
  it('take one call of each source a page, and one more for each thing that cannot be known before', () => {
    const deleted = customersOnTheWire(graph).filter(
      ({ isDeleted, sourceId }) => isDeleted && sourceId === 'arrow',
    );
    const bound = (index: number) => 1 + endingOn(pages, index);
    let repeated = 0;
    pages.forEach((answer, index) => {
      for (const sourceId of ['cockpit', 'dkh', 'ion']) {
        expect(callsOf(answer, sourceId)).toBeLessThanOrEqual(bound(index));
      }
      repeated += Math.max(0, callsOf(answer, 'arrow') - bound(index));
    });
    expect(repeated).toBeLessThanOrEqual(deleted.length);
  });

  it('take the calls that the answers tell of', () => {
    const told = pages.flatMap(({ calls }) => calls).length;
    const received = (['arrowsphere', 'cloudcockpit', 'dkhardware', 'ion'] as const).flatMap((upstream) =>
      graph.sandbox.calls(upstream).filter(({ method }) => method === 'GET'),
    ).length;
    expect(told).toBe(received);
  });

  it('are told to be a first page, later pages, and a last one', () => {
    expect(pages.map(({ page }) => page.pageInfo.hasPreviousPage)).toEqual(
      pages.map((_, index) => index > 0),
    );
    expect(pages.at(-1)?.page.pageInfo.hasNextPage).toBe(false);
  });
});

/** How many sources gave their last row on a page. */
function endingOn(pages: readonly ListAnswer[], index: number): number {
  return SOURCE_IDS.filter(
    (sourceId) =>
      pages.findLastIndex(({ page }) => page.nodes.some((node) => node.sourceId === sourceId)) === index,
  ).length;
}

describe('pages of any sizes', () => {
  it('give every customer once', async () => {
    const pages = await customers.walk(null, { sizes: [1, 7, 100, 33, 2, 64, 99] });
    expect(sorted(rowsOf(pages))).toEqual(sorted(namesOf(living())));
  });

  it('give them in the same order', async () => {
    const filter = { sourceIds: ['arrow', 'cockpit', 'ion'] };
    const large = rowsOf(await customers.walk(filter, { sizes: [100] }));
    const mixed = rowsOf(await customers.walk(filter, { sizes: [3, 80, 41] }));
    expect(mixed).toEqual(large);
  });

  it('ask only as many sources as there are rows to give', async () => {
    const { page, calls } = await customers.page({ first: 2 });
    expect(page.nodes.map(({ sourceId }) => sourceId)).toEqual(['arrow', 'cockpit']);
    expect(calls.map(({ source }) => source).toSorted()).toEqual(['arrow', 'cockpit']);
  });

  it('are 25 rows where nothing is said, or null', async () => {
    expect((await customers.page()).page.nodes).toHaveLength(25);
    expect((await customers.page({ first: null, after: null, filter: null })).page.nodes).toHaveLength(25);
  });
});

describe('the cursor of any edge', () => {
  interface Edges {
    readonly customers: {
      readonly edges: readonly { readonly cursor: string; readonly node: { readonly externalId: string } }[];
      readonly pageInfo: { readonly startCursor: string; readonly endCursor: string };
    };
  }
  const EDGES = `{ customers(first: 9) { edges { cursor node { externalId } } pageInfo { startCursor endCursor } } }`;

  it('goes on with the very next row', async () => {
    const { edges } = (await graph.ask<Edges>(EDGES)).data.customers;
    for (const [index, { cursor }] of edges.entries()) {
      const { page } = await customers.page({ first: 10, after: cursor });
      const following = edges.slice(index + 1).map(({ node }) => node.externalId);
      expect(page.nodes.map(({ externalId }) => externalId).slice(0, following.length)).toEqual(following);
    }
  });

  it('is the start or the end of the page where it stands there', async () => {
    const { edges, pageInfo } = (await graph.ask<Edges>(EDGES)).data.customers;
    expect(pageInfo).toEqual({ startCursor: edges[0]?.cursor, endCursor: edges.at(-1)?.cursor });
  });
});

describe('totalCount', () => {
  const count = (sourceId: string, withDeleted = false) =>
    customersOnTheWire(graph).filter((row) => row.sourceId === sourceId && (withDeleted || !row.isDeleted))
      .length;

  it('is null where some source does not tell', async () => {
    const { page } = await customers.page({ first: 4 });
    expect(page.totalCount).toBeNull();
    expect(page.sources.map(({ totalCount }) => totalCount)).toEqual([null, count('cockpit'), null, null]);
  });

  it('is that of CloudCockpit with deleted customers or without', async () => {
    const filter = { sourceIds: ['cockpit'] };
    expect((await customers.page({ first: 1, filter })).page.totalCount).toBe(count('cockpit'));
    const all = await customers.page({ first: 1, filter: { ...filter, includeDeleted: true } });
    expect(all.page.totalCount).toBe(count('cockpit', true));
  });

  // Its total may count the deleted customers, which the list leaves out.
  it('is null for ArrowSphere, and told where deleted customers are listed too', async () => {
    const filter = { sourceIds: ['arrow'] };
    expect((await customers.page({ first: 1, filter })).page.totalCount).toBeNull();
    const all = await customers.page({ first: 1, filter: { ...filter, includeDeleted: true } });
    expect(all.page.totalCount).toBe(count('arrow', true));
  });

  it('is the same sum on every page, also once a source is through', async () => {
    const filter = { sourceIds: ['arrow', 'cockpit'], includeDeleted: true };
    const pages = await customers.walk(filter, { sizes: [80] });
    const total = count('arrow', true) + count('cockpit', true);
    expect(pages.map(({ page }) => page.totalCount)).toEqual(pages.map(() => total));
    expect(rowsOf(pages)).toHaveLength(total);
  });
});

it('go on after a page also where a source is called like what every object has', async () => {
  const named = await startTestGraph({
    sources: (entries) => entries.slice(0, 1).map((entry) => ({ ...entry, id: 'constructor' })),
  });
  try {
    const pages = await new MergedList(named, 'customers').walk(null, { sizes: [100] });
    const ids = pages.flatMap(({ page }) => page.nodes.map(({ externalId }) => externalId));
    expect(ids.length).toBeGreaterThan(100);
    expect(new Set(ids).size).toBe(ids.length);
  } finally {
    await named.close();
  }
});
