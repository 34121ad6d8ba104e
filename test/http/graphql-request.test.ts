import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestGraph, type TestGraph } from '../support/graph.js';

let graph: TestGraph;

beforeAll(async () => {
  graph = await startTestGraph();
});
afterAll(() => graph.close());

async function post(body: unknown, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(`${graph.url}/graphql`, {
    ...{ method: 'POST', body: JSON.stringify(body) },
    headers: { 'content-type': 'application/json', ...headers },
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

const fault = (code: string, message: string) => ({ errors: [{ message, extensions: { code } }] });
const badRequest = (message: string) => fault('BAD_REQUEST', message);

describe('a request that cannot be used', () => {
  it.each([
    ['a list', [{ query: '{ __typename }' }], 'The body must be a JSON object with query, and variables.'],
    ['no document', {}, 'query: must be a document, as text.'],
    ['an empty document', { query: '' }, 'query: must be a document, as text.'],
    ['a number as document', { query: 7 }, 'query: must be a document, as text.'],
    ['a number as name', { query: '{ a }', operationName: 7 }, 'operationName: must be a string or null.'],
    ['variables as text', { query: '{ a }', variables: '{}' }, 'variables: must be an object or null.'],
    ['extensions as list', { query: '{ a }', extensions: [] }, 'extensions: must be an object or null.'],
  ])('is told what would be right: %s', async (_, body, message) => {
    expect(await post(body)).toMatchObject({ status: 400, body: badRequest(message) });
  });

  it.each([
    ['variables={', 'variables: must be a JSON object, once.'],
    ['variables=7', 'variables: must be an object or null.'],
    ['variables={}&variables={}', 'variables: must be a JSON object, once.'],
    ['query={b}', 'query: must be a document, as text.'],
  ])('is told what would be right, by GET: %s', async (more, message) => {
    const response = await fetch(`${graph.url}/graphql?query={__typename}&${more}`, {
      headers: { 'apollo-require-preflight': '1' },
    });
    expect([response.status, await response.json()]).toEqual([400, badRequest(message)]);
  });

  it('a name of no operation is one of the document', async () => {
    const { status, body } = await post({ query: 'query A { __typename }', operationName: 'B' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    expect(body).not.toHaveProperty('data');
  });

  it('a subscription whose root depends on a variable is a faulty document', async () => {
    const query = 'subscription ($no: Boolean!) { customerChanged @skip(if: $no) { __typename } }';
    const { status, body } = await post(
      { query, variables: { no: false } },
      { accept: 'application/graphql-response+json' },
    );
    expect(status).toBe(400);
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
  });

  it('an empty name is none', async () => {
    const { body } = await post({ query: 'query A { __typename }', operationName: '' });
    expect(body).toMatchObject({ data: { __typename: 'Query' } });
  });

  it('text that is not UTF-8 is not guessed at', async () => {
    const answer = await post(
      { query: '{ __typename }' },
      { 'content-type': 'application/json; charset=utf-16' },
    );
    expect(answer).toMatchObject({
      status: 415,
      body: fault('UNSUPPORTED_MEDIA_TYPE', 'Send the body as application/json in UTF-8.'),
    });
  });

  it.each([
    ['an argument', 'query ($id: ID = "x") { customer(id: $id) { id } }', { id: null }],
    ['a condition', 'query ($is: Boolean = true) { __typename @skip(if: $is) }', { is: null }],
  ])("null where there may be none is the client's fault: %s", async (_, query, variables) => {
    const { body } = await post({ query, variables });
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });

  it("more unfit values than are told are the client's fault too", async () => {
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    const { body } = await post({ query, variables: { ids: Array.from({ length: 60 }, () => null) } });
    const codes = (body as { readonly errors: readonly { readonly extensions: unknown }[] }).errors;
    expect(codes.map(({ extensions }) => extensions)).toEqual(codes.map(() => ({ code: 'BAD_USER_INPUT' })));
  });

  it('a hash in place of a document is told in the word that makes clients send it whole', async () => {
    const persistedQuery = { version: 1, sha256Hash: 'f'.repeat(64) };
    expect(await post({ extensions: { persistedQuery } })).toMatchObject({
      status: 200,
      body: fault('PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported'),
    });
  });
});

describe('an answer', () => {
  it.each([
    ['*/*', 'application/json; charset=utf-8'],
    ['', 'application/json; charset=utf-8'],
    ['application/json;charset=utf-8', 'application/json; charset=utf-8'],
    [
      'application/graphql-response+json; charset=utf-8, application/json; charset=utf-8',
      'application/graphql-response+json; charset=utf-8',
    ],
    ['text/html, application/json;q=0.9', 'application/json; charset=utf-8'],
    [
      'application/json;q=0.5, application/graphql-response+json',
      'application/graphql-response+json; charset=utf-8',
    ],
  ])('is of a type that is accepted: %s', async (accept, type) => {
    const { headers } = await post({ query: '{ __typename }' }, { accept });
    expect(headers.get('content-type')).toBe(type);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('that nobody would accept is not made', async () => {
    const answer = await post({ query: '{ __typename }' }, { accept: 'text/html' });
    expect(answer).toMatchObject({
      status: 406,
      body: { errors: [{ extensions: { code: 'NOT_ACCEPTABLE' } }] },
    });
  });
});
