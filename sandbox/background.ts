/** Time as an upstream sees it; a test may hand in one that only moves when told to. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs the work once, so many milliseconds from now; what it answers calls the work off. */
  after(milliseconds: number, work: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, work) => {
    const timer = setTimeout(work, milliseconds).unref();
    return () => {
      clearTimeout(timer);
    };
  },
};

/** What an upstream has begun and not yet finished. A reset calls all of it off. */
export class Background {
  readonly #clock: Clock;
  readonly #pending = new Set<() => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  now(): number {
    return this.#clock.now();
  }

  after(milliseconds: number, work: () => void): () => void {
    const callOff = this.#clock.after(milliseconds, () => {
      this.#pending.delete(cancel);
      work();
    });
    const cancel = () => {
      this.#pending.delete(cancel);
      callOff();
    };
    this.#pending.add(cancel);
    return cancel;
  }

  clear(): void {
    for (const cancel of this.#pending) cancel();
  }
}
