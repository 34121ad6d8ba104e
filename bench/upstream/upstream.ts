import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { FromUpstream, ToUpstream, UpstreamCounts, UpstreamOrder } from './messages.js';

const SERVER = fileURLToPath(new URL('../serve-upstream.js', import.meta.url));

/** The upstream process, seen from the benchmark. */
export class Upstream {
  #last: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  static async start(): Promise<Upstream> {
    const child = fork(SERVER, { execArgv: ['--max-semi-space-size=64'] });
    const message = await nextMessage(child);
    if (!('url' in message)) throw new Error('The upstream did not say where it is.');
    return new Upstream(child, message.url);
  }

  /** Forgets what was counted, and behaves as told from now on. */
  async behave(order: Partial<UpstreamOrder> = {}): Promise<void> {
    await this.#tell({ order: { latencyMs: 0, dkReadsPerMinute: 0, ...order } });
  }

  async counts(): Promise<UpstreamCounts> {
    const message = await this.#tell({ count: true });
    return 'counts' in message ? message.counts : {};
  }

  /** All calls of one contender, by the name in its path. */
  async callsOf(contender: string): Promise<number> {
    const routes = (await this.counts())[contender] ?? {};
    return Object.values(routes).reduce((sum, count) => sum + count, 0);
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.disconnect();
    await ended;
  }

  /** One after the other, so that each gets its own answer. */
  async #tell(message: ToUpstream): Promise<FromUpstream> {
    const answer = this.#last.then(() => {
      const next = nextMessage(this.child);
      this.child.send(message);
      return next;
    });
    this.#last = answer;
    return await answer;
  }
}

async function nextMessage(child: ChildProcess): Promise<FromUpstream> {
  const settled = new AbortController();
  const { signal } = settled;
  const ended = once(child, 'exit', { signal }).then(() => {
    throw new Error('The upstream ended; what it said stands above.');
  });
  try {
    const [message] = (await Promise.race([once(child, 'message', { signal }), ended])) as [FromUpstream];
    return message;
  } finally {
    settled.abort();
  }
}
