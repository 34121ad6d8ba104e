import { connect, type AddressInfo, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from '@jest/globals';
import { clientCredentials } from '../../src/upstream/credentials/client-credentials.js';
import type { Transport } from '../../src/upstream/transport.js';
import { operation, READ, rejection, WRITE } from '../upstream/support/calls.js';
import { gate, settle } from '../upstream/support/gate.js';
import { answering, loopback, transportTo, type Loopback } from '../upstream/support/loopback.js';

/** What the configuration gives every source. */
const RETRYING = { retries: 2 };

/** Answers with these statuses, one after the other; the last one stays. */
function answeringInTurn(...statuses: readonly number[]): Promise<Loopback> {
  let turn = 0;
  return loopback((_, response) => {
    response.writeHead(statuses[Math.min(turn, statuses.length - 1)] ?? 200).end('{}');
    turn += 1;
  });
}

/** So many reads, none of which is the same as another. */
function reads(transport: Transport, count: number, scope = operation()): Promise<unknown>[] {
  return Array.from({ length: count }, (_, nth) => transport.call({ ...READ, query: { nth } }, scope));
}

function writesAt({ requests }: Loopback): number {
  return requests.filter(({ method }) => method === 'POST').length;
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 2));
}

describe('an upstream that takes no connection', () => {
  /** Its line of callers is full, and nobody takes them out of it: the next one gets no answer at all. */
  async function deaf() {
    const worker = new Worker(
      `const { createServer } = require('node:net');
       const { parentPort } = require('node:worker_threads');
       const server = createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
         parentPort.postMessage(server.address());
         Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
       });`,
      { eval: true },
    );
    const { port } = await new Promise<AddressInfo>((resolve) => worker.once('message', resolve));
    const callers: Socket[] = [];
    let isFull = false;
    while (!isFull) {
      const caller = connect(port, '127.0.0.1');
      callers.push(caller.on('error', () => undefined));
      isFull = await new Promise<boolean>((resolve) => {
        caller.once('connect', () => {
          resolve(false);
        });
        setTimeout(() => {
          resolve(true);
        }, 100);
      });
    }
    const close = async () => {
      for (const caller of callers) caller.destroy();
      await worker.terminate();
    };
    return { url: `http://127.0.0.1:${port}`, close };
  }

  it('R1: is a TIMEOUT at its timeout, and a write to it is not in doubt', async () => {
    const { url, close } = await deaf();
    try {
      const transport = transportTo(url, { settings: { ...RETRYING, timeoutMs: 300 } });
      const start = performance.now();
      const errors = await Promise.all(
        [READ, WRITE].map((one) => rejection(transport.call(one, operation()))),
      );
      expect(errors).toMatchObject([
        { code: 'TIMEOUT', sourceId: 'src' },
        { code: 'TIMEOUT', mayHaveHappened: false },
      ]);
      // undici alone would wait for the connection, in steps of half a second and more.
      expect(performance.now() - start).toBeLessThan(800);
    } finally {
      await close();
    }
  });
});

describe('a read that is answered with 503', () => {
  it('R4: is asked three times where the third answer is good', async () => {
    const { url, requests } = await answeringInTurn(503, 503, 200);
    const scope = operation();
    const answer = await transportTo(url, { settings: RETRYING }).call(READ, scope);
    expect(answer).toMatchObject({ status: 200 });
    expect(requests).toHaveLength(3);
    expect(scope.calls).toMatchObject([{ attempts: 3, outcome: 'OK', cache: 'MISS' }]);
  });

  it('R4: is asked three times, not four', async () => {
    const { url, requests } = await answering(503, '{}');
    const error = await rejection(transportTo(url, { settings: RETRYING }).call(READ, operation()));
    expect(error).toMatchObject({ code: 'UNAVAILABLE', upstreamStatus: 503 });
    expect(requests).toHaveLength(3);
  });

  it.each([400, 401, 403, 404, 409])('R4: is asked once where it is %i instead', async (status) => {
    const { url, requests } = await answering(status, '{}');
    await rejection(transportTo(url, { settings: RETRYING }).call(READ, operation()));
    expect(requests).toHaveLength(1);
  });
});

