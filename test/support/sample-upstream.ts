import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

const FIXTURES = new URL('../fixtures/upstreams/', import.meta.url);

/** The parsed JSON of a sample payload in `test/fixtures/upstreams`. */
export async function sample(file: string): Promise<unknown> {
  return JSON.parse(await readFile(new URL(file, FIXTURES), 'utf8')) as unknown;
}

export interface SampleRoute {
  /** e.g. `GET /customers/XSP100201`; without a query it matches any query. */
  readonly on: string;
  readonly status?: number;
  /** A file of `test/fixtures/upstreams`, or the body itself. */
  readonly file?: string;
  readonly body?: unknown;
}

export interface ReceivedCall {
  readonly method: string;
  /** Path and query as received. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/**
 * A real HTTP server that answers with sample payloads and remembers what it was asked.
 * An unmatched request is answered 500 and makes `close()` fail; so does a route that was never asked for.
 */
export async function sampleUpstream(routes: readonly SampleRoute[]) {
  const calls: ReceivedCall[] = [];
  const unmatched: string[] = [];
  const unused = new Set(routes);

  const server = createServer((request, response) => {
    void receive(request).then(async (call) => {
      calls.push(call);
      const asked = `${call.method} ${call.url}`;
      const route = routes.find(({ on }) => on === asked || on === asked.split('?')[0]);
      if (route === undefined) {
        unmatched.push(asked);
        response.writeHead(500).end();
        return;
      }
      unused.delete(route);
      const body = route.file === undefined ? route.body : await sample(route.file);
      response.writeHead(route.status ?? 200, { 'content-type': 'application/json' });
      response.end(body === undefined ? '' : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (unmatched.length > 0) throw new Error(`Requests without a sample: ${unmatched.join(', ')}`);
      if (unused.size > 0)
        throw new Error(`Samples never asked for: ${[...unused].map(({ on }) => on).join(', ')}`);
    },
  };
}

async function receive(request: IncomingMessage): Promise<ReceivedCall> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return {
    method: request.method ?? '',
    url: request.url ?? '',
    headers: request.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}
