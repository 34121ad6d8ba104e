/** Milliseconds since 1970: the machine's clock, or a test's own that stands still until it is moved. */
export type Clock = () => number;

interface Job {
  readonly dueAt: number;
  readonly run: () => void;
}

/**
 * What an upstream still does after it has answered, e.g. creating an account with a vendor.
 *
 * Nothing ticks: work that is due is caught up with whenever somebody looks, which no caller can tell from
 * work done on time, and which a test moves with its clock instead of waiting.
 */
export class Background {
  readonly #clock: Clock;
  #jobs: Job[] = [];
  #running: Job | undefined;

  constructor(clock: Clock = Date.now) {
    this.#clock = clock;
  }

  /** The instant to date a change with: for work that is caught up with, when it was due. */
  get now(): number {
    return this.#running?.dueAt ?? this.#clock();
  }

  /** Runs `run` so many milliseconds from now; work may put off further work. */
  later(milliseconds: number, run: () => void): void {
    this.#jobs.push({ dueAt: this.now + milliseconds, run });
  }

  /** Carries out all that is due, in the order in which it fell due. */
  catchUp(): void {
    for (let job = this.#takeDue(); job !== undefined; job = this.#takeDue()) {
      this.#running = job;
      try {
        job.run();
      } finally {
        this.#running = undefined;
      }
    }
  }

  /** Forgets all that is still to do. */
  reset(): void {
    this.#jobs = [];
  }

  #takeDue(): Job | undefined {
    const until = this.#clock();
    const due = this.#jobs.filter(({ dueAt }) => dueAt <= until);
    const [first] = due.sort((a, b) => a.dueAt - b.dueAt);
    if (first !== undefined) this.#jobs = this.#jobs.filter((job) => job !== first);
    return first;
  }
}
