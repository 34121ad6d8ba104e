import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { encodeNodeId } from '../../src/ids.js';
import { Subscriber } from '../e2e/support/subscriber.js';
import { startTestGraph, type TestGraph } from '../support/graph.js';
import { TokenIssuer } from '../support/tokens.js';

/** Sees everything but DK Hardware. */
const GRANTED = ['arrow', 'cockpit', 'ion'];
const OTHER = 'dkh';
/** As long as the other one, and there is none of this name. */
const NONE = 'xyz';

let issuer: TokenIssuer;
let graph: TestGraph;
let everything: string;
let token: string;
/** What there is at the other source, by its external ids. */
let customer: string;
let order: string;
let operation: string;

beforeAll(async () => {
  issuer = await TokenIssuer.start();
  graph = await startTestGraph({ settings: { auth: issuer.auth } });
  everything = await issuer.token();
  token = await issuer.token({ sources: GRANTED });
  const { data } = await graph.askAs<Found>(everything, THERE, { filter: { sourceIds: [OTHER] } });
  customer = externalId(data.customers.nodes[0]?.id);
  order = externalId(data.orders.nodes[0]?.id);
  operation = externalId((await createCustomer()).createCustomer.operation.id);
});
afterAll(async () => {
  await graph.close();
  await issuer.close();
});

interface Found {
  readonly customers: { readonly nodes: readonly { readonly id: string }[] };
  readonly orders: { readonly nodes: readonly { readonly id: string }[] };
}
const THERE = `query ($filter: CustomerFilter) {
  customers(first: 1, filter: $filter) { nodes { id } }
  orders(first: 1, filter: { sourceIds: ["${OTHER}"] }) { nodes { id } }
}`;

function externalId(id = ''): string {
  const text = Buffer.from(id, 'base64url').toString();
  return text.slice(text.indexOf(':', text.indexOf(':') + 1) + 1);
}

let writes = 0;

async function createCustomer() {
  writes += 1;
  const { data } = await graph.askAs<{ createCustomer: { operation: { id: string } } }>(
    everything,
    'mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { operation { id } } }',
    {
      input: {
        ...newCustomer(OTHER),
        idempotencyKey: `sources-${writes}`,
        email: `s${writes}@portal.example`,
      },
    },
  );
  return data;
}

function newCustomer(sourceId: string) {
  return {
    ...{ sourceId, idempotencyKey: 'k', email: 'sources@portal.example' },
    contact: { firstName: 'Pat', lastName: 'Sample' },
    address: ADDRESS,
  };
}
const ADDRESS = {
  line1: '55 Sample St',
  city: 'Denver',
  state: 'CO',
  postalCode: '80111',
  countryCode: 'US',
};

interface Way {
  readonly what: string;
  /** Asks for something at the source with this id. */
  readonly query: (sourceId: string) => string;
  readonly variables?: (sourceId: string) => Readonly<Record<string, unknown>>;
}

const id = (kind: 'customer' | 'order' | 'operation', sourceId: string) =>
  encodeNodeId(kind, sourceId, { customer, order, operation }[kind]);

/** A mutation at the source, by its input. */
const mutation = (
  name: string,
  selection: string,
  input: (sourceId: string) => Readonly<Record<string, unknown>>,
): Way => {
  const type = `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}Input`;
  return {
    what: name,
    query: () =>
      `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} userErrors { field code message } } }`,
    variables: (sourceId) => ({ input: { idempotencyKey: 'k', ...input(sourceId) } }),
  };
};

const entities = (what: string, representation: (sourceId: string) => object): Way => ({
  what: `_entities, a ${what}`,
  query: () => 'query ($them: [_Any!]!) { _entities(representations: $them) { __typename } }',
  variables: (sourceId) => ({ them: [representation(sourceId), representation(NONE)] }),
});

