const WINDOW_S = 10;

/** So many are never too many: one call alone may still be tried three times. */
const ALWAYS = 3;

/** Of the calls in the window. */
const SHARE = 0.2;

interface Slot {
  readonly second: number;
  calls: number;
  retries: number;
}

/**
 * How often a source may be asked again: where every call fails, retries would otherwise
 * multiply the load on an upstream that is down because of its load.
 *
 * Counted by whole seconds, so that it costs the same however many calls there are.
 */
export class RetryBudget {
  #slots: Slot[] = [];

  noteCall(): void {
    this.#now().calls += 1;
  }

  /** Counts one more retry; false where there is none left. */
  takeRetry(): boolean {
    const now = this.#now();
    const calls = this.#slots.reduce((sum, slot) => sum + slot.calls, 0);
    const retries = this.#slots.reduce((sum, slot) => sum + slot.retries, 0);
    if (retries >= Math.max(ALWAYS, Math.floor(SHARE * calls))) return false;
    now.retries += 1;
    return true;
  }

  #now(): Slot {
    const second = Math.floor(performance.now() / 1_000);
    const newest = this.#slots.at(-1);
    if (newest?.second === second) return newest;
    const slot = { second, calls: 0, retries: 0 };
    this.#slots = [...this.#slots.filter((old) => old.second > second - WINDOW_S), slot];
    return slot;
  }
}
