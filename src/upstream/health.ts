import { UpstreamErrorCode, UpstreamFailure } from '../errors.js';
import type { Circuit, CircuitState } from './circuit.js';
import type { LimiterState } from './limiter.js';
import type { Policy } from './policy.js';

/** What the transport knows of its upstream from the calls it made; reading it never makes one. */
export interface TransportHealth {
  /** Whether the newest answer was a failure that is the upstream's own. */
  readonly failing: boolean;
  readonly lastError: UpstreamFailure | null;
  readonly circuit: CircuitState;
  /** Reads left in the window now; null without a limit. */
  readonly remainingBudget: number | null;
  readonly limiter: LimiterState;
  /** Tells of every change of the circuit from now on. */
  watchCircuit(watcher: (state: CircuitState) => void): void;
}

/** "No such thing" and "not like that" are answers, not trouble. */
const ANSWERS: readonly UpstreamErrorCode[] = [UpstreamErrorCode.NOT_FOUND, UpstreamErrorCode.REJECTED];

export class HealthRecord implements TransportHealth {
  failing = false;
  lastError: UpstreamFailure | null = null;
  readonly #circuit: Circuit;
  readonly #watchers: ((state: CircuitState) => void)[] = [];

  constructor(
    circuit: Circuit,
    readonly limiter: LimiterState,
  ) {
    this.#circuit = circuit;
  }

  get circuit(): CircuitState {
    return this.#circuit.state;
  }

  get remainingBudget(): number | null {
    return this.limiter.remainingReads;
  }

  watchCircuit(watcher: (state: CircuitState) => void): void {
    this.#watchers.push(watcher);
  }

  circuitChanged(state: CircuitState): void {
    for (const watcher of this.#watchers) watcher(state);
  }

  /** Null: the call was answered. */
  note(failure: UpstreamFailure | null): void {
    this.failing = failure !== null && !ANSWERS.includes(failure.code);
    if (this.failing) this.lastError = failure;
  }
}

/** Notes how each exchange ended, also those that are tried again. */
export function noteHealth(health: HealthRecord): Policy {
  return (next) => async (call) => {
    try {
      const answer = await next(call);
      health.note(null);
      return answer;
    } catch (error) {
      // What its own operation cut short tells nothing of the upstream.
      if (error instanceof UpstreamFailure && call.stop.reason === null) health.note(error);
      throw error;
    }
  };
}
