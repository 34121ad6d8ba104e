import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startTestGraph, type TestGraph } from '../support/graph.js';

let graph: TestGraph;

beforeAll(async () => {
  graph = await startTestGraph();
});
afterAll(() => graph.close());

const ENTITIES = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) { ... on Customer { externalId } }
}`;
const GOOD = { __typename: 'Customer', sourceId: 'dkh', externalId: '463501' };

it.each([
  ['no type', {}],
  ['a type that is not there', { __typename: 'Nothing' }],
  ['a type that is no entity', { __typename: 'Contact', email: 'a@b.example' }],
  ['an interface', { __typename: 'Node', id: 'x' }],
  ['a list of types', { __typename: ['Customer'], sourceId: 'dkh', externalId: '463501' }],
  ['a name of every object', { __typename: 'constructor' }],
  ['a number', 5],
  ['a list', [[]]],
])('S3: a representation of %s is an error of its own, and takes no other with it', async (_, odd) => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);
  process.on('unhandledRejection', note);
  const { data, errors } = await graph.ask(ENTITIES, { representations: [GOOD, odd, GOOD] });
  // What nobody waits for fails only once its upstream has answered.
  await graph.ask('{ customers(first: 1, filter: { sourceIds: ["dkh"] }) { nodes { id } } }');
  process.off('unhandledRejection', note);

  expect(data).toEqual({ _entities: [{ externalId: '463501' }, null, { externalId: '463501' }] });
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatchObject({ path: ['_entities', 1], extensions: { code: 'BAD_USER_INPUT' } });
  expect(unhandled).toEqual([]);
});
