import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { encodeNodeId } from '../../src/ids.js';
import { startTestGraph, type TestGraph } from '../support/graph.js';
import { askCounted } from './calls.js';
import { rowsOf } from './seeds/graph.js';

let graph: TestGraph;

beforeAll(async () => {
  graph = await startTestGraph();
});

afterAll(() => graph.close());

const ENTITIES = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) {
    __typename
    ... on Customer { sourceId externalId }
    ... on Order { sourceId externalId }
    ... on Source { id }
  }
}`;

interface Entity {
  readonly type: 'Customer' | 'Order';
  readonly sourceId: string;
  readonly externalId: string;
}

/** A representation by either key, and what has to stand at its index. */
interface Asked {
  readonly representation: Readonly<Record<string, string>>;
  readonly answer: Readonly<Record<string, string>> | null;
}

const KINDS = { Customer: 'customer', Order: 'order' } as const;

function byId({ type, sourceId, externalId }: Entity) {
  return { __typename: type, id: encodeNodeId(KINDS[type], sourceId, externalId) };
}

function byExternalId({ type, sourceId, externalId }: Entity) {
  return { __typename: type, sourceId, externalId };
}

function known(type: Entity['type'], sourceId: string, externalIds: readonly string[]): readonly Asked[] {
  return externalIds.map((externalId, index) => {
    const entity = { type, sourceId, externalId };
    const representation = index % 2 === 0 ? byId(entity) : byExternalId(entity);
    return { representation, answer: byExternalId(entity) };
  });
}

function unknown(entity: Entity): Asked {
  return { representation: byId(entity), answer: null };
}

/** ArrowSphere lists its newest orders first; the sandbox keeps them oldest first. */
function newestOrders(count: number): readonly string[] {
  return rowsOf(graph, 'arrowsphere', 'orders')
    .slice(-count)
    .map(({ reference }) => String(reference));
}

function firstIds(upstream: Parameters<typeof rowsOf>[1], list: string, member: string, count: number) {
  return rowsOf(graph, upstream, list)
    .slice(0, count)
    .map((row) => String(row[member]).split('/').at(-1) ?? '');
}

/** 89 of mixed kinds and 11 of them once more by their other key, in an order that is none. */
function hundred(): readonly Asked[] {
  const nobody = 'aaaaaaaa-0000-4000-8000-000000000000';
  const arrowCustomers = firstIds('arrowsphere', 'customers', 'Reference', 20);
  const distinct: readonly Asked[] = [
    ...known('Customer', 'arrow', arrowCustomers),
    ...known('Customer', 'cockpit', firstIds('cloudcockpit', 'customers', 'id', 15)),
    ...known(
      'Customer',
      'dkh',
      Array.from({ length: 15 }, (_, index) => String(463_501 + index * 100)),
    ),
    ...known('Customer', 'ion', firstIds('ion', 'customers', 'name', 10)),
    ...known('Order', 'arrow', newestOrders(10)),
    ...known('Order', 'dkh', ['805601', '805700']),
    ...known('Order', 'ion', firstIds('ion', 'orders', 'name', 5)),
    unknown({ type: 'Customer', sourceId: 'arrow', externalId: 'XSP1' }),
    unknown({ type: 'Customer', sourceId: 'cockpit', externalId: nobody }),
    unknown({ type: 'Customer', sourceId: 'dkh', externalId: '1' }),
    unknown({ type: 'Customer', sourceId: 'ion', externalId: '1' }),
    unknown({ type: 'Order', sourceId: 'arrow', externalId: 'XSPO1' }),
    // CloudCockpit has no way to read one order.
    unknown({ type: 'Order', sourceId: 'cockpit', externalId: nobody }),
    unknown({ type: 'Customer', sourceId: 'nowhere', externalId: 'XSP1' }),
    unknown({ type: 'Order', sourceId: 'nowhere', externalId: 'XSPO1' }),
    { representation: { __typename: 'Source', id: 'nowhere' }, answer: null },
    ...['arrow', 'cockpit', 'ion'].map((id) => {
      const source = { __typename: 'Source', id };
      return { representation: source, answer: source };
    }),
  ];
  const again = arrowCustomers.slice(0, 11).map((externalId, index) => {
    const entity = { type: 'Customer', sourceId: 'arrow', externalId } as const;
    const representation = index % 2 === 0 ? byExternalId(entity) : byId(entity);
    return { representation, answer: byExternalId(entity) };
  });
  return shuffled([...distinct, ...again]);
}

/** Every 37th of them, round and round: with no divisor in common, each comes once. */
function shuffled(all: readonly Asked[]): readonly Asked[] {
  const places = all.map((_, index) => (index * 37) % all.length);
  return places.flatMap((place) => all.slice(place, place + 1));
}

const ION = '/api/v3/accounts/{accountId}';

describe('_entities', () => {
  it('R15: answers 100 representations of all kinds in their order, by as few calls as there are kinds', async () => {
    const asked = hundred();
    const representations = asked.map(({ representation }) => representation);

    const { data, errors, tally } = await askCounted<{ readonly _entities: readonly unknown[] }>(
      graph,
      ENTITIES,
      {
        representations,
      },
    );

    expect(asked).toHaveLength(100);
    expect(errors).toEqual([]);
    expect(data._entities).toEqual(asked.map(({ answer }) => answer));
    expect(tally).toEqual({
      // The first page has all but the unknown one, which may be missing from the list and there all the same.
      'arrow /customers': 1,
      'arrow /customers/{reference}': 1,
      'arrow /orders': 1,
      'arrow /orders/{reference}': 1,
      // All customers on one page; what is not on it does not exist.
      'cockpit /v1/Customers': 1,
      'dkh /v1/customer/': 2,
      // Two orders: a list of three pages would take more.
      'dkh /v1/order/{id}': 2,
      [`ion ${ION}/customers`]: 1,
      // ION's list of orders grows without end, and is never scanned for some of them.
      [`ion ${ION}/customers/-/orders/{orderId}`]: 5,
    });
  });

  it('says what is wrong with a representation at its own index, and answers the others', async () => {
    const customer = { type: 'Customer', sourceId: 'ion', externalId: '20001' } as const;
    const order = { type: 'Order', sourceId: 'ion', externalId: '80001' } as const;
    const representations = [
      { __typename: 'Customer', id: 'not-an-id' },
      byId(customer),
      { __typename: 'Customer', id: byId(order).id },
    ];

    const { data, errors } = await askCounted<{ readonly _entities: readonly unknown[] }>(graph, ENTITIES, {
      representations,
    });

    expect(data._entities).toEqual([null, byExternalId(customer), null]);
    expect(errors.map(({ path, extensions }) => [path, extensions?.code])).toEqual([
      [['_entities', 0], 'BAD_USER_INPUT'],
      [['_entities', 2], 'BAD_USER_INPUT'],
    ]);
  });
});
