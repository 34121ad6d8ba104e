import { createApp, type AppOptions } from '../../src/app.js';
import { loadConfiguration } from '../../src/config/load.js';
import { providers } from '../../src/datasources/registry.js';
import { sandboxSources, startSandbox, type Sandbox } from '../../sandbox/index.js';

export interface GraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** One entry of `extensions.upstream`. */
export interface ExplainedCall {
  readonly source: string;
  readonly method: string;
  readonly path: string;
  readonly batchSize: number;
  readonly cache: string;
  readonly attempts: number;
  readonly startOffsetMs: number;
  readonly durationMs: number;
  readonly outcome: string;
}

export interface GraphAnswer<Data> {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Data;
  readonly errors: readonly GraphError[];
  readonly extensions: Readonly<Record<string, unknown>>;
  /** The upstream calls of this operation, those that only joined another left out. */
  readonly calls: readonly ExplainedCall[];
}

export interface TestGraph {
  readonly url: string;
  readonly sandbox: Sandbox;
  /** Asks over HTTP, with the explain header. */
  ask<Data>(query: string, variables?: Readonly<Record<string, unknown>>): Promise<GraphAnswer<Data>>;
  /** The same for the bearer of a token. */
  askAs<Data>(
    token: string,
    query: string,
    variables?: Readonly<Record<string, unknown>>,
  ): Promise<GraphAnswer<Data>>;
  close(): Promise<void>;
}

interface SourceEntry {
  readonly id: string;
  readonly transport?: Readonly<Record<string, unknown>>;
}

/** No retries, no kept answers, no budget, circuits that stay closed: each call is seen upstream once. */
export const PLAIN_TRANSPORT = {
  ...{ retries: 0, freshMs: 0, staleMs: 0, readsPerMinute: 0, writesPerMinute: 0 },
  circuit: { failures: 1_000_000 },
} as const;

export interface TestGraphOptions {
  /** Merged into the configuration file. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Changes the entries of `sources`. */
  readonly sources?: (entries: readonly SourceEntry[]) => readonly SourceEntry[];
  /** The transport of the sources that bring none of their own; default `PLAIN_TRANSPORT`. */
  readonly transport?: Readonly<Record<string, unknown>>;
  /** Where its log goes; by default nowhere. */
  readonly logger?: AppOptions['logger'];
}

/** The whole thing as a user runs it: the real server over the sandbox, both on free ports. */
export async function startTestGraph(options: TestGraphOptions = {}): Promise<TestGraph> {
  const sandbox = await startSandbox();
  const entries: readonly SourceEntry[] = sandboxSources(sandbox.url);
  const { transport = PLAIN_TRANSPORT } = options;
  const loaded = await loadConfiguration({
    argv: ['--port', '0'],
    env: {},
    providers,
    withoutFile: () =>
      Promise.resolve({
        store: { url: 'memory:' },
        ...options.settings,
        sources: (options.sources?.(entries) ?? entries).map((entry) => ({ transport, ...entry })),
      }),
  });
  if (loaded.faults !== undefined) throw new Error(JSON.stringify(loaded.faults));
  const { logger } = options;
  const app = await createApp(loaded.configuration, logger === undefined ? {} : { logger });
  const url = await app.listen();
  return {
    url,
    sandbox,
    ask: (query, variables) => ask(url, query, variables),
    askAs: (token, query, variables) => ask(url, query, variables, { authorization: `Bearer ${token}` }),
    async close() {
      await app.close();
      await sandbox.close();
    },
  };
}

async function ask<Data>(
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<GraphAnswer<Data>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-partner-graph-explain': '1', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as {
    readonly data: Data;
    readonly errors?: readonly GraphError[];
    readonly extensions?: { readonly upstream?: readonly ExplainedCall[] };
  };
  return {
    status: response.status,
    headers: response.headers,
    data: body.data,
    errors: body.errors ?? [],
    extensions: body.extensions ?? {},
    calls: (body.extensions?.upstream ?? []).filter(({ cache }) => cache !== 'JOINED'),
  };
}
