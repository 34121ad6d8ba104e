import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { sleep, Stop, untilStopped } from '../../src/upstream/stop.js';
import { rejection } from './support/calls.js';
import { gate, settle } from './support/gate.js';

const reason = new Error('over');

/** A stop, and how many listen to it. */
function counted() {
  const stop = new Stop();
  const listeners = new Set<unknown>();
  const listen = stop.listen.bind(stop);
  const forget = stop.forget.bind(stop);
  stop.listen = (listener) => {
    listeners.add(listener);
    listen(listener);
  };
  stop.forget = (listener) => {
    listeners.delete(listener);
    forget(listener);
  };
  return { stop, listeners };
}

describe('a stop', () => {
  it('tells everyone once, with its first reason, in the order in which they came', () => {
    const stop = new Stop();
    const told: unknown[] = [];
    stop.listen((why) => told.push(['first', why]));
    stop.listen((why) => told.push(['second', why]));
    expect(stop.reason).toBeNull();
    stop.now(reason);
    stop.now(new Error('once more'));
    expect(told).toEqual([
      ['first', reason],
      ['second', reason],
    ]);
    expect(stop.reason).toBe(reason);
  });

  it('tells who comes late at once, and who left nothing', () => {
    const stop = new Stop();
    const leaver = jest.fn();
    stop.listen(leaver);
    stop.forget(leaver);
    stop.now(reason);
    const late = jest.fn();
    stop.listen(late);
    expect(late).toHaveBeenCalledWith(reason);
    expect(leaver).not.toHaveBeenCalled();
  });

  it('tells nobody who leaves while others are told', () => {
    const stop = new Stop();
    const second = jest.fn();
    stop.listen(() => {
      stop.forget(second);
    });
    stop.listen(second);
    stop.now(reason);
    expect(second).not.toHaveBeenCalled();
  });
});

describe('a wait until a stop', () => {
  it('gives what has been waited for, and no listener stays', async () => {
    const { stop, listeners } = counted();
    expect(await untilStopped(Promise.resolve(1), stop)).toBe(1);
    expect(await rejection(untilStopped(Promise.reject(reason), stop))).toBe(reason);
    await settle();
    expect([...listeners]).toEqual([]);
  });

  it('ends with its reason, and a failure that comes later is nobody’s', async () => {
    const late = gate();
    const stop = new Stop();
    const waiting = rejection(untilStopped(late.promise, stop));
    stop.now(reason);
    expect(await waiting).toBe(reason);
    late.fail(new Error('unhandled, if it were'));
    await settle();
  });

  it('that came before ends at once', async () => {
    const stop = new Stop();
    stop.now(reason);
    expect(await rejection(untilStopped(gate().promise, stop))).toBe(reason);
  });
});

describe('a sleep', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('ends when its time has passed, and no listener stays', async () => {
    const { stop, listeners } = counted();
    const slept = sleep(100, stop);
    await jest.advanceTimersByTimeAsync(100);
    await slept;
    expect([...listeners]).toEqual([]);
  });

  it.each(['before', 'after'])('ends with a stop that came %s it, and leaves no timer', async (when) => {
    const stop = new Stop();
    if (when === 'before') stop.now(reason);
    const slept = rejection(sleep(100, stop));
    stop.now(reason);
    expect(await slept).toBe(reason);
    expect(jest.getTimerCount()).toBe(0);
  });
});
