/**
 * The graph as a subgraph, behind Apollo's own composition and gateway.
 *
 * `@apollo/composition` and `@apollo/gateway` have the Elastic licence: they are development dependencies, used in this
 * folder's tests and nowhere in what is shipped.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { UpstreamName } from '../../sandbox/index.js';
import { startTestGraph, type TestGraph } from '../support/graph.js';
import { compose, partnerSdl, startGateway, type Gateway } from './federation/gateway.js';
import { FARROWICK, MARQUELLE } from './federation/tickets.js';

const UPSTREAMS: readonly UpstreamName[] = ['arrowsphere', 'cloudcockpit', 'dkhardware', 'ion'];

let graph: TestGraph;
let gateway: Gateway;
let before: ReadonlyMap<UpstreamName, number>;

beforeAll(async () => {
  graph = await startTestGraph();
  gateway = await startGateway(graph);
});
beforeEach(() => {
  // Not a reset of the sandbox: it would also forget the refresh token that ION's credentials have come to.
  graph.sandbox.clearFaults();
  before = new Map(UPSTREAMS.map((name) => [name, graph.sandbox.calls(name).length]));
});
afterAll(async () => {
  await gateway.stop();
  await graph.close();
});

/** The calls that a source received in this test, those for tokens left out. */
function received(name: UpstreamName): string[] {
  const calls = graph.sandbox.calls(name).slice(before.get(name));
  return calls.map(({ method, path }) => `${method} ${path}`).filter((call) => !call.endsWith('/token'));
}

describe('composition', () => {
  it('accepts `_service { sdl }` beside another subgraph', async () => {
    expect(compose(await partnerSdl(graph), graph.url)).toContain(
      '@join__type(graph: PARTNER, key: "sourceId externalId")',
    );
  });

  it('says what does not fit', async () => {
    const sdl = (await partnerSdl(graph)).replace(/type PageInfo\s*@shareable/, 'type PageInfo');
    expect(() => compose(sdl, graph.url)).toThrow(/PageInfo.*non-shareable/);
  });
});

interface TicketsAnswer {
  readonly tickets: readonly {
    readonly id: string;
    readonly customer: { readonly displayName: string } | null;
    readonly order: { readonly upstreamStatus: string } | null;
  }[];
}

const TICKETS = '{ tickets { id customer { displayName } order { upstreamStatus } } }';

describe('from the tickets of another subgraph', () => {
  it('come customers and orders by either key, and null without an error for what there is not', async () => {
    const { data, errors } = await gateway.ask<TicketsAnswer>(TICKETS);
    expect(errors).toEqual([]);
    const farrowick = { displayName: 'Farrowick Logistics 3 LLC' };
    expect(data?.tickets).toEqual([
      { id: 'T1', customer: farrowick, order: { upstreamStatus: 'Fulfilled' } },
      { id: 'T2', customer: { displayName: 'Marquelle Ceramics 1 Ltd' }, order: { upstreamStatus: 'NEW' } },
      { id: 'T3', customer: farrowick, order: null },
      { id: 'T4', customer: null, order: null },
      { id: 'T5', customer: null, order: null },
    ]);
  });

  it('comes one question for all customers and one for all orders, and one upstream call for each of them', async () => {
    const { operations } = await gateway.ask<TicketsAnswer>(TICKETS);
    expect(operations.map((text) => /Customer|Order/.exec(text)?.[0]).sort()).toEqual(['Customer', 'Order']);
    expect(received('arrowsphere').sort()).toEqual([
      // Two tickets speak of the first; the last of each kind is not there.
      'GET /arrowsphere/index.php/api/customers/XSP100203',
      'GET /arrowsphere/index.php/api/customers/XSP800000',
      'GET /arrowsphere/index.php/api/orders/XSPO5001',
      'GET /arrowsphere/index.php/api/orders/XSPO800000',
    ]);
    expect(received('ion').sort()).toEqual([
      'GET /ion/api/v3/accounts/10001/customers/-/orders/80001',
      'GET /ion/api/v3/accounts/10001/customers/20001',
    ]);
  });

  it('a source that fails costs its own rows, each with its error', async () => {
    graph.sandbox.fault('ion', { kind: 'status', status: 500 });
    const { data, errors } = await gateway.ask<TicketsAnswer>(TICKETS);
    expect(data?.tickets.map(({ customer }) => customer?.displayName ?? null)).toEqual([
      'Farrowick Logistics 3 LLC',
      null,
      'Farrowick Logistics 3 LLC',
      null,
      null,
    ]);
    expect(errors.map(({ path, extensions }) => [path, extensions?.code, extensions?.sourceId])).toEqual([
      [['tickets', 1, 'customer'], 'UPSTREAM_UNAVAILABLE', 'ion'],
      [['tickets', 1, 'order'], 'UPSTREAM_UNAVAILABLE', 'ion'],
    ]);
  });
});

