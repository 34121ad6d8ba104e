import type { Random } from '../../sandbox/random.js';
import type { Answer, Client, Variables } from '../client.js';
import { rowProblems } from '../rows.js';
import { SOURCES, type Truth } from '../truth.js';

/** One of many who ask at once: a client, the truth to compare with, and a mind of its own. */
export class Caller {
  constructor(
    readonly client: Client,
    readonly truth: Truth,
    readonly random: Random,
  ) {}

  /** Asks, and compares every row of the answer with what the upstream has. */
  async ask<Data>(kind: string, query: string, variables: Variables = {}): Promise<Answer<Data> | null> {
    const answer = await this.client.ask<Data>(kind, query, variables);
    if (answer === null) return null;
    for (const problem of rowProblems(this.truth, answer)) this.wrong(kind, problem);
    return answer;
  }

  wrong(kind: string, what: string): void {
    this.client.tally.wrong(kind, what);
  }
}

/** DK Hardware one time in twelve: its 200 reads a minute are soon used up, and whoever asks for more only waits. */
export function someSource(random: Random): string {
  return random.chance(1 / 12) ? 'dkh' : random.pick(SOURCES.filter((id) => id !== 'dkh'));
}
