import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { UpstreamErrorCode, UpstreamFailure } from '../../src/errors.js';
import { Limiter, type LimiterOptions } from '../../src/upstream/limiter.js';
import type { Send } from '../../src/upstream/policy.js';
import { OperationScope } from '../../src/upstream/scope.js';
import { answer, callIn, operation, READ, rejection, WRITE } from './support/calls.js';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

const MINUTE_MS = 60_000;
/** Longer than any wait here. */
const PATIENT_MS = 10 * MINUTE_MS;

/** An upstream that answers in 100 ms, behind a limiter. */
function limited(options: Partial<LimiterOptions>, exchange: Send = () => Promise.resolve(answer())) {
  const sent: { readonly name: string; readonly at: number }[] = [];
  const outcomes: string[] = [];
  const begun = performance.now();
  const limiter = new Limiter(
    'src',
    {
      ...{ concurrency: 1_000, queue: 1_000, readsPerMinute: 0, writesPerMinute: 0, retryAfterCapMs: 10_000 },
      ...options,
    },
    () => 1,
  );
  const send = limiter.policy(async (call) => {
    call.progress.attempts += 1;
    sent.push({ name: call.scope.requestId, at: performance.now() - begun });
    await new Promise((resolve) => setTimeout(resolve, 100));
    return await exchange(call);
  });
  /** Calls in one operation, all at once. */
  const calls = (scope: OperationScope, times: number, request = READ) => {
    for (let call = 0; call < times; call += 1)
      send(callIn(scope, request)).then(
        () => outcomes.push('answered'),
        (error: unknown) =>
          outcomes.push(error instanceof UpstreamFailure ? error.code : 'not a failure of the upstream'),
      );
  };
  const times = (name: string) => sent.filter((one) => one.name === name).map(({ at }) => at);
  return { limiter, send, calls, sent, times, outcomes };
}

const wait = (ms: number) => jest.advanceTimersByTimeAsync(ms);
const patient = (name = 'test') => operation(PATIENT_MS, name);

describe('the budget of a source', () => {
  it('lets as many through in a minute as there are places, and the next as places come free', async () => {
    const { calls, times, limiter } = limited({ readsPerMinute: 3 });
    calls(patient(), 5);
    await wait(0);
    expect(times('test')).toEqual([0, 0, 0]);
    expect(limiter).toMatchObject({ running: 3, waiting: 2, remainingReads: 0, remainingWrites: null });
    await wait(2 * MINUTE_MS);
    expect(times('test')).toEqual([0, 0, 0, 60_100, 60_100]);
    expect(limiter).toMatchObject({ running: 0, waiting: 0, remainingReads: 1 });
  });

  it('R11: is kept also by calls that are repeated with a new token', async () => {
    const upstream = { exchanges: 0 };
    const { calls, outcomes, limiter } = limited({ readsPerMinute: 5 }, (call) => {
      upstream.exchanges += 1;
      call.takePlace();
      call.progress.attempts += 1;
      upstream.exchanges += 1;
      return Promise.resolve(answer());
    });
    calls(operation(1_000), 4);
    await wait(1_000);
    expect(upstream.exchanges).toBe(5);
    expect(outcomes.sort()).toEqual(['RATE_LIMITED', 'RATE_LIMITED', 'RATE_LIMITED', 'answered']);
    expect(limiter).toMatchObject({ running: 0, remainingReads: 0 });
    await wait(2 * MINUTE_MS);
    expect(limiter.remainingReads).toBe(5);
  });

  it('is one for reads and another for writes', async () => {
    const { calls, sent, limiter } = limited({ readsPerMinute: 1, writesPerMinute: 2 });
    calls(patient(), 2);
    calls(patient(), 2, WRITE);
    await wait(0);
    expect(sent).toHaveLength(3);
    expect(limiter).toMatchObject({ waiting: 1, remainingReads: 0, remainingWrites: 0 });
  });

  it('fails at once, and says when to come back, where an operation would end before its turn', async () => {
    const { calls, send, limiter } = limited({ readsPerMinute: 2 });
    calls(patient(), 2);
    await wait(20_100);
    const failure = await rejection(send(callIn(operation(39_000))));
    expect(failure).toMatchObject({
      ...{ code: 'RATE_LIMITED', sourceId: 'src', retryable: true },
      ...{ retryAfterMs: 40_000, upstreamStatus: null },
    });
    expect(limiter.waiting).toBe(0);
    calls(operation(41_000), 1);
    expect(limiter.waiting).toBe(1);
  });

  it('fails whoever is put off past the end of its operation by others that go first', async () => {
    const { calls, outcomes, limiter } = limited({ readsPerMinute: 1 });
    calls(patient(), 1);
    await wait(10_000);
    const late = operation(55_000);
    late.nextTurn('src');
    calls(late, 1);
    expect(limiter.waiting).toBe(1);
    calls(patient(), 1); // its operation's first call
    await wait(0);
    expect(outcomes).toEqual(['answered', UpstreamErrorCode.RATE_LIMITED]);
  });

  it('keeps its last tenth from big operations and its last fifth from what nobody waits for', async () => {
    const { calls, times } = limited({ readsPerMinute: 100, retryAfterCapMs: 0 });
    const poll = new OperationScope('poll', PATIENT_MS, Infinity, { background: true });
    calls(poll, 100);
    await wait(0);
    expect(times('poll')).toHaveLength(80);
    calls(patient('list'), 100);
    await wait(0);
    expect(times('list')).toHaveLength(10);
    for (let stranger = 0; stranger < 11; stranger += 1) calls(patient('stranger'), 1);
    await wait(0);
    expect(times('stranger')).toHaveLength(10);
    poll.end();
  });

  it('gets the place back of a call that was refused before it left', async () => {
    const { limiter } = limited({ readsPerMinute: 1 });
    const refuse = limiter.policy(() => Promise.reject(new Error('the circuit is open')));
    await rejection(refuse(callIn(patient())));
    expect(limiter).toMatchObject({ running: 0, remainingReads: 1 });
  });

  it('pays for both exchanges of a call whose token was renewed', async () => {
    const twice: Send = ({ progress }) => {
      progress.attempts += 1;
      return Promise.resolve(answer());
    };
    const { calls, limiter } = limited({ readsPerMinute: 5 }, twice);
    calls(patient(), 1);
    await wait(100);
    expect(limiter.remainingReads).toBe(3);
  });

  it('leaves no timer when nobody waits any more', async () => {
    const { calls } = limited({ readsPerMinute: 1 });
    calls(operation(PATIENT_MS), 1);
    await wait(100);
    const scope = operation(PATIENT_MS);
    const before = jest.getTimerCount();
    calls(scope, 1);
    expect(jest.getTimerCount()).toBe(before + 1);
    scope.end(); // with its own timer
    expect(jest.getTimerCount()).toBe(before - 1);
  });
});

