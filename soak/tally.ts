/** What was asked, and what was answered wrongly. */
export class Tally {
  readonly #requests = new Map<string, number>();
  readonly #failures = new Map<string, number>();
  readonly #wrong: string[] = [];
  readonly #started = performance.now();

  request(kind: string): void {
    this.#requests.set(kind, (this.#requests.get(kind) ?? 0) + 1);
  }

  /** A failure that was told by its name: no wrong answer. */
  failure(code: string): void {
    this.#failures.set(code, (this.#failures.get(code) ?? 0) + 1);
  }

  wrong(kind: string, what: string): void {
    const second = ((performance.now() - this.#started) / 1_000).toFixed(1);
    this.#wrong.push(`${second} s, ${kind}: ${what}`);
  }

  get requests(): ReadonlyMap<string, number> {
    return sorted(this.#requests);
  }

  get failures(): ReadonlyMap<string, number> {
    return sorted(this.#failures);
  }

  get wrongAnswers(): readonly string[] {
    return this.#wrong;
  }
}

function sorted(counts: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  return new Map([...counts].sort(([, a], [, b]) => b - a));
}
