import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { encodeNodeId } from '../../src/ids.js';
import type { GraphError } from '../support/graph.js';
import { startOver } from './support/made-up-source.js';

const CANARY = 'canary-4711 /var/lib/secret';

/** A bug in a datasource, as it would come out of any of its reads. */
function bug(): Promise<never> {
  return Promise.reject(new TypeError(CANARY, { cause: new Error(`${CANARY} and its cause`) }));
}

let graph: Awaited<ReturnType<typeof startOver>>;

beforeAll(async () => {
  graph = await startOver({ id: 'broken', customers: { page: bug, get: bug }, orders: bug });
});

beforeEach(() => {
  graph.log.length = 0;
});

afterAll(() => graph.close());

async function ask(query: string, requestId = 'a-request-of-mine') {
  const response = await fetch(`${graph.url}/graphql`, {
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
    const lines = graph.log.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
    expect(lines).toMatchObject([
      { reqId: 'request-one', path: ['first'], err: { type: 'TypeError', causes: ['Error'] } },
      { reqId: 'request-two', path: ['second'], err: { type: 'TypeError', causes: ['Error'] } },
    ]);
    expect(graph.log.every((line) => /"frames":\[".*bug.*masked-errors/.test(line))).toBe(true);
    expect(graph.log.join('')).not.toContain('canary');
  });

  it('for every field of a query is one entry each', async () => {
    const { errors } = await ask(`{ a: customer(id: "${ID}") { id } b: node(id: "${ID}") { id } }`);
    expect(errors).toHaveLength(2);
    expect(graph.log).toHaveLength(2);
  });
});
