import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { loadExamples } from '../../src/http/graphiql/examples.js';
import { startTestGraph } from '../support/graph.js';
import type { TestGraph } from '../support/graph.js';

describe('the example operations', () => {
  let graph: TestGraph;
  beforeAll(async () => {
    graph = await startTestGraph();
  });
  afterAll(() => graph.close());

  async function run(name: string) {
    const example = loadExamples().find(({ query }) => query.includes(`query ${name}`));
    if (example === undefined) throw new Error(`there is no example ${name}`);
    const variables = z.record(z.string(), z.unknown()).parse(JSON.parse(example.variables));
    const { data, errors, calls } = await graph.ask(example.query, variables);
    expect(errors).toEqual([]);
    return { data, calls: calls.map(({ source, path }) => `${source} ${path}`).sort() };
  }

  it('merged customers: one call for each source', async () => {
    const { data, calls } = await run('MergedCustomers');
    expect(calls).toHaveLength(4);
    const { customers } = z
      .object({ customers: z.object({ nodes: z.array(z.object({ sourceId: z.string() })) }) })
      .parse(data);
    expect(new Set(customers.nodes.map(({ sourceId }) => sourceId))).toEqual(
      new Set(['arrow', 'cockpit', 'dkh', 'ion']),
    );
    expect(customers.nodes).toHaveLength(12);
  });

  it('customer with everything: itself, its contacts, orders and provision', async () => {
    const { data, calls } = await run('CustomerWithEverything');
    expect(data).toMatchObject({
      customerByExternalId: {
        contacts: [{ isPrimary: true }, { isPrimary: false }],
        addresses: [{ kind: 'PRIMARY' }, { kind: 'BILLING' }],
        orders: { nodes: { length: 3 }, pageInfo: { hasNextPage: true } },
        details: { tenantId: expect.any(String), provision: { status: expect.any(String) } },
      },
    });
    expect(calls).toEqual([
      'arrow /customers/{reference}',
      'arrow /customers/{reference}/contacts',
      'arrow /customers/{reference}/orders',
      'arrow /customers/{reference}/provision',
    ]);
  });

  it('orders with products: three sources, and one that says why not', async () => {
    const { data } = await run('OrdersWithProducts');
    const price = z.object({ unit: z.string().nullable(), currency: z.string().nullable() }).nullable();
    const product = z.object({ name: z.string().nullable(), prices: z.object({ buy: price }).nullable() });
    const node = z.object({ sourceId: z.string(), products: z.array(product).min(1) });
    const { orders } = z
      .object({ orders: z.object({ nodes: z.array(node), sources: z.unknown() }) })
      .parse(data);
    expect(orders.nodes).toHaveLength(8);
    expect(orders.nodes.some(({ products }) => products.some(({ prices }) => prices?.buy != null))).toBe(
      true,
    );
    expect(orders.sources).toMatchObject([
      { source: { id: 'arrow' }, status: 'OK' },
      { source: { id: 'cockpit' }, status: 'SKIPPED' },
      { source: { id: 'dkh' }, status: 'OK' },
      { source: { id: 'ion' }, status: 'OK' },
    ]);
  });

  it('entities: customers and orders by either key, one call each', async () => {
    const { data, calls } = await run('EntitiesByBothKeys');
    expect(data).toMatchObject({
      _entities: [
        { __typename: 'Customer', externalId: 'XSP100203' },
        { __typename: 'Customer', externalId: '20001' },
        { __typename: 'Order', externalId: '80001' },
        { __typename: 'Order', externalId: 'XSPO5001' },
      ],
    });
    expect(calls).toHaveLength(4);
  });
});