describe('the fair order', () => {
  it('lets a stranger through three long lists in the next turn', async () => {
    const { calls, sent } = limited({ concurrency: 2, queue: 200 });
    for (const list of ['one', 'two', 'three']) calls(patient(list), 100);
    await wait(1_000);
    const before = sent.length;
    calls(patient('stranger'), 1);
    await wait(100);
    expect(sent.slice(before).map(({ name }) => name)).toContain('stranger');
  });

  it('lets lists that run side by side come forward side by side', async () => {
    const { calls, times } = limited({ concurrency: 2 });
    calls(patient('early'), 50);
    await wait(500);
    calls(patient('late'), 50);
    await wait(2_500);
    expect(Math.abs(times('early').length - times('late').length)).toBeLessThanOrEqual(2);
  });
});

function refusing(times: number, retryAfterMs: number | null): Send {
  let left = times;
  return () => {
    left -= 1;
    if (left < 0) return Promise.resolve(answer());
    const failure = { upstreamStatus: 429, retryAfterMs };
    return Promise.reject(new UpstreamFailure(UpstreamErrorCode.RATE_LIMITED, 'src', failure));
  };
}

describe('a pause of the source', () => {
  it('delays every call, those in line included, for exactly as long as the upstream said', async () => {
    const { calls, times, limiter } = limited({ concurrency: 2 }, refusing(1, 3_000));
    calls(patient('in line'), 3);
    await wait(100);
    calls(patient('newcomer'), 1);
    await wait(0);
    expect(limiter).toMatchObject({ running: 0, waiting: 2, pausedForMs: 3_000 });
    await wait(10_000);
    expect(times('in line')).toEqual([0, 0, 3_100]);
    expect(times('newcomer')).toEqual([3_100]);
    expect(limiter.pausedForMs).toBe(0);
  });

  it('fails at once whose operation ends sooner, those in line included', async () => {
    const { calls, outcomes, send } = limited({ concurrency: 1 }, refusing(1, 3_000));
    calls(patient(), 1);
    calls(operation(3_000), 1);
    await wait(100);
    expect(outcomes).toEqual(['RATE_LIMITED', 'RATE_LIMITED']);
    await wait(500);
    expect(await rejection(send(callIn(operation(1_000))))).toMatchObject({
      code: 'RATE_LIMITED',
      retryAfterMs: 2_500,
      upstreamStatus: null,
    });
  });

  it('past the cap fails every call for as long as it lasts, and says how long that is', async () => {
    const { calls, outcomes, send, sent } = limited({ concurrency: 1, queue: 1 }, refusing(1, 30_000));
    calls(patient(), 2);
    await wait(100);
    expect(outcomes).toEqual(['RATE_LIMITED', 'RATE_LIMITED']);
    await wait(29_999);
    expect(await rejection(send(callIn(patient())))).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 1 });
    expect(sent).toHaveLength(1);
    await wait(1);
    calls(patient(), 1);
    await wait(100);
    expect(outcomes).toEqual(['RATE_LIMITED', 'RATE_LIMITED', 'answered']);
  });

  it('of its own choice grows while refusals come in a row', async () => {
    const { calls, times } = limited({ concurrency: 1 }, refusing(3, null));
    calls(patient(), 4);
    await wait(10_000);
    expect(times('test')).toEqual([0, 1_100, 3_200, 7_300]);
  });
});
