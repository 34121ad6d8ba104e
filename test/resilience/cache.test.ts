import { afterEach, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { UpstreamName } from '../../sandbox/index.js';
import { encodeNodeId } from '../../src/ids.js';
import { mutate } from '../contract/mutations/support/mutate.js';
import { registerWebhook, renameCustomer } from '../e2e/support/upstream-changes.js';
import { PLAIN_TRANSPORT, startTestGraph, type TestGraph, type TestGraphOptions } from '../support/graph.js';

interface Listed {
  readonly customers: {
    readonly nodes: readonly { readonly externalId: string; readonly displayName: string }[];
    readonly sources: readonly {
      readonly status: string;
      readonly fetchedAt: string | null;
      readonly error: { readonly code: string } | null;
    }[];
  };
}

const LIST = `query ($source: ID!) {
  customers(first: 5, filter: { sourceIds: [$source] }) {
    nodes { externalId displayName }
    sources { status fetchedAt error { code } }
  }
}`;
const ONE = 'query ($id: ID!) { customer(id: $id) { externalId displayName } }';

const FRESH = { ...PLAIN_TRANSPORT, freshMs: 60_000 };
/** Nothing is fresh when it is asked for again, and everything may stand in. */
const STALE = { ...PLAIN_TRANSPORT, freshMs: 0, staleMs: 60_000 };

let graph: TestGraph | undefined;
afterEach(() => graph?.close());

async function start(options: TestGraphOptions): Promise<TestGraph> {
  graph = await startTestGraph(options);
  return graph;
}

const list = async (from: TestGraph, source: string) => await from.ask<Listed>(LIST, { source });
const read = async (from: TestGraph, id: string) =>
  await from.ask<{ readonly customer: { readonly displayName: string } | null }>(ONE, { id });

/** How many calls the upstream received while `work` was done. */
async function callsDuring<Value>(
  { sandbox }: TestGraph,
  upstream: UpstreamName,
  work: () => Promise<Value>,
) {
  const before = sandbox.calls(upstream).length;
  const value = await work();
  return { value, calls: sandbox.calls(upstream).length - before };
}

describe('What was read a moment ago', () => {
  it('R14: is not asked for again, and tells when it was read; explain calls it a HIT', async () => {
    const one = await start({ transport: FRESH });
    const first = await list(one, 'arrow');
    const { value: again, calls } = await callsDuring(one, 'arrowsphere', () => list(one, 'arrow'));
    expect(calls).toBe(0);
    expect(again.data).toEqual(first.data);
    expect(again.calls).toMatchObject([{ source: 'arrow', cache: 'HIT', attempts: 0, outcome: 'OK' }]);
  });

  it('R14: of a list answers reads by id, also as entities, which nobody changes', async () => {
    const one = await start({ transport: FRESH });
    const { nodes } = (await list(one, 'arrow')).data.customers;
    const keys = nodes.map(({ externalId }) => ({
      __typename: 'Customer',
      id: encodeNodeId('customer', 'arrow', externalId),
    }));
    const query =
      'query ($keys: [_Any!]!) { _entities(representations: $keys) { __typename ... on Customer { externalId displayName } } }';
    const { value, calls } = await callsDuring(one, 'arrowsphere', async () => [
      await one.ask<{ readonly _entities: unknown }>(query, { keys }),
      await one.ask<{ readonly _entities: unknown }>(query, { keys }),
    ]);
    expect(calls).toBe(0);
    const entities = nodes.map((node) => ({ __typename: 'Customer', ...node }));
    expect(value.map(({ data, errors }) => [data._entities, errors])).toEqual([
      [entities, []],
      [entities, []],
    ]);
  });

  it('R14: is asked for again after a write at its source, and at no other', async () => {
    const one = await start({ transport: FRESH });
    const { nodes } = (await list(one, 'arrow')).data.customers;
    await list(one, 'ion');
    const id = encodeNodeId('customer', 'arrow', nodes[0]?.externalId ?? '');
    await read(one, id);
    const { payload } = await mutate(one, 'updateCustomer', { id, companyName: 'Renamed By A Write' });
    expect(payload).toMatchObject({ userErrors: [], customer: { displayName: 'Renamed By A Write' } });
    const { calls } = await callsDuring(one, 'arrowsphere', () => list(one, 'arrow'));
    expect(calls).toBeGreaterThan(0);
    expect((await read(one, id)).data.customer).toMatchObject({ displayName: 'Renamed By A Write' });
    expect((await callsDuring(one, 'ion', () => list(one, 'ion'))).calls).toBe(0);
  });

  it('R14: is asked for again after the upstream reported a change', async () => {
    const one = await start({ transport: FRESH });
    await registerWebhook(one);
    const id = encodeNodeId('customer', 'dkh', '463501');
    await read(one, id);
    expect((await callsDuring(one, 'dkhardware', () => read(one, id))).calls).toBe(0);
    await renameCustomer(one, '463501', 'Renamed Behind The Graph');
    const deadline = Date.now() + 5_000;
    let name: string | undefined;
    while (name !== 'Renamed Behind The Graph' && Date.now() < deadline) {
      name = (await read(one, id)).data.customer?.displayName;
      await sleep(10);
    }
    expect(name).toBe('Renamed Behind The Graph');
  });

  it('S8: is never given to a source with other credentials, although the address is the same', async () => {
    const one = await start({
      transport: FRESH,
      sources: (entries) => [
        ...entries,
        ...entries
          .filter(({ id }) => id === 'arrow')
          .map((entry) => ({ ...entry, id: 'arrow-b', credentials: { apiKey: 'another' } })),
      ],
    });
    const [own, other] = await Promise.all([list(one, 'arrow'), list(one, 'arrow-b')]);
    const later = await list(one, 'arrow-b');
    expect(own.data.customers.nodes).toHaveLength(5);
    for (const { data } of [other, later]) {
      expect(data.customers.nodes).toEqual([]);
      expect(data.customers.sources).toMatchObject([
        { status: 'FAILED', error: { code: 'UNAUTHENTICATED' } },
      ]);
    }
  });

  it('R13: is one call for many operations that ask at once', async () => {
    const one = await start({});
    one.sandbox.fault('arrowsphere', { kind: 'latency', ms: 1_000 });
    const { calls } = await callsDuring(one, 'arrowsphere', () =>
      Promise.all(Array.from({ length: 20 }, () => list(one, 'arrow'))),
    );
    expect(calls).toBe(1);
  });
});

describe('With its upstream down', () => {
  it('R14: a list is served as it was, marked STALE with its time, and so is a row by id', async () => {
    const one = await start({ transport: STALE });
    const first = await list(one, 'arrow');
    const fetchedAt = first.data.customers.sources[0]?.fetchedAt;
    expect(first.data.customers.sources).toMatchObject([{ status: 'OK' }]);
    one.sandbox.fault('arrowsphere', { kind: 'status', status: 503 });

    const second = await list(one, 'arrow');
    expect(second.data.customers.nodes).toEqual(first.data.customers.nodes);
    expect(second.data.customers.sources).toEqual([{ status: 'STALE', fetchedAt, error: null }]);
    expect(second.errors).toEqual([]);
    expect(second.calls).toMatchObject([{ cache: 'STALE', attempts: 1, outcome: 'OK' }]);
    expect(second.extensions.stale).toEqual([{ sourceId: 'arrow', fetchedAt }]);

    const externalId = first.data.customers.nodes[3]?.externalId ?? '';
    const row = await read(one, encodeNodeId('customer', 'arrow', externalId));
    expect(row.data.customer).toEqual(first.data.customers.nodes[3]);
    expect(row.extensions.stale).toEqual([{ sourceId: 'arrow', fetchedAt }]);
  });

  it('R14: a list fails once what was read is too old', async () => {
    const one = await start({ transport: { ...STALE, staleMs: 30 } });
    await list(one, 'arrow');
    one.sandbox.fault('arrowsphere', { kind: 'status', status: 503 });
    await sleep(31);
    const { data, extensions } = await list(one, 'arrow');
    expect(data.customers).toMatchObject({
      nodes: [],
      sources: [{ status: 'FAILED', fetchedAt: null, error: { code: 'UNAVAILABLE' } }],
    });
    expect(extensions.stale).toBeUndefined();
  });

  it('R14: a write of which nobody knows what became takes away nothing that stands in', async () => {
    const one = await start({ transport: STALE });
    const first = await list(one, 'arrow');
    const { nodes } = first.data.customers;
    const id = encodeNodeId('customer', 'arrow', nodes[0]?.externalId ?? '');
    await read(one, id);
    one.sandbox.fault('arrowsphere', { kind: 'status', status: 503 });
    const { errors } = await mutate(one, 'updateCustomer', { id, companyName: 'Renamed Or Not' });
    expect(errors).toMatchObject([{ extensions: { mayHaveHappened: true } }]);
    const second = await list(one, 'arrow');
    expect(second.data.customers).toMatchObject({ nodes, sources: [{ status: 'STALE' }] });
    expect((await read(one, id)).data.customer).toEqual(nodes[0]);
  });

  it('R14: nothing from before a write stands in for what came after it', async () => {
    const one = await start({ transport: STALE });
    const { nodes } = (await list(one, 'arrow')).data.customers;
    const id = encodeNodeId('customer', 'arrow', nodes[0]?.externalId ?? '');
    one.sandbox.fault('arrowsphere', { kind: 'status', status: 503, match: { method: 'GET' } });
    await mutate(one, 'updateCustomer', { id, companyName: 'Renamed' });
    expect((await list(one, 'arrow')).data.customers.sources).toMatchObject([{ status: 'FAILED' }]);
  });
});
