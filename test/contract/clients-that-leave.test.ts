import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createApp, type App } from '../../src/app.js';
import { loadConfiguration } from '../../src/config/load.js';
import { defineProvider } from '../../src/datasources/provider.js';
import type { Datasource } from '../../src/datasources/source.js';
import { encodeNodeId } from '../../src/ids.js';
import { Provider } from '../../src/types/source.js';
import type { OperationScope } from '../../src/upstream/scope.js';
import { HEALTHY } from '../support/health.js';
import { NOTHING_KEPT } from '../support/nothing-kept.js';

const ID = encodeNodeId('customer', 'slow', '1');

let asked: () => void;
let ended: () => void;

/** An upstream that never answers: its calls fail with the end of their operation, as the transport's do. */
function untilTheEnd(scope: OperationScope): Promise<never> {
  asked();
  return new Promise((_resolve, reject) => {
    scope.signal.addEventListener('abort', () => {
      reject(scope.stopReason('slow'));
      ended();
    });
  });
}

const bug = () => Promise.reject(new TypeError('a bug'));

function slowDatasource(id: string): Datasource {
  return {
    id,
    provider: Provider.ION,
    name: id,
    capabilities: [],
    health: HEALTHY,
    kept: NOTHING_KEPT,
    customers: {
      applies: [],
      maxPageSize: 100,
      page: (_criteria, _request, scope) => untilTheEnd(scope),
      get: (_id, scope) => untilTheEnd(scope),
    },
    orders: { applies: [], maxPageSize: 100, page: bug, ofCustomers: bug, lookup: { get: bug } },
    extras: {},
    writes: {},
    close: () => Promise.resolve(),
  };
}

const slow = defineProvider({
  provider: Provider.ION,
  settings: {},
  create: ({ id }) => slowDatasource(id),
});

let app: App;
let url: string;
const log: string[] = [];

beforeAll(async () => {
  const loaded = await loadConfiguration({
    argv: ['--port', '0'],
    env: {},
    providers: [slow],
    withoutFile: () =>
      Promise.resolve({ sources: [{ id: 'slow', provider: 'ion', baseUrl: 'http://127.0.0.1:9' }] }),
  });
  if (loaded.faults !== undefined) throw new Error(JSON.stringify(loaded.faults));
  app = await createApp(loaded.configuration, {
    logger: { level: 'warn', stream: { write: (line: string) => log.push(line) } },
  });
  url = await app.listen();
});

afterAll(() => app.close());

function post(query: string, signal: AbortSignal | null = null): Promise<Response> {
  return fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
    signal,
  });
}

it.each([
  ['a read by id', `{ customer(id: "${ID}") { id } }`],
  ['a node', `{ node(id: "${ID}") { id } }`],
  ['a list', '{ customers { nodes { id } } }'],
])('a client that leaves while it waits for %s is no error in the log', async (_, query) => {
  log.length = 0;
  const leaving = new AbortController();
  const isAsked = new Promise<void>((resolve) => (asked = resolve));
  const isEnded = new Promise<void>((resolve) => (ended = resolve));
  const answer = post(query, leaving.signal).catch(() => 'left');
  await isAsked;
  leaving.abort();
  expect(await answer).toBe('left');
  await isEnded;

  // A fault that is one comes after it, and is the only one told.
  await post('{ orders { nodes { id } } }');
  expect(log.map((line) => JSON.parse(line) as unknown)).toMatchObject([{ err: { type: 'TypeError' } }]);
});
