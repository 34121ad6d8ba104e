import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestGraph, type TestGraph } from '../support/graph.js';
import { upstreamCalls } from './support/upstream-calls.js';

let graph: TestGraph;

beforeAll(async () => {
  graph = await startTestGraph();
});
afterAll(() => graph.close());

const JSON_TYPE = 'application/json';

/** `limits.maxBodyBytes`. */
const MAX_BYTES = 262_144;

const ofQuery = (query: string) => JSON.stringify({ query });

const padded = (bytes: number) => {
  const bare = ofQuery('{ __typename }');
  return bare + ' '.repeat(bytes - bare.length);
};

async function statusOf(body: string, contentType = JSON_TYPE): Promise<number> {
  const headers = { 'content-type': contentType, accept: 'application/graphql-response+json' };
  const response = await fetch(`${graph.url}/graphql`, { method: 'POST', headers, body });
  await response.text();
  return response.status;
}

describe('S3: a body', () => {
  it('S3: as large as the limit is answered', async () => {
    expect(await statusOf(padded(MAX_BYTES))).toBe(200);
  });

  it.each([
    ['one byte over the limit', padded(MAX_BYTES + 1), JSON_TYPE, 413],
    ['of ten megabytes', padded(10_000_000), JSON_TYPE, 413],
    ['10,000 selections deep', ofQuery(`${'{ a '.repeat(10_000)}${'}'.repeat(10_000)}`), JSON_TYPE, 400],
    ['10,000 lists deep in a literal', ofQuery(`{ nodes(ids: ${'['.repeat(10_000)}`), JSON_TYPE, 400],
    ['10,000 lists deep in JSON', '['.repeat(10_000) + ']'.repeat(10_000), JSON_TYPE, 400],
    ['10,000 objects deep in its variables', deepVariables(10_000), JSON_TYPE, 400],
    ['of half a JSON', '{"query": "{ sources', JSON_TYPE, 400],
    ['of nothing', '', JSON_TYPE, 400],
    ['as XML', '<query/>', 'application/xml', 415],
    ['as a form', 'query={__typename}', 'application/x-www-form-urlencoded', 415],
  ])('S3: %s is refused, and the process is healthy after it', async (_, body, type, status) => {
    const before = await upstreamCalls(graph);
    expect(await statusOf(body, type)).toBe(status);
    expect((await fetch(`${graph.url}/health/ready`)).status).toBe(200);
    expect(await statusOf(ofQuery('{ __typename }'))).toBe(200);
    expect(await upstreamCalls(graph)).toBe(before);
  });
});

function deepVariables(levels: number): string {
  const filter = '{"search":'.repeat(levels) + '1' + '}'.repeat(levels);
  const query = 'query ($f: CustomerFilter) { customers(filter: $f) { nodes { id } } }';
  return `{"query":${JSON.stringify(query)},"variables":{"f":${filter}}}`;
}
