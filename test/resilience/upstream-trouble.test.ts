import { afterEach, describe, expect, it } from '@jest/globals';
import type { Call, UpstreamName } from '../../sandbox/index.js';
import { PLAIN_TRANSPORT, startTestGraph, type TestGraph, type TestGraphOptions } from '../support/graph.js';

let graph: TestGraph;
afterEach(() => graph.close());

async function start(
  transport: Readonly<Record<string, unknown>>,
  operationTimeoutMs = 15_000,
): Promise<void> {
  const options: TestGraphOptions = {
    settings: { limits: { operationTimeoutMs } },
    transport: { ...PLAIN_TRANSPORT, ...transport },
  };
  graph = await startTestGraph(options);
}

interface Customers {
  readonly customers: {
    readonly nodes: readonly { readonly sourceId: string; readonly contacts?: readonly unknown[] | null }[];
  };
}

const CUSTOMERS = '{ customers(first: 20) { nodes { sourceId } } }';

/** A list and then one call for each of its rows, ten at a time. */
const CONTACTS =
  '{ customers(first: 50, filter: { sourceIds: ["arrow"] }) { nodes { sourceId contacts { email } } } }';

function sourcesIn({ customers }: Customers): ReadonlySet<string> {
  return new Set(customers.nodes.map(({ sourceId }) => sourceId));
}

