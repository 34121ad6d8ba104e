import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { UpstreamErrorCode, UpstreamFailure } from '../../src/errors.js';
import { Limiter, type LimiterOptions } from '../../src/upstream/limiter.js';
import { OperationScope } from '../../src/upstream/scope.js';
import type { Stop } from '../../src/upstream/stop.js';
import { answer, callIn, READ, WRITE } from './support/calls.js';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

const MINUTE_MS = 60_000;

interface Plan {
  /** Since the call before. */
  readonly afterMs: number;
  readonly operation: number;
  readonly isWrite: boolean;
  /** From its sending to its arrival upstream, and from there to its answer. */
  readonly there: number;
  readonly back: number;
  readonly outcome: 'answer' | 'break down' | 'refuse' | 'refuse for long' | 'refuse in silence';
}

const plan: fc.Arbitrary<Plan> = fc.record({
  afterMs: fc.oneof(fc.constant(0), fc.nat(30_000)),
  operation: fc.nat(5),
  isWrite: fc.boolean(),
  there: fc.nat(5_000),
  back: fc.nat(8_000),
  outcome: fc.oneof(
    { arbitrary: fc.constant<Plan['outcome']>('answer'), weight: 12 },
    fc.constantFrom<Plan['outcome']>('break down', 'refuse', 'refuse for long', 'refuse in silence'),
  ),
});

const limits: fc.Arbitrary<LimiterOptions> = fc.record({
  concurrency: fc.integer({ min: 1, max: 4 }),
  queue: fc.nat(8),
  readsPerMinute: fc.nat(6),
  writesPerMinute: fc.nat(6),
  retryAfterCapMs: fc.constant(10_000),
});

/** How long each operation lives, and whether anybody waits for it. */
const operations = fc.array(fc.record({ timeoutMs: fc.nat(400_000), background: fc.boolean() }), {
  minLength: 6,
  maxLength: 6,
});

interface Arrival {
  readonly kind: 'reads' | 'writes';
  readonly at: number;
}

/** An upstream whose network takes its time, and everything that can be seen of how it is called. */
function watched(options: LimiterOptions) {
  const limiter = new Limiter('src', options);
  const arrivals: Arrival[] = [];
  const started = new Map<string, number[]>();
  const ended: number[] = [];
  let running = 0;
  let mostRunning = 0;
  let pausedUntil = 0;
  let startedInPause = 0;

  const begin = (id: number, { operation, isWrite, there, back, outcome }: Plan, scope: OperationScope) => {
    const kind = isWrite ? 'writes' : 'reads';
    const send = limiter.policy(async ({ progress, stop }) => {
      stop.check();
      progress.attempts += 1;
      if (performance.now() < pausedUntil) startedInPause += 1;
      const line = `${operation} ${kind}`;
      started.set(line, [...(started.get(line) ?? []), id]);
      running += 1;
      mostRunning = Math.max(mostRunning, running);
      // It arrives also where its caller has left meanwhile.
      setTimeout(() => arrivals.push({ kind, at: performance.now() }), there);
      await passing(there + back, stop);
      running -= 1;
      stop.check();
      const failure = failureOf(outcome);
      if (failure === null) return answer();
      if (failure.retryAfterMs !== null)
        pausedUntil = Math.max(pausedUntil, performance.now() + failure.retryAfterMs);
      throw failure;
    });
    void send(callIn(scope, isWrite ? WRITE : READ)).then(
      () => ended.push(id),
      () => ended.push(id),
    );
  };
  const seen = () => ({ arrivals, started, ended, mostRunning, startedInPause });
  return { limiter, begin, seen };
}

/** Until that time has passed, or nobody waits any more. */
function passing(ms: number, stop: Stop): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
    stop.listen(() => {
      resolve();
    });
  });
}

function failureOf(outcome: Plan['outcome']): UpstreamFailure | null {
  if (outcome === 'answer') return null;
  if (outcome === 'break down')
    return new UpstreamFailure(UpstreamErrorCode.UNAVAILABLE, 'src', { upstreamStatus: 500 });
  const retryAfterMs = { refuse: 4_000, 'refuse for long': 20_000, 'refuse in silence': null }[outcome];
  return new UpstreamFailure(UpstreamErrorCode.RATE_LIMITED, 'src', { upstreamStatus: 429, retryAfterMs });
}

/** The most that arrived in any minute. */
function busiestMinute(arrivals: readonly Arrival[], kind: Arrival['kind']): number {
  const times = arrivals.filter((arrival) => arrival.kind === kind).map(({ at }) => at);
  return Math.max(
    0,
    ...times.map((from) => times.filter((at) => at >= from && at < from + MINUTE_MS).length),
  );
}

it('R11: no bound is ever passed and every call ends once, whatever comes in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(
      limits,
      operations,
      fc.array(plan, { maxLength: 60 }),
      async (options, scopes, plans) => {
        const { limiter, begin, seen } = watched(options);
        const lives = scopes.map(
          ({ timeoutMs, background }, index) =>
            new OperationScope(`operation ${index}`, timeoutMs, Infinity, { background }),
        );
        for (const [id, one] of plans.entries()) {
          await jest.advanceTimersByTimeAsync(one.afterMs);
          const scope = lives[one.operation];
          if (scope !== undefined) begin(id, one, scope);
        }
        await jest.advanceTimersByTimeAsync(10 * MINUTE_MS);

        const { arrivals, started, ended, mostRunning, startedInPause } = seen();
        expect(mostRunning).toBeLessThanOrEqual(options.concurrency);
        for (const kind of ['reads', 'writes'] as const) {
          const limit = options[`${kind}PerMinute`];
          expect(busiestMinute(arrivals, kind)).toBeLessThanOrEqual(limit === 0 ? Infinity : limit);
        }
        expect(startedInPause).toBe(0);
        expect([...ended].sort((a, b) => a - b)).toEqual(plans.map((_, id) => id));
        for (const ids of started.values()) expect(ids).toEqual([...ids].sort((a, b) => a - b));
        expect(limiter).toMatchObject({ running: 0, waiting: 0, pausedForMs: 0 });
        expect(limiter.remainingReads).toBe(options.readsPerMinute === 0 ? null : options.readsPerMinute);
        for (const scope of lives) scope.end();
        expect(jest.getTimerCount()).toBe(0);
      },
    ),
    { numRuns: 150 },
  );
}, 60_000);
