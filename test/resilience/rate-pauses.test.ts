import { afterEach, describe, expect, it } from '@jest/globals';
import { startTestGraph, type TestGraph } from '../support/graph.js';
import { operation, READ, rejection, WRITE } from '../upstream/support/calls.js';
import { loopback, transportTo } from '../upstream/support/loopback.js';

/** Refuses the first calls with these values of Retry-After (null: without one), and answers all later ones. */
async function refusing(values: readonly (() => string | null)[], status = 429) {
  const left = [...values];
  const arrivals: number[] = [];
  const server = await loopback((_, response) => {
    arrivals.push(Date.now());
    const value = left.shift();
    if (value === undefined) {
      response.setHeader('content-type', 'application/json').end('{}');
      return;
    }
    const retryAfter = value();
    if (retryAfter !== null) response.setHeader('retry-after', retryAfter);
    response.writeHead(status).end();
  });
  return { ...server, arrivals };
}

/** The time between two arrivals; fails where there are fewer. */
function gap([first, second]: readonly number[]): number {
  if (first === undefined || second === undefined) throw new Error('There were fewer than two calls.');
  return second - first;
}

describe('R7: a read that is put off', () => {
  it('for a second comes again after that second', async () => {
    const server = await refusing([() => '1']);
    const transport = transportTo(server.url, { settings: { retries: 1 } });
    expect(await transport.call(READ, operation())).toMatchObject({ status: 200 });
    expect(gap(server.arrivals)).toBeGreaterThanOrEqual(1_000);
  });

  it('with 503 is as well', async () => {
    const server = await refusing([() => '1'], 503);
    const transport = transportTo(server.url, { settings: { retries: 1 } });
    expect(await transport.call(READ, operation())).toMatchObject({ status: 200 });
    expect(gap(server.arrivals)).toBeGreaterThanOrEqual(1_000);
  });

  it('until a time comes again at that time', async () => {
    const until = Math.ceil(Date.now() / 1_000) * 1_000 + 1_000;
    const server = await refusing([() => new Date(until).toUTCString()]);
    const transport = transportTo(server.url, { settings: { retries: 1 } });
    await transport.call(READ, operation());
    // Date and timers are two clocks.
    expect(server.arrivals[1]).toBeGreaterThanOrEqual(until - 5);
  });

  it('until a time that is over comes again at once', async () => {
    const server = await refusing([() => 'Sun, 06 Nov 1994 08:49:37 GMT']);
    const transport = transportTo(server.url, { settings: { retries: 1 } });
    await transport.call(READ, operation());
    expect(gap(server.arrivals)).toBeLessThan(900);
  });

  it.each([['soon'], ['-5'], ['1.5'], ['2030-01-01'], [null]])(
    'with no word that can be read (%j) comes again after a while of our own',
    async (value) => {
      const server = await refusing([() => value]);
      const transport = transportTo(server.url, { settings: { retries: 1, retryAfterCapMs: 200 } });
      await transport.call(READ, operation());
      expect(gap(server.arrivals)).toBeGreaterThanOrEqual(100);
    },
  );

  it('for longer than the cap fails at once, and so does every call until it is over', async () => {
    const server = await refusing([() => '3600']);
    const transport = transportTo(server.url, { settings: { retries: 1 } });
    const told = { code: 'RATE_LIMITED', sourceId: 'src', retryable: true };
    expect(await rejection(transport.call(READ, operation()))).toMatchObject(told);
    for (const request of [READ, WRITE])
      expect(await rejection(transport.call(request, operation()))).toMatchObject({
        ...told,
        retryAfterMs: expect.closeTo(3_600_000, -4),
        mayHaveHappened: false,
      });
    expect(server.requests).toHaveLength(1);
  });

  it('for longer than its operation lasts fails at once', async () => {
    const server = await refusing([() => '3']);
    const transport = transportTo(server.url, { settings: { retries: 1 } });
    const failure = await rejection(transport.call(READ, operation(2_000)));
    expect(failure).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 3_000 });
    expect(server.requests).toHaveLength(1);
  });
});

it('R7: a pause holds every call to its source, and none to another', async () => {
  const [server, other] = await Promise.all([refusing([() => '1']), refusing([])]);
  const transport = transportTo(server.url);
  const elsewhere = transportTo(other.url);
  await rejection(transport.call(READ, operation()));
  const order: string[] = [];
  const note = (name: string) => () => order.push(name);
  await Promise.all([
    transport.call(READ, operation()).then(note('read')),
    transport.call(WRITE, operation()).then(note('write')),
    elsewhere.call(READ, operation()).then(note('elsewhere')),
  ]);
  expect(order[0]).toBe('elsewhere');
  expect(gap(server.arrivals)).toBeGreaterThanOrEqual(1_000);
  expect(server.requests).toHaveLength(3);
});

describe('R7: a source that wants to be left alone for long', () => {
  let graph: TestGraph;
  afterEach(() => graph.close());

  it('is named with the time when to come back; the others answer, and it is not asked again', async () => {
    graph = await startTestGraph();
    graph.sandbox.fault('arrowsphere', { kind: 'rate-limit', retryAfter: 120 });
    const query =
      '{ customers(first: 20) { nodes { sourceId } sources { source { id } status error { code retryAfterMs } } } }';
    interface Data {
      readonly customers: {
        readonly nodes: readonly { readonly sourceId: string }[];
        readonly sources: readonly { readonly source: { readonly id: string }; readonly status: string }[];
      };
    }
    for (let times = 0; times < 3; times += 1) {
      const { data, status } = await graph.ask<Data>(query);
      expect(status).toBe(200);
      expect(new Set(data.customers.nodes.map(({ sourceId }) => sourceId)).size).toBe(3);
      expect(data.customers.sources.find(({ source }) => source.id === 'arrow')).toMatchObject({
        status: 'FAILED',
        error: { code: 'RATE_LIMITED', retryAfterMs: expect.closeTo(120_000, -4) },
      });
    }
    expect(graph.sandbox.calls('arrowsphere')).toHaveLength(1);
  });
});
