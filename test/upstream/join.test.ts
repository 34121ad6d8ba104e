import { describe, expect, it } from '@jest/globals';
import { UpstreamErrorCode } from '../../src/errors.js';
import { apiKeyCredentials } from '../../src/upstream/credentials/api-key.js';
import { operation, READ, rejection, WRITE } from './support/calls.js';
import { gate, settle } from './support/gate.js';
import { answering, loopback, transportTo } from './support/loopback.js';

/** A server that answers, with its count of requests, when the gate opens. */
async function held() {
  const opened = gate();
  const aborted: number[] = [];
  const server = await loopback((request, response) => {
    const number = server.requests.length;
    request.socket.on('close', () => {
      if (!response.writableEnded) aborted.push(number);
    });
    void opened.promise.then(() => response.end(JSON.stringify({ number })));
  });
  return {
    ...server,
    requests: server.requests,
    aborted,
    open: () => {
      opened.open();
    },
  };
}

async function arrived(requests: readonly unknown[], count: number): Promise<void> {
  while (requests.length < count) await settle();
}

describe('identical reads in flight', () => {
  it('R13: are one call for 100 operations; the first counts as MISS, the others as JOINED', async () => {
    const server = await held();
    const transport = transportTo(server.url);
    const scopes = Array.from({ length: 100 }, () => operation());
    const answers = scopes.map((scope) => transport.call(READ, scope));
    await arrived(server.requests, 1);
    server.open();
    const bodies = (await Promise.all(answers)).map(({ body }) => body);
    expect(bodies).toEqual(Array.from({ length: 100 }, () => ({ number: 1 })));
    expect(server.requests).toHaveLength(1);
    const outcomes = scopes.map(({ calls }) => calls.map(({ cache, attempts }) => [cache, attempts]));
    expect(outcomes).toEqual([[['MISS', 1]], ...Array.from({ length: 99 }, () => [['JOINED', 0]])]);
  });

  it('R13: of different credentials never share', async () => {
    const server = await held();
    const transports = ['A', 'B'].map((key) =>
      transportTo(server.url, { credentials: () => apiKeyCredentials('authorization', key) }),
    );
    const answers = transports.map((transport) => transport.call(READ, operation()));
    await arrived(server.requests, 2);
    server.open();
    await Promise.all(answers);
    expect(server.requests.map(({ headers }) => headers.authorization).sort()).toEqual(['A', 'B']);
  });

  it('R13: with other headers of their own do not share', async () => {
    const server = await held();
    const transport = transportTo(server.url);
    const answers = ['a', 'b'].map((tenant) => transport.call({ ...READ, headers: { tenant } }, operation()));
    await arrived(server.requests, 2);
    server.open();
    await Promise.all(answers);
    expect(server.requests.map(({ headers }) => headers.tenant).sort()).toEqual(['a', 'b']);
  });

  it('R13: share an error with who waited then, and with no later caller', async () => {
    let status = 503;
    const { url, requests } = await loopback((_, response) => {
      response.writeHead(status).end('{}');
      status = 200;
    });
    const transport = transportTo(url);
    const failures = await Promise.all([1, 2].map(() => rejection(transport.call(READ, operation()))));
    expect(failures).toMatchObject([{ code: 'UNAVAILABLE' }, { code: 'UNAVAILABLE' }]);
    expect(requests).toHaveLength(1);
    expect((await transport.call(READ, operation())).status).toBe(200);
  });

  it('R13: writes are never joined', async () => {
    const { url, requests } = await answering(200, '{}');
    const transport = transportTo(url);
    await Promise.all([transport.write(WRITE, operation()), transport.write(WRITE, operation())]);
    expect(requests).toHaveLength(2);
  });

  it('R13: a read that begins after a write began joins none from before it', async () => {
    const server = await held();
    const transport = transportTo(server.url);
    const before = transport.call(READ, operation());
    await arrived(server.requests, 1);
    const write = transport.write(WRITE, operation());
    const after = transport.call(READ, operation());
    await arrived(server.requests, 3);
    server.open();
    await Promise.all([before, write, after]);
    expect(server.requests.map(({ method }) => method).sort()).toEqual(['GET', 'GET', 'POST']);
  });

  it('R13: what decides about a write joins nobody', async () => {
    const server = await held();
    const transport = transportTo(server.url);
    const write = operation().detached(5_000);
    const reads = [transport.call(READ, operation()), transport.call(READ, write)];
    await arrived(server.requests, 2);
    server.open();
    await Promise.all(reads);
    write.end();
  });
});

describe('a shared read belongs to nobody', () => {
  it('and goes on for the others when the one who began it leaves', async () => {
    const server = await held();
    const transport = transportTo(server.url);
    const [first, second] = [operation(), operation()];
    const left = rejection(transport.call(READ, first));
    const stays = transport.call(READ, second);
    await arrived(server.requests, 1);
    first.end();
    expect(await left).toMatchObject({ extensions: { code: 'OPERATION_ENDED' } });
    expect(server.aborted).toEqual([]);
    server.open();
    expect(await stays).toMatchObject({ body: { number: 1 } });
    expect(server.requests).toHaveLength(1);
  });

  it('and fails for nobody by the deadline of another', async () => {
    const server = await held();
    const transport = transportTo(server.url);
    const [short, long] = [operation(20), operation()];
    const overdue = rejection(transport.call(READ, short));
    const patient = transport.call(READ, long);
    expect(await overdue).toMatchObject({ code: UpstreamErrorCode.TIMEOUT });
    server.open();
    expect(await patient).toMatchObject({ body: { number: 1 } });
  });

  it('and is aborted upstream once all have left; who asks then asks anew', async () => {
    const server = await held();
    const transport = transportTo(server.url);
    const scopes = [operation(), operation()];
    const left = scopes.map((scope) => rejection(transport.call(READ, scope)));
    await arrived(server.requests, 1);
    for (const scope of scopes) scope.end();
    const later = transport.call(READ, operation());
    await Promise.all(left);
    await arrived(server.requests, 2);
    while (server.aborted.length === 0) await settle();
    expect(server.aborted).toEqual([1]);
    server.open();
    expect(await later).toMatchObject({ body: { number: 2 } });
  });
});
