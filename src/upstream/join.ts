import type { Call, Policy, Send } from './policy.js';
import { readKey } from './read-key.js';
import type { UpstreamAnswer } from './request.js';

/**
 * Identical reads that are under way at once share one exchange, whichever operations they belong to.
 *
 * A transport has one set of credentials and one tenant, so that nobody shares with another. A read that begins after
 * a write began joins none from before it, and what decides about a write joins nobody.
 */
export function joinReads(sourceId: string, writes: { readonly epoch: number }): Policy {
  return (next) => {
    const flights = new Map<string, Flight>();
    let writesBegun = 0;
    return (call) => {
      if (call.request.method !== 'GET') {
        writesBegun += 1;
        return next(call);
      }
      if (call.scope.anew) return next(call);
      if (call.signal.aborted) return Promise.reject(call.scope.stopReason(sourceId));
      const key = `${writes.epoch} ${writesBegun} ${readKey(call)}`;
      const known = flights.get(key);
      if (known !== undefined) {
        call.progress.cache = 'JOINED';
        return known.join(call);
      }
      const flight: Flight = new Flight(sourceId, () => {
        if (flights.get(key) === flight) flights.delete(key);
      });
      flights.set(key, flight);
      return flight.begin(call, next);
    };
  };
}

/** One exchange and the calls that wait for it. It belongs to none of them: it ends with its answer, or when all have left. */
class Flight {
  readonly #controller = new AbortController();
  readonly #waiting = new Set<Call>();
  #answer: Promise<UpstreamAnswer> | undefined;

  constructor(
    private readonly sourceId: string,
    /** Nobody may join any more. */
    private readonly onEnd: () => void,
  ) {}

  begin(call: Call, send: Send): Promise<UpstreamAnswer> {
    this.#waiting.add(call);
    const remainingMs = () => Math.max(...[...this.#waiting].map((each) => each.remainingMs()));
    this.#answer = send({ ...call, signal: this.#controller.signal, remainingMs }).finally(this.onEnd);
    return this.join(call);
  }

  join(call: Call): Promise<UpstreamAnswer> {
    this.#waiting.add(call);
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting.delete(call);
        reject(call.scope.stopReason(this.sourceId));
        if (this.#waiting.size > 0) return;
        this.onEnd();
        this.#controller.abort(call.scope.stopReason(this.sourceId));
      };
      call.signal.addEventListener('abort', leave, { once: true });
      this.#answer?.then(resolve, reject).finally(() => {
        this.#waiting.delete(call);
        call.signal.removeEventListener('abort', leave);
      });
    });
  }
}
