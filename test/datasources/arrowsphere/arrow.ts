import { expect } from '@jest/globals';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { arrowsphere } from '../../../src/datasources/arrowsphere/index.js';
import type { DatasourceServices } from '../../../src/datasources/provider.js';
import type { CustomerCriteria, Datasource, OrderCriteria } from '../../../src/datasources/source.js';
import { OperationScope } from '../../../src/upstream/scope.js';
import { PLAIN_TRANSPORT } from '../../support/graph.js';
import { sampleUpstream, type SampleRoute } from '../../support/sample-upstream.js';
import { memoryRefreshTokens } from '../../support/refresh-tokens.js';

/** Where the vendor has its API; part of every sample's path. */
export const API = '/index.php/api';

/** ArrowSphere needs none of what the application lends. */
export const NO_SERVICES: DatasourceServices = {
  refreshTokens: memoryRefreshTokens(),
  observe: () => undefined,
};

/** The datasource of a configuration entry as a user would write it. */
export function openArrow(url: string): Datasource {
  const source = arrowsphere.schema.parse({
    id: 'arrow',
    provider: 'arrowsphere',
    name: 'ArrowSphere France',
    baseUrl: url + API,
    timeZone: 'Europe/Paris',
    transport: PLAIN_TRANSPORT,
    credentials: { apiKey: 'hush' },
  });
  return source.open(NO_SERVICES);
}

const scopes: OperationScope[] = [];

/** The scope of an operation that a test ends with `endScopes`. */
export function newScope(): OperationScope {
  const scope = new OperationScope('request-1', 10_000);
  scopes.push(scope);
  return scope;
}

export function endScopes(): void {
  for (const scope of scopes.splice(0)) scope.end();
}

/** Runs a test over sample payloads; every one of them must be asked for, and nothing else. */
export async function over(
  routes: readonly SampleRoute[],
  test: (source: Datasource, asked: () => readonly string[]) => Promise<void>,
): Promise<void> {
  const upstream = await sampleUpstream(routes);
  const source = openArrow(upstream.url);
  try {
    await test(source, () => upstream.calls.map(({ method, url }) => `${method} ${url.replace(API, '')}`));
  } finally {
    await source.close();
  }
  for (const { headers, body } of upstream.calls) {
    expect(headers).toMatchObject({
      apikey: 'hush',
      accept: 'application/json',
      'x-correlation-id': 'request-1',
    });
    expect(headers).not.toHaveProperty('authorization');
    expect(body).toBe('');
  }
  await upstream.close();
}

export interface Answer {
  readonly status?: number;
  /** A string is sent as it is, anything else as JSON; undefined sends none. */
  readonly body?: unknown;
}

/** A real HTTP server whose answers a test decides, with the datasource over it. */
export async function answering(answer: (url: URL) => Answer) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    request.resume();
    const url = new URL(request.url ?? '/', 'http://upstream.example');
    asked.push(url.pathname.replace(API, '') + url.search);
    const { status = 200, body } = answer(url);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const datasource = openArrow(`http://127.0.0.1:${port}`);
  return {
    datasource,
    /** Path and query of each request, in order. */
    asked,
    async close() {
      await datasource.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export const ALL_CUSTOMERS: CustomerCriteria = {
  search: null,
  email: null,
  countryCode: null,
  updatedSince: null,
  includeDeleted: true,
};

export const ALL_ORDERS: OrderCriteria = { customerIds: null, status: null, createdSince: null };

/** What a read throws, for looking at its members. */
export async function failureOf(read: Promise<unknown>): Promise<unknown> {
  return await read.then(
    () => 'no failure',
    (failure: unknown) => failure,
  );
}
