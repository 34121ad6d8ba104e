import { createHash } from 'node:crypto';

export interface ToldBeforeOptions {
  /** How long something is remembered. */
  readonly forMs: number;
  /** How much may be remembered at once; past it the oldest is forgotten early. */
  readonly limit: number;
}

/** Whether the same thing was told a while ago, in bounded memory: of what was told only a digest is kept. */
export class ToldBefore {
  /** When each was told, oldest first. */
  readonly #told = new Map<string, number>();

  constructor(private readonly options: ToldBeforeOptions) {}

  /** True for a repetition; notes everything else. */
  check(what: unknown): boolean {
    const { forMs, limit } = this.options;
    const horizon = Date.now() - forMs;
    this.#forgetWhile((at) => at <= horizon);
    const digest = createHash('sha256').update(JSON.stringify(what)).digest('base64');
    if (this.#told.has(digest)) return true;
    this.#forgetWhile(() => this.#told.size >= limit);
    this.#told.set(digest, Date.now());
    return false;
  }

  #forgetWhile(isTooMuch: (at: number) => boolean): void {
    for (const [digest, at] of this.#told) {
      if (!isTooMuch(at)) return;
      this.#told.delete(digest);
    }
  }
}
