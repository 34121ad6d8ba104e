import type { FirstAnswer } from './answer.js';

/** The same request twice in one process: one goes ahead, the others wait for what it comes to. */
export class Duplicates {
  /** By the request; null where it came to nothing that a repetition would be answered with. */
  readonly #ahead = new Map<string, Promise<FirstAnswer | null>>();

  /** The answer of the same request that is ahead; undefined where none is, and this one is to `lead`. */
  ahead(request: string): Promise<FirstAnswer | null> | undefined {
    return this.#ahead.get(request);
  }

  /** Runs what the others wait for. */
  async lead(request: string, run: () => Promise<FirstAnswer>): Promise<FirstAnswer> {
    const running = run();
    this.#ahead.set(
      request,
      running.then(repeated, () => null).finally(() => this.#ahead.delete(request)),
    );
    return await running;
  }
}

/** What is kept is what was written: refusals are not, and what is shown once was shown to who went ahead. */
function repeated({ answer }: FirstAnswer): FirstAnswer | null {
  return answer.userErrors.length > 0 ? null : { answer, createdUser: null, isRepeated: true };
}
