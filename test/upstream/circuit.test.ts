import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { UpstreamErrorCode, UpstreamFailure } from '../../src/errors.js';
import { Circuit, failFast, guard, type CircuitState } from '../../src/upstream/circuit.js';
import { compose, type Policy, type Send } from '../../src/upstream/policy.js';
import type { UpstreamAnswer } from '../../src/upstream/request.js';
import { answer, callIn, hang, operation, rejection } from './support/calls.js';
import { gate, settle } from './support/gate.js';

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['setImmediate'] });
});
afterEach(() => {
  jest.useRealTimers();
});

const { UNAVAILABLE, TIMEOUT, CIRCUIT_OPEN } = UpstreamErrorCode;
const OPEN_MS = 10_000;

function guarded(failures = 3) {
  const changes: CircuitState[] = [];
  const onChange = (state: CircuitState) => changes.push(state);
  const circuit = new Circuit('src', { failures, openMs: OPEN_MS, onChange });
  /** What the upstream does now. */
  const upstream = { exchange: unavailable, sent: 0 };
  const send = compose([failFast(circuit), guard(circuit)], (call) => {
    upstream.sent += 1;
    call.progress.attempts += 1;
    return upstream.exchange(call);
  });
  const ask = (scope = operation(120_000)) => send(callIn(scope));
  return { circuit, changes, upstream, ask };
}

function failingWith(code: UpstreamErrorCode, upstreamStatus: number | null = null): Send {
  return () => Promise.reject(new UpstreamFailure(code, 'src', { upstreamStatus }));
}
const unavailable = failingWith(UNAVAILABLE, 503);
const answered: Send = () => Promise.resolve(answer());

async function fail(ask: () => Promise<UpstreamAnswer>, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) await rejection(ask());
}

describe('a closed circuit', () => {
  it.each([
    ['503', unavailable],
    ['no connection', failingWith(UNAVAILABLE)],
    ['a timeout', failingWith(TIMEOUT)],
  ])('opens after so many failures in a row: %s', async (_, exchange) => {
    const { circuit, upstream, ask } = guarded();
    upstream.exchange = exchange;
    await fail(ask, 2);
    expect(circuit.state).toBe('CLOSED');
    await fail(ask, 1);
    expect(circuit.state).toBe('OPEN');
  });

  it.each([
    [400, 'REJECTED'],
    [401, 'UNAUTHENTICATED'],
    [403, 'FORBIDDEN'],
    [404, 'NOT_FOUND'],
    [408, 'TIMEOUT'],
    [429, 'RATE_LIMITED'],
  ] as const)('is not opened by %i: the upstream is there', async (status, code) => {
    const { circuit, upstream, ask } = guarded();
    await fail(ask, 2);
    upstream.exchange = failingWith(UpstreamErrorCode[code], status);
    await fail(ask, 10);
    upstream.exchange = unavailable;
    await fail(ask, 2);
    expect(circuit.state).toBe('CLOSED');
  });

  it('begins to count again after an answer', async () => {
    const { circuit, upstream, ask } = guarded();
    await fail(ask, 2);
    upstream.exchange = answered;
    await ask();
    upstream.exchange = unavailable;
    await fail(ask, 2);
    expect(circuit.state).toBe('CLOSED');
  });

  it('does not count what its own operation cut short', async () => {
    const { circuit, upstream, ask } = guarded();
    upstream.exchange = hang;
    for (let time = 0; time < 5; time += 1) {
      const scope = operation(100);
      const call = rejection(ask(scope));
      await jest.advanceTimersByTimeAsync(100);
      await call;
    }
    expect(circuit.state).toBe('CLOSED');
  });

  it('takes no refusal by the token endpoint for a sign of life', async () => {
    const { circuit, upstream, ask } = guarded();
    await fail(ask, 2);
    upstream.exchange = (call) => {
      call.progress.attempts -= 1;
      return failingWith(UpstreamErrorCode.UNAUTHENTICATED, 400)(call);
    };
    await fail(ask, 1);
    expect(circuit.state).toBe('CLOSED');
    upstream.exchange = unavailable;
    await fail(ask, 1);
    expect(circuit.state).toBe('OPEN');
  });
});

