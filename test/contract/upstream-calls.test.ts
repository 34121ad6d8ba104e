import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestGraph, type TestGraph } from '../support/graph.js';
import { askCounted, type Tally } from './calls.js';

let graph: TestGraph;

beforeAll(async () => {
  // What is counted here are calls; some of these queries cost more than is allowed by default.
  graph = await startTestGraph({ settings: { limits: { maxCost: 100_000 } } });
  graph.sandbox.upstream('dkhardware').configure({ readsPerMinute: 0 });
});

afterAll(() => graph.close());

const ION = '/api/v3/accounts/{accountId}';

interface Orders {
  readonly nodes: readonly { readonly externalId: string; readonly products: readonly unknown[] }[];
}

interface Customers {
  readonly nodes: readonly {
    readonly id: string;
    readonly contacts: readonly unknown[];
    readonly addresses: readonly unknown[];
    readonly orders: Orders;
  }[];
}

const EVERYTHING = `
  id
  contacts { fullName email }
  addresses { line1 city }
  orders { nodes { externalId products { sku quantity } } }
`;

describe('50 customers with their contacts, addresses, orders and products', () => {
  const cases: readonly (readonly [sourceId: string, because: string, calls: Tally])[] = [
    [
      'arrow',
      'contacts are listed by customer only; all 701 orders fit on eight pages, which serve everyone',
      {
        'arrow /customers': 1,
        'arrow /customers/{reference}/contacts': 50,
        'arrow /orders': 8,
      },
    ],
    [
      'cockpit',
      'a row has its contact and its address; orders are listed by customer only',
      { 'cockpit /v1/Customers': 1, 'cockpit /v1/Orders/customers/{customerId}': 50 },
    ],
    [
      'dkh',
      'two of the rows came without addresses; all 2,704 orders fit on three pages, which serve everyone',
      { 'dkh /v1/customer/': 1, 'dkh /v1/customer/{id}/address': 2, 'dkh /v1/order/': 3 },
    ],
    [
      'ion',
      'a row has its contact and its address; one list takes the ids of 50 customers',
      { [`ion ${ION}/customers`]: 1, [`ion ${ION}/orders`]: 1 },
    ],
  ];

  it.each(cases)('of %s: %s', async (sourceId, _because, calls) => {
    const query = `query ($sourceId: ID!) {
      customers(first: 50, filter: { sourceIds: [$sourceId] }) { nodes { ${EVERYTHING} } }
    }`;

    const { data, errors, tally } = await askCounted<{ readonly customers: Customers }>(graph, query, {
      sourceId,
    });

    expect(errors).toEqual([]);
    expect(tally).toEqual(calls);
    const { nodes } = data.customers;
    expect(new Set(nodes.map(({ id }) => id)).size).toBe(50);
    expect(nodes.flatMap(({ contacts }) => contacts).length).toBeGreaterThan(40);
    expect(nodes.flatMap(({ addresses }) => addresses).length).toBeGreaterThan(40);
    expect(
      nodes.flatMap(({ orders }) => orders.nodes.flatMap(({ products }) => products)).length,
    ).toBeGreaterThan(50);
  });

  it('of ion, 100 of them: two lists of 50 ids each', async () => {
    const query = `{ customers(first: 100, filter: { sourceIds: ["ion"] }) { nodes { ${EVERYTHING} } } }`;

    const { errors, calls } = await askCounted(graph, query);

    expect(errors).toEqual([]);
    const orders = calls.filter(({ path }) => path === `${ION}/orders`);
    expect(orders.map(({ batchSize }) => batchSize)).toEqual([50, 50]);
  });

  it('of all four sources at once: the sum of what their shares cost alone', async () => {
    const query = `{ customers(first: 40) { nodes { ${EVERYTHING} } } }`;

    const { errors, tally } = await askCounted(graph, query);

    expect(errors).toEqual([]);
    expect(tally).toEqual({
      'arrow /customers': 1,
      'arrow /customers/{reference}/contacts': 10,
      'arrow /orders': 8,
      'cockpit /v1/Customers': 1,
      'cockpit /v1/Orders/customers/{customerId}': 10,
      'dkh /v1/customer/': 1,
      // One of the first ten has no member `addresses`.
      'dkh /v1/customer/{id}/address': 1,
      'dkh /v1/order/': 3,
      [`ion ${ION}/customers`]: 1,
      [`ion ${ION}/orders`]: 1,
    });
  });
});

