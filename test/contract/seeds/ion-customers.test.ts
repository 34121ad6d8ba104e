import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ION_ACCOUNT_ID } from '../../../sandbox/ion/index.js';
import { startTestGraph, type TestGraph } from '../../support/graph.js';
import { selectionFor, walkTables, type Pair } from './field-table.js';
import { answerTo, oneByExternalId, overDocument, pairsOf, rowsOf } from './graph.js';
import { exampleCustomer, exampleToken } from './ion-customer-example.js';
import { address, cloudProfiles, customer } from './ion-customer-fields.js';
import { objectsOf, type Json } from './wire.js';

const TABLES = [customer, address];

const listed = { list: 'customers', sourceId: 'ion', selection: selectionFor(TABLES) } as const;

let graph: TestGraph;
let rows: readonly Json[];
let customers: readonly Pair[];
let profiles: readonly Pair[];

beforeAll(async () => {
  graph = await startTestGraph();
  rows = rowsOf(graph, 'ion', 'customers');
  const records = new Map(rows.map((row) => [String(row.name).split('/').at(-1) ?? '', row]));
  customers = [...(await pairsOf(graph, records, listed, 20)), await documentedExample()];
  profiles = await Promise.all(rowsOf(graph, 'ion', 'cloudProfiles').slice(0, 24).map(profilesPair));
});

afterAll(() => graph.close());

function documentedExample(): Promise<Pair> {
  const { id } = exampleCustomer;
  const routes = [
    { on: 'POST /oauth/token', body: exampleToken },
    { on: `GET /api/v3/accounts/${ION_ACCOUNT_ID}/customers/${id}`, body: exampleCustomer },
  ];
  return overDocument('ion', routes, async (asked) => ({
    record: exampleCustomer,
    answer: await oneByExternalId(asked, listed, id),
  }));
}

async function profilesPair(record: Json): Promise<Pair> {
  const asked = { ...listed, selection: selectionFor([cloudProfiles]) };
  return { record, answer: await oneByExternalId(graph, asked, record.customerId) };
}

describe('ION customers, field by field', () => {
  walkTables(TABLES, () => customers);
  walkTables([cloudProfiles], () => profiles);

  it("keeps the first user's name and password out of what is read", () => {
    expect(JSON.stringify(customers.map(({ answer }) => answer))).not.toMatch(/password|userName/i);
  });
});

interface ListData {
  readonly customers: {
    readonly nodes: readonly { readonly externalId: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean };
  };
}

const LIST = `query ($first: Int, $search: String) {
  customers(first: $first, filter: { sourceIds: ["ion"], search: $search }) {
    nodes { externalId }
    pageInfo { hasNextPage }
  }
}`;

interface ProfilesData {
  readonly customerByExternalId: {
    readonly details: { readonly cloudProfiles: readonly { readonly providerId: string }[] };
  };
}

const PROFILES = `query ($customerId: String!, $providerId: String, $enabledOnly: Boolean) {
  customerByExternalId(sourceId: "ion", externalId: $customerId) {
    details {
      ... on IonCustomerDetails {
        cloudProfiles(providerId: $providerId, enabledOnly: $enabledOnly) { providerId }
      }
    }
  }
}`;

describe("the ION guide's parameters", () => {
  it("accountId is the source's own, and in the path of every call", () => {
    const paths = graph.sandbox.calls('ion').map(({ path }) => path);

    expect(paths.filter((path) => path.includes('/api/v3/')).length).toBeGreaterThan(0);
    expect(
      paths.filter(
        (path) =>
          !path.startsWith(`/ion/api/v3/accounts/${ION_ACCOUNT_ID}/`) && !path.startsWith('/ion/oauth/'),
      ),
    ).toEqual([]);
  });

  it('pageSize is first', async () => {
    const { customers: page } = await answerTo<ListData>(graph, LIST, { first: 10 });
    const path = graph.sandbox.calls('ion').at(-1)?.path ?? '';

    expect(page.nodes).toHaveLength(10);
    expect(page.pageInfo.hasNextPage).toBe(true);
    expect(new URL(path, graph.sandbox.url).searchParams.get('pageSize')).toBe('10');
  });

  it('filter.customerName is search, which finds the contact by name', async () => {
    const name = String(rows[250]?.customerName);
    const { customers: found } = await answerTo<ListData>(graph, LIST, { first: 100, search: name });
    const named = rows.filter(({ customerName }) => customerName === name);

    expect(found.nodes.map(({ externalId }) => externalId)).toEqual(
      named.map((row) => String(row.name).split('/').at(-1)),
    );
  });

  it.each([
    ["one provider's", { providerId: '2' }, ({ providerId }: Json) => providerId === '2'],
    ['the enabled ones', { enabledOnly: true }, ({ enabled }: Json) => enabled === true],
  ])('cloudProfiles gives %s on demand', async (_, parameters, isWanted) => {
    const record = profiles
      .map((pair) => pair.record)
      .find((row) => objectsOf(row.customerCloudProfiles).length === 3);
    const { customerByExternalId } = await answerTo<ProfilesData>(graph, PROFILES, {
      customerId: record?.customerId,
      ...parameters,
    });
    const wanted = objectsOf(record?.customerCloudProfiles).filter(isWanted);

    expect(wanted.length).toBeGreaterThan(0);
    expect(wanted.length).toBeLessThan(3);
    expect(customerByExternalId.details.cloudProfiles).toEqual(
      wanted.map(({ providerId }) => ({ providerId })),
    );
  });
});
