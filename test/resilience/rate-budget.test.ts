import { afterEach, describe, expect, it } from '@jest/globals';
import { DK_NINE } from '../contract/mutations/support/inputs.js';
import { mutate } from '../contract/mutations/support/mutate.js';
import { PLAIN_TRANSPORT, startTestGraph, type TestGraph } from '../support/graph.js';

let graph: TestGraph;
afterEach(() => graph.close());

/** The vendor's own limits, which are the provider's defaults. */
const VENDOR_LIMITS = { retries: 0, freshMs: 0, staleMs: 0, queue: 1_000 };

/** A read of one customer of DK Hardware, there or not; gives the code it failed with. */
async function read(externalId: number): Promise<unknown> {
  const query = `{ customerByExternalId(sourceId: "dkh", externalId: "${externalId}") { id } }`;
  const { errors } = await graph.ask(query);
  return errors[0]?.extensions?.code ?? null;
}

function burst(from: number, times: number): Promise<readonly unknown[]> {
  return Promise.all(Array.from({ length: times }, (_, index) => read(900_000 + from + index)));
}

/** Those for tokens left out. */
function dkHardwareCalls() {
  return graph.sandbox.calls('dkhardware').filter(({ path }) => path.includes('/v1/'));
}

function seenAtDkHardware() {
  const calls = dkHardwareCalls();
  return { calls: calls.length, refused: calls.filter(({ status }) => status === 429).length };
}

async function budgets(): Promise<unknown> {
  const { data } = await graph.ask<unknown>('{ sources { id health { remainingBudget } } }');
  return data;
}

describe('R11: the budget of DK Hardware', () => {
  it('is never exceeded, however calls come; what is left can be read', async () => {
    graph = await startTestGraph({ transport: VENDOR_LIMITS });
    expect(await burst(0, 120)).toEqual(Array.from({ length: 120 }, () => null));
    expect(await budgets()).toMatchObject({
      sources: expect.arrayContaining([
        { id: 'dkh', health: { remainingBudget: 80 } },
        { id: 'ion', health: { remainingBudget: null } },
      ]),
    });
    const codes = [...(await burst(120, 100)), ...(await burst(220, 40))];
    expect(codes.filter((code) => code === null)).toHaveLength(80);
    expect(codes.filter((code) => code === 'UPSTREAM_RATE_LIMITED')).toHaveLength(60);
    expect(seenAtDkHardware()).toEqual({ calls: 200, refused: 0 });
  });

  it('leaves its last places to portals: polls of submissions take none of them', async () => {
    graph = await startTestGraph({ transport: { ...VENDOR_LIMITS, writesPerMinute: 10 } });
    await fetch(`${graph.sandbox.url}/_control`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        upstream: 'dkhardware',
        settings: { writesPerMinute: 10, processingMs: 60_000 },
      }),
    });
    const create = (key: number) =>
      mutate(graph, 'createCustomer', {
        ...DK_NINE,
        email: `portal-${key}@example.com`,
        idempotencyKey: `key-${key}`,
      });
    // Asking for a status is one as well.
    const writes = () => dkHardwareCalls().filter(({ method }) => method === 'POST').length;
    for (let key = 0; key < 3; key += 1) expect((await create(key)).errors).toEqual([]);
    // The polls of three submissions take what they may, and no more when they come again.
    await until(() => writes() === 8);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(writes()).toBe(8);
    for (let key = 3; key < 5; key += 1) expect((await create(key)).errors).toEqual([]);
    expect((await create(5)).errors[0]?.extensions).toMatchObject({ code: 'UPSTREAM_RATE_LIMITED' });
    expect([writes(), seenAtDkHardware().refused]).toEqual([10, 0]);
  });
});

describe('R11: a source with a short line', () => {
  it('refuses whoever comes when it is full, and nobody else', async () => {
    const transport = { ...PLAIN_TRANSPORT, concurrency: 1, queue: 3 };
    graph = await startTestGraph({ transport });
    graph.sandbox.fault('dkhardware', { kind: 'latency', ms: 300 });
    const codes = await burst(0, 6);
    expect(codes.filter((code) => code === null)).toHaveLength(4);
    expect(codes.filter((code) => code === 'UPSTREAM_QUEUE_FULL')).toHaveLength(2);
  });

  it('is left by a client that goes away', async () => {
    graph = await startTestGraph({ transport: { ...PLAIN_TRANSPORT, concurrency: 1, queue: 1 } });
    graph.sandbox.fault('dkhardware', { kind: 'latency', ms: 600, times: 1 });
    const first = read(1);
    await until(() => seenAtDkHardware().calls === 1);
    const leaving = new AbortController();
    const left = fetch(`${graph.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ customerByExternalId(sourceId: "dkh", externalId: "2") { id } }' }),
      signal: leaving.signal,
    });
    await new Promise((resolve) => setTimeout(resolve, 150));
    leaving.abort();
    await expect(left).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(await Promise.all([first, read(3)])).toEqual([null, null]);
    expect(seenAtDkHardware().calls).toBe(2);
  });
});

describe('three long lists at once', () => {
  interface Page {
    readonly customers: { readonly pageInfo: { readonly endCursor: string } };
  }
  const list = (fields: string, after: string | null) =>
    graph.ask<Page>(
      `query ($after: String) { customers(first: 100, after: $after, filter: { sourceIds: ["arrow"] }) { ${fields} } }`,
      { after },
    );

  it('two come whole, the third with its share, and a stranger in a few turns', async () => {
    graph = await startTestGraph();
    const cursors: (string | null)[] = [null];
    for (let page = 0; page < 2; page += 1) {
      const { data } = await list('pageInfo { endCursor }', cursors[page] ?? null);
      cursors.push(data.customers.pageInfo.endCursor);
    }
    graph.sandbox.fault('arrowsphere', { kind: 'latency', ms: 30 });
    const contacts = () =>
      graph.sandbox.calls('arrowsphere').filter(({ path }) => path.includes('/contacts')).length;
    const lists = cursors.map((after) => list('nodes { contacts { email } }', after));
    await until(() => contacts() > 10);
    const before = contacts();
    const stranger = await graph.ask(
      '{ customerByExternalId(sourceId: "arrow", externalId: "XSP100201") { id } }',
    );
    expect(stranger.errors).toEqual([]);
    // Ten are under way at once: what was, what began beside it, and a turn to spare.
    expect(contacts() - before).toBeLessThanOrEqual(30);
    const lost = (await Promise.all(lists)).map(({ errors }) =>
      errors.map(({ extensions }) => extensions?.code),
    );
    // More wait than the line is long, 200: whoever comes last has a third of it at least.
    expect(lost.filter((codes) => codes.length === 0).length).toBeGreaterThanOrEqual(2);
    expect(new Set(lost.flat())).toEqual(new Set(['UPSTREAM_QUEUE_FULL']));
    expect(lost.flat().length).toBeLessThanOrEqual(100 - 66);
  });
});

async function until(isSo: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!isSo()) {
    if (Date.now() > end) throw new Error('What was waited for did not come.');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
