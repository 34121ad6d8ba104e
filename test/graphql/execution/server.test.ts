import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestGraph, type TestGraph } from '../../support/graph.js';

let compiled: TestGraph;
let reference: TestGraph;

beforeAll(async () => {
  const started = ['compiled', 'graphql-js'].map((execution) =>
    startTestGraph({ settings: { server: { execution } } }),
  );
  [compiled, reference] = (await Promise.all(started)) as [TestGraph, TestGraph];
});
afterAll(() => Promise.all([compiled.close(), reference.close()]));

const CUSTOMER =
  'id externalId displayName status createdAt addresses { line1 city } contacts { email isPrimary }';

const requests: readonly (readonly [what: string, body: object])[] = [
  [
    'a list',
    { query: `{ customers(first: 3) { nodes { ${CUSTOMER} } pageInfo { hasNextPage } totalCount } }` },
  ],
  [
    'a list of orders',
    { query: '{ orders(first: 4) { nodes { id status products { sku } customer { displayName } } } }' },
  ],
  [
    'details by type',
    {
      query: '{ customers(first: 4) { nodes { details { __typename ... on IonCustomerDetails { uid } } } } }',
    },
  ],
  [
    'unknown ids',
    { query: '{ a: customerByExternalId(sourceId: "ion", externalId: "0") { id } b: node(id: "x") { id } }' },
  ],
  [
    'entities',
    {
      query:
        'query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Source { name } ... on Customer { id } } }',
      variables: {
        r: [
          { __typename: 'Source', id: 'ion' },
          { __typename: 'Customer', id: 'x' },
          { __typename: 'Source', id: 'ion' },
        ],
      },
    },
  ],
  [
    'a variable that does not fit',
    { query: 'query ($n: Int) { customers(first: $n) { totalCount } }', variables: { n: 'x' } },
  ],
  ['a variable that is missing', { query: 'query ($id: ID!) { customer(id: $id) { id } }' }],
  [
    'a condition',
    { query: 'query ($s: Boolean!) { sources { id name @skip(if: $s) } }', variables: { s: true } },
  ],
  ['an operation without a name', { query: 'query A { __typename } query B { __typename }' }],
  ['an operation that is not there', { query: 'query A { __typename }', operationName: 'B' }],
  ['a document that is not valid', { query: '{ nothing }' }],
  ['a subscription', { query: 'subscription { customerChanged { externalId } }' }],
  [
    'a refused mutation',
    {
      query:
        'mutation { removeCustomerContact(input: { customerId: "x", contactId: "y", idempotencyKey: "k" }) { userErrors { code } } }',
    },
  ],
];

async function answer({ url }: TestGraph, body: object, accept: string) {
  const headers = { accept, 'content-type': 'application/json' };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
}

describe('over HTTP, compiled execution and graphql-js answer alike:', () => {
  it.each(requests)('%s', async (_, body) => {
    for (const accept of ['application/json', 'application/graphql-response+json']) {
      expect(await answer(compiled, body, accept)).toEqual(await answer(reference, body, accept));
    }
  });
});