describe('an open circuit', () => {
  it('sends nothing, and says when it will', async () => {
    const { upstream, ask } = guarded();
    await fail(ask, 3);
    await jest.advanceTimersByTimeAsync(4_000);
    expect(await rejection(ask())).toMatchObject({
      ...{ code: CIRCUIT_OPEN, sourceId: 'src', retryable: true },
      ...{ retryAfterMs: 6_000, mayHaveHappened: false },
    });
    expect(upstream.sent).toBe(3);
  });

  it('is not moved by what was sent before it opened', async () => {
    const { circuit, upstream, ask } = guarded();
    const late = gate<UpstreamAnswer>();
    upstream.exchange = () => late.promise;
    const before = ask();
    upstream.exchange = unavailable;
    await fail(ask, 3);
    late.open(answer());
    await before;
    expect(circuit.state).toBe('OPEN');
  });

  it('refuses what was in line when it opened', async () => {
    const { circuit, ask } = guarded();
    const turn = gate();
    const line: Policy = (next) => async (call) => {
      await turn.promise;
      return await next(call);
    };
    const exchange = jest.fn(answered);
    const inLine = compose([failFast(circuit), line, guard(circuit)], exchange)(callIn(operation()));
    await fail(ask, 3);
    turn.open();
    expect(await rejection(inLine)).toMatchObject({ code: CIRCUIT_OPEN });
    expect(exchange).not.toHaveBeenCalled();
  });
});

describe('a half-open circuit', () => {
  async function halfOpen() {
    const opened = guarded();
    await fail(opened.ask, 3);
    await jest.advanceTimersByTimeAsync(OPEN_MS);
    expect(opened.circuit.state).toBe('HALF_OPEN');
    opened.upstream.sent = 0;
    return opened;
  }

  it('lets three probes through at once, and refuses the others', async () => {
    const { circuit, upstream, ask } = await halfOpen();
    const back = gate<UpstreamAnswer>();
    upstream.exchange = () => back.promise;
    const calls = Array.from({ length: 10 }, () => ask());
    const settled = Promise.allSettled(calls);
    await settle();
    expect(upstream.sent).toBe(3);
    back.open(answer());
    const refused = (await settled).filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(7);
    expect(refused[0]).toMatchObject({ reason: { code: CIRCUIT_OPEN, retryAfterMs: expect.any(Number) } });
    expect(circuit.state).toBe('CLOSED');
  });

  it('closes with the first answer, also with "no such thing"', async () => {
    const { circuit, changes, upstream, ask } = await halfOpen();
    upstream.exchange = failingWith(UpstreamErrorCode.NOT_FOUND, 404);
    await fail(ask, 1);
    expect(circuit.state).toBe('CLOSED');
    expect(changes).toEqual(['OPEN', 'HALF_OPEN', 'CLOSED']);
  });

  it('opens again with the first failure, for as long as before', async () => {
    const { circuit, upstream, ask } = await halfOpen();
    await fail(ask, 1);
    expect(circuit.state).toBe('OPEN');
    await jest.advanceTimersByTimeAsync(OPEN_MS - 1);
    expect(await rejection(ask())).toMatchObject({ code: CIRCUIT_OPEN, retryAfterMs: 1 });
    await jest.advanceTimersByTimeAsync(1);
    upstream.exchange = answered;
    await ask();
    expect(circuit.state).toBe('CLOSED');
  });

  it('gives the place of a probe back that nobody waited for', async () => {
    const { circuit, upstream, ask } = await halfOpen();
    upstream.exchange = hang;
    const scope = operation();
    const probes = Promise.allSettled([1, 2, 3].map(() => ask(scope)));
    await settle();
    scope.end();
    await probes;
    expect(circuit.state).toBe('HALF_OPEN');
    upstream.exchange = answered;
    await ask();
    expect(circuit.state).toBe('CLOSED');
  });

  it('counts from none after it closed', async () => {
    const { circuit, upstream, ask } = await halfOpen();
    upstream.exchange = answered;
    await ask();
    upstream.exchange = unavailable;
    await fail(ask, 2);
    expect(circuit.state).toBe('CLOSED');
    await fail(ask, 1);
    expect(circuit.state).toBe('OPEN');
  });
});
