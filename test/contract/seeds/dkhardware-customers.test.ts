import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestGraph, type TestGraph } from '../../support/graph.js';
import { exampleCustomer } from './dkhardware-customer-example.js';
import { COUNTRY_CODES, address, customer } from './dkhardware-customer-fields.js';
import { selectionFor, walkTables, type Pair } from './field-table.js';
import { answerTo, oneByExternalId, overDocument, pairsOf, rowsOf } from './graph.js';
import { objectsOf, type Json } from './wire.js';

const TABLES = [customer, address];

const selection = `${selectionFor(TABLES)} addresses { country countryCode }`;
const listed = { list: 'customers', sourceId: 'dkh', selection } as const;

let graph: TestGraph;
let rows: readonly Json[];
let customers: readonly Pair[];

beforeAll(async () => {
  graph = await startTestGraph();
  graph.sandbox.upstream('dkhardware').configure({ readsPerMinute: 0 });
  rows = rowsOf(graph, 'dkhardware', 'customers');
  const records = new Map(rows.map((row) => [String(row.customerId), row]));
  customers = [...(await pairsOf(graph, records, listed, 30)), await documentedExample()];
});

afterAll(() => graph.close());

function documentedExample(): Promise<Pair> {
  const { customerId } = exampleCustomer;
  const routes = [{ on: `GET /v1/customer/${customerId}`, body: { payload: exampleCustomer } }];
  return overDocument('dkh', routes, async (asked) => ({
    record: exampleCustomer,
    answer: await oneByExternalId(asked, listed, customerId),
  }));
}

describe('DK Hardware customers, field by field', () => {
  walkTables(TABLES, () => customers);

  it('tells the code of every country that is written as a name', () => {
    const addresses = customers.flatMap(({ answer }) => objectsOf(answer.addresses));
    const told = new Map(addresses.map(({ country, countryCode }) => [country, countryCode]));

    expect(Object.fromEntries(told)).toEqual(COUNTRY_CODES);
  });
});

const LIST = `query ($first: Int, $after: String, $since: DateTime) {
  customers(first: $first, after: $after, filter: { sourceIds: ["dkh"], updatedSince: $since }) {
    nodes { externalId }
    pageInfo { endCursor }
  }
}`;

interface ListData {
  readonly customers: {
    readonly nodes: readonly { readonly externalId: string }[];
    readonly pageInfo: { readonly endCursor: string };
  };
}

/** The list asked with these arguments: the ids it gave, and the query that the upstream got. */
async function list(variables: Readonly<Record<string, unknown>>) {
  const before = graph.sandbox.calls('dkhardware').length;
  const { customers: found } = await answerTo<ListData>(graph, LIST, variables);
  const call = graph.sandbox.calls('dkhardware').at(before);
  return {
    ids: found.nodes.map(({ externalId }) => externalId),
    endCursor: found.pageInfo.endCursor,
    query: new URL(call?.path ?? '', graph.sandbox.url).searchParams,
  };
}

// `to` has no argument in the graph, which knows no "updated before"; `newest` none either: walks go forward in time.
describe("DK Hardware's list parameters", () => {
  const inOrderOfCreation = () =>
    [...rows]
      .sort((a, b) => (String(a.createdAt) < String(b.createdAt) ? -1 : 1))
      .map(({ customerId }) => String(customerId));

  it('limit and offset are first and after, and the page is just those rows', async () => {
    const one = await list({ first: 40 });
    const two = await list({ first: 30, after: one.endCursor });

    expect([...one.ids, ...two.ids]).toEqual(inOrderOfCreation().slice(0, 70));
    // One row more than wanted, which tells whether others follow.
    expect([one.query.get('limit'), one.query.get('offset')]).toEqual(['41', '0']);
    expect([two.query.get('limit'), two.query.get('offset')]).toEqual(['31', '40']);
  });

  it('basedOnCreatedDate and newest are set so that no row moves during a walk', async () => {
    const { query } = await list({ first: 5 });

    expect([query.get('basedOnCreatedDate'), query.get('newest')]).toEqual(['true', 'false']);
    expect([query.get('from'), query.get('to')]).toEqual([null, null]);
  });

  it('from is updatedSince, by the time of update', async () => {
    const since = '2024-11-01T00:00:00';
    const { ids, query } = await list({ first: 100, since: `${since}Z` });
    const updated = rows.filter(({ updatedAt }) => typeof updatedAt === 'string' && updatedAt >= since);

    expect(updated.length).toBeGreaterThan(0);
    expect(updated.length).toBeLessThanOrEqual(100);
    expect([...ids].sort()).toEqual(updated.map(({ customerId }) => String(customerId)).sort());
    expect(query.get('basedOnCreatedDate')).toBe('false');
    // A second early, so that it does not matter whether the upstream counts its own bound in.
    expect(query.get('from')).toBe('2024-10-31T23:59:59Z');
  });
});
