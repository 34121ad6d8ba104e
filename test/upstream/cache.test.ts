import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { UpstreamErrorCode, UpstreamFailure } from '../../src/errors.js';
import { AnswerCache, answerFromCache, type CacheSettings } from '../../src/upstream/cache.js';
import type { Call, Send } from '../../src/upstream/policy.js';
import type { UpstreamAnswer } from '../../src/upstream/request.js';
import { callIn, operation, READ, rejection, WRITE } from './support/calls.js';
import { gate } from './support/gate.js';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

const SETTINGS: CacheSettings = { freshMs: 1_000, staleMs: 60_000, maxCacheBytes: 10_000 };

function now(): string {
  return new Date().toISOString();
}

/** A cache before an upstream whose answers are counted, until it fails. */
function cached(settings: Partial<CacheSettings> = {}) {
  const cache = new AnswerCache({ ...SETTINGS, ...settings });
  const upstream: {
    failure: UpstreamErrorCode | UpstreamFailure | null;
    hold: Promise<void> | null;
    size: number;
    status: number;
  } = { failure: null, hold: null, size: 10, status: 200 };
  let body = 0;
  const exchange = jest.fn<Send>(async () => {
    body += 1;
    const number = body;
    await upstream.hold;
    const { failure, status } = upstream;
    if (failure instanceof UpstreamFailure) throw failure;
    if (failure !== null) throw new UpstreamFailure(failure, 'src');
    return { status, body: number, fetchedAt: now(), size: upstream.size };
  });
  const send = answerFromCache('src', cache)(exchange);
  const read = (change: Partial<Call> = {}) => send({ ...callIn(operation()), ...change });
  return { cache, upstream, exchange, send, read };
}

const bodyOf = async (answer: Promise<UpstreamAnswer>) => (await answer).body;

