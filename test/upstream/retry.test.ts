import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  OperationEnded,
  UpstreamErrorCode,
  UpstreamFailure,
  type UpstreamFailureDetail,
} from '../../src/errors.js';
import { Circuit, guard } from '../../src/upstream/circuit.js';
import { compose, type Send } from '../../src/upstream/policy.js';
import { retry } from '../../src/upstream/retry.js';
import { answer, callIn, operation, READ, rejection, WRITE } from './support/calls.js';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

const { UNAVAILABLE, RATE_LIMITED, TIMEOUT, BAD_RESPONSE, REJECTED, CIRCUIT_OPEN, QUEUE_FULL } =
  UpstreamErrorCode;

function failure(code: UpstreamErrorCode, detail: UpstreamFailureDetail = {}): UpstreamFailure {
  return new UpstreamFailure(code, 'src', detail);
}

/** Tries of one call that fails so often and is then answered, with the times when they came. */
function failing(error: UpstreamFailure, times = Infinity, random = 1) {
  const at: number[] = [];
  const start = performance.now();
  const exchange: Send = (call) => {
    call.progress.attempts += 1;
    at.push(performance.now() - start);
    return at.length > times ? Promise.resolve(answer()) : Promise.reject(error);
  };
  const circuit = new Circuit('src', { failures: 1_000, openMs: 10_000 });
  const policy = retry('src', { retries: 3, circuit, random: () => random });
  return { at, circuit, exchange, send: policy(exchange) };
}

describe('a read that fails', () => {
  it('waits twice as long each time, at random up to that', async () => {
    for (const [random, expected] of [
      [1, [0, 100, 300, 700]],
      [0.5, [0, 50, 150, 350]],
      [0, [0, 0, 0, 0]],
    ] as const) {
      const { at, send } = failing(failure(UNAVAILABLE), 3, random);
      const read = send(callIn(operation()));
      await jest.advanceTimersByTimeAsync(5_000);
      expect(await read).toEqual(answer());
      expect(at).toEqual(expected);
    }
  });

  it('waits two seconds at most', async () => {
    const { exchange, at, circuit } = failing(failure(UNAVAILABLE), 9);
    const send = retry('src', { retries: 9, circuit, random: () => 1 })((call) =>
      call.request === READ ? exchange(call) : Promise.resolve(answer()),
    );
    // Each of these earns the fifth part of a retry.
    const others = operation(60_000);
    for (let nth = 0; nth < 50; nth += 1) await send(callIn(others, WRITE));
    const read = send(callIn(operation(60_000)));
    await jest.advanceTimersByTimeAsync(30_000);
    await read;
    const waits = at.slice(1).map((time, index) => time - (at[index] ?? 0));
    expect(waits).toEqual([100, 200, 400, 800, 1_600, 2_000, 2_000, 2_000, 2_000]);
  });

  it('fails as it did the last time', async () => {
    const error = failure(UNAVAILABLE);
    const { at, send } = failing(error);
    const read = rejection(send(callIn(operation())));
    await jest.advanceTimersByTimeAsync(5_000);
    expect(await read).toBe(error);
    expect(at).toHaveLength(4);
  });

  it.each([TIMEOUT, BAD_RESPONSE, REJECTED, CIRCUIT_OPEN, QUEUE_FULL])(
    'with %s is not tried again',
    async (code) => {
      const error = failure(code);
      const { at, send } = failing(error);
      expect(await rejection(send(callIn(operation())))).toBe(error);
      expect(at).toHaveLength(1);
    },
  );

  it.each([UNAVAILABLE, RATE_LIMITED])(
    'with %s goes back into the line at once where the upstream named a time',
    async (code) => {
      const { at, send } = failing(failure(code, { retryAfterMs: 2_000 }), 2);
      await send(callIn(operation()));
      expect(at).toEqual([0, 0, 0]);
    },
  );

  it('is not tried again where the limiter refused it', async () => {
    const { circuit } = failing(failure(RATE_LIMITED));
    const refuse = jest.fn<Send>(() => Promise.reject(failure(RATE_LIMITED, { retryAfterMs: 5 })));
    const send = retry('src', { retries: 3, circuit })(refuse);
    expect(await rejection(send(callIn(operation())))).toMatchObject({ code: RATE_LIMITED });
    expect(refuse).toHaveBeenCalledTimes(1);
  });
});

describe('the deadline of the operation', () => {
  it.each([
    ['the wait', failure(UNAVAILABLE), 300, 2],
    ['the time that the upstream named', failure(UNAVAILABLE, { retryAfterMs: 301 }), 300, 1],
  ])('that comes before the end of %s makes the call fail at once', async (_, error, timeoutMs, tries) => {
    const start = performance.now();
    const { at, send } = failing(error);
    const read = rejection(send(callIn(operation(timeoutMs))));
    const ended = read.then(() => performance.now() - start);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(await read).toBe(error);
    expect(at).toHaveLength(tries);
    // After the first wait of 100 ms, the next one of 200 ms would end with the operation.
    expect(await ended).toBe(tries === 1 ? 0 : 100);
  });

  it('ends a wait that its operation does not outlive, and leaves no timer', async () => {
    const { at, send } = failing(failure(UNAVAILABLE));
    const scope = operation();
    const read = rejection(send(callIn(scope)));
    await jest.advanceTimersByTimeAsync(50);
    scope.end();
    expect(await read).toBeInstanceOf(OperationEnded);
    expect(at).toHaveLength(1);
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('a write', () => {
  it('is never repeated on a guess', async () => {
    const { at, send } = failing(failure(UNAVAILABLE, { mayHaveHappened: true }));
    await rejection(send(callIn(operation(), WRITE)));
    expect(at).toHaveLength(1);
  });

  it.each([UNAVAILABLE, RATE_LIMITED])(
    'of which %s is certain to have left nothing is tried once more, not twice',
    async (code) => {
      const { at, send } = failing(failure(code));
      const write = rejection(send(callIn(operation(), WRITE)));
      await jest.advanceTimersByTimeAsync(5_000);
      await write;
      expect(at).toHaveLength(2);
    },
  );

  it('is sent once where no retries are wanted', async () => {
    const { exchange, at, circuit } = failing(failure(UNAVAILABLE));
    const send = retry('src', { retries: 0, circuit })(exchange);
    for (const request of [READ, WRITE]) await rejection(send(callIn(operation(), request)));
    expect(at).toHaveLength(2);
  });
});

it('an upstream whose circuit opened meanwhile is not tried again', async () => {
  const { exchange, at } = failing(failure(UNAVAILABLE));
  const circuit = new Circuit('src', { failures: 2, openMs: 10_000 });
  const send = compose([retry('src', { retries: 3, circuit, random: () => 0 }), guard(circuit)], exchange);
  expect(await rejection(send(callIn(operation())))).toMatchObject({ code: UNAVAILABLE });
  expect(at).toHaveLength(2);
  expect(circuit.state).toBe('OPEN');
});
