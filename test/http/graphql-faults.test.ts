import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestGraph, type TestGraph } from '../support/graph.js';

let graph: TestGraph;

beforeAll(async () => {
  graph = await startTestGraph({ settings: { limits: { maxBodyBytes: 1_000 } } });
});
afterAll(() => graph.close());

const JSON_TYPE = 'application/json';

describe('a request that GraphQL never sees', () => {
  it.each([
    ['malformed JSON', JSON_TYPE, '{"query": CANARY', 400, 'BAD_REQUEST'],
    ['an empty body', JSON_TYPE, '', 400, 'BAD_REQUEST'],
    ['a form', 'application/x-www-form-urlencoded', 'query={CANARY}', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['too large a body', JSON_TYPE, `{"query":"${'CANARY'.repeat(200)}"}`, 413, 'PAYLOAD_TOO_LARGE'],
  ])('is answered as GraphQL clients read it: %s', async (_, type, body, status, code) => {
    const headers = { 'content-type': type };
    const response = await fetch(`${graph.url}/graphql`, { method: 'POST', headers, body });
    const text = await response.text();
    expect(response.status).toBe(status);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(JSON.parse(text)).toEqual({ errors: [{ message: expect.any(String), extensions: { code } }] });
    expect(text).not.toMatch(/CANARY|stack|FST_/);
  });

  it.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'])(
    'by %s is told which methods there are',
    async (method) => {
      const body = method === 'HEAD' ? null : '{"query"';
      const headers = { 'content-type': JSON_TYPE };
      const response = await fetch(`${graph.url}/graphql`, { method, headers, body });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST']);
      const extensions = { code: 'METHOD_NOT_ALLOWED' };
      const answer = { errors: [{ message: 'Ask by POST, or queries by GET.', extensions }] };
      if (method !== 'HEAD') expect(await response.json()).toEqual(answer);
    },
  );
});
