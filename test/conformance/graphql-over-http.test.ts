import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { startTestGraph, type TestGraph } from '../support/graph.js';

let graph: TestGraph;

beforeAll(async () => {
  graph = await startTestGraph();
});
afterAll(() => graph.close());

const endpoint = () => `${graph.url}/graphql`;

/** A browser sends this header only where it was allowed to: without it, GET would be open to forged requests. */
function preflighted(url: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('apollo-require-preflight', 'true');
  return fetch(url, { ...init, headers });
}

describe('the audits of graphql-http', () => {
  const audits = serverAudits({ url: endpoint, fetchFn: preflighted });

  it('are all there', () => {
    expect(audits).toHaveLength(61);
  });

  it.each(audits)('$id $name', async ({ fn }) => {
    const result = await fn();
    expect(result).toMatchObject({ status: 'ok' });
  });
});

describe('beyond the audits', () => {
  const faults = ['{ customers', '{ nothing }', 'query ($id: ID!) { customer(id: $id) { id } }'];

  it.each(faults)(
    'a faulty document is 200 to a client of application/json, 400 to others: %s',
    async (query) => {
      const statusFor = async (accept: string) => {
        const headers = { accept, 'content-type': 'application/json' };
        const body = JSON.stringify({ query });
        return (await fetch(endpoint(), { method: 'POST', headers, body })).status;
      };
      expect(await statusFor('application/json')).toBe(200);
      expect(await statusFor('application/graphql-response+json')).toBe(400);
      expect(await statusFor('application/graphql-response+json, application/json;q=0.9')).toBe(400);
    },
  );

  it('a GET that a browser sends without asking is refused', async () => {
    const response = await fetch(`${endpoint()}?query={__typename}`);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('Cross-Site Request Forgery');
  });

  it('a mutation by GET is refused', async () => {
    const response = await preflighted(`${endpoint()}?query=mutation{__typename}`);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(await response.json()).not.toHaveProperty('data');
  });
});
