import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ARROWSPHERE_API_KEY } from '../../../sandbox/arrowsphere/credentials.js';
import { startTestGraph, type TestGraph } from '../../support/graph.js';
import { exampleCustomer, exampleInvitation, exampleProvision } from './arrowsphere-customer-example.js';
import {
  company,
  contact,
  customer,
  details,
  invitation,
  invitationContact,
  provision,
} from './arrowsphere-customer-fields.js';
import { selectionFor, walkTables, type Pair } from './field-table.js';
import { answerTo, oneByExternalId, overDocument, pairsOf, rowsOf } from './graph.js';
import { objectOf, type Json } from './wire.js';

const CUSTOMER = [customer, contact, details];
const INVITATION = [invitation, invitationContact, company];

const listed = { list: 'customers', sourceId: 'arrow', selection: selectionFor(CUSTOMER) } as const;
const provisioned = { ...listed, selection: selectionFor([provision]) };

let graph: TestGraph;
let customers: readonly Pair[];
let provisions: readonly Pair[];
let invitations: readonly Pair[];

beforeAll(async () => {
  graph = await startTestGraph();
  const records = new Map(
    rowsOf(graph, 'arrowsphere', 'customers').map((row) => [String(row.Reference), row]),
  );
  const some = [...records.keys()].slice(0, 12);
  const documented = await documentedExamples();
  customers = [...(await pairsOf(graph, records, listed, 13)), documented.customer];
  provisions = [...(await Promise.all(some.map(provisionPair))), documented.provision];
  const invited = rowsOf(graph, 'arrowsphere', 'invitations').slice(0, 24);
  invitations = [
    ...(await Promise.all(invited.map((record) => invitationPair(graph, record)))),
    documented.invitation,
  ];
});

afterAll(() => graph.close());

/** A customer's run with Microsoft as the sandbox writes it: it is read there, for no list has it. */
async function provisionPair(reference: string): Promise<Pair> {
  const path = `/arrowsphere/index.php/api/customers/${reference}/provision?program=microsoft`;
  const response = await fetch(graph.sandbox.url + path, { headers: { apiKey: ARROWSPHERE_API_KEY } });
  const body = (await response.json()) as Json;
  const record = { provision: response.ok ? body.data : null };
  return { record, answer: await oneByExternalId(graph, provisioned, reference) };
}

async function invitationPair(asked: TestGraph, record: Json): Promise<Pair> {
  const selection = selectionFor(INVITATION).replace('externalId ', '');
  const query = `query ($code: String!) { invitation(sourceId: "arrow", code: $code) { ${selection} } }`;
  const { invitation: answer } = await answerTo<{ readonly invitation: Json }>(asked, query, {
    code: record.code,
  });
  return { record, answer };
}

function documentedExamples() {
  const { Reference } = exampleCustomer;
  const routes = [
    { on: `GET /customers/${Reference}`, body: { status: 200, data: { customers: [exampleCustomer] } } },
    { on: `GET /customers/${Reference}/provision`, body: { status: 200, data: exampleProvision } },
    {
      on: `GET /customers/invitations/${exampleInvitation.code}`,
      body: { status: 200, data: exampleInvitation },
    },
  ];
  return overDocument('arrow', routes, async (asked) => ({
    customer: { record: exampleCustomer, answer: await oneByExternalId(asked, listed, Reference) },
    provision: {
      record: { provision: exampleProvision },
      answer: await oneByExternalId(asked, provisioned, Reference),
    },
    invitation: await invitationPair(asked, exampleInvitation),
  }));
}

describe('ArrowSphere customers, field by field', () => {
  walkTables(CUSTOMER, () => customers);
  walkTables([provision], () => provisions);
  walkTables(INVITATION, () => invitations);

  it('has no provision where a program was never started', () => {
    expect(provisions.filter(({ record }) => objectOf(record.provision) === null).length).toBeGreaterThan(0);
  });
});