interface CustomersAnswer {
  readonly customers: {
    readonly nodes: readonly {
      readonly id: string;
      readonly tickets: {
        readonly nodes: readonly { readonly id: string }[];
        readonly pageInfo: { readonly hasNextPage: boolean };
      };
    }[];
    readonly pageInfo: { readonly hasNextPage: boolean };
  };
}

describe('to the tickets of another subgraph', () => {
  it('customers lead, with the `PageInfo` of each, for one call to each source', async () => {
    const { data, errors, operations } = await gateway.ask<CustomersAnswer>(`{
      customers(first: 12) {
        nodes { id tickets { nodes { id } pageInfo { hasNextPage } } }
        pageInfo { hasNextPage }
      }
    }`);
    expect(errors).toEqual([]);
    const nodes = data?.customers.nodes ?? [];
    expect(nodes).toHaveLength(12);
    const withTickets = nodes.filter(({ tickets }) => tickets.nodes.length > 0);
    expect(
      new Map(withTickets.map(({ id, tickets }) => [id, tickets.nodes.map((ticket) => ticket.id)])),
    ).toEqual(
      new Map([
        [FARROWICK, ['T1', 'T3']],
        [MARQUELLE, ['T2']],
      ]),
    );
    expect(data?.customers.pageInfo.hasNextPage).toBe(true);
    expect(withTickets[0]?.tickets.pageInfo.hasNextPage).toBe(false);
    expect(operations).toHaveLength(1);
    for (const name of UPSTREAMS) {
      expect(received(name)).toHaveLength(1);
    }
  });

  it('orders lead by their source and external id, without another read of the order', async () => {
    const { data, errors } = await gateway.ask(`{
      orderByExternalId(sourceId: "ion", externalId: "80001") { tickets { id subject } }
    }`);
    expect(errors).toEqual([]);
    expect(data).toEqual({ orderByExternalId: { tickets: [{ id: 'T2', subject: 'Wrong quantity' }] } });
    expect(received('ion')).toHaveLength(1);
  });
});

interface EntitiesAnswer {
  readonly _entities: readonly ({ readonly id: string } | null)[];
}

describe('entities', () => {
  it('have their errors at their own index, and keep their order', async () => {
    const { data, errors } = await graph.ask<EntitiesAnswer>(
      `query ($representations: [_Any!]!) {
        _entities(representations: $representations) { ... on Customer { id } ... on Source { id } }
      }`,
      {
        representations: [
          { __typename: 'Customer', id: 'no id of this graph' },
          { __typename: 'Customer', id: MARQUELLE },
          // Another partner's customer.
          { __typename: 'Customer', sourceId: 'arrow', externalId: 'XSP999999' },
          { __typename: 'Source', id: 'ion' },
          { __typename: 'Customer', sourceId: 'arrow', externalId: 'XSP800000' },
          { __typename: 'Source', id: 'gone' },
          { __typename: 'Customer', id: FARROWICK },
        ],
      },
    );
    expect(data._entities.map((entity) => entity?.id ?? null)).toEqual([
      null,
      MARQUELLE,
      null,
      'ion',
      null,
      null,
      FARROWICK,
    ]);
    expect(errors.map(({ path, extensions }) => [path, extensions?.code])).toEqual([
      [['_entities', 0], 'BAD_USER_INPUT'],
      [['_entities', 2], 'UPSTREAM_FORBIDDEN'],
    ]);
  });
});
