import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { UpstreamErrorCode } from '../../src/errors.js';
import { limitTime } from '../../src/upstream/deadline.js';
import type { Send } from '../../src/upstream/policy.js';
import { answer, callIn, hang, operation, rejection } from './support/calls.js';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/** When, on the faked clock, a promise was settled, and how. */
function watch(promise: Promise<unknown>) {
  const seen: { at: number | null; error: unknown } = { at: null, error: null };
  const note = (error: unknown) => Object.assign(seen, { at: performance.now(), error });
  promise.then(() => note(null), note);
  return seen;
}

describe('the time of one call', () => {
  it('is up when it is up: TIMEOUT of that source, and the exchange is aborted', async () => {
    const start = performance.now();
    const scope = operation(10_000);
    const call = watch(limitTime('src', 400)(hang)(callIn(scope)));
    await jest.advanceTimersByTimeAsync(399);
    expect(call.at).toBeNull();
    await jest.advanceTimersByTimeAsync(1);
    expect(call.at).toBe(start + 400);
    expect(call.error).toMatchObject({ code: UpstreamErrorCode.TIMEOUT, sourceId: 'src', retryable: true });
    expect(scope.stop.reason).toBeNull();
  });

  it.each<[string, Send]>([
    ['answers', () => Promise.resolve(answer())],
    ['fails', () => Promise.reject(new Error('broken'))],
  ])('leaves no timer behind when the upstream %s', async (_, exchange) => {
    const scope = operation();
    await limitTime('src', 400)(exchange)(callIn(scope)).catch(() => undefined);
    scope.end();
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('the deadline of the operation', () => {
  it('comes first where it is earlier, and is a TIMEOUT of every source not yet through', async () => {
    const start = performance.now();
    const scope = operation(300);
    const calls = ['a', 'b'].map((id) => watch(limitTime(id, 5_000)(hang)(callIn(scope))));
    await jest.advanceTimersByTimeAsync(299);
    expect(calls.map(({ at }) => at)).toEqual([null, null]);
    await jest.advanceTimersByTimeAsync(1);
    expect(calls.map(({ at }) => at)).toEqual([start + 300, start + 300]);
    expect(calls.map(({ error }) => error)).toMatchObject([
      { code: UpstreamErrorCode.TIMEOUT, sourceId: 'a' },
      { code: UpstreamErrorCode.TIMEOUT, sourceId: 'b' },
    ]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('that passed lets no call begin', async () => {
    const scope = operation(300);
    await jest.advanceTimersByTimeAsync(300);
    const exchange = jest.fn(hang);
    expect(await rejection(limitTime('src', 400)(exchange)(callIn(scope)))).toMatchObject({
      code: 'TIMEOUT',
    });
    expect(exchange).not.toHaveBeenCalled();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('is no TIMEOUT where the operation ended because nobody waits any more', async () => {
    const scope = operation(300);
    const call = rejection(limitTime('src', 400)(hang)(callIn(scope)));
    scope.end();
    expect(await call).not.toHaveProperty('code');
    await jest.advanceTimersByTimeAsync(1_000);
    expect(jest.getTimerCount()).toBe(0);
  });
});
