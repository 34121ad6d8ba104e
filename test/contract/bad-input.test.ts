import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { encodeNodeId } from '../../src/ids.js';
import { startTestGraph, type TestGraph } from '../support/graph.js';
import { askWithoutCalls, received, refusal, type Data } from './support/refusals.js';

let graph: TestGraph;

beforeAll(async () => {
  graph = await startTestGraph();
});

afterAll(() => graph.close());

const ARROW_CUSTOMER = encodeNodeId('customer', 'arrow', 'XSP100201');

describe('a page', () => {
  it.each([0, 101, -1, 2_147_483_647])('of %d rows is refused', async (first) => {
    for (const list of ['customers', 'orders']) {
      expect(
        await refusal(graph, `query ($n: Int) { ${list}(first: $n) { nodes { id } } }`, { n: first }),
      ).toEqual({
        status: 200,
        code: 'BAD_USER_INPUT',
        argument: 'first',
        message: 'first: must be 1 to 100.',
      });
    }
  });

  it('of half a row, or of too many for an Int, is no valid request at all', async () => {
    for (const first of [1.5, '10', 2_147_483_648]) {
      const query = 'query ($n: Int) { customers(first: $n) { nodes { id } } }';
      expect(await refusal(graph, query, { n: first })).toMatchObject({
        status: 200,
        code: 'BAD_USER_INPUT',
      });
    }
  });

  it("of a customer's orders is refused as well, before the orders are read", async () => {
    const before = received(graph);
    const { errors, calls } = await graph.ask(
      'query ($id: ID!) { customer(id: $id) { orders(first: 0) { nodes { id } } } }',
      { id: ARROW_CUSTOMER },
    );
    expect(errors).toMatchObject([{ path: ['customer', 'orders'], message: 'first: must be 1 to 100.' }]);
    expect(calls).toHaveLength(1);
    expect(received(graph) - before).toBe(1);
  });
});

describe('a cursor', () => {
  const NO_CURSOR = {
    status: 200,
    code: 'BAD_USER_INPUT',
    argument: 'after',
    message: 'after: is not a cursor of this list with this filter; use an endCursor it gave.',
  };
  interface Cursors {
    readonly customers: { readonly pageInfo: { readonly endCursor: string } };
  }
  const AFTER = `query ($after: String, $filter: CustomerFilter) {
    customers(first: 1, after: $after, filter: $filter) { pageInfo { endCursor } }
  }`;

  it.each(['', 'nonsense', ARROW_CUSTOMER, 'x'.repeat(5_000)])(
    'that is none is refused: %.20j',
    async (after) => {
      expect(await refusal(graph, AFTER, { after })).toEqual(NO_CURSOR);
      expect(
        await refusal(graph, 'query ($after: String) { orders(after: $after) { nodes { id } } }', { after }),
      ).toEqual(NO_CURSOR);
    },
  );

  it('of another filter, or another list, is refused', async () => {
    const { data } = await graph.ask<Cursors>(AFTER, { filter: { sourceIds: ['arrow'] } });
    const after = data.customers.pageInfo.endCursor;
    for (const filter of [null, {}, { sourceIds: ['ion'] }, { sourceIds: ['arrow'], includeDeleted: true }]) {
      expect(await refusal(graph, AFTER, { after, filter })).toEqual(NO_CURSOR);
    }
    expect(
      await refusal(graph, 'query ($after: String) { orders(after: $after) { nodes { id } } }', { after }),
    ).toEqual(NO_CURSOR);
  });
});

