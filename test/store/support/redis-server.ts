import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findExecutable } from '../../support/executable.js';

/** Path of the machine's own redis-server; null where it has none. */
export const REDIS_SERVER = findExecutable('redis-server');
// Not by the console: jest shows nothing of what a skipped file wrote there.
if (REDIS_SERVER === null)
  process.stderr.write('Tests of the store in Redis are skipped: there is no redis-server in the PATH.\n');

const STARTS = 5;

/** A server with a folder of its own, which writes down what it is told before it answers. */
export class RedisServer {
  #child: ChildProcess | undefined;

  private constructor(
    readonly folder: string,
    readonly port: number,
    private readonly settings: readonly string[],
    private readonly protocol: 'redis' | 'rediss',
  ) {}

  /** `settings` as on its command line, e.g. `['--requirepass', 'secret']`. */
  static async start(
    settings: readonly string[] = [],
    protocol: 'redis' | 'rediss' = 'redis',
  ): Promise<RedisServer> {
    const folder = await mkdtemp(join(tmpdir(), 'partner-graph-redis-'));
    for (let start = 1; ; start += 1) {
      const server = new RedisServer(folder, await freePort(), settings, protocol);
      // Another process may have been faster to take the port.
      if (await server.run()) return server;
      if (start === STARTS) throw new Error('redis-server does not start.');
    }
  }

  url(database = 0): string {
    return `redis://127.0.0.1:${this.port}/${database}`;
  }

  /** Starts it, also again over what it kept; false where it ends instead. */
  async run(): Promise<boolean> {
    const listen = this.protocol === 'redis' ? ['--port'] : ['--port', '0', '--tls-port'];
    const settings = [
      ...[...listen, `${this.port}`, '--bind', '127.0.0.1', '--dir', this.folder],
      ...['--databases', '1000', '--save', '', '--appendonly', 'yes', '--appendfsync', 'always'],
      ...this.settings,
    ];
    const child = spawn(REDIS_SERVER ?? '', settings, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#child = child;
    for await (const line of child.stdout.setEncoding('utf8')) {
      if (!String(line).includes('Ready to accept connections')) continue;
      child.stdout.resume();
      return true;
    }
    return false;
  }

  /** SIGSTOP leaves it there, and silent. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#child?.kill(signal);
  }

  /** Ends it as a power cut would; what it kept stays. */
  async kill(): Promise<void> {
    if (this.#child === undefined || this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }

  async stop(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
