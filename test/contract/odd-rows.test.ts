import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { encodeNodeId } from '../../src/ids.js';
import { startTestGraph, type TestGraph } from '../support/graph.js';
import { MergedList, rowsOf, type PageRequest } from './support/lists.js';
import { oddRowProxy } from './support/odd-rows.js';
import { ordersOnTheWire } from './support/wire-rows.js';

let graph: TestGraph;
let proxy: Awaited<ReturnType<typeof oddRowProxy>>;
let oddRows = new Map<string, unknown>();

beforeAll(async () => {
  let sandboxUrl = '';
  proxy = await oddRowProxy(
    () => sandboxUrl,
    () => oddRows,
  );
  graph = await startTestGraph({
    sources: (entries) => {
      const text = JSON.stringify(entries);
      sandboxUrl = /http:\/\/[\d.]+:\d+/.exec(text)?.[0] ?? '';
      return JSON.parse(text.replaceAll(sandboxUrl, proxy.url)) as typeof entries;
    },
  });
  graph.sandbox.upstream('dkhardware').configure({ readsPerMinute: 0 });
});

beforeEach(() => {
  oddRows = new Map();
});

afterAll(async () => {
  await graph.close();
  await proxy.close();
});

/** What stands where an object should: `[]` is how PHP writes an empty one. */
const ODD = [[], null, 'x', 42];

/** Row by row where the odd ones are, then fast to the end. */
const SIZES = [...Array.from({ length: 10 }, () => 1), ...Array.from({ length: 50 }, () => 100)];

async function expectOnlyOddRowsMissing(name: 'customers' | 'orders', filter: PageRequest['filter']) {
  const list = new MergedList(graph, name);
  const whole = rowsOf(await list.walk(filter));
  const odd = ODD.map((value, index) => [whole[2 * index + 1] ?? '', value] as const);
  oddRows = new Map(odd.map(([row, value]) => [row.split(' ')[1] ?? '', value]));
  const pages = await list.walk(filter, { sizes: SIZES });

  const errors = pages.flatMap(({ page }) => page.sources.map(({ error }) => error));
  expect(errors.filter((error) => error !== null)).toEqual([]);
  expect(rowsOf(pages)).toEqual(whole.filter((row) => !odd.some(([oddRow]) => oddRow === row)));
  expect(rowsOf(pages).length).toBeGreaterThan(ODD.length);
}

describe('a walk of one row a page over rows that are no objects gives every other row once', () => {
  it.each(['arrow', 'cockpit', 'dkh', 'ion'])('R16: customers of %s', async (sourceId) => {
    await expectOnlyOddRowsMissing('customers', { sourceIds: [sourceId], includeDeleted: true });
  });

  it.each(['arrow', 'dkh', 'ion'])('R16: orders of %s', async (sourceId) => {
    await expectOnlyOddRowsMissing('orders', { sourceIds: [sourceId] });
  });

  it('R16: orders of a customer of cockpit, which has no list of all', async () => {
    const counts = new Map<string, number>();
    for (const { sourceId, row } of ordersOnTheWire(graph)) {
      const customerId = String(row.customerId);
      if (sourceId === 'cockpit') counts.set(customerId, (counts.get(customerId) ?? 0) + 1);
    }
    const [[customerId] = ['']] = [...counts].sort(([, a], [, b]) => b - a);
    await expectOnlyOddRowsMissing('orders', {
      customerIds: [encodeNodeId('customer', 'cockpit', customerId)],
    });
  });
});