describe('a write', () => {
  it.each([500, 502, 503, 504])('R5: that is answered with %i is sent once', async (status) => {
    const upstream = await answering(status, '{}', { 'retry-after': '0' });
    const error = await rejection(transportTo(upstream.url, { settings: RETRYING }).call(WRITE, operation()));
    expect(error).toMatchObject({ code: 'UNAVAILABLE', mayHaveHappened: true });
    expect(writesAt(upstream)).toBe(1);
  });

  it('R5: whose connection is reset once it was read is sent once', async () => {
    const upstream = await loopback((request) => request.socket.resetAndDestroy());
    const error = await rejection(transportTo(upstream.url, { settings: RETRYING }).call(WRITE, operation()));
    expect(error).toMatchObject({ code: 'UNAVAILABLE', mayHaveHappened: true });
    expect(writesAt(upstream)).toBe(1);
  });

  it('R6: whose connection was reset before a byte of it was sent is sent over another', async () => {
    const upstream = await answering(200, '{}');
    const transport = transportTo(upstream.url, { settings: { ...RETRYING, concurrency: 1 } });
    for (let round = 0; round < 3; round += 1) {
      await transport.call(READ, operation());
      upstream.requests.at(-1)?.socket.resetAndDestroy();
      const scope = operation();
      expect(await transport.call(WRITE, scope)).toMatchObject({ status: 200 });
      expect(scope.calls).toMatchObject([{ attempts: 2, outcome: 'OK' }]);
    }
    expect(writesAt(upstream)).toBe(3);
  });

  it('R6: to a port where nobody listens is tried once more, and is not in doubt', async () => {
    const gone = await answering(200, '{}');
    await gone.close();
    const scope = operation();
    const error = await rejection(transportTo(gone.url, { settings: RETRYING }).call(WRITE, scope));
    expect(error).toMatchObject({ code: 'UNAVAILABLE', mayHaveHappened: false });
    expect(scope.calls).toMatchObject([{ method: 'POST', attempts: 2 }]);
  });
});

describe('an upstream that fails every call', () => {
  it.each([15, 40, 100])('R8: gets at most a fifth more calls by retries: %i', async (count) => {
    const { url, requests } = await answering(503, '{}');
    const transport = transportTo(url, { settings: RETRYING });
    const ended = await Promise.allSettled(reads(transport, count));
    expect(ended.filter(({ status }) => status === 'rejected')).toHaveLength(count);
    expect(requests.length).toBeGreaterThan(count);
    expect(requests.length).toBeLessThanOrEqual(1.2 * count);
  });
});

describe('an upstream that answers 401', () => {
  /** Lets in whoever shows the newest token that is still good. */
  async function guarded() {
    const seen = { tokens: 0, refused: 0, isClosed: false, valid: '' };
    const upstream = await loopback((request, response) => {
      if (request.url === '/token') {
        seen.tokens += 1;
        seen.valid = `t${seen.tokens}`;
        response.end(JSON.stringify({ access_token: seen.valid, expires_in: 3_600 }));
        return;
      }
      const isIn = !seen.isClosed && request.headers.authorization === `Bearer ${seen.valid}`;
      if (!isIn) seen.refused += 1;
      response.writeHead(isIn ? 200 : 401).end('{}');
    });
    const transport = transportTo(upstream.url, {
      settings: { ...RETRYING, concurrency: 30 },
      credentials: (connectTo) =>
        clientCredentials(connectTo(`${upstream.url}/token`), {
          clientId: 'c',
          clientSecret: 's',
          scope: 'x',
        }),
    });
    await transport.call(READ, operation());
    return { seen, transport };
  }

  it('R9: once to twenty calls at once, issues one token and gets each call once more', async () => {
    const { seen, transport } = await guarded();
    seen.valid = 'revoked';
    await Promise.all(reads(transport, 20));
    expect(seen).toMatchObject({ tokens: 2, refused: 20 });
  });

  it('R9: also to a new token, is UNAUTHENTICATED', async () => {
    const { seen, transport } = await guarded();
    seen.isClosed = true;
    const errors = await Promise.all(reads(transport, 20).map(rejection));
    expect(errors).toMatchObject(errors.map(() => ({ code: 'UNAUTHENTICATED', retryable: false })));
    expect(seen).toMatchObject({ tokens: 2 });
    expect(transport.health.circuit).toBe('CLOSED');
  });
});

