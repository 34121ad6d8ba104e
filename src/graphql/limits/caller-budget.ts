import { GraphQLError } from 'graphql';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { ANONYMOUS, type Caller } from '../../access/caller.js';

/** Whose budget an operation is paid from: the caller's own, or that of the address where nobody says who they are. */
export function payerOf(caller: Caller, address: string): string {
  return caller === ANONYMOUS ? `address ${address}` : `caller ${caller.id}`;
}

/** What one caller may still spend in this minute. */
export interface BudgetLeft {
  readonly perMinute: number;
  readonly remaining: number;
}

/** What was taken for one operation, by its estimate. */
export interface Charge {
  /** Gives back what the operation did not cost, or takes what it did cost beyond. */
  settle(actual: number): BudgetLeft;
}

/** An operation that costs nothing is work all the same. */
const LEAST = 1;

/** The cost that each caller may cause in a minute, in this process. */
export class CallerBudgets {
  readonly #limiter: RateLimiterMemory;

  constructor(private readonly perMinute: number) {
    this.#limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  }

  /** Throws COST_LIMIT_EXCEEDED, and takes nothing, where less is left. */
  async charge(payer: string, estimated: number): Promise<Charge> {
    const cost = Math.max(LEAST, estimated);
    // No minute will ever have so much: whoever came again would do so for ever.
    if (cost > this.perMinute) throw overBudget(cost, this.perMinute);
    const { remainingPoints, msBeforeNext } = await this.#take(payer, cost);
    const endsAt = performance.now() + msBeforeNext;
    return {
      settle: (actual) => {
        const unspent = cost - Math.max(LEAST, actual);
        // What a minute was charged that is over is no credit for the next one.
        if (unspent > 0 && performance.now() < endsAt) void this.#limiter.reward(payer, unspent);
        if (unspent < 0) void this.#limiter.penalty(payer, -unspent);
        return { perMinute: this.perMinute, remaining: Math.max(0, remainingPoints + unspent) };
      },
    };
  }

  /** For what was done already: it is refused nothing, and what comes next has less. */
  async spend(payer: string, actual: number): Promise<void> {
    await this.#limiter.penalty(payer, Math.max(LEAST, actual));
  }

  async #take(payer: string, cost: number): Promise<RateLimiterRes> {
    try {
      return await this.#limiter.consume(payer, cost);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      await this.#limiter.reward(payer, cost);
      throw overBudget(cost, this.perMinute, Math.max(1, refused.msBeforeNext));
    }
  }
}

/** Without a time where it never fits. */
function overBudget(estimated: number, maximum: number, retryAfterMs?: number): GraphQLError {
  return new GraphQLError(
    `The operation may cost ${estimated}, which is more than is left of ${maximum} a minute (limits.costPerMinute).`,
    { extensions: { code: 'COST_LIMIT_EXCEEDED', estimated, maximum, retryAfterMs } },
  );
}