async function eventually(isSo: () => boolean): Promise<void> {
  const end = performance.now() + 5_000;
  while (!isSo()) {
    if (performance.now() > end) throw new Error('It did not come to that.');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe('a source that hangs', () => {
  it('R1: costs its timeout, and the answer has the rows of the others and names it', async () => {
    await start({ timeoutMs: 1_000 });
    graph.sandbox.fault('ion', { kind: 'hang' });
    const times: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const begun = performance.now();
      const { status, data, errors } = await graph.ask<Customers>(CUSTOMERS);
      times.push(performance.now() - begun);
      expect(status).toBe(200);
      expect(sourcesIn(data)).toEqual(new Set(['arrow', 'cockpit', 'dkh']));
      expect(errors).toMatchObject([
        { extensions: { code: 'UPSTREAM_TIMEOUT', sourceId: 'ion', retryable: true } },
      ]);
    }
    // The best of three, because other tests keep the machine busy.
    expect(Math.min(...times)).toBeGreaterThan(800);
    expect(Math.min(...times)).toBeLessThan(1_200);
    expect(callsAt('ion')).toHaveLength(3);
    await eventually(() => callsAt('ion').every(({ aborted, status: answer }) => aborted && answer === null));
  });
});

describe('a source that is too slow for all that an operation asks', () => {
  /** What keeps the process from ending, counted. */
  function held(kind: 'Timeout' | 'TCPSocketWrap'): number {
    return process.getActiveResourcesInfo().filter((resource) => resource === kind).length;
  }

  it('R2: is left at the deadline with what it gave, and nothing is left of the rest', async () => {
    await start({}, 600);
    await graph.ask(CONTACTS);
    const before = { timers: held('Timeout'), sockets: held('TCPSocketWrap') };
    graph.sandbox.fault('arrowsphere', { kind: 'latency', ms: 250 });

    const begun = performance.now();
    const { status, data, errors, calls } = await graph.ask<Customers>(CONTACTS);
    expect(status).toBe(200);
    // 250 ms for the list and 1,250 for all of the contacts.
    expect(performance.now() - begun).toBeLessThan(1_200);
    const read = data.customers.nodes.filter(({ contacts }) => contacts !== null);
    expect(read.length).toBeLessThan(50);
    expect(errors).toHaveLength(50 - read.length);
    expect(new Set(errors.map(({ extensions }) => extensions?.code))).toEqual(new Set(['UPSTREAM_TIMEOUT']));

    const sent = callsAt('arrowsphere').length;
    // The sandbox's own timers run out too.
    await eventually(() => held('Timeout') <= before.timers && held('TCPSocketWrap') <= before.sockets);
    expect(callsAt('arrowsphere')).toHaveLength(sent);
    expect(calls.filter(({ outcome }) => outcome === 'OK')).toHaveLength(read.length + 1);
  });
});

describe('a client that leaves', () => {
  it('R3: ends the calls that are under way upstream, and starts none of the others', async () => {
    await start({ concurrency: 10 });
    graph.sandbox.fault('arrowsphere', { kind: 'latency', ms: 600, match: { path: '/contacts' } });
    const leaving = new AbortController();
    const left = fetch(`${graph.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: CONTACTS }),
      signal: leaving.signal,
    }).catch(() => 'left');
    const contacts = () => callsAt('arrowsphere').filter(({ path }) => path.includes('/contacts'));
    await eventually(() => contacts().length === 10);
    leaving.abort();
    expect(await left).toBe('left');
    await eventually(() => contacts().every(({ aborted }) => aborted));
    // Before the upstream had answered any of them.
    expect(contacts().map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => null));
    // Longer than the next ten would need to arrive.
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(contacts()).toHaveLength(10);
  });
});

describe('a source that keeps failing', () => {
  interface Health {
    readonly id: string;
    readonly health: { readonly status: string; readonly circuit: string };
  }

  async function healthOf(sourceId: string): Promise<Health['health'] | undefined> {
    const { data } = await graph.ask<{ readonly sources: readonly Health[] }>(
      '{ sources { id health { status circuit } } }',
    );
    return data.sources.find(({ id }) => id === sourceId)?.health;
  }

  it('R10: is left alone, is told at once to whoever asks, and comes back by itself', async () => {
    await start({ circuit: { failures: 3, openMs: 400 } });
    graph.sandbox.fault('ion', { kind: 'status', status: 503 });
    for (let time = 0; time < 3; time += 1) {
      const { errors } = await graph.ask(CUSTOMERS);
      expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE', sourceId: 'ion' } }]);
    }
    const { errors, data, calls } = await graph.ask<Customers>(CUSTOMERS);
    expect(errors).toMatchObject([
      { extensions: { code: 'UPSTREAM_CIRCUIT_OPEN', sourceId: 'ion', retryAfterMs: expect.any(Number) } },
    ]);
    expect(callsAt('ion')).toHaveLength(3);
    const [refused, ...rest] = calls.filter(({ source }) => source === 'ion');
    expect(refused).toMatchObject({ cache: 'NOT_SENT', attempts: 0, outcome: 'CIRCUIT_OPEN' });
    expect(rest).toEqual([]);
    expect(sourcesIn(data)).toEqual(new Set(['arrow', 'cockpit', 'dkh']));
    expect(await healthOf('ion')).toEqual({ status: 'UNAVAILABLE', circuit: 'OPEN' });
    expect(await healthOf('arrow')).toEqual({ status: 'HEALTHY', circuit: 'CLOSED' });

    graph.sandbox.clearFaults();
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await healthOf('ion')).toEqual({ status: 'DEGRADED', circuit: 'HALF_OPEN' });
    expect(await graph.ask(CUSTOMERS)).toMatchObject({ errors: [] });
    expect(await healthOf('ion')).toEqual({ status: 'HEALTHY', circuit: 'CLOSED' });
  });

  it('R10: is told within 5 ms', async () => {
    await start({ circuit: { failures: 1, openMs: 60_000 } });
    graph.sandbox.fault('ion', { kind: 'reset' });
    await graph.ask(CUSTOMERS);
    const delays: number[] = [];
    for (let time = 0; time < 10; time += 1) {
      const { calls } = await graph.ask(CUSTOMERS);
      delays.push(...calls.filter(({ source }) => source === 'ion').map(({ durationMs }) => durationMs));
    }
    expect(delays).toHaveLength(10);
    // The best of ten, because other tests keep the machine busy.
    expect(Math.min(...delays)).toBeLessThan(5);
    expect(callsAt('ion')).toHaveLength(1);
  });
});

/** Calls to the API, not for tokens. */
function callsAt(upstream: UpstreamName): readonly Call[] {
  const calls = graph.sandbox.calls(upstream);
  return calls.filter(({ path }) => !path.includes('/token'));
}
