import type { UpstreamFailure } from '../errors.js';

const FIRST_WAIT_MS = 1_000;

/** Whatever an upstream says, it is asked again after so long: it may be well by then, or have meant something else. */
const LONGEST_MS = 60 * 60 * 1_000;

export interface PauseOptions {
  /** The longest pause that calls wait out; during a longer one they fail. */
  readonly capMs: number;
  readonly random: () => number;
}

/**
 * How long an upstream wants to be left alone: as long as it says, up to an hour, with a 429 or a 503;
 * where a 429 says nothing that can be read, a second, doubled with each that follows, with jitter.
 */
export class Pause {
  #until = 0;
  #isTooLong = false;
  #inARow = 0;
  #round = 0;

  constructor(private readonly options: PauseOptions) {}

  /** Refusals of calls sent in the same round are one refusal: they say the same of the same moment. */
  get round(): number {
    return this.#round;
  }

  remainingMs(): number {
    return this.#until === 0 ? 0 : Math.max(0, this.#until - performance.now());
  }

  /** Whether it goes on, and is longer than a call should wait. */
  isTooLong(): boolean {
    return this.#isTooLong && this.remainingMs() > 0;
  }

  /** A call sent in this round was answered, or failed otherwise than by being put off. */
  passed(round: number): void {
    if (round === this.#round) this.#inARow = 0;
  }

  /** Obeys the failure of a call sent in this round; false where it asks for no pause. */
  obey({ upstreamStatus, retryAfterMs }: UpstreamFailure, round: number): boolean {
    const isRefused = upstreamStatus === 429;
    if (!isRefused && (upstreamStatus !== 503 || retryAfterMs === null)) return false;
    if (round === this.#round) {
      this.#round += 1;
      if (isRefused) this.#inARow += 1;
    }
    const waitMs = Math.min(retryAfterMs ?? this.#ownWaitMs(), LONGEST_MS);
    const until = performance.now() + waitMs;
    if (until > this.#until) {
      this.#until = until;
      this.#isTooLong = waitMs > this.options.capMs;
    }
    return true;
  }

  /** Half of it by chance, so that several processes do not come back at the same moment. */
  #ownWaitMs(): number {
    const { capMs, random } = this.options;
    const doubled = FIRST_WAIT_MS * 2 ** Math.max(0, this.#inARow - 1);
    return Math.min(capMs, doubled) * (0.5 + random() / 2);
  }
}
