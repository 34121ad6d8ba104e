import { describe, expect, it, jest } from '@jest/globals';
import { OperationEnded, UpstreamErrorCode, type UpstreamFailure } from '../../src/errors.js';
import { OperationScope, type CallRecord } from '../../src/upstream/scope.js';
import { operation, READ, rejection, WRITE } from './support/calls.js';
import { answering, loopback, transportTo } from './support/loopback.js';

type Observed = readonly [outcome: string, failure: UpstreamFailure | null];

describe('an operation that ended', () => {
  it('starts nothing more', async () => {
    const { url, requests } = await answering(200, '{}');
    const transport = transportTo(url);
    const scope = operation();
    scope.end();
    for (const request of [READ, WRITE]) {
      expect(await rejection(transport.call(request, scope))).not.toHaveProperty('code');
    }
    expect(requests).toEqual([]);
    expect(scope.calls).toMatchObject([
      { method: 'GET', cache: 'NOT_SENT', outcome: 'ABORTED', attempts: 0 },
      { method: 'POST', cache: 'NOT_SENT', outcome: 'ABORTED', attempts: 0 },
    ]);
  });

  it('still knows what it has read', async () => {
    const { url, requests } = await answering(200, '{"a":1}');
    const transport = transportTo(url);
    const scope = operation();
    await transport.call(READ, scope);
    scope.end();
    scope.end();
    expect((await transport.call(READ, scope)).body).toEqual({ a: 1 });
    expect(requests).toHaveLength(1);
  });
});

it('an operation has as much time after it stood still as before', async () => {
  jest.useFakeTimers();
  try {
    const scope = operation(1_000);
    jest.advanceTimersByTime(400);
    await scope.standStill(async () => {
      await jest.advanceTimersByTimeAsync(5_000);
    });
    expect(scope.remainingMs()).toBe(600);
    jest.advanceTimersByTime(599);
    expect(scope.stop.reason).toBeNull();
    jest.advanceTimersByTime(1);
    expect(scope.stop.reason).toBeInstanceOf(OperationEnded);
  } finally {
    jest.useRealTimers();
  }
});

describe('what an operation tells of its calls', () => {
  it('is each with its template, its outcome and its exchanges, in the order they ended', async () => {
    const { url } = await loopback((request, response) => {
      response.writeHead(request.url === '/customers/7' ? 404 : 200).end('{}');
    });
    const transport = transportTo(url);
    const scope = operation();
    await transport.find({ method: 'GET', path: '/customers/{id}', params: { id: '7' } }, scope);
    await transport.call({ ...READ, query: { search: 'secret' }, batchSize: 3 }, scope);
    await transport.call({ ...READ, query: { search: 'secret' } }, scope);
    const times = { startOffsetMs: expect.any(Number), durationMs: expect.any(Number) };
    const common = { source: 'src', method: 'GET', ...times };
    expect(scope.calls).toEqual([
      { ...common, path: '/customers/{id}', batchSize: 1, cache: 'MISS', attempts: 1, outcome: 'NOT_FOUND' },
      { ...common, path: '/things', batchSize: 3, cache: 'MISS', attempts: 1, outcome: 'OK' },
      { ...common, path: '/things', batchSize: 1, cache: 'JOINED', attempts: 0, outcome: 'OK' },
    ]);
  });

  it('says which never left: those that found no place in line', async () => {
    const { url } = await answering(200, '{}');
    const transport = transportTo(url, { settings: { concurrency: 1, queue: 0 } });
    const scope = operation();
    await Promise.allSettled([1, 2].map((page) => transport.call({ ...READ, query: { page } }, scope)));
    expect(scope.calls.map(({ cache, outcome }) => [cache, outcome])).toEqual([
      ['NOT_SENT', 'QUEUE_FULL'],
      ['MISS', 'OK'],
    ]);
  });

  it('is told to the observer too, but for calls that were joined', async () => {
    const { url } = await answering(503, '{}');
    const seen: (readonly [CallRecord, UpstreamFailure | null])[] = [];
    const transport = transportTo(url, { observe: (record, failure) => seen.push([record, failure]) });
    const scope = operation();
    const errors = await Promise.all([
      rejection(transport.call(READ, scope)),
      rejection(transport.call(READ, scope)),
    ]);
    expect(seen).toEqual([[scope.calls.find(({ cache }) => cache === 'MISS'), errors[0]]]);
  });
});

