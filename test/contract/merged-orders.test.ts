import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestGraph } from '../support/graph.js';
import { encodeNodeId } from '../../src/ids.js';
import {
  callsOf,
  MergedList,
  reportOf,
  rowsOf,
  sorted,
  startListGraph,
  withoutSources,
  type ListAnswer,
  type ListedNode,
} from './support/lists.js';
import { namesOf, ordersOnTheWire, type WireThing } from './support/wire-rows.js';

interface OrderNode extends ListedNode {
  readonly status: string;
  readonly createdAt: string | null;
}

let graph: TestGraph;
let orders: MergedList<OrderNode>;
let every: readonly ListAnswer<OrderNode>[];

beforeAll(async () => {
  graph = await startListGraph();
  orders = new MergedList(graph, 'orders', { node: 'status createdAt' });
  every = await orders.walk(null);
});

afterEach(() => {
  graph.sandbox.clearFaults();
});

afterAll(() => graph.close());

/** CloudCockpit lists orders by customer only, and none that is completed. */
function listed() {
  return ordersOnTheWire(graph).filter(({ sourceId, row }) => sourceId !== 'cockpit' || !isCompleted(row));
}

function isCompleted({ status }: WireThing['row']): boolean {
  return JSON.stringify(status).includes('Completed');
}

const CUSTOMER_IN_NAME = /\/customers\/(\d+)\//;

/** Whose order it is, by what stands on the wire. */
function buyerOf({ sourceId, row }: WireThing): string {
  if (sourceId === 'arrow') return /"reference":"([^"]+)"/.exec(JSON.stringify(row.customer))?.[1] ?? '';
  if (sourceId === 'ion') return CUSTOMER_IN_NAME.exec(String(row.name))?.[1] ?? '';
  return String(row.customerId);
}

/** The customers of a source, those with the most orders first. */
function buyersAt(sourceId: string): readonly string[] {
  const counts = new Map<string, number>();
  for (const order of listed().filter((each) => each.sourceId === sourceId)) {
    counts.set(buyerOf(order), (counts.get(buyerOf(order)) ?? 0) + 1);
  }
  return [...counts].toSorted(([, left], [, right]) => right - left).map(([id]) => id);
}

describe('the orders of all sources', () => {
  it('come all, once each, and no others', () => {
    const expected = listed().filter(({ sourceId }) => sourceId !== 'cockpit');
    expect(sorted(rowsOf(every))).toEqual(sorted(namesOf(expected)));
  });

  it('take one call of each source a page, but where another source ends', () => {
    const lastOf = (sourceId: string) =>
      every.findLastIndex(({ page }) => page.nodes.some((node) => node.sourceId === sourceId));
    every.forEach((answer, index) => {
      const ending = ['arrow', 'dkh', 'ion'].filter((sourceId) => lastOf(sourceId) === index).length;
      for (const sourceId of ['arrow', 'dkh', 'ion']) {
        expect(callsOf(answer, sourceId)).toBeLessThanOrEqual(1 + ending);
      }
    });
  });

  it('leave CloudCockpit out, which lists orders by customer only, and say so', () => {
    for (const answer of every) {
      expect(reportOf(answer, 'cockpit')).toMatchObject({
        status: 'SKIPPED',
        error: {
          code: 'UNSUPPORTED',
          message: "Source 'cockpit' has such a list only with the filter 'customerIds'.",
        },
      });
      expect(callsOf(answer, 'cockpit')).toBe(0);
      expect(answer.errors).toEqual([]);
    }
  });

  it('leave it out without an error for whoever did not ask for `sources`', async () => {
    expect((await withoutSources(graph, 'orders').page()).errors).toEqual([]);
  });

  it('of CloudCockpit alone are an empty list with nothing to follow', async () => {
    const { page } = await orders.page({ filter: { sourceIds: ['cockpit'] } });
    expect(page).toMatchObject({ nodes: [], pageInfo: { hasNextPage: false, endCursor: null } });
  });
});

