import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CustomerWithEverythingDocument,
  EntitiesByBothKeysDocument,
  MergedCustomersDocument,
  OrdersWithProductsDocument,
  type CustomerWithEverythingQueryVariables,
  type TypedDocumentString,
} from '../codegen/graphql.js';
import { startTestGraph, type GraphAnswer, type TestGraph } from '../support/graph.js';

let graph: TestGraph;

beforeAll(async () => {
  graph = await startTestGraph();
});
afterAll(() => graph.close());

/** As a client with generated types does it: the operation is sent as text, the answer has its type. */
function run<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Readonly<Record<string, unknown>>,
): Promise<GraphAnswer<Result>> {
  return graph.ask<Result>(document.toString(), variables);
}

/** The variables that stand beside an example. */
function variablesOf(name: string): Record<string, unknown> {
  const file = new URL(`../../examples/${name}.variables.json`, import.meta.url);
  return { ...(JSON.parse(readFileSync(file, 'utf8')) as object) };
}

const sourcesOf = (rows: readonly { readonly sourceId: string }[]) => rows.map(({ sourceId }) => sourceId);
const callsOf = ({ calls }: GraphAnswer<unknown>) =>
  calls.map(({ source, path }) => `${source} ${path}`).sort();

describe('merged-customers.graphql', () => {
  it('deals out customers of all four sources, one call each', async () => {
    const answer = await run(MergedCustomersDocument, variablesOf('merged-customers'));
    expect(answer.errors).toEqual([]);
    const { nodes, sources, pageInfo } = answer.data.customers;
    const round = ['arrow', 'cockpit', 'dkh', 'ion'];
    expect(sourcesOf(nodes)).toEqual([...round, ...round, ...round]);
    expect(nodes.map(({ status }) => status)).not.toContain('DELETED');
    expect(sources.map(({ source, status }) => `${source.id} ${status}`)).toEqual(
      round.map((id) => `${id} OK`),
    );
    expect(pageInfo.hasNextPage).toBe(true);
    expect(callsOf(answer)).toEqual([
      'arrow /customers',
      'cockpit /v1/Customers',
      'dkh /v1/customer/',
      'ion /api/v3/accounts/{accountId}/customers',
    ]);
  });
});

describe('orders-with-products.graphql', () => {
  it('deals out orders of the sources that list them, and reads each of their customers once', async () => {
    const answer = await run(OrdersWithProductsDocument, variablesOf('orders-with-products'));
    expect(answer.errors).toEqual([]);
    const { nodes, sources } = answer.data.orders;
    expect(nodes).toHaveLength(8);
    expect(new Set(sourcesOf(nodes))).toEqual(new Set(['arrow', 'dkh', 'ion']));
    for (const order of nodes) {
      expect(['COMPLETED', 'IN_PROGRESS']).toContain(order.status);
      expect(order.customer?.displayName).toMatch(/\w/);
      expect(order.products.map(({ lineNumber }) => lineNumber)).toEqual(
        order.products.map((_, at) => at + 1),
      );
    }
    expect(sources.map(({ source, status }) => `${source.id} ${status}`)).toEqual([
      'arrow OK',
      'cockpit SKIPPED',
      'dkh OK',
      'ion OK',
    ]);
    // A list of each of the three, then a customer for each order at the most.
    expect(answer.calls.length).toBeLessThanOrEqual(3 + nodes.length);
  });
});

describe('entities.graphql', () => {
  it('finds customers and orders by both keys, in the order of the question, one call each', async () => {
    const answer = await run(EntitiesByBothKeysDocument, variablesOf('entities'));
    expect(answer.errors).toEqual([]);
    expect(answer.data._entities).toMatchObject([
      { __typename: 'Customer', sourceId: 'arrow', externalId: 'XSP100203' },
      { __typename: 'Customer', sourceId: 'ion', externalId: '20001' },
      { __typename: 'Order', sourceId: 'ion', externalId: '80001' },
      { __typename: 'Order', sourceId: 'arrow', externalId: 'XSPO5001' },
    ]);
    expect(answer.calls).toHaveLength(4);
  });
});

describe('customer-with-everything.graphql', () => {
  it('answers with what ArrowSphere alone knows: the customer, its contacts, orders and provision, a call each', async () => {
    const answer = await run(CustomerWithEverythingDocument, variablesOf('customer-with-everything'));
    expect(answer.errors).toEqual([]);
    const customer = answer.data.customerByExternalId;
    expect(customer?.contacts).not.toHaveLength(0);
    expect(customer?.addresses).not.toHaveLength(0);
    expect(customer?.orders?.nodes).toHaveLength(3);
    expect(customer?.details).toMatchObject({ workgroupCode: 'CAARROW', provision: { status: 'failed' } });
    expect(callsOf(answer)).toEqual([
      'arrow /customers/{reference}',
      'arrow /customers/{reference}/contacts',
      'arrow /customers/{reference}/orders',
      'arrow /customers/{reference}/provision',
    ]);
  });

  // The customer, its orders, and the one thing that its provider answers by a call of its own.
  it.each<[CustomerWithEverythingQueryVariables, string]>([
    [{ sourceId: 'dkh', externalId: '463504' }, 'credit.approved'],
    [{ sourceId: 'ion', externalId: '20004' }, 'cloudProfiles'],
  ])('answers for another source too, in three calls: %j', async (variables, detail) => {
    const answer = await run(CustomerWithEverythingDocument, variables);
    expect(answer.errors).toEqual([]);
    expect(answer.data.customerByExternalId?.source.health.status).toBe('HEALTHY');
    expect(answer.data.customerByExternalId?.details).toHaveProperty(detail, expect.anything());
    expect(answer.calls.length).toBeLessThanOrEqual(3);
  });
});
