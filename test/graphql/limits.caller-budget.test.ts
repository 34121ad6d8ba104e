import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ANONYMOUS } from '../../src/access/caller.js';
import { CallerBudgets, payerOf } from '../../src/graphql/limits/caller-budget.js';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

describe("A caller's budget", () => {
  it('gives back what an operation did not cost', async () => {
    const budgets = new CallerBudgets(100);
    const charge = await budgets.charge('a', 100);
    expect(charge.settle(30)).toEqual({ perMinute: 100, remaining: 70 });
    await expect(budgets.charge('a', 71)).rejects.toMatchObject({ extensions: { maximum: 100 } });
    await expect(budgets.charge('a', 70)).resolves.toBeDefined();
  });

  it('pays what an operation did cost beyond its estimate', async () => {
    const budgets = new CallerBudgets(100);
    const charge = await budgets.charge('a', 10);
    expect(charge.settle(90)).toEqual({ perMinute: 100, remaining: 10 });
    await expect(budgets.charge('a', 11)).rejects.toThrow();
    const last = await budgets.charge('a', 10);
    expect(last.settle(200)).toEqual({ perMinute: 100, remaining: 0 });
  });

  it('is not used up by what is refused', async () => {
    const budgets = new CallerBudgets(10);
    for (let time = 0; time < 3; time += 1) await expect(budgets.charge('a', 11)).rejects.toThrow();
    await expect(budgets.charge('a', 10)).resolves.toBeDefined();
  });

  it('is told with a time to come back only where one will do', async () => {
    const budgets = new CallerBudgets(10);
    await budgets.charge('a', 1);
    await expect(budgets.charge('a', 10)).rejects.toMatchObject({
      extensions: { retryAfterMs: expect.any(Number) },
    });
    await expect(budgets.charge('a', 11)).rejects.toMatchObject({ extensions: { retryAfterMs: undefined } });
  });

  it('is each caller’s own', async () => {
    const budgets = new CallerBudgets(10);
    await budgets.charge('a', 10);
    await expect(budgets.charge('b', 10)).resolves.toBeDefined();
  });

  it('is whole again a minute later, and never more than that', async () => {
    const budgets = new CallerBudgets(10);
    const late = await budgets.charge('a', 10);
    await jest.advanceTimersByTimeAsync(60_001);
    late.settle(0);
    await expect(budgets.charge('a', 11)).rejects.toThrow();
    await expect(budgets.charge('a', 10)).resolves.toBeDefined();
  });

  it('takes one for what costs nothing, and events as they come', async () => {
    const budgets = new CallerBudgets(3);
    await budgets.charge('a', 0);
    await budgets.spend('a', 2);
    await expect(budgets.charge('a', 0)).rejects.toMatchObject({ extensions: { retryAfterMs: 60_000 } });
  });
});

describe('Who pays', () => {
  it('is whom a token names, or else the address', () => {
    const named = { ...ANONYMOUS, id: 'anonymous' };
    expect(payerOf(ANONYMOUS, '10.0.0.1')).not.toBe(payerOf(ANONYMOUS, '10.0.0.2'));
    expect(payerOf(named, '10.0.0.1')).toBe(payerOf(named, '10.0.0.2'));
    expect(payerOf(named, '10.0.0.1')).not.toBe(payerOf(ANONYMOUS, '10.0.0.1'));
  });
});
