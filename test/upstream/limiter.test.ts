import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { UpstreamErrorCode } from '../../src/errors.js';
import { Limiter, type LimiterOptions } from '../../src/upstream/limiter.js';
import { answer, callIn, operation, rejection } from './support/calls.js';
import { gate, settle, type Gate } from './support/gate.js';

const UNLIMITED: LimiterOptions = {
  ...{ concurrency: 1_000, queue: 1_000 },
  ...{ readsPerMinute: 0, writesPerMinute: 0, retryAfterCapMs: 10_000 },
};

/** Calls sent through one queue, each in an operation of its own and under way until it is told to finish. */
function queued(options: Partial<LimiterOptions>) {
  const started: number[] = [];
  const outcomes = new Map<number, string>();
  const gates: Gate[] = [];
  const scopes: ReturnType<typeof operation>[] = [];
  const { policy } = new Limiter('src', { ...UNLIMITED, ...options });

  const send = (scope = operation()): number => {
    const id = gates.length;
    const finished = gate();
    gates.push(finished);
    scopes.push(scope);
    const exchange = policy(async () => {
      started.push(id);
      await finished.promise;
      return answer(id);
    });
    exchange(callIn(scope)).then(
      () => outcomes.set(id, 'answered'),
      (error: unknown) => outcomes.set(id, describeError(error)),
    );
    return id;
  };
  return {
    started,
    outcomes,
    send,
    finish: (id: number) => gates[id]?.open(),
    fail: (id: number) => gates[id]?.fail(new Error('broken')),
    abort: (id: number) => scopes[id]?.end(),
  };
}

function describeError(error: unknown): string {
  if (!(error instanceof Error)) return 'no error';
  return 'code' in error ? String(error.code) : error.message;
}

const ENDED = 'The operation ended before the call did.';

describe('the queue of a source', () => {
  it('starts as many calls as may be under way, and the next when one is through, in order', async () => {
    const calls = queued({ concurrency: 2, queue: 10 });
    for (let id = 0; id < 5; id += 1) calls.send();
    await settle();
    expect(calls.started).toEqual([0, 1]);
    calls.finish(1);
    await settle();
    expect(calls.started).toEqual([0, 1, 2]);
    calls.fail(0); // a failed call frees its place as well
    await settle();
    expect(calls.started).toEqual([0, 1, 2, 3]);
    expect([...calls.outcomes]).toEqual([
      [1, 'answered'],
      [0, 'broken'],
    ]);
  });

  it('refuses the call that would make the line too long, and none before', async () => {
    const calls = queued({ concurrency: 1, queue: 2 });
    for (let id = 0; id < 4; id += 1) calls.send();
    await settle();
    expect([...calls.outcomes]).toEqual([[3, UpstreamErrorCode.QUEUE_FULL]]);
  });

  it('makes nobody wait where the line has no place', async () => {
    const { policy } = new Limiter('src', { ...UNLIMITED, concurrency: 1, queue: 0 });
    const finished = gate();
    const send = policy(async () => {
      await finished.promise;
      return answer();
    });
    const first = send(callIn(operation()));
    expect(await rejection(send(callIn(operation())))).toMatchObject({ code: 'QUEUE_FULL', sourceId: 'src' });
    finished.open();
    expect(await first).toEqual(answer());
    expect(await send(callIn(operation()))).toEqual(answer());
  });

  it('is left by whoever is aborted, at once, and the others move up', async () => {
    const calls = queued({ concurrency: 1, queue: 2 });
    for (let id = 0; id < 3; id += 1) calls.send();
    calls.abort(1);
    await settle();
    expect([...calls.outcomes]).toEqual([[1, ENDED]]);
    calls.send(); // the place in line is free again
    calls.finish(0);
    calls.finish(2);
    await settle();
    expect(calls.started).toEqual([0, 2, 3]);
  });

  it('does not take in a call whose operation is over', async () => {
    const calls = queued({ concurrency: 1, queue: 1 });
    calls.send();
    const over = operation();
    over.end();
    calls.send(over);
    await settle();
    expect([...calls.outcomes]).toEqual([[1, ENDED]]);
  });

  it('keeps bound and order and leaks no place, whatever happens in whatever order', async () => {
    const step = fc.record({
      does: fc.constantFrom('arrive', 'arrive', 'finish', 'fail', 'leave'),
      which: fc.nat({ max: 9 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.record({ concurrency: fc.integer({ min: 1, max: 3 }), queue: fc.nat({ max: 3 }) }),
        fc.array(step, { maxLength: 40 }),
        async (options, steps) => {
          const calls = queued(options);
          const model = {
            running: [] as number[],
            waiting: [] as number[],
            started: [] as number[],
            full: 0,
          };
          const moveUp = () => {
            while (model.running.length < options.concurrency && model.waiting.length > 0) {
              const id = model.waiting.shift() ?? -1;
              model.running.push(id);
              model.started.push(id);
            }
          };
          for (const { does, which } of steps) {
            if (does === 'arrive') {
              const id = calls.send();
              const isFull =
                model.running.length === options.concurrency && model.waiting.length === options.queue;
              if (isFull) model.full += 1;
              else model.waiting.push(id);
            } else if (does === 'leave') {
              const [id] = model.waiting.splice(which % Math.max(1, model.waiting.length), 1);
              if (id !== undefined) calls.abort(id);
            } else {
              const [id] = model.running.splice(which % Math.max(1, model.running.length), 1);
              if (id !== undefined) calls[does](id);
            }
            moveUp();
            await settle();
            expect(calls.started).toEqual(model.started);
          }
          for (let id = 0; model.running.length > 0;) {
            id = model.running.shift() ?? -1;
            calls.finish(id);
            moveUp();
          }
          await settle();
          expect([...calls.outcomes.values()].filter((outcome) => outcome === 'QUEUE_FULL')).toHaveLength(
            model.full,
          );
          const rest = Array.from({ length: options.concurrency }, () => calls.send());
          await settle();
          expect(calls.started).toEqual([...model.started, ...rest]);
        },
      ),
      { numRuns: 100 },
    );
  });
});