describe('orders by customerIds', () => {
  async function expectOrdersOf(
    customers: readonly (readonly [sourceId: string, id: string])[],
    sizes = [100],
  ) {
    const customerIds = customers.map(([sourceId, id]) => encodeNodeId('customer', sourceId, id));
    const pages = await orders.walk({ customerIds }, { sizes });
    const expected = listed().filter((order) =>
      customers.some(([sourceId, id]) => sourceId === order.sourceId && id === buyerOf(order)),
    );
    expect(sorted(rowsOf(pages))).toEqual(sorted(namesOf(expected)));
    return pages;
  }

  it.each(['arrow', 'cockpit', 'dkh', 'ion'])('are those of one customer of %s', async (sourceId) => {
    const [customer = ''] = buyersAt(sourceId);
    const [first] = await expectOrdersOf([[sourceId, customer]]);
    expect(first?.page.nodes.length).toBeGreaterThan(25);
    expect(first?.page.sources.map(({ source, status }) => `${source.id} ${status}`)).toEqual(
      ['arrow', 'cockpit', 'dkh', 'ion'].map((id) => `${id} ${id === sourceId ? 'OK' : 'SKIPPED'}`),
    );
    expect(first?.page.sources.map(({ error }) => error)).toEqual([null, null, null, null]);
    expect(new Set(first?.calls.map(({ source }) => source))).toEqual(new Set([sourceId]));
  });

  it.each([[[100]], [[40, 9]]])('are those of several customers of all sources, %j a page', async (sizes) => {
    const customers = ['arrow', 'cockpit', 'dkh', 'ion'].flatMap((sourceId) =>
      [0, 5, 20].map((index) => [sourceId, buyersAt(sourceId)[index] ?? ''] as const),
    );
    const [first] = await expectOrdersOf(customers, sizes);
    expect(first?.page.sources.every(({ status }) => status === 'OK')).toBe(true);
  });

  it('are one call at ION for many customers', async () => {
    const customers = buyersAt('ion').slice(3, 23);
    const [first] = await expectOrdersOf(customers.map((id) => ['ion', id]));
    expect(first?.calls).toHaveLength(1);
  });

  it('are given once for a customer named twice', async () => {
    const [customer = ''] = buyersAt('arrow');
    await expectOrdersOf([
      ['arrow', customer],
      ['arrow', customer],
    ]);
  });

  it('are none for a customer that nobody knows, and that is no error', async () => {
    const customerIds = ['arrow', 'dkh', 'ion'].map((sourceId) =>
      encodeNodeId('customer', sourceId, '99999999'),
    );
    const { page, errors } = await orders.page({ filter: { customerIds } });
    expect([page.nodes, page.pageInfo.hasNextPage, errors]).toEqual([[], false, []]);
  });

  it('are none, without a call, where no customer is named or its source is not selected', async () => {
    const elsewhere = [encodeNodeId('customer', 'arrow', 'XSP100201')];
    for (const filter of [{ customerIds: [] }, { customerIds: elsewhere, sourceIds: ['ion'] }]) {
      const { page, calls, errors } = await orders.page({ filter });
      expect([page.nodes, calls, errors]).toEqual([[], [], []]);
    }
  });
});

describe('orders by status and time', () => {
  const all = () => every.flatMap(({ page }) => page.nodes);

  it.each([
    { status: ['COMPLETED'] },
    { status: ['PENDING', 'FAILED'] },
    { status: ['ON_HOLD', 'CANCELED', 'ARCHIVED', 'UNKNOWN'] },
  ])('are those with any status of $status', async ({ status }) => {
    const pages = await orders.walk({ status });
    const expected = all().filter((order) => status.includes(order.status));
    expect(expected).not.toEqual([]);
    expect(idsOf(pages.flatMap(({ page }) => page.nodes))).toEqual(idsOf(expected));
  });

  it('are those created since, to the second, whatever the zone they are told in', async () => {
    const createdSince = newest(300);
    const pages = await orders.walk({ createdSince });
    expect(idsOf(pages.flatMap(({ page }) => page.nodes))).toEqual(idsOf(createdFrom(createdSince)));
  });
});

/** When the oldest of the newest so many orders was created. */
function newest(count: number): string {
  const times = every.flatMap(({ page }) => page.nodes.flatMap(({ createdAt }) => createdAt ?? []));
  return times.toSorted((left, right) => Date.parse(right) - Date.parse(left)).at(count) ?? '';
}

/** Two of three orders of ION come without a time: who asks for one does not get them. */
function createdFrom(time: string): readonly OrderNode[] {
  const nodes = every.flatMap(({ page }) => page.nodes);
  return nodes.filter(({ createdAt }) => createdAt !== null && Date.parse(createdAt) >= Date.parse(time));
}

function idsOf(nodes: readonly ListedNode[]): readonly string[] {
  return nodes.map(({ id }) => id).toSorted();
}

describe('a source of orders that fails for some pages', () => {
  it.each([
    ['arrowsphere', 'arrow'],
    ['dkhardware', 'dkh'],
    ['ion', 'ion'],
  ] as const)('costs no row and repeats none: %s', async (upstream, sourceId) => {
    const createdSince = newest(400);
    const before = (index: number) => {
      if (index === 1) graph.sandbox.fault(upstream, { kind: 'status', status: 503 });
      if (index === 3) graph.sandbox.clearFaults();
    };
    const pages = await orders.walk({ createdSince }, { sizes: [40], before });
    expect(idsOf(pages.flatMap(({ page }) => page.nodes))).toEqual(idsOf(createdFrom(createdSince)));
    expect(pages.slice(1, 4).map((answer) => reportOf(answer, sourceId)?.status)).toEqual([
      'FAILED',
      'FAILED',
      'OK',
    ]);
  });
});

describe('a source that has no list for what was asked', () => {
  it('is no error in a list of others, which nobody expects it in', async () => {
    expect((await withoutSources(graph, 'orders').page({ first: 3 })).errors).toEqual([]);
  });

  it('is told where nothing else is left, and has no total', async () => {
    const filter = { sourceIds: ['cockpit'] };
    const { errors, page } = await withoutSources(graph, 'orders').page({ filter });
    expect(errors.map(({ extensions }) => [extensions?.code, extensions?.sourceId])).toEqual([
      ['UPSTREAM_UNSUPPORTED', 'cockpit'],
    ]);
    expect(page).toMatchObject({ nodes: [], totalCount: null });
  });
});

it('goes on with the same filter written another way', async () => {
  const [one, two] = [
    encodeNodeId('customer', 'ion', '20001'),
    encodeNodeId('customer', 'arrow', 'XSP100201'),
  ];
  const { page } = await orders.page({ first: 1, filter: { customerIds: [one, two] } });
  const after = page.pageInfo.endCursor;
  const again = await orders.page({
    first: 1,
    after,
    filter: { customerIds: [two, one, two], status: null },
  });
  expect(again.errors).toEqual([]);
});
