import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { Pool } from 'undici';
import { cpuMs, peakBytes, residentBytes } from '../process-usage.js';
import type { Contender, Launch } from './contender.js';

const START_MS = 90_000;
/** Characters of what a contender says that are kept. */
const SAID = 4_000;

/** The groups of those that run; a benchmark that fails or is interrupted leaves none of them behind. */
const groups = new Set<number>();
process.on('exit', () => {
  for (const group of groups) process.kill(-group, 'SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

/** A contender as a process that answers. */
export class Running {
  readonly #pool: Pool;
  readonly #path: string;

  private constructor(
    readonly contender: Contender,
    private readonly child: ChildProcess,
    port: number,
    { path = '/graphql' }: Launch,
  ) {
    this.#pool = new Pool(`http://127.0.0.1:${port}`, {
      connections: 1_024,
      bodyTimeout: 0,
      headersTimeout: 0,
    });
    this.#path = path;
  }

  /** Starts it and waits until it answers a trivial query. */
  static async start(contender: Contender, upstreamUrl: string): Promise<Running> {
    const port = await freePort();
    const launch = await contender.launch({ port, upstream: `${upstreamUrl}/${pathOf(contender)}` });
    const child = spawn(launch.command, launch.args, {
      env: { ...process.env, ...launch.env },
      cwd: launch.cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    // Read to its end, or a server that logs would wait; shown where the start fails.
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        said = `${said}${chunk.toString()}`.slice(-SAID);
      });
    const { pid } = child;
    if (pid !== undefined) {
      groups.add(pid);
      child.once('exit', () => groups.delete(pid));
    }
    const running = new Running(contender, child, port, launch);
    try {
      await running.#untilReady();
    } catch (error) {
      await running.stop();
      throw new Error(`${contender.name} did not start:\n${said}`, {
        cause: error,
      });
    }
    return running;
  }

  get cpuMs(): number {
    return cpuMs(this.#pid);
  }

  get peakBytes(): number {
    return peakBytes(this.#pid);
  }

  get residentBytes(): number {
    return residentBytes(this.#pid);
  }

  /** Posts one GraphQL request and gives the answer's text. */
  async ask(body: string): Promise<string> {
    const answer = await this.#pool.request({
      ...{ method: 'POST', path: this.#path, body },
      headers: { 'content-type': 'application/json', accept: 'application/json' },
    });
    return await answer.body.text();
  }

  async stop(): Promise<void> {
    await this.#pool.destroy();
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    // With all that it started.
    process.kill(-this.#pid, 'SIGKILL');
    await ended;
  }

  get #pid(): number {
    return this.child.pid ?? 0;
  }

  async #untilReady(): Promise<void> {
    const deadline = performance.now() + START_MS;
    const body = JSON.stringify({ query: 'query Trivial { __typename }', operationName: 'Trivial' });
    for (;;) {
      const answer = await this.ask(body).catch(() => '');
      if (answer.includes('"__typename":"Query"')) return;
      if (this.child.exitCode !== null || performance.now() > deadline) throw new Error(answer);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** All of them, side by side; where one does not start, none is left running. */
export async function startAll(
  contenders: readonly Contender[],
  upstreamUrl: string,
): Promise<readonly Running[]> {
  const started = await Promise.allSettled(contenders.map((each) => Running.start(each, upstreamUrl)));
  const running = started.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const failed = started.find((each) => each.status === 'rejected');
  if (failed === undefined) return running;
  await Promise.all(running.map((each) => each.stop()));
  throw failed.reason;
}

/** How the upstream tells contenders apart. */
export function pathOf({ name }: Contender): string {
  return name.replaceAll(' ', '-');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
