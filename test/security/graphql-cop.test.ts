import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Subscriber } from '../e2e/support/subscriber.js';
import { startTestGraph, type TestGraph } from '../support/graph.js';
import { TokenIssuer } from '../support/tokens.js';
import { upstreamCalls } from './support/upstream-calls.js';

/** The checks of graphql-cop, against what runs in production, by a caller who has a good token. */
let issuer: TokenIssuer;
let graph: TestGraph;
let authorization: string;

beforeAll(async () => {
  issuer = await TokenIssuer.start();
  graph = await startTestGraph({
    settings: {
      profile: 'production',
      auth: issuer.auth,
      server: { cursorSecret: 'c'.repeat(32) },
      store: { url: 'memory:', encryptionKey: 'k'.repeat(32) },
    },
  });
  authorization = `Bearer ${await issuer.token()}`;
});
afterAll(async () => {
  await graph.close();
  await issuer.close();
});

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

async function send(path: string, init: Sent = {}) {
  const response = await fetch(`${graph.url}${path}`, {
    ...init,
    headers: { accept: 'application/graphql-response+json', authorization, ...init.headers },
  });
  const text = await response.text();
  const body = (text.startsWith('{') ? JSON.parse(text) : {}) as Answer;
  return { status: response.status, text, body };
}

const post = (body: unknown, headers: Record<string, string> = {}) =>
  send('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

const ask = (query: string, variables = {}) => post({ query, variables });

const codes = ({ body }: { readonly body: Answer }) => body.errors?.map(({ extensions }) => extensions.code);

const MUTATION = 'mutation { cancelOrder(input: { id: "x", idempotencyKey: "k" }) { userErrors { code } } }';

describe('S1: in production', () => {
  it('S1: answers a good query', async () => {
    expect(await ask('{ __typename }')).toMatchObject({
      status: 200,
      body: { data: { __typename: 'Query' } },
    });
  });

  it('S1: 101 aliases are refused', async () => {
    const aliases = Array.from({ length: 101 }, (_, index) => `alias${index}: __typename`).join(' ');
    expect(codes(await ask(`{ ${aliases} }`))).toEqual(['QUERY_TOO_COMPLEX']);
  });

  it('S1: an array of operations is refused', async () => {
    const { status, body } = await post(Array.from({ length: 10 }, () => ({ query: '{ __typename }' })));
    expect(status).toBe(400);
    expect(body.data).toBeUndefined();
  });

  it.each(['@aa'.repeat(10), '@include(if: true) '.repeat(50)])(
    'S1: a field under a heap of directives is refused: %s',
    async (directives) => {
      const { body } = await ask(`{ __typename ${directives} }`);
      expect(body.data).toBeUndefined();
    },
  );

  it('S1: many fields with a directive each are refused', async () => {
    expect(codes(await ask(`{ sources { ${'id @include(if: true) '.repeat(50)} } }`))).toEqual([
      'QUERY_TOO_COMPLEX',
    ]);
  });

  it.each([
    ['circular', '{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }'],
    ['whole', getIntrospectionQuery()],
    ['of one type', '{ __type(name: "Customer") { name } }'],
    ['in a fragment', '{ ...F } fragment F on Query { __schema { types { name } } }'],
  ])('S1: introspection is refused: %s', async (_, query) => {
    const answer = await ask(query);
    expect(answer.body.data).toBeUndefined();
    expect(new Set(codes(answer))).toEqual(new Set(['GRAPHQL_VALIDATION_FAILED']));
    expect(answer.text).not.toContain('CustomerConnection');
  });

  it('S1: a mutation by GET is refused', async () => {
    const preflighted = { 'content-type': 'application/json' };
    const path = `/graphql?query=${encodeURIComponent(MUTATION)}`;
    const { status, body } = await send(path, { headers: preflighted });
    expect([status, body.data]).toEqual([405, undefined]);
  });

  it('S1: a query by GET that any page could send is refused', async () => {
    const { status, body } = await send(`/graphql?query=${encodeURIComponent('{ __typename }')}`);
    expect([status, body.data]).toEqual([400, undefined]);
  });

  it.each(['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x'])(
    'S1: a body that any page could post is refused: %s',
    async (type) => {
      const before = await upstreamCalls(graph);
      const { status, body } = await post(`query=${encodeURIComponent(MUTATION)}`, { 'content-type': type });
      expect([400, 415]).toContain(status);
      expect(body.data).toBeUndefined();
      expect(await upstreamCalls(graph)).toBe(before);
    },
  );

  it('S1: a field repeated past the tokens is refused, and below them what would be long to compare', async () => {
    expect(codes(await ask(`{ ${'__typename '.repeat(5_000)} }`))).toEqual(['GRAPHQL_PARSE_FAILED']);
    expect(codes(await ask(`{ ${'__typename '.repeat(500)} }`))).toEqual(['QUERY_TOO_COMPLEX']);
    expect(codes(await ask(`{ sources { ${'id '.repeat(1_990)} } }`))).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });

  it.each([
    ['a field', '{ customer { i } }', {}],
    ['a root field', '{ customrs { __typename } }', {}],
    ['an argument', '{ customers(frist: 1) { nodes { id } } }', {}],
    ['a type', 'query ($f: CustomrFilter) { customers(filter: $f) { nodes { id } } }', {}],
    ['a fragment’s type', '{ ... on Custmer { id } }', {}],
    ['a directive', '{ __typename @includ(if: true) }', {}],
    ['an enum’s value', '{ customers(filter: { providers: [IONN] }) { nodes { id } } }', {}],
    [
      'a variable’s field',
      'query ($f: CustomerFilter) { customers(filter: $f) { nodes { id } } }',
      { f: { sourceId: [] } },
    ],
    [
      'a variable’s enum value',
      'query ($f: CustomerFilter) { customers(filter: $f) { nodes { id } } }',
      { f: { providers: ['IONN'] } },
    ],
  ])('S1: nobody is helped to guess %s', async (_, query, variables) => {
    const { text, body } = await ask(query, variables);
    expect(body.errors?.length).toBeGreaterThan(0);
    expect(text).not.toMatch(/did you mean/i);
  });

  it('S1: nor over WebSocket', async () => {
    const subscriber = new Subscriber(graph.url, { connectionParams: { authorization } });
    const refused: unknown = await subscriber
      .subscribe('subscription { customerChangd { externalId } }')
      .next()
      .catch((errors: unknown) => errors);
    expect(refused).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
    expect(JSON.stringify(refused)).not.toMatch(/did you mean/i);
    await subscriber.close();
  });

  it.each(['/graphiql', '/graphiql/', '/playground', '/altair', '/'])(
    'S1: there is no page at %s',
    async (path) => {
      expect(await send(path, { headers: { accept: 'text/html' } })).toMatchObject({ status: 404 });
    },
  );

  it('S1: no page at the graph itself either', async () => {
    const { text } = await send('/graphql', { headers: { accept: 'text/html' } });
    expect(text).not.toMatch(/<html|<script/i);
  });

  it('S1: nothing is traced, and no fault shows its stack', async () => {
    const explained = await post({ query: '{ sources { id } }' }, { 'x-partner-graph-explain': '1' });
    expect(Object.keys((explained.body as { extensions: object }).extensions)).toEqual(['cost']);
    for (const body of ['{', 'null', '{"query": 1}', '{"query": "{"}', '{"query": "qwerty cop { abc }"}']) {
      const { status, text } = await post(body);
      expect(status).toBe(400);
      expect(text).not.toMatch(/stack|node_modules|\bat .*:\d+:\d+|exception/i);
    }
  });
});