describe('the circuit of a source', () => {
  const CIRCUIT = { circuit: { failures: 3, openMs: 150 } };

  async function failThrice(transport: Transport): Promise<void> {
    for (let time = 0; time < 3; time += 1) await rejection(transport.call(READ, operation()));
  }

  it.each<[string, () => Promise<Loopback>]>([
    ['5xx', () => answering(500, '{}')],
    ['timeouts', () => loopback(() => undefined)],
    ['resets', () => loopback((request) => request.socket.resetAndDestroy())],
  ])('R10: opens after three %s in a row, and then no call leaves', async (_, start) => {
    const { url, requests } = await start();
    const transport = transportTo(url, { settings: { ...CIRCUIT, timeoutMs: 60 } });
    await failThrice(transport);
    expect(transport.health).toMatchObject({ circuit: 'OPEN', failing: true });
    const scope = operation();
    const error = await rejection(transport.call(READ, scope));
    expect(error).toMatchObject({ code: 'CIRCUIT_OPEN', retryAfterMs: expect.any(Number) });
    expect(requests).toHaveLength(3);
    expect(scope.calls).toMatchObject([{ cache: 'NOT_SENT', attempts: 0, outcome: 'CIRCUIT_OPEN' }]);
  });

  it('R10: opens after three refused connections, and then answers within 5 ms', async () => {
    const gone = await answering(200, '{}');
    await gone.close();
    const transport = transportTo(gone.url, { settings: { circuit: { failures: 3, openMs: 60_000 } } });
    await failThrice(transport);
    const delays: number[] = [];
    for (let time = 0; time < 10; time += 1) {
      const start = performance.now();
      expect(await rejection(transport.call(WRITE, operation()))).toMatchObject({
        ...{ code: 'CIRCUIT_OPEN', mayHaveHappened: false },
      });
      delays.push(performance.now() - start);
    }
    // The best of ten, because other tests keep the machine busy.
    expect(Math.min(...delays)).toBeLessThan(5);
  });

  it.each([400, 401, 403, 404, 408, 429])('R10: stays closed whatever the number of %i', async (status) => {
    const { url } = await answering(status, '{}', { 'retry-after': '0' });
    const transport = transportTo(url, { settings: CIRCUIT });
    await Promise.allSettled(reads(transport, 10));
    expect(transport.health.circuit).toBe('CLOSED');
  });

  it('R10: lets three probes through when half open, and closes with the first answer', async () => {
    const back = gate();
    let isBack = false;
    const { url, requests } = await loopback((_, response) => {
      if (isBack) void back.promise.then(() => response.end('{}'));
      else response.writeHead(503).end('{}');
    });
    const transport = transportTo(url, { settings: { ...CIRCUIT, concurrency: 20 } });
    await failThrice(transport);
    isBack = true;
    await until(() => transport.health.circuit === 'HALF_OPEN');
    const calls = Promise.allSettled(reads(transport, 10));
    await until(() => requests.length === 6);
    await settle();
    back.open();
    const refused = (await calls).filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(7);
    expect(refused[0]).toMatchObject({ reason: { code: 'CIRCUIT_OPEN' } });
    expect(requests).toHaveLength(6);
    expect(transport.health).toMatchObject({ circuit: 'CLOSED', failing: false });
    await Promise.all(reads(transport, 10));
    expect(requests).toHaveLength(16);
  });

  it('R10: opens again where the probe fails, and ends the retries of who is under way', async () => {
    const { url, requests } = await answering(503, '{}');
    const transport = transportTo(url, { settings: { ...CIRCUIT, ...RETRYING } });
    // Three tries of one call are three failures in a row.
    await rejection(transport.call(READ, operation()));
    expect(transport.health.circuit).toBe('OPEN');
    await until(() => transport.health.circuit === 'HALF_OPEN');
    const error = await rejection(transport.call(READ, operation()));
    expect(error).toMatchObject({ code: 'UNAVAILABLE' });
    expect(transport.health.circuit).toBe('OPEN');
    expect(requests).toHaveLength(4);
  });
});