describe('forty calls at once', () => {
  const ids = Array.from({ length: 40 }, (_, id) => String(id));

  it('leave no listener behind', async () => {
    const { url } = await answering(200, '{}');
    const transport = transportTo(url);
    const scope = operation();
    const listen = jest.spyOn(scope.stop, 'listen');
    const forget = jest.spyOn(scope.stop, 'forget');
    await Promise.all(ids.map((id) => transport.call({ ...READ, query: { id } }, scope)));
    const [came, left] = [listen, forget].map(
      ({ mock }) => new Set(mock.calls.map(([listener]) => listener)),
    );
    expect(came?.size).toBe(40);
    expect(left).toEqual(came);
  });
});

describe('the health of a source', () => {
  const silence = () => loopback(() => undefined);

  it('does not change with a call that nobody waited for to the end', async () => {
    const { url } = await silence();
    const observed: Observed[] = [];
    const transport = transportTo(url, {
      observe: ({ outcome }, failure) => observed.push([outcome, failure]),
    });
    const scope = operation();
    const call = rejection(transport.call(READ, scope));
    scope.end();
    await call;
    expect(transport.health).toMatchObject({ failing: false, lastError: null });
    expect(observed).toEqual([['ABORTED', null]]);
  });

  it('does not change with the deadline of an operation, which is a TIMEOUT to its caller only', async () => {
    const { url } = await silence();
    const transport = transportTo(url);
    const scope = operation(30);
    expect(await rejection(transport.call(READ, scope))).toMatchObject({ code: UpstreamErrorCode.TIMEOUT });
    expect(scope.calls).toMatchObject([{ outcome: 'TIMEOUT', attempts: 1 }]);
    expect(transport.health).toMatchObject({ failing: false, lastError: null });
  });

  it('does not change with a call that found no place in the line', async () => {
    const { url } = await silence();
    const transport = transportTo(url, { settings: { concurrency: 1, queue: 0 } });
    const scope = operation();
    const first = rejection(transport.call(READ, scope));
    const second = await rejection(transport.call({ ...READ, path: '/other' }, scope));
    expect(second).toMatchObject({ code: UpstreamErrorCode.QUEUE_FULL });
    expect(transport.health).toMatchObject({ failing: false, lastError: null });
    scope.end();
    await first;
  });

  it('is bad after its own timeout, and good after the next answer; the last error stays', async () => {
    let isSilent = true;
    const { url } = await loopback((_, response) => {
      if (!isSilent) response.end('{}');
    });
    const transport = transportTo(url, { settings: { timeoutMs: 400 } });
    const error = await rejection(transport.call(READ, operation()));
    expect(transport.health).toMatchObject({ failing: true, lastError: error });
    isSilent = false;
    await transport.call(READ, operation());
    expect(transport.health).toMatchObject({ failing: false, lastError: error });
  });

  it.each([
    [400, false],
    [404, false],
    [409, false],
    [401, true],
    [403, true],
    [429, true],
    [500, true],
  ])('after %i is failing: %s', async (status, failing) => {
    const { url } = await answering(status, '{}');
    const transport = transportTo(url);
    await transport.find(READ, operation()).catch(() => null);
    expect(transport.health.failing).toBe(failing);
  });
});

it('the stop and the deadline of an operation end with it', () => {
  const scope = new OperationScope('r', 60_000);
  expect(scope.stop.reason).toBeNull();
  scope.end();
  expect(scope.stop.reason).toBeInstanceOf(OperationEnded);
  expect(scope.stopReason('src')).toBeInstanceOf(OperationEnded);
});
