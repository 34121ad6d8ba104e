import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { UpstreamErrorCode } from '../../src/errors.js';
import { operation, READ, rejection, WRITE } from './support/calls.js';
import { answering, loopback, transportTo } from './support/loopback.js';

/** A server that takes requests and answers none, and tells which connections were closed on it. */
async function silence(begin: (response: ServerResponse) => void = () => undefined) {
  const closed: Promise<unknown>[] = [];
  const server = await loopback((_, response) => {
    closed.push(once(response, 'close'));
    begin(response);
  });
  const arrived = async (count: number) => {
    while (server.requests.length < count) await new Promise((resolve) => setTimeout(resolve, 2));
  };
  return { ...server, closed, arrived };
}

describe('a connection that breaks', () => {
  it.each([
    ['before the answer', () => undefined],
    ['within the headers', (response: ServerResponse) => response.socket?.write('HTTP/1.1 200 OK\r\nconte')],
    ['within the body', (response: ServerResponse) => response.write('{"a":')],
  ])('%s is UNAVAILABLE, also where JSON would be complete', async (_, begin) => {
    const { url } = await loopback((request, response) => {
      begin(response);
      setTimeout(() => request.socket.destroy(), 5);
    });
    const transport = transportTo(url);
    const error = await rejection(transport.find(READ, operation()));
    expect(error).toMatchObject({
      code: UpstreamErrorCode.UNAVAILABLE,
      retryable: true,
      upstreamStatus: null,
    });
    expect(transport.health).toMatchObject({ failing: true, lastError: error });
  });

  it('within a body of known length is no shorter answer', async () => {
    const { url } = await loopback((_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('[]');
      setTimeout(() => response.destroy(), 5);
    });
    expect(await rejection(transportTo(url).call(READ, operation()))).toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('is answered from again when the upstream is back', async () => {
    let isBroken = true;
    const { url } = await loopback((request, response) => {
      if (isBroken) request.socket.destroy();
      else response.end('{}');
    });
    const transport = transportTo(url);
    await rejection(transport.call(READ, operation()));
    isBroken = false;
    expect((await transport.call(READ, operation())).status).toBe(200);
    expect(transport.health.failing).toBe(false);
  });

  it('that is refused is UNAVAILABLE', async () => {
    const gone = await answering(200, '{}');
    await gone.close();
    expect(await rejection(transportTo(gone.url).call(WRITE, operation()))).toMatchObject({
      code: UpstreamErrorCode.UNAVAILABLE,
    });
  });
});

describe('an upstream that hangs', () => {
  it.each([
    ['without a word', () => undefined],
    [
      'after its headers',
      (response: ServerResponse) => {
        response.flushHeaders();
      },
    ],
    ['within its body', (response: ServerResponse) => response.write('{"a":')],
  ])('R1: %s is a TIMEOUT, and its connection is closed', async (_, begin) => {
    const { url, closed, requests } = await silence(begin);
    const call = transportTo(url, { settings: { timeoutMs: 200 } }).call(READ, operation());
    expect(await rejection(call)).toMatchObject({ code: UpstreamErrorCode.TIMEOUT, sourceId: 'src' });
    expect(requests).toHaveLength(1);
    await closed[0];
  });

  it.each([
    ['a TIMEOUT after its time', false, { code: UpstreamErrorCode.TIMEOUT }],
    ['left by a client that leaves', true, { extensions: { code: 'OPERATION_ENDED' } }],
  ])('before its connection stands is %s, and did nothing', async (_, leaves, expected) => {
    // It takes the connection, and never answers the handshake.
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const transport = transportTo(`https://127.0.0.1:${port}`, { settings: { timeoutMs: 200 } });
    const scope = operation();
    const call = rejection(transport.write(WRITE, scope));
    const [socket] = (await once(server, 'connection')) as [Socket];
    if (leaves) scope.end();
    expect(await call).toMatchObject(expected);
    expect(await call).not.toMatchObject({ mayHaveHappened: true });
    expect(scope.calls).toMatchObject([{ attempts: 1 }]);
    socket.destroy();
    server.close();
  });

  it('does not hold up the calls that come after', async () => {
    const { url } = await loopback((request, response) => {
      if (request.url !== '/slow') response.end('{}');
    });
    const transport = transportTo(url, { settings: { concurrency: 1, timeoutMs: 400 } });
    const slow = rejection(transport.call({ ...READ, path: '/slow' }, operation()));
    expect((await transport.call(READ, operation())).status).toBe(200);
    expect(await slow).toMatchObject({ code: 'TIMEOUT' });
  });
});

describe('a client that leaves', () => {
  it('R3: ends the call upstream within 50 ms', async () => {
    const { url, closed, arrived } = await silence();
    const transport = transportTo(url);
    const delays: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const scope = operation();
      const call = rejection(transport.call(READ, scope));
      await arrived(round + 1);
      const left = performance.now();
      scope.end();
      await closed[round];
      delays.push(performance.now() - left);
      expect(await call).not.toHaveProperty('code');
    }
    // The best of five, because other tests keep the machine busy.
    expect(Math.min(...delays)).toBeLessThan(50);
  });

  it('R3: starts none of the calls that still wait, and leaves those of others alone', async () => {
    const { url, closed, requests, arrived } = await silence();
    const transport = transportTo(url, { settings: { concurrency: 2 } });
    const leaving = operation();
    const paths = ['/1', '/2', '/3', '/4'];
    const calls = paths.map((path) => rejection(transport.call({ ...READ, path }, leaving)));
    await arrived(2);
    const staying = operation();
    const other = rejection(transport.call({ ...READ, path: '/other' }, staying));
    leaving.end();
    await Promise.all([...calls, closed[0], closed[1]]);
    await arrived(3);
    expect(requests.map((request) => request.url)).toEqual(['/1', '/2', '/other']);
    expect(leaving.calls.map(({ outcome, attempts }) => `${outcome} ${attempts}`).sort()).toEqual([
      'ABORTED 0',
      'ABORTED 0',
      'ABORTED 1',
      'ABORTED 1',
    ]);
    staying.end();
    await other;
  });
});
