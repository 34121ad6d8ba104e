import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from '@jest/globals';
import { KEY } from './stores.js';

export interface Order {
  readonly url: string;
  /** The moment, counted from 1, at which it kills itself. */
  readonly killAt?: number;
  /** When this is kept, it is killed from outside. */
  readonly killWhen?: Promise<unknown>;
  /** Besides this process's own. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly task: Readonly<Record<string, unknown>> & { readonly name: string };
}

export interface Outcome {
  readonly wasKilled: boolean;
  /** What it printed; `steps` is the number of moments it passed. */
  readonly printed: Readonly<Record<string, unknown>>;
}

/** Runs `child.js` to its end, over the compiled store: what is in `dist/` has to be built. */
export async function runProcess({ killWhen, environment, ...order }: Order): Promise<Outcome> {
  const argument = JSON.stringify({ encryptionKey: KEY, ...order });
  const child = spawn(process.execPath, ['test/store/support/child.js', argument], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
  void killWhen?.then(() => child.kill('SIGKILL'));
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  await once(child, 'close');
  const wasKilled = child.signalCode === 'SIGKILL';
  if (!wasKilled && child.exitCode !== 0)
    throw new Error(`The process ended with ${String(child.exitCode)}.`);
  return { wasKilled, printed: wasKilled ? {} : (JSON.parse(output) as Outcome['printed']) };
}

const servers: { close(): void }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

interface TokenServerOptions {
  /** The names of its tokens. */
  readonly name?: string;
  /** Told of the first request, which is then never answered. */
  readonly hold?: () => void;
}

/** A token endpoint like ION's: R0 is answered with R1, R1 with R2; a spent one is refused. */
export async function strictTokenServer({ name = 'R', hold }: TokenServerOptions = {}) {
  const received: string[] = [];
  let newest = 0;
  const server = createServer((request, response) => {
    void (async () => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      const token = new URLSearchParams(body).get('refresh_token') ?? '';
      received.push(token);
      if (received.length === 1 && hold !== undefined) {
        hold();
        return;
      }
      const isNewest = token === `${name}${newest}`;
      if (isNewest) newest += 1;
      response.writeHead(isNewest ? 200 : 400, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify(
          isNewest
            ? { access_token: `A${newest}`, refresh_token: `${name}${newest}`, expires_in: 7200 }
            : { error: 'cannot validate token: redis: nil' },
        ),
      );
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push({
    close() {
      server.closeAllConnections();
      server.close();
    },
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/oauth/token`, received };
}