describe('an answer that is kept', () => {
  it('R14: is given again while it is fresh, as it was then, and then asked for anew', async () => {
    const { read } = cached();
    const first = await read();
    jest.advanceTimersByTime(999);
    const call = callIn(operation());
    expect(await read(call)).toEqual(first);
    expect(call.progress).toEqual({ attempts: 0, cache: 'HIT' });
    jest.advanceTimersByTime(1);
    expect(await bodyOf(read())).toBe(2);
  });

  it('R14: is for the same address, headers and question alone', async () => {
    const { read } = cached();
    await read();
    expect(await bodyOf(read({ target: '/other' }))).toBe(2);
    expect(await bodyOf(read({ request: { ...READ, headers: { tenant: 'b' } } }))).toBe(3);
    expect(await bodyOf(read({ mayBeMissing: true }))).toBe(4);
    expect(await bodyOf(read())).toBe(1);
  });

  it('R14: is dropped when a write ends', async () => {
    const { read, send, upstream } = cached();
    await read();
    const writing = gate();
    upstream.hold = writing.promise;
    const write = send(callIn(operation(), WRITE));
    upstream.hold = null;
    expect(await bodyOf(read())).toBe(1);
    writing.open();
    await write;
    expect(await bodyOf(read())).toBe(3);
  });

  it('R14: is dropped also by a write that failed after it left', async () => {
    const { read, send, upstream } = cached();
    await read();
    upstream.failure = new UpstreamFailure(UpstreamErrorCode.TIMEOUT, 'src', { mayHaveHappened: true });
    await rejection(send(callIn(operation(), WRITE)));
    upstream.failure = null;
    expect(await bodyOf(read())).toBe(3);
  });

  it('R14: from before such a write stands in while the upstream is down, told as of then', async () => {
    const { read, send, upstream } = cached();
    const { fetchedAt } = await read();
    upstream.failure = new UpstreamFailure(UpstreamErrorCode.UNAVAILABLE, 'src', { mayHaveHappened: true });
    await rejection(send(callIn(operation(), WRITE)));
    const call = callIn(operation());
    expect(await bodyOf(read(call))).toBe(1);
    expect(call.scope.stale).toEqual([{ sourceId: 'src', fetchedAt }]);
    upstream.failure = null;
    await send(callIn(operation(), WRITE));
    upstream.failure = UpstreamErrorCode.UNAVAILABLE;
    expect(await rejection(read())).toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('R14: stays where a write reached nobody, and where a POST only asks', async () => {
    const { read, send, upstream } = cached();
    await read();
    upstream.failure = new UpstreamFailure(UpstreamErrorCode.CIRCUIT_OPEN, 'src');
    await rejection(send(callIn(operation(), WRITE)));
    upstream.failure = null;
    await send(callIn(operation(), { ...WRITE, changesNothing: true }));
    expect(await bodyOf(read())).toBe(1);
  });

  it('R14: is no fresh one for a while after a write that was only taken, but may stand in', async () => {
    const { read, send, upstream } = cached({ freshMs: 90_000, staleMs: 90_000 });
    upstream.status = 202;
    await send(callIn(operation(), WRITE));
    upstream.status = 200;
    expect(await bodyOf(read())).toBe(2);
    jest.advanceTimersByTime(1_000);
    expect(await bodyOf(read())).toBe(3);
    upstream.failure = new UpstreamFailure(UpstreamErrorCode.UNAVAILABLE, 'src');
    expect(await bodyOf(read())).toBe(3);
    upstream.failure = null;
    jest.advanceTimersByTime(60_000);
    expect([await bodyOf(read()), await bodyOf(read())]).toEqual([5, 5]);
  });

  it('R14: is none that was under way across a change', async () => {
    const { cache, read, upstream } = cached();
    const reading = gate();
    upstream.hold = reading.promise;
    const across = read();
    cache.drop();
    reading.open();
    await across;
    expect(await bodyOf(read())).toBe(2);
  });

  it('gives way to newer ones where it takes too much', async () => {
    const { read, upstream } = cached();
    upstream.size = 4_000;
    for (const target of ['/a', '/b', '/c']) await read({ target });
    expect(await bodyOf(read({ target: '/c' }))).toBe(3);
    expect(await bodyOf(read({ target: '/a' }))).toBe(4);
  });

  it('R20: counts also its key and its place, so that many small ones take no more than they may', async () => {
    const { read, exchange } = cached();
    const targets = Array.from({ length: 100 }, (_, nth) => `/${nth}`);
    for (const target of [...targets, '/0']) await read({ target });
    expect(exchange).toHaveBeenCalledTimes(101);
    const target = `/${'long'.repeat(2_500)}`;
    for (const long of [target, target]) await read({ target: long });
    expect(exchange).toHaveBeenCalledTimes(103);
  });

  it('is none that is larger than everything may be, none that may not be kept, and no failure', async () => {
    const { read, upstream, exchange } = cached();
    const uncached = { request: { ...READ, uncached: true } };
    await read(uncached);
    await read(uncached);
    upstream.size = 10_001;
    await read();
    await read();
    upstream.failure = UpstreamErrorCode.BAD_RESPONSE;
    await rejection(read());
    await rejection(read());
    expect(exchange).toHaveBeenCalledTimes(6);
  });

  it('is passed by where a write is decided', async () => {
    const { read } = cached();
    await read();
    const scope = operation().detached(1_000);
    expect(await bodyOf(read({ scope, stop: scope.stop }))).toBe(2);
    scope.end();
  });

  it('S11: holds nothing that may not be kept, while who asked for it has it whole', async () => {
    const { read, exchange } = cached({ withoutSecrets: () => 'cut' });
    expect([await bodyOf(read()), await bodyOf(read())]).toEqual([1, 'cut']);
    expect(exchange).toHaveBeenCalledTimes(1);
  });
});

describe('an upstream that fails', () => {
  it.each([
    UpstreamErrorCode.UNAVAILABLE,
    UpstreamErrorCode.TIMEOUT,
    UpstreamErrorCode.CIRCUIT_OPEN,
    UpstreamErrorCode.RATE_LIMITED,
    UpstreamErrorCode.QUEUE_FULL,
  ])('R14: as %s is stood in for by an older answer, which is told with its time', async (code) => {
    const { read, upstream } = cached();
    const { fetchedAt } = await read();
    jest.advanceTimersByTime(59_000);
    upstream.failure = code;
    const call = callIn(operation());
    expect(await read(call)).toMatchObject({ body: 1, fetchedAt });
    expect(call.progress.cache).toBe('STALE');
    expect(call.scope.stale).toEqual([{ sourceId: 'src', fetchedAt }]);
    expect(call.scope.isStale('src', fetchedAt)).toBe(true);
  });

  it('R14: fails once the older answer is too old', async () => {
    const { read, upstream } = cached();
    await read();
    jest.advanceTimersByTime(60_000);
    upstream.failure = UpstreamErrorCode.UNAVAILABLE;
    expect(await rejection(read())).toMatchObject({ code: 'UNAVAILABLE' });
  });

  it.each([
    UpstreamErrorCode.UNAUTHENTICATED,
    UpstreamErrorCode.FORBIDDEN,
    UpstreamErrorCode.REJECTED,
    UpstreamErrorCode.BAD_RESPONSE,
    UpstreamErrorCode.CALL_LIMIT_EXCEEDED,
  ])('is not stood in for after %s', async (code) => {
    const { read, upstream } = cached();
    await read();
    jest.advanceTimersByTime(1_000);
    upstream.failure = code;
    expect(await rejection(read())).toMatchObject({ code });
  });

  it('is not stood in for by what is gone since', async () => {
    const { read, upstream } = cached();
    await read();
    jest.advanceTimersByTime(1_000);
    upstream.failure = UpstreamErrorCode.NOT_FOUND;
    expect(await rejection(read())).toMatchObject({ code: 'NOT_FOUND' });
    upstream.failure = UpstreamErrorCode.UNAVAILABLE;
    expect(await rejection(read())).toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('is stood in for also where nothing is kept as fresh, and never where a write is decided', async () => {
    const { read, upstream } = cached({ freshMs: 0 });
    await read();
    jest.advanceTimersByTime(1);
    expect(await bodyOf(read())).toBe(2);
    upstream.failure = UpstreamErrorCode.UNAVAILABLE;
    expect(await bodyOf(read())).toBe(2);
    const scope = operation().detached(1_000);
    expect(await rejection(read({ scope, stop: scope.stop }))).toMatchObject({ code: 'UNAVAILABLE' });
    scope.end();
  });
});
