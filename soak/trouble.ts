import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../sandbox/index.js';
import type { Random } from '../sandbox/random.js';
import { SOURCES, UPSTREAMS } from './truth.js';

/** The upstreams' moods, switched from outside as an operator would: through the sandbox's `/_control`. */
export class Trouble {
  readonly struck = new Map<string, number>();

  constructor(
    private readonly sandboxUrl: string,
    private readonly random: Random,
  ) {}

  /** One source after the other falls ill and recovers, two or three at a time, until the signal. */
  async until(signal: AbortSignal): Promise<void> {
    await Promise.all(SOURCES.map((sourceId) => this.#ail(sourceId, signal)));
    await this.end();
  }

  async end(): Promise<void> {
    await this.#control({ clear: true });
  }

  async #ail(sourceId: string, signal: AbortSignal): Promise<void> {
    const { random } = this;
    const upstream = UPSTREAMS[sourceId];
    for (;;) {
      await pause(random.int(500, 4_000), signal);
      if (signal.aborted) return;
      const ailment = random.chance(0.15) && sourceId !== 'arrow' ? TOKENS : this.#fault(sourceId);
      const kind = 'kind' in ailment ? ailment.kind : 'revoked tokens';
      this.struck.set(kind, (this.struck.get(kind) ?? 0) + 1);
      await this.#control('kind' in ailment ? { upstream, faults: [ailment] } : { upstream, ...ailment });
      await pause(random.int(300, 5_000), signal);
      await this.#control({ upstream, clear: true });
    }
  }

  #fault(sourceId: string): Fault {
    const { random } = this;
    // Mostly too few to open a circuit: behind an open one there is little to see.
    const often = random.chance(0.8) ? { times: random.int(1, 4) } : {};
    const after = random.chance(0.4) ? ({ phase: 'after' } as const) : {};
    const faults: readonly Fault[] = [
      { kind: 'status', status: random.pick([500, 502, 503]), ...often, ...after },
      { kind: 'hang', times: random.int(1, 4), ...after },
      { kind: 'latency', ms: random.int(50, 3_000), ...often },
      { kind: 'reset', ...often, ...after },
      { kind: 'reset', afterBytes: random.int(1, 400), ...often },
      { kind: 'html', ...often, ...after },
      { kind: 'truncate', ...often },
      // An upstream that says "done" to a write without having done it could be believed by nobody.
      {
        kind: 'empty',
        ...often,
        ...(random.chance(0.5) ? { phase: 'after' } : { match: { method: 'GET' } }),
      },
      {
        kind: 'rate-limit',
        // The last is longer than calls wait, and over before the end: an hour would be obeyed for an hour.
        retryAfter: random.pick([0, 1, 2, 'soon', null, 12]),
        times: random.int(1, 3),
      },
    ];
    // DK Hardware says 429 by itself; that the graph keeps to its budget can be seen only where nothing else does.
    return random.pick(sourceId === 'dkh' ? faults.slice(0, -1) : faults);
  }

  async #control(order: object): Promise<void> {
    const response = await fetch(`${this.sandboxUrl}/_control`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(order),
    });
    if (!response.ok)
      throw new Error(`the sandbox refused ${JSON.stringify(order)}: ${await response.text()}`);
  }
}

const TOKENS = { settings: { revokeTokens: true } } as const;

/** Ends early, and quietly, with the signal. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
}