describe('a filter', () => {
  const CUSTOMERS = 'query ($filter: CustomerFilter) { customers(filter: $filter) { nodes { id } } }';
  const ORDERS = 'query ($filter: OrderFilter) { orders(filter: $filter) { nodes { id } } }';

  it('naming a source that is not there is refused, and told which there are', async () => {
    const filter = { sourceIds: ['arrow', 'elsewhere'] };
    for (const query of [CUSTOMERS, ORDERS]) {
      expect(await refusal(graph, query, { filter })).toEqual({
        status: 200,
        code: 'BAD_USER_INPUT',
        argument: 'filter.sourceIds',
        message: 'filter.sourceIds: there is no such source; known are: arrow, cockpit, dkh, ion.',
      });
    }
  });

  it.each(['nonsense', encodeNodeId('order', 'arrow', 'XSPO1')])(
    'naming no customer is refused, with its place: %s',
    async (id) => {
      expect(await refusal(graph, ORDERS, { filter: { customerIds: [ARROW_CUSTOMER, id] } })).toEqual({
        status: 200,
        code: 'BAD_USER_INPUT',
        argument: 'filter.customerIds[1]',
        message: 'filter.customerIds[1]: is not the id of a customer in this graph.',
      });
    },
  );

  it.each([
    'yesterday',
    '2024-05-15',
    '2024-05-15T10:00:00',
    '2024-02-30T00:00:00Z',
    '2024-05-15T24:00:00Z',
    7,
  ])('by a time that is none is refused: %j', async (time) => {
    const told = { status: 200, code: 'BAD_USER_INPUT' };
    const customers = await refusal(graph, CUSTOMERS, { filter: { updatedSince: time } });
    expect(customers).toMatchObject(told);
    expect(customers.message).toContain('"$filter.updatedSince"');
    const orders = await refusal(graph, ORDERS, { filter: { createdSince: time } });
    expect(orders).toMatchObject(told);
    expect(orders.message).toContain('"$filter.createdSince"');
  });

  it.each(['XX', 'FRA', 'France', '', 33])(
    'by a country that is none is refused: %j',
    async (countryCode) => {
      const error = await refusal(graph, CUSTOMERS, { filter: { countryCode } });
      expect(error).toMatchObject({ status: 200, code: 'BAD_USER_INPUT' });
      expect(error.message).toContain('"$filter.countryCode"');
      expect(error.message).toContain('CountryCode must be a');
    },
  );

  it('written into the query is refused with its place there, and what would be right', async () => {
    const { errors } = await askWithoutCalls(
      graph,
      '{ customers(filter: { updatedSince: "yesterday" }) { nodes { id } } }',
    );
    expect(errors).toMatchObject([
      {
        message:
          'Argument "filter.updatedSince" is not of type "DateTime". DateTime must be RFC 3339 with an offset, e.g. "2024-05-15T09:39:05Z".',
        locations: [{ line: 1, column: 37 }],
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
      },
    ]);
  });

  // `0001-01-01` is what .NET clients send for "no time".
  it.each(['0000-01-01T00:00:00Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59-12:00'])(
    'by a time long past or far away is good: %s',
    async (time) => {
      const { data, errors } = await graph.ask<Data>(
        `query ($time: DateTime) {
          customers(first: 4, filter: { updatedSince: $time }) { nodes { id } sources { status } }
          orders(first: 4, filter: { createdSince: $time }) { nodes { id } }
        }`,
        { time },
      );
      expect(errors).toEqual([]);
      const nodes = time.startsWith('9') ? [] : [{}, {}, {}, {}];
      expect(data).toMatchObject({ customers: { nodes }, orders: { nodes } });
    },
  );
});

describe('the HTTP status of a refusal', () => {
  const status = async (query: string, accept: string) => {
    const headers = { accept, 'content-type': 'application/json' };
    const body = JSON.stringify({ query });
    return (await fetch(`${graph.url}/graphql`, { method: 'POST', headers, body })).status;
  };

  it.each([
    ['application/json', 200],
    ['application/graphql-response+json', 400],
  ])('to %s is %d where the query itself is at fault', async (accept, expected) => {
    expect(await status('{ customers(first: "x") { nodes { id } } }', accept)).toBe(expected);
  });

  it.each(['application/json', 'application/graphql-response+json'])(
    'to %s is 200 where it could be carried out in part',
    async (accept) => {
      expect(await status('{ customer(id: "nonsense") { id } sources { id } }', accept)).toBe(200);
    },
  );
});