const READS: readonly Way[] = [
  { what: 'customer', query: (source) => `{ customer(id: "${id('customer', source)}") { displayName } }` },
  {
    what: 'customerByExternalId',
    query: (source) => `{ customerByExternalId(sourceId: "${source}", externalId: "${customer}") { id } }`,
  },
  {
    what: 'order',
    query: (source) => `{ order(id: "${id('order', source)}") { externalId customer { id } } }`,
  },
  {
    what: 'orderByExternalId',
    query: (source) => `{ orderByExternalId(sourceId: "${source}", externalId: "${order}") { id } }`,
  },
  { what: 'operation', query: (source) => `{ operation(id: "${id('operation', source)}") { status } }` },
  ...(['customer', 'order', 'operation'] as const).flatMap((kind): Way[] => [
    { what: `node, a ${kind}`, query: (source) => `{ node(id: "${id(kind, source)}") { __typename } }` },
    {
      what: `nodes, a ${kind}`,
      query: (source) => `{ nodes(ids: ["${id(kind, source)}", "${id(kind, NONE)}"]) { __typename } }`,
    },
  ]),
  entities('customer by id', (source) => ({ __typename: 'Customer', id: id('customer', source) })),
  entities('customer by external id', (source) => ({
    ...{ __typename: 'Customer', sourceId: source, externalId: customer },
  })),
  entities('order by id', (source) => ({ __typename: 'Order', id: id('order', source) })),
  entities('order by external id', (source) => ({
    ...{ __typename: 'Order', sourceId: source, externalId: order },
  })),
  entities('operation', (source) => ({ __typename: 'Operation', id: id('operation', source) })),
  entities('source', (source) => ({ __typename: 'Source', id: source })),
  {
    what: 'customers of a source',
    query: (source) =>
      `{ customers(first: 2, filter: { sourceIds: ["${source}"] }) { nodes { id } totalCount } }`,
  },
  {
    what: 'orders of a source',
    query: (source) => `{ orders(first: 2, filter: { sourceIds: ["${source}"] }) { nodes { id } } }`,
  },
  {
    what: 'orders of a customer',
    query: (source) =>
      `{ orders(first: 2, filter: { customerIds: ["${id('customer', source)}"] })
         { nodes { id } totalCount pageInfo { endCursor } sources { source { id } status error { code } } } }`,
  },
];

const WRITES: readonly Way[] = [
  mutation('createCustomer', 'customer { id } operation { id }', (source) => newCustomer(source)),
  mutation('updateCustomer', 'customer { id }', (source) => ({ id: id('customer', source), phone: '1' })),
  mutation('createOrder', 'order { id }', (source) => ({
    ...{ customerId: id('customer', source), products: [{ sku: 'a', quantity: 1 }] },
  })),
  mutation('updateOrder', 'order { id }', (source) => ({ id: id('order', source), poNumber: '1' })),
  mutation('addCustomerAddress', 'customer { id }', (source) => ({
    ...{ customerId: id('customer', source), address: ADDRESS },
  })),
];

