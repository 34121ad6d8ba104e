import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { RetryBudget } from '../../src/upstream/retry-budget.js';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

function budgetAfter(calls: number): RetryBudget {
  const budget = new RetryBudget();
  for (let call = 0; call < calls; call += 1) budget.noteCall();
  return budget;
}

/** Asks for retries until there are none. */
function drain(budget: RetryBudget): number {
  let taken = 0;
  while (taken < 10_000 && budget.takeRetry()) taken += 1;
  return taken;
}

describe('the retries of a source', () => {
  it.each([
    [1, 3],
    [15, 3],
    [19, 3],
    [20, 4],
    [100, 20],
    [1_003, 200],
  ])('are, for %i calls, at most %i', (calls, retries) => {
    expect(drain(budgetAfter(calls))).toBe(retries);
  });

  it('grow with the calls that come', () => {
    const budget = budgetAfter(20);
    expect(drain(budget)).toBe(4);
    for (let call = 0; call < 10; call += 1) budget.noteCall();
    expect(drain(budget)).toBe(2);
  });

  it('come back when those before are ten seconds old, and the calls go with them', () => {
    const budget = budgetAfter(100);
    expect(drain(budget)).toBe(20);
    jest.advanceTimersByTime(8_000);
    expect(drain(budget)).toBe(0);
    jest.advanceTimersByTime(3_000);
    expect(drain(budget)).toBe(3);
  });
});