describe('the orders of few customers of arrow', () => {
  const ordersOf = (first: number) =>
    `{ customers(first: ${first}, filter: { sourceIds: ["arrow"] }) { nodes { id orders { nodes { externalId } } } } }`;

  beforeAll(async () => {
    // Any page of the list of all orders tells how long it is.
    await graph.ask('{ orders(first: 1, filter: { sourceIds: ["arrow"] }) { nodes { id } } }');
  });

  it('come from their own lists while these are no more than the eight pages of the list of all', async () => {
    const { errors, tally } = await askCounted(graph, ordersOf(8));

    expect(errors).toEqual([]);
    expect(tally).toEqual({ 'arrow /customers': 1, 'arrow /customers/{reference}/orders': 8 });
  });

  it('come from the list of all as soon as they are more', async () => {
    const { errors, tally } = await askCounted(graph, ordersOf(9));

    expect(errors).toEqual([]);
    expect(tally).toEqual({ 'arrow /customers': 1, 'arrow /orders': 8 });
  });

  it('cost one look at the list of all in a graph that never saw it, and none the next time', async () => {
    const cold = await startTestGraph();
    try {
      const looking = await askCounted(cold, ordersOf(5));
      const knowing = await askCounted(cold, ordersOf(5));

      const own = { 'arrow /customers': 1, 'arrow /customers/{reference}/orders': 5 };
      expect(looking.tally).toEqual({ ...own, 'arrow /orders': 1 });
      expect(knowing.tally).toEqual(own);
      expect(knowing.data).toEqual(looking.data);
    } finally {
      await cold.close();
    }
  });
});

describe('asking for the same thing again within one operation', () => {
  it.each(['arrow', 'cockpit', 'dkh', 'ion'])(
    'of %s, a list under two aliases costs one list',
    async (sourceId) => {
      const list = `customers(first: 20, filter: { sourceIds: [$sourceId] }) { nodes { ${EVERYTHING} } }`;

      const once = await askCounted(graph, `query ($sourceId: ID!) { one: ${list} }`, { sourceId });
      const twice = await askCounted<{ readonly one: Customers; readonly two: Customers }>(
        graph,
        `query ($sourceId: ID!) { one: ${list} two: ${list} }`,
        { sourceId },
      );

      expect(twice.errors).toEqual([]);
      expect(twice.data.two).toEqual(twice.data.one);
      expect(twice.data.one.nodes).toHaveLength(20);
      expect(twice.tally).toEqual(once.tally);
    },
  );

  it.each(['arrow', 'cockpit', 'dkh', 'ion'])(
    "of %s, an order's customer and that customer's orders cost nothing after the customer and the orders",
    async (sourceId) => {
      const orders = (inner: string) => `orders { nodes { externalId ${inner} } }`;
      const query = (inner: string) => `query ($sourceId: ID!) {
        customers(first: 20, filter: { sourceIds: [$sourceId] }) { nodes { id ${orders(inner)} } }
      }`;

      const there = await askCounted(graph, query(''), { sourceId });
      const back = await askCounted<{ readonly customers: Round }>(
        graph,
        query(`customer { id ${orders('customer { id }')} }`),
        { sourceId },
      );

      expect(back.errors).toEqual([]);
      expect(back.tally).toEqual(there.tally);
      const rounds = back.data.customers.nodes.flatMap(({ id, orders: { nodes } }) =>
        nodes.map(({ customer }) => [id, customer.id]),
      );
      expect(rounds.length).toBeGreaterThan(0);
      expect(rounds.filter(([owner, named]) => owner !== named)).toEqual([]);
    },
  );
});

interface Round {
  readonly nodes: readonly {
    readonly id: string;
    readonly orders: { readonly nodes: readonly { readonly customer: { readonly id: string } }[] };
  }[];
}

describe('one order', () => {
  const ORDER = `query ($sourceId: ID!, $externalId: String!) {
    orderByExternalId(sourceId: $sourceId, externalId: $externalId) {
      products { sku }
      customer { externalId orders(first: 1) { nodes { customer { externalId } } } }
    }
  }`;

  it.each([
    // The order brings its products; its customer is a read of its own, and so are that customer's orders.
    [
      'arrow',
      'XSPO5001',
      {
        'arrow /orders/{reference}': 1,
        'arrow /customers/{reference}': 1,
        'arrow /customers/{reference}/orders': 1,
      },
    ],
    [
      'dkh',
      '805601',
      { 'dkh /v1/order/{id}': 1, 'dkh /v1/customer/{id}': 1, 'dkh /v1/customer/{id}/relations': 1 },
    ],
    [
      'ion',
      '80001',
      {
        [`ion ${ION}/customers/-/orders/{orderId}`]: 1,
        [`ion ${ION}/customers/{customerId}`]: 1,
        [`ion ${ION}/orders`]: 1,
      },
    ],
  ])(
    'of %s with its products, its customer and the first of their orders',
    async (sourceId, externalId, calls) => {
      interface Data {
        readonly orderByExternalId: {
          readonly products: readonly unknown[];
          readonly customer: {
            readonly externalId: string;
            readonly orders: { readonly nodes: readonly unknown[] };
          };
        };
      }

      const { data, errors, tally } = await askCounted<Data>(graph, ORDER, { sourceId, externalId });

      expect(errors).toEqual([]);
      expect(data.orderByExternalId.products.length).toBeGreaterThan(0);
      expect(data.orderByExternalId.customer.orders.nodes).toHaveLength(1);
      expect(tally).toEqual(calls);
    },
  );
});