/** The whole answer as text, with the upstream calls that were made for it. */
async function textOf(bearer: string, { query, variables }: Way, sourceId: string): Promise<string> {
  const response = await fetch(`${graph.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-partner-graph-explain': '1',
      authorization: `Bearer ${bearer}`,
    },
    body: JSON.stringify({ query: query(sourceId), variables: variables?.(sourceId) ?? {} }),
  });
  return `${response.status} ${await response.text()}`;
}

describe('S6: what a caller was not granted', () => {
  it.each([...READS, ...WRITES])('does not exist for them: $what', async (way) => {
    const told = await textOf(token, way, OTHER);
    expect(told).toBe(await textOf(token, way, NONE));
    expect(told).not.toMatch(/dkh|FORBIDDEN|UNAUTHENTICATED/);
    expect(told).toContain('"upstream":[]');
  });

  it.each(READS)('exists for others: $what', async (way) => {
    expect(await textOf(everything, way, OTHER)).not.toBe(await textOf(everything, way, NONE));
  });

  it('is in no list and among no sources', async () => {
    const { data, calls } = await graph.askAs<{
      sources: { id: string }[];
      customers: { nodes: { sourceId: string }[]; sources: { source: { id: string } }[] };
    }>(token, '{ sources { id } customers(first: 40) { nodes { sourceId } sources { source { id } } } }');
    expect(data.sources.map(({ id: source }) => source)).toEqual(GRANTED);
    expect(data.customers.sources.map(({ source }) => source.id)).toEqual(GRANTED);
    expect(new Set(data.customers.nodes.map(({ sourceId }) => sourceId))).toEqual(new Set(GRANTED));
    expect(calls.map(({ source }) => source)).not.toContain(OTHER);
  });

  it('is not reached by the cursor of somebody who saw more', async () => {
    const list = `query ($after: String) {
      customers(first: 7, after: $after) { nodes { sourceId } pageInfo { endCursor } sources { source { id } } }
    }`;
    interface Page {
      readonly customers: {
        readonly nodes: readonly { readonly sourceId: string }[];
        readonly pageInfo: { readonly endCursor: string };
        readonly sources: readonly { readonly source: { readonly id: string } }[];
      };
    }
    const seen = await graph.askAs<Page>(everything, list);
    expect(seen.data.customers.nodes.map(({ sourceId }) => sourceId)).toContain(OTHER);
    const after = seen.data.customers.pageInfo.endCursor;
    const { data, calls, errors } = await graph.askAs<Page>(token, list, { after });
    expect(errors).toEqual([]);
    expect(data.customers.nodes).toHaveLength(7);
    expect(data.customers.nodes.map(({ sourceId }) => sourceId)).not.toContain(OTHER);
    expect(data.customers.sources.map(({ source }) => source.id)).toEqual(GRANTED);
    expect(Buffer.from(data.customers.pageInfo.endCursor, 'base64url').toString()).not.toContain(OTHER);
    expect(calls.map(({ source }) => source)).not.toContain(OTHER);
  });

  it.each([
    [
      'customerChanged',
      (source: string) => `subscription { customerChanged(sourceIds: ["${source}"]) { externalId } }`,
    ],
    [
      'operationUpdated',
      (source: string) => `subscription { operationUpdated(id: "${id('operation', source)}") { status } }`,
    ],
  ])('cannot be subscribed to: %s', async (_, query) => {
    const subscriber = new Subscriber(graph.url, { connectionParams: { authorization: `Bearer ${token}` } });
    const [other, none] = await Promise.all(
      [OTHER, NONE].map((source) =>
        subscriber
          .subscribe(query(source))
          .next()
          .catch((errors: unknown) => errors),
      ),
    );
    expect(other).toBeDefined();
    expect(JSON.stringify(other)).toBe(JSON.stringify(none));
    expect(JSON.stringify(other)).not.toContain(OTHER);
    await subscriber.close();
  });

  it('changes without a word to them', async () => {
    const subscribers = [token, everything].map(
      (bearer) => new Subscriber(graph.url, { connectionParams: { authorization: `Bearer ${bearer}` } }),
    );
    const [without, within] = subscribers.map((subscriber) =>
      subscriber.subscribe<{ customerChanged: { source: { id: string } } }>(
        'subscription { customerChanged { source { id } } }',
      ),
    );
    await Promise.all(subscribers.map((subscriber) => subscriber.heard()));
    await createCustomer();
    expect(await within?.next()).toMatchObject({
      value: { data: { customerChanged: { source: { id: OTHER } } } },
    });
    const silence = Symbol('silence');
    expect(await Promise.race([without?.next(), subscribers[0]?.heard().then(() => silence)])).toBe(silence);
    await Promise.all(subscribers.map((subscriber) => subscriber.close()));
  });

  it('is nothing at all to a token that names no sources', async () => {
    const none = await issuer.token({ sources: undefined });
    const { data, calls } = await graph.askAs(
      none,
      '{ sources { id } customers(first: 2) { nodes { id } totalCount } }',
    );
    expect(data).toEqual({ sources: [], customers: { nodes: [], totalCount: 0 } });
    expect(calls).toEqual([]);
  });
});

describe('S8: two callers with the same idempotency key', () => {
  it('make two requests: neither is told of the other', async () => {
    const write = async (sub: string, line1: string) => {
      const input = { ...newCustomer(OTHER), idempotencyKey: 'the same', email: `${sub}@portal.example` };
      const { data } = await graph.askAs<{
        createCustomer: { operation: { id: string } | null; userErrors: unknown[] };
      }>(
        await issuer.token({ sub }),
        `mutation ($input: CreateCustomerInput!) {
          createCustomer(input: $input) { operation { id } userErrors { code } }
        }`,
        { input: { ...input, address: { ...ADDRESS, line1 } } },
      );
      expect(data.createCustomer.userErrors).toEqual([]);
      return data.createCustomer.operation?.id;
    };
    const first = await write('one', '1 Sample St');
    const second = await write('two', '2 Sample St');
    expect(first).toEqual(expect.any(String));
    expect(second).not.toBe(first);
    expect(await write('one', '1 Sample St')).toBe(first);
  });
});
