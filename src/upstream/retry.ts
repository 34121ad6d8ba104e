import { UpstreamErrorCode, UpstreamFailure } from '../errors.js';
import type { Circuit } from './circuit.js';
import type { Call, Policy } from './policy.js';
import { RetryBudget } from './retry-budget.js';
import { sleep } from './stop.js';

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 2_000;

export interface RetryOptions {
  /** Tries after the first. */
  readonly retries: number;
  /** Once it is open, another try would only be refused. */
  readonly circuit: Circuit;
  readonly random?: () => number;
}

/**
 * Tries again what a moment may cure: UNAVAILABLE and RATE_LIMITED.
 * Not TIMEOUT: whoever waited for a hanging upstream has waited long enough.
 *
 * A write only where it is certain that nothing was done, and once.
 */
export function retry(sourceId: string, { retries, circuit, random = Math.random }: RetryOptions): Policy {
  const budget = new RetryBudget();

  /** How long to wait before the next try; null where there is none. */
  const waitMs = (failure: UpstreamFailure, call: Call, tried: number): number | null => {
    if (tried > triesAfterFirst(call, failure, retries) || circuit.state === 'OPEN') return null;
    const backoff = random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tried - 1));
    // A failure that is told at once leaves the caller time for something else.
    if ((failure.retryAfterMs ?? backoff) >= call.remainingMs()) return null;
    if (!budget.takeRetry()) return null;
    // What the upstream asks for, the limiter makes every call to it wait.
    return failure.retryAfterMs === null ? backoff : 0;
  };

  return (next) => async (call) => {
    budget.noteCall();
    for (let tried = 1; ; tried += 1) {
      const { attempts } = call.progress;
      try {
        return await next(call);
      } catch (error) {
        if (call.stop.reason !== null || !isPassing(error, call.progress.attempts > attempts)) throw error;
        const wait = waitMs(error, call, tried);
        if (wait === null) throw error;
        if (wait > 0) await pause(wait, call, sourceId);
      }
    }
  };
}

/** Where nothing was sent, RATE_LIMITED is the limiter's word: it knows that no turn comes in time. */
function isPassing(error: unknown, wasSent: boolean): error is UpstreamFailure {
  if (!(error instanceof UpstreamFailure)) return false;
  if (error.code === UpstreamErrorCode.RATE_LIMITED) return wasSent;
  return error.code === UpstreamErrorCode.UNAVAILABLE;
}

function triesAfterFirst({ request }: Call, { mayHaveHappened }: UpstreamFailure, retries: number): number {
  if (request.method === 'GET') return retries;
  return mayHaveHappened ? 0 : Math.min(1, retries);
}

async function pause(ms: number, { stop, scope }: Call, sourceId: string): Promise<void> {
  try {
    await sleep(ms, stop);
  } catch {
    throw scope.stopReason(sourceId);
  }
}
