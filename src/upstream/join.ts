import type { Call, Policy, Send } from './policy.js';
import { readKey } from './read-key.js';
import type { UpstreamAnswer } from './request.js';
import { Stop } from './stop.js';

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
      if (call.stop.reason !== null) return Promise.reject(call.scope.stopReason(sourceId));
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
  readonly #stop = new Stop();
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
    this.#answer = send({ ...call, stop: this.#stop, remainingMs });
    return this.join(call);
  }

  join(call: Call): Promise<UpstreamAnswer> {
    this.#waiting.add(call);
    return new Promise((resolve, reject) => {
      const leave = () => {
        const reason = call.scope.stopReason(this.sourceId);
        this.#waiting.delete(call);
        reject(reason);
        if (this.#waiting.size > 0) return;
        this.onEnd();
        this.#stop.now(reason);
      };
      const land = () => {
        this.#waiting.delete(call);
        call.stop.forget(leave);
        this.onEnd();
      };
      call.stop.listen(leave);
      // First, so that whoever hears of the answer and asks again joins nothing that is over.
      void this.#answer?.then(land, land);
      this.#answer?.then(resolve, reject);
    });
  }
}
