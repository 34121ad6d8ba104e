import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestGraph, type TestGraph } from '../../support/graph.js';
import { exampleCustomer } from './arrowsphere-customer-example.js';
import { exampleOrder } from './arrowsphere-order-example.js';
import {
  identifiers,
  identifiersVendor,
  links,
  order,
  partner,
  partnerContact,
  product,
  program,
} from './arrowsphere-order-fields.js';
import { prices, tiers } from './arrowsphere-price-fields.js';
import { selectionFor, walkTables, type Pair } from './field-table.js';
import { allListed, oneByExternalId, overDocument, pairsOf, rowsOf } from './graph.js';
import { objectOf, type Json } from './wire.js';

const TABLES = [
  order,
  partner,
  partnerContact,
  product,
  program,
  identifiers,
  identifiersVendor,
  prices,
  ...tiers,
  ...links,
];

const listed = { list: 'orders', sourceId: 'arrow', selection: selectionFor(TABLES) } as const;

let graph: TestGraph;
let records: ReadonlyMap<string, Json>;
let orders: readonly Pair[];

beforeAll(async () => {
  graph = await startTestGraph();
  records = new Map(rowsOf(graph, 'arrowsphere', 'orders').map((row) => [String(row.reference), row]));
  orders = [...(await pairsOf(graph, records, listed, 37)), await documentedExample()];
});

afterAll(() => graph.close());

function documentedExample(): Promise<Pair> {
  const { reference, customer } = exampleOrder;
  const owner = { ...exampleCustomer, Reference: customer.reference };
  const routes = [
    { on: `GET /orders/${reference}`, body: { status: 200, data: { orders: [exampleOrder] } } },
    { on: `GET /customers/${customer.reference}`, body: { status: 200, data: { customers: [owner] } } },
  ];
  return overDocument('arrow', routes, async (asked) => ({
    record: exampleOrder,
    answer: await oneByExternalId(asked, listed, reference),
  }));
}

describe('ArrowSphere orders, field by field', () => {
  walkTables(TABLES, () => orders);

  describe('DataListOrders', () => {
    it('orders is the nodes of the list: each order once', async () => {
      const nodes = await allListed(graph, { ...listed, selection: 'externalId' });

      expect([...nodes.keys()].sort()).toEqual([...records.keys()].sort());
    });
  });

  describe('ReferenceLink (customer)', () => {
    it('link has no place, and says nothing that the reference does not', () => {
      const customers = [...records.values()].map(({ customer }) => objectOf(customer));

      expect(customers.map((customer) => customer?.link)).toEqual(
        customers.map((customer) => `/api/customers/${String(customer?.reference)}`),
      );
    });
  });
});
