import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Subscriber } from '../e2e/support/subscriber.js';
import { startTestGraph, type TestGraph } from '../support/graph.js';

let graph: TestGraph;

beforeAll(async () => {
  graph = await startTestGraph({ transport: { retries: 1, circuit: { failures: 2 }, freshMs: 60_000 } });
});
afterAll(() => graph.close());

/** One sample by its name and labels; undefined where there is none. */
async function sample(name: string): Promise<number | undefined> {
  const text = await (await fetch(`${graph.url}/metrics`)).text();
  const line = text.split('\n').find((each) => each.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.slice(name.length + 1));
}

const LIST = '{ customers(first: 3, filter: { sourceIds: ["ion"] }) { nodes { orders { nodes { id } } } } }';

describe('The metrics', () => {
  it('count requests, calls, where answers came from, and what loaders read at once', async () => {
    const first = await graph.ask(LIST);
    expect(first.errors).toEqual([]);
    expect(await sample('partner_graph_requests_total{route="/graphql",type="query",status="200"}')).toBe(1);
    expect(await sample('partner_graph_upstream_calls_total{source="ion",method="GET",outcome="OK"}')).toBe(
      first.calls.length,
    );
    expect(await sample('partner_graph_loader_batch_size_sum{loader="customerOrders"}')).toBe(3);
    expect(await sample('partner_graph_operation_cost_count')).toBe(1);

    await graph.ask(LIST);
    const cache = (outcome: string) =>
      sample(`partner_graph_upstream_cache_total{source="ion",outcome="${outcome}"}`);
    expect([await cache('MISS'), await cache('HIT')]).toEqual([first.calls.length, first.calls.length]);
  });

  it('count errors by code, also of requests that came to no operation', async () => {
    await graph.ask('{ nothing }');
    await graph.ask('{ customer(id: "x") { id } }');
    expect(await sample('partner_graph_errors_total{code="GRAPHQL_VALIDATION_FAILED"}')).toBe(1);
    expect(await sample('partner_graph_errors_total{code="BAD_USER_INPUT"}')).toBe(1);
    await fetch(`${graph.url}/somewhere/${Math.random()}`);
    expect(await sample('partner_graph_requests_total{route="none",type="none",status="404"}')).toBe(1);
  });

  it('tell retries, the circuit and the budget of a source', async () => {
    expect(await sample('partner_graph_circuit_state{source="arrow",state="CLOSED"}')).toBe(1);
    graph.sandbox.fault('arrowsphere', { kind: 'status', status: 503 });
    await graph.ask('{ customers(first: 1, filter: { sourceIds: ["arrow"] }) { nodes { id } } }');
    expect(await sample('partner_graph_upstream_retries_total{source="arrow"}')).toBe(1);
    expect(await sample('partner_graph_circuit_state{source="arrow",state="OPEN"}')).toBe(1);
    expect(await sample('partner_graph_circuit_changes_total{source="arrow",state="OPEN"}')).toBe(1);

    const left = await sample('partner_graph_upstream_budget_reads{source="dkh"}');
    await graph.ask('{ customers(first: 1, filter: { sourceIds: ["dkh"] }) { nodes { id } } }');
    expect(await sample('partner_graph_upstream_budget_reads{source="dkh"}')).toBe((left ?? 0) - 1);
    expect(await sample('partner_graph_upstream_budget_reads{source="ion"}')).toBeUndefined();
  });

  it('tell the subscriptions that clients hold, until they leave or are cut off', async () => {
    const open = () => sample('partner_graph_subscriptions_open');
    const events = 'subscription { customerChanged { externalId } }';
    const portal = new Subscriber(graph.url);
    const left = portal.subscribe(events);
    portal.subscribe(events);
    await portal.heard();
    expect(await open()).toBe(2);
    await left.return?.();
    await portal.heard();
    expect(await open()).toBe(1);
    await portal.close();
    while ((await open()) !== 0) await new Promise((resolve) => setTimeout(resolve, 10));
  });

  it('are Prometheus text, each with its help', async () => {
    const response = await fetch(`${graph.url}/metrics`);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const lines = (await response.text()).split('\n').filter((line) => line !== '');
    const named = new Set(
      lines.filter((line) => line.startsWith('# HELP')).map((line) => line.split(' ')[2]),
    );
    for (const line of lines.filter((each) => !each.startsWith('#')))
      expect(named).toContain(/^\w+?(?=(_bucket|_sum|_count)?[{ ])/.exec(line)?.[0]);
  });
});
