import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from '@jest/globals';
import { apiKeyCredentials } from '../../../src/upstream/credentials/api-key.js';
import { createTransport, type Transport, type TransportOptions } from '../../../src/upstream/transport.js';
import type { TransportSettings } from '../../../src/upstream/transport.js';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

export interface Loopback {
  readonly url: string;
  /** Every request that arrived, in order. */
  readonly requests: readonly IncomingMessage[];
  close(): Promise<void>;
}

/** A real server on a free port, which closes with its test and whatever still hangs. */
export async function loopback(listener: RequestListener): Promise<Loopback> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  closers.push(close);
  return { url: `http://127.0.0.1:${port}`, requests, close };
}

/** Answers every request in the same way. */
export function answering(status: number, body: string, headers: Readonly<Record<string, string>> = {}) {
  return loopback((_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  });
}

/** No retries, no kept answers, no budget, a circuit that stays closed: every call is exactly one exchange. */
const PLAIN: TransportSettings = {
  ...{ timeoutMs: 5_000, concurrency: 10, queue: 100, maxResponseBytes: 65_536 },
  ...{ readsPerMinute: 0, writesPerMinute: 0, retries: 0, retryAfterCapMs: 10_000 },
  circuit: { failures: 1_000_000, openMs: 10_000 },
  ...{ freshMs: 0, staleMs: 0, maxCacheBytes: 1_048_576 },
};

export interface TransportChanges extends Partial<Omit<TransportOptions, 'settings'>> {
  readonly settings?: Partial<TransportSettings>;
}

/** The real transport to a server, which closes with its test. */
export function transportTo(url: string, changes: TransportChanges = {}): Transport {
  const { settings, ...options } = changes;
  const transport = createTransport({
    sourceId: 'src',
    baseUrl: url,
    credentials: () => apiKeyCredentials('authorization', 'Bearer canary'),
    errorReference: () => null,
    isOwnError: () => true,
    ...options,
    settings: { ...PLAIN, ...settings },
  });
  closers.push(() => transport.close());
  return transport;
}
