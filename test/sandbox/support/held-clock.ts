import type { Clock } from '../../../sandbox/background.js';

interface Task {
  readonly at: number;
  readonly work: () => void;
}

/** A clock that stands still until a test moves it, so that no test of background work waits. */
export class HeldClock implements Clock {
  #now: number;
  #tasks: Task[] = [];

  constructor(start: string) {
    this.#now = Date.parse(start);
  }

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, work: () => void): () => void {
    const task = { at: this.#now + milliseconds, work };
    this.#tasks.push(task);
    return () => {
      this.#tasks = this.#tasks.filter((other) => other !== task);
    };
  }

  /** Does what falls due on the way, each piece at its own time. */
  forward(milliseconds: number): void {
    const until = this.#now + milliseconds;
    for (;;) {
      const [next] = this.#tasks.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.#tasks = this.#tasks.filter((task) => task !== next);
      this.#now = next.at;
      next.work();
    }
    this.#now = until;
  }
}
