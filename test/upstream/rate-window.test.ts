import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { RateWindow } from '../../src/upstream/rate-window.js';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

const wait = (ms: number) => {
  jest.advanceTimersByTime(ms);
};

describe('a window of two calls', () => {
  it('frees a place a minute after the answer came, however long that took', () => {
    const window = new RateWindow(2);
    window.take();
    wait(10_000);
    window.settle(1, true);
    expect(window.left()).toBe(1);
    wait(59_999);
    expect(window.left()).toBe(1);
    wait(1);
    expect(window.left()).toBe(2);
  });

  it('says how long until there are places, in the order in which they come free', () => {
    const window = new RateWindow(2);
    window.take();
    window.settle(1, true);
    wait(1_000);
    window.take();
    expect(window.waitMs(1)).toBe(59_000);
    // Nobody knows when the second will be answered, only that its minute begins then.
    expect(window.waitMs(2)).toBe(60_000);
    window.settle(1, true);
    expect([window.waitMs(1), window.waitMs(2)]).toEqual([59_000, 60_000]);
  });

  it('gives a place back at once where nothing was sent', () => {
    const window = new RateWindow(2);
    window.take();
    window.settle(0, false);
    expect([window.left(), window.waitMs(2)]).toEqual([2, 0]);
  });

  it('waits longer for one that may still arrive, and not for those answered after it', () => {
    const window = new RateWindow(2);
    window.take();
    window.settle(1, false);
    wait(1_000);
    window.take();
    window.settle(1, true);
    expect([window.waitMs(1), window.waitMs(2)]).toEqual([60_000, 64_000]);
  });

  it('counts both exchanges of a call whose token was renewed', () => {
    const window = new RateWindow(2);
    window.take();
    window.take();
    window.settle(2, true);
    window.settle(1, true);
    expect([window.left(), window.waitMs(1)]).toEqual([-1, 60_000]);
    wait(60_000);
    expect(window.left()).toBe(2);
  });
});

it('a limit of 0 is none', () => {
  const window = new RateWindow(0);
  for (let call = 0; call < 1_000; call += 1) window.take();
  expect([window.left(), window.waitMs(1_000)]).toEqual([Infinity, 0]);
});
