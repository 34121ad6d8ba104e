import { UpstreamErrorCode, UpstreamFailure } from '../errors.js';
import type { Call, Policy } from './policy.js';

interface Waiter {
  readonly start: () => void;
}

export interface QueueOptions {
  /** Calls under way at once. */
  readonly concurrency: number;
  /** Calls that may wait, in order of arrival; one more fails with QUEUE_FULL. */
  readonly queue: number;
}

/** Bounds the calls a source has under way; the rest wait in order, and whoever is aborted leaves the line. */
export function boundConcurrency(sourceId: string, options: QueueOptions): Policy {
  const waiting = new Set<Waiter>();
  let running = 0;

  const turn = ({ signal, scope }: Call): Promise<void> | undefined => {
    // Nobody would call it out of the line again: an aborted signal does not fire twice.
    if (signal.aborted) throw scope.stopReason(sourceId);
    if (running < options.concurrency) {
      running += 1;
      return undefined;
    }
    if (waiting.size >= options.queue) throw new UpstreamFailure(UpstreamErrorCode.QUEUE_FULL, sourceId);
    return new Promise((resolve, reject) => {
      const leave = () => {
        waiting.delete(waiter);
        reject(scope.stopReason(sourceId));
      };
      const waiter: Waiter = {
        start: () => {
          signal.removeEventListener('abort', leave);
          resolve();
        },
      };
      waiting.add(waiter);
      signal.addEventListener('abort', leave, { once: true });
    });
  };

  // The place passes straight to the next in line, so `running` never dips between the two.
  const release = () => {
    const [next] = waiting;
    if (next === undefined) {
      running -= 1;
      return;
    }
    waiting.delete(next);
    next.start();
  };

  return (next) => async (call) => {
    await turn(call);
    try {
      return await next(call);
    } finally {
      release();
    }
  };
}
