import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestGraph, type TestGraph } from '../../support/graph.js';
import { exampleCustomer } from './cloudcockpit-customer-example.js';
import {
  association,
  customer,
  margin,
  offerTypeMargins,
  providerCustomer,
} from './cloudcockpit-customer-fields.js';
import { selectionFor, walkTables, type Pair } from './field-table.js';
import { oneByExternalId, overDocument, pairsOf, rowsOf } from './graph.js';
import type { Json } from './wire.js';

const TABLES = [customer, providerCustomer, margin, offerTypeMargins, association];

const listed = { list: 'customers', sourceId: 'cockpit', selection: selectionFor(TABLES) } as const;

let graph: TestGraph;
let customers: readonly Pair[];

beforeAll(async () => {
  graph = await startTestGraph();
  const rows = rowsOf(graph, 'cloudcockpit', 'customers');
  const records = new Map<string, Json>(rows.map((row) => [String(row.id), row]));
  customers = [...(await pairsOf(graph, records, listed, 8)), await documentedExample()];
});

afterAll(() => graph.close());

function documentedExample(): Promise<Pair> {
  const { id } = exampleCustomer;
  const routes = [{ on: `GET /v1/Customers/${id}`, body: exampleCustomer }];
  return overDocument('cockpit', routes, async (asked) => ({
    record: exampleCustomer,
    answer: await oneByExternalId(asked, listed, id),
  }));
}

describe('CloudCockpit customers, field by field', () => {
  walkTables(TABLES, () => customers);

  it('shows nothing of the data a provider keeps about a person but the domain', () => {
    const answered = JSON.stringify(customers.map(({ answer }) => answer));

    expect(answered).toContain('TestDomain');
    expect(answered).not.toMatch(/CredentialsEmail|AgreementDate|admin@/);
  });
});
