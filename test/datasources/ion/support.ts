import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ion } from '../../../src/datasources/ion/index.js';
import type { CustomerCriteria, Datasource } from '../../../src/datasources/source.js';
import type { RefreshTokens } from '../../../src/store/store.js';
import { OperationScope } from '../../../src/upstream/scope.js';
import { PLAIN_TRANSPORT } from '../../support/graph.js';
import { memoryRefreshTokens } from '../../support/refresh-tokens.js';
import { sampleUpstream, type ReceivedCall, type SampleRoute } from '../../support/sample-upstream.js';

export const ACCOUNT = '/api/v3/accounts/10001';
export const TOKEN: SampleRoute = { on: 'POST /oauth/token', file: 'ion.oauth.token.response.json' };

export const EVERYONE: CustomerCriteria = {
  search: null,
  email: null,
  countryCode: null,
  updatedSince: null,
  includeDeleted: false,
};

export function openIon(baseUrl: string, refreshTokens: RefreshTokens = memoryRefreshTokens()): Datasource {
  return ion.schema
    .parse({
      id: 'ion',
      provider: 'ion',
      baseUrl,
      transport: PLAIN_TRANSPORT,
      accountId: '10001',
      credentials: { refreshToken: 'FIRST-REFRESH' },
    })
    .open({ refreshTokens, observe: () => undefined });
}

/** The least that says whose order it is. */
export const orderRow = (customer: number, order: number) => ({
  name: `accounts/10001/customers/${customer}/orders/${order}`,
});

/** Runs as one operation and ends it. */
export async function operation<Value>(run: (scope: OperationScope) => Promise<Value>): Promise<Value> {
  const scope = new OperationScope('test', 10_000, Infinity, { anew: true });
  try {
    return await run(scope);
  } finally {
    scope.end();
  }
}

/** Opens an ION that answers with samples, and closes both; a sample not asked for fails the test. */
export async function withSamples<Value>(
  routes: readonly SampleRoute[],
  run: (source: Datasource, calls: readonly ReceivedCall[]) => Value,
) {
  const upstream = await sampleUpstream([TOKEN, ...routes]);
  const source = openIon(upstream.url);
  const value = await run(source, upstream.calls);
  await source.close();
  await upstream.close();
  return value;
}

/** The calls to the API, without those for tokens. */
export function apiCalls(calls: readonly ReceivedCall[]): readonly string[] {
  return calls
    .filter(({ url }) => url !== '/oauth/token')
    .map(({ method, url }) => `${method} ${decodeURIComponent(url)}`);
}

export interface Reply {
  readonly status?: number;
  readonly body: unknown;
}

/** An ION that answers as the test decides, over real HTTP; it gives tokens to whoever asks, unless told otherwise. */
export async function scriptedIon(answer: (url: URL, call: ReceivedCall) => Reply | undefined) {
  const calls: ReceivedCall[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      const call = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body };
      calls.push(call);
      const reply = answer(new URL(call.url, 'http://ion.example'), call) ?? newToken(calls.length);
      response.writeHead(reply.status ?? 200, { 'content-type': 'application/json' });
      response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(resolve);
      }),
  };
}

function newToken(number: number): Reply {
  return {
    body: { access_token: `ACCESS-${number}`, refresh_token: `REFRESH-${number}`, expires_in: 7200 },
  };
}

/** Opens an ION that answers as the test decides, runs one operation, and closes both. */
export async function againstIon<Value>(
  answer: (url: URL, call: ReceivedCall) => Reply | undefined,
  run: (ion: Datasource, scope: OperationScope, calls: readonly ReceivedCall[]) => Promise<Value>,
): Promise<Value> {
  const upstream = await scriptedIon((url, call) =>
    url.pathname === '/oauth/token' ? undefined : answer(url, call),
  );
  const datasource = openIon(upstream.url);
  try {
    return await operation((scope) => run(datasource, scope, upstream.calls));
  } finally {
    await datasource.close();
    await upstream.close();
  }
}
