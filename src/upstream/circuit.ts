import { UpstreamErrorCode, UpstreamFailure } from '../errors.js';
import type { Call, Policy } from './policy.js';

/** `HALF_OPEN`: the time of rest is over, and a few calls find out whether the upstream is back. */
export type CircuitState = 'CLOSED' | 'HALF_OPEN' | 'OPEN';

export interface CircuitOptions {
  /** So many failures in a row open it. */
  readonly failures: number;
  /** How long it then lets nothing through. */
  readonly openMs: number;
  readonly onChange?: (state: CircuitState) => void;
}

/** At once, while it is half open. */
const PROBES = 3;

/** When to come back while the probes are under way. */
const PROBE_MS = 1_000;

/** How an exchange ended. `UNKNOWN`: nobody waited for its end, or it never began. */
type Verdict = 'ANSWERED' | 'FAILED' | 'UNKNOWN';

/** Leaves an upstream alone that keeps failing, and tells callers so at once. */
export class Circuit {
  #state: CircuitState = 'CLOSED';
  #failuresInRow = 0;
  #probes = 0;
  #openUntil = 0;
  /** How often it has changed: what was sent before the last change says nothing about the time after it. */
  #changes = 0;

  constructor(
    private readonly sourceId: string,
    private readonly options: CircuitOptions,
  ) {}

  get state(): CircuitState {
    return this.#state === 'OPEN' && performance.now() >= this.#openUntil ? 'HALF_OPEN' : this.#state;
  }

  /** Why no call may go now; null where one may. */
  refusal(): UpstreamFailure | null {
    const { state } = this;
    if (state === 'CLOSED') return null;
    if (state === 'OPEN') return this.#refuse(Math.ceil(this.#openUntil - performance.now()));
    // Its clock has run out, but no call has come since: there are no probes yet.
    if (this.#state === 'OPEN' || this.#probes < PROBES) return null;
    return this.#refuse(PROBE_MS);
  }

  /** Lets one call through, and must be told by the function it gives how that ended; throws where none may go. */
  enter(): (verdict: Verdict) => void {
    const refusal = this.refusal();
    if (refusal !== null) throw refusal;
    if (this.#state === 'OPEN') this.#become('HALF_OPEN');
    if (this.#state === 'HALF_OPEN') this.#probes += 1;
    const changes = this.#changes;
    return (verdict) => {
      if (changes === this.#changes) this.#note(verdict);
    };
  }

  #note(verdict: Verdict): void {
    if (this.#state === 'HALF_OPEN') this.#probes -= 1;
    if (verdict === 'UNKNOWN') return;
    if (verdict === 'ANSWERED') {
      this.#failuresInRow = 0;
      if (this.#state === 'HALF_OPEN') this.#become('CLOSED');
      return;
    }
    this.#failuresInRow += 1;
    if (this.#state === 'HALF_OPEN' || this.#failuresInRow >= this.options.failures) this.#open();
  }

  #open(): void {
    this.#openUntil = performance.now() + this.options.openMs;
    this.#become('OPEN');
  }

  #become(state: CircuitState): void {
    this.#state = state;
    this.#changes += 1;
    this.#failuresInRow = 0;
    this.#probes = 0;
    this.options.onChange?.(state);
  }

  #refuse(retryAfterMs: number): UpstreamFailure {
    return new UpstreamFailure(UpstreamErrorCode.CIRCUIT_OPEN, this.sourceId, { retryAfterMs });
  }
}

/** Refuses at the door what the circuit would not let through, so that it neither waits in line nor takes a turn. */
export function failFast(circuit: Circuit): Policy {
  return (next) => (call) => {
    const refusal = circuit.refusal();
    return refusal === null ? next(call) : Promise.reject(refusal);
  };
}

/** Counts every exchange; what was in line when the circuit opened is refused when its turn comes. */
export function guard(circuit: Circuit): Policy {
  return (next) => async (call) => {
    const leave = circuit.enter();
    const { attempts } = call.progress;
    try {
      const answer = await next(call);
      leave('ANSWERED');
      return answer;
    } catch (error) {
      leave(verdictOn(error, call, call.progress.attempts > attempts));
      throw error;
    }
  };
}

function verdictOn(error: unknown, call: Call, wasSent: boolean): Verdict {
  // What the operation itself cut short tells nothing of the upstream.
  if (call.stop.reason !== null || !(error instanceof UpstreamFailure)) return 'UNKNOWN';
  if (isTrouble(error)) return 'FAILED';
  // A refusal at the token endpoint is no sign of life of the API.
  return wasSent ? 'ANSWERED' : 'UNKNOWN';
}

/** A status below 500 is an answer, also 408, which reads as a TIMEOUT. */
function isTrouble({ code, upstreamStatus }: UpstreamFailure): boolean {
  if (upstreamStatus !== null && upstreamStatus < 500) return false;
  return code === UpstreamErrorCode.UNAVAILABLE || code === UpstreamErrorCode.TIMEOUT;
}
