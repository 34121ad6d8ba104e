import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cloudcockpit } from '../../../src/datasources/cloudcockpit/index.js';
import type { Datasource } from '../../../src/datasources/source.js';
import { OperationScope } from '../../../src/upstream/scope.js';
import { PLAIN_TRANSPORT } from '../../support/graph.js';
import type { SampleRoute } from '../../support/sample-upstream.js';
import { memoryRefreshTokens } from '../../support/refresh-tokens.js';

export const REQUEST_ID = '7b1f6a34-2a55-4c3c-9d0e-0f4c5a1b2c3d';

export const TOKEN: SampleRoute = { on: 'POST /token', file: 'cloudcockpit.token.response.json' };

/** The datasource of a configuration entry as a user would write it. */
export function openCockpit(url: string, settings: Readonly<Record<string, unknown>> = {}): Datasource {
  const source = cloudcockpit.schema.parse({
    id: 'cockpit',
    provider: 'cloudcockpit',
    baseUrl: url,
    transport: PLAIN_TRANSPORT,
    tenant: 'portal.reseller.example',
    credentials: {
      tokenUrl: `${url}/token`,
      clientId: 'graph',
      clientSecret: 'hush',
      scope: 'api://x/.default',
    },
    ...settings,
  });
  return source.open({
    refreshTokens: memoryRefreshTokens(),
    observe: () => undefined,
  });
}

/** The scope of an operation that a test ends with `endScopes`. */
export function newScope(requestId = REQUEST_ID): OperationScope {
  const scope = new OperationScope(requestId, 10_000, Infinity, { anew: true });
  scopes.push(scope);
  return scope;
}

const scopes: OperationScope[] = [];

export function endScopes(): void {
  for (const scope of scopes.splice(0)) scope.end();
}

export interface Answer {
  readonly status?: number;
  /** A string is sent as it is, anything else as JSON. */
  readonly body?: unknown;
}

export interface Asked {
  readonly url: URL;
  readonly authorization: string | undefined;
}

/** A real HTTP server whose answers a test decides; tokens are `token-1`, `token-2`, … */
export async function answering(answer: (asked: Asked) => Answer) {
  const asked: Asked[] = [];
  let tokens = 0;
  const server = createServer((request, response) => {
    request.resume();
    const url = new URL(request.url ?? '/', 'http://upstream.example');
    const respond = ({ status = 200, body }: Answer) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    };
    if (url.pathname === '/token') {
      tokens += 1;
      respond({ body: { token_type: 'Bearer', expires_in: 3599, access_token: `token-${tokens}` } });
      return;
    }
    const call = { url, authorization: request.headers.authorization };
    asked.push(call);
    respond(answer(call));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    get tokens() {
      return tokens;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A GUID that ends in the number. */
export function guid(number: number): string {
  return `c0c0c0c0-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

export const ALL = { search: null, email: null, countryCode: null, updatedSince: null, includeDeleted: true };
export const LIVING = { ...ALL, includeDeleted: false };
