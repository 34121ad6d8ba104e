import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createApp, type App } from '../../src/app.js';
import { loadConfiguration } from '../../src/config/load.js';
import { defineProvider } from '../../src/datasources/provider.js';
import type { Datasource } from '../../src/datasources/source.js';
import { encodeNodeId } from '../../src/ids.js';
import { Provider } from '../../src/types/source.js';
import type { GraphError } from '../support/graph.js';
import { HEALTHY } from '../support/health.js';
import { NOTHING_KEPT } from '../support/nothing-kept.js';

const CANARY = 'canary-4711 /var/lib/secret';

/** A bug in a datasource, as it would come out of any of its reads. */
function bug(): Promise<never> {
  return Promise.reject(new TypeError(CANARY, { cause: new Error(`${CANARY} and its cause`) }));
}

function brokenDatasource(id: string): Datasource {
  return {
    id,
    provider: Provider.ION,
    name: id,
    capabilities: [],
    health: HEALTHY,
    kept: NOTHING_KEPT,
    customers: { applies: [], maxPageSize: 100, page: bug, get: bug },
    orders: { applies: [], maxPageSize: 100, page: bug, ofCustomers: bug, lookup: { get: bug } },
    extras: {},
    writes: {},
    close: () => Promise.resolve(),
  };
}

const broken = defineProvider({
  provider: Provider.ION,
  settings: {},
  create: ({ id }) => brokenDatasource(id),
});

let app: App;
let url: string;
const log: string[] = [];

beforeAll(async () => {
  const loaded = await loadConfiguration({
    argv: ['--port', '0'],
    env: {},
    providers: [broken],
    withoutFile: () =>
      Promise.resolve({ sources: [{ id: 'broken', provider: 'ion', baseUrl: 'http://127.0.0.1:9' }] }),
  });
  if (loaded.faults !== undefined) throw new Error(JSON.stringify(loaded.faults));
  app = await createApp(loaded.configuration, {
    logger: { level: 'error', stream: { write: (line: string) => log.push(line) } },
  });
  url = await app.listen();
});

beforeEach(() => {
  log.length = 0;
});

afterAll(() => app.close());

async function ask(query: string, requestId = 'a-request-of-mine') {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-request-id': requestId },
    body: JSON.stringify({ query }),
  });
  const text = await response.text();
  const body = JSON.parse(text) as { readonly data: unknown; readonly errors?: readonly GraphError[] };
  return { text, headers: JSON.stringify([...response.headers]), ...body };
}

const ID = encodeNodeId('customer', 'broken', '1');

describe('an error that nobody foresaw', () => {
  it.each([
    ['a read by id', `{ customer(id: "${ID}") { id } }`, ['customer']],
    ['a node', `{ node(id: "${ID}") { id } }`, ['node']],
    ['a list', '{ customers { sources { status } } }', ['customers']],
    [
      'a key of federation',
      `{ _entities(representations: [{ __typename: "Customer", id: "${ID}" }]) { __typename } }`,
      ['_entities', 0],
    ],
  ])('in %s says only that there was one', async (_, query, path) => {
    const { text, headers, errors } = await ask(query);
    expect(errors).toEqual([
      {
        message: 'Something went wrong here; it is in the log under the request id.',
        path,
        locations: expect.anything(),
        extensions: { code: 'INTERNAL_SERVER_ERROR' },
      },
    ]);
    expect(text + headers).not.toMatch(/canary|secret|TypeError|stack|\.ts/);
  });

  it('leaves the rest of the query alone', async () => {
    const { data } = await ask(`{ customer(id: "${ID}") { id } sources { id } }`);
    expect(data).toEqual({ customer: null, sources: [{ id: 'broken' }] });
  });

  it('is in the log by its class and where it came from, with its path and the id of its request', async () => {
    await ask(`{ first: customer(id: "${ID}") { id } }`, 'request-one');
    await ask(`{ second: customer(id: "${ID}") { id } }`, 'request-two');
    const lines = log.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
    expect(lines).toMatchObject([
      { reqId: 'request-one', path: ['first'], err: { type: 'TypeError', causes: ['Error'] } },
      { reqId: 'request-two', path: ['second'], err: { type: 'TypeError', causes: ['Error'] } },
    ]);
    expect(log.every((line) => /"frames":\[".*bug.*masked-errors/.test(line))).toBe(true);
    expect(log.join('')).not.toContain('canary');
  });

  it('for every field of a query is one entry each', async () => {
    const { errors } = await ask(`{ a: customer(id: "${ID}") { id } b: node(id: "${ID}") { id } }`);
    expect(errors).toHaveLength(2);
    expect(log).toHaveLength(2);
  });
});
