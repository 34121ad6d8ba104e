import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { build, GraphProcess } from '../e2e/support/process.js';
import { startReceiver, type ReceivedSpan } from './support/receiver.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const QUERY = `query Shelf($text: String) {
  customers(first: 2, filter: { sourceIds: ["ion"], search: $text }) { nodes { orders(first: 1) { nodes { id } } } }
  again: customers(first: 2, filter: { sourceIds: ["ion"] }) { nodes { more: orders(first: 1) { nodes { id } } } }
}`;

let receiver: Awaited<ReturnType<typeof startReceiver>>;
let spans: readonly ReceivedSpan[];

beforeAll(async () => {
  await build();
  receiver = await startReceiver();
  const graph = new GraphProcess(['--port', '0'], receiver.environment);
  const endpoint = await graph.printed(/GraphQL {3}(\S+)/);
  await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', traceparent: `00-${TRACE}-00f067aa0ba902b7-01` },
    body: JSON.stringify({ query: QUERY, variables: { text: 'canary-variable' } }),
  });
  graph.signal('SIGTERM');
  expect(await graph.ended).toMatchObject({ code: 0 });
  spans = receiver.spans();
}, 60_000);
afterAll(() => {
  receiver.close();
});

const named = (name: string) => spans.filter((span) => span.name === name);

describe('A trace', () => {
  it('has one span for the operation, in the trace of who asked', () => {
    expect(named('query')).toMatchObject([
      {
        traceId: TRACE,
        parentSpanId: '00f067aa0ba902b7',
        attributes: { 'graphql.operation.type': 'query', 'graphql.operation.name': 'Shelf' },
      },
    ]);
    expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([TRACE]));
  });

  it('has one span for each upstream call, by its template', () => {
    const calls = spans.filter(({ attributes }) => 'url.template' in attributes);
    expect(calls.length).toBeGreaterThan(1);
    for (const { attributes } of calls)
      expect(attributes).toMatchObject({
        'partner_graph.source': 'ion',
        'http.request.method': 'GET',
        'partner_graph.outcome': 'OK',
        'url.template': expect.stringMatching(/^\/[\w/{}]+$/),
      });
  });

  it('links a batch of a loader to the fields that it serves, and its call belongs to the batch', () => {
    const [batch, ...others] = named('load customerOrders');
    expect(others).toEqual([]);
    const [field] = named('Customer.orders');
    expect(batch?.links).toMatchObject([{ spanId: field?.spanId }]);
    expect(batch?.attributes).toMatchObject({ 'partner_graph.fields': ['Customer.orders'] });
    const [operation] = named('query');
    expect([batch?.parentSpanId, field?.parentSpanId]).toEqual([operation?.spanId, operation?.spanId]);
    expect(spans.filter(({ parentSpanId }) => parentSpanId === batch?.spanId)).not.toEqual([]);
  });

  it('links a call of a list to its field', () => {
    const [field] = named('Query.customers');
    const linked = spans.filter(({ links }) => links?.some(({ spanId }) => spanId === field?.spanId));
    expect(linked.length).toBeGreaterThan(0);
  });

  it('S11: tells no id, variable, alias or document, and nothing goes where it was not asked to', () => {
    expect(receiver.text()).not.toMatch(/canary-variable|again|nodes \{|20001|sandbox-ion|dist\/src/);
    expect(new Set(receiver.paths())).toEqual(new Set(['/v1/traces']));
  });
});
