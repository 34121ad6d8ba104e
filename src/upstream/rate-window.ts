/** Vendors give their budgets by the minute. */
const WINDOW_MS = 60_000;

/** A call that was given up may still be on its way: it counts upstream later than here. */
const STRAGGLING_MS = 5_000;

/**
 * At most `limit` calls in any 60 seconds, as the upstream counts them; a limit of 0 is none.
 *
 * The upstream counts a call at some moment between its sending and its answer. So a place is taken with the one
 * and comes free a minute after the other: exact for fixed and sliding windows alike, however late a call arrives.
 */
export class RateWindow {
  #underWay = 0;
  /** When the places of calls that are over come free, the soonest first. */
  readonly #freeAt: number[] = [];

  constructor(readonly limit: number) {}

  /** Calls that may be sent now; below zero where more were sent than places taken. */
  left(): number {
    if (this.limit === 0) return Infinity;
    const now = performance.now();
    while ((this.#freeAt[0] ?? Infinity) <= now) this.#freeAt.shift();
    return this.limit - this.#underWay - this.#freeAt.length;
  }

  /** How long until so many places are free, at the soonest. */
  waitMs(places: number): number {
    const missing = places - this.left();
    if (missing <= 0) return 0;
    const freeAt = this.#freeAt[missing - 1];
    return freeAt === undefined ? WINDOW_MS : freeAt - performance.now();
  }

  take(): void {
    this.#underWay += 1;
  }

  /** The call that took so many places is over: it was so many exchanges, the last of them with an answer or without. */
  settle(exchanges: number, answered: boolean, places = 1): void {
    this.#underWay -= places;
    if (this.limit === 0) return;
    const freeAt = performance.now() + WINDOW_MS + (answered ? 0 : STRAGGLING_MS);
    const place = this.#freeAt.findLastIndex((other) => other <= freeAt) + 1;
    for (let left = exchanges; left > 0; left -= 1) this.#freeAt.splice(place, 0, freeAt);
  }
}
