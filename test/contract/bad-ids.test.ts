import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { encodeNodeId } from '../../src/ids.js';
import { startTestGraph, type TestGraph } from '../support/graph.js';
import { askWithoutCalls, refusal } from './support/refusals.js';

let graph: TestGraph;

beforeAll(async () => {
  graph = await startTestGraph();
});

afterAll(() => graph.close());

const ARROW_CUSTOMER = encodeNodeId('customer', 'arrow', 'XSP100201');
const CONTROL_CHARACTERS = ['a\nb', 'a\u0000', '\u007f', '\u0085'];

describe('an id', () => {
  const CUSTOMER = 'query ($id: ID!) { customer(id: $id) { id } }';
  const NO_ID = {
    status: 200,
    code: 'BAD_USER_INPUT',
    argument: 'id',
    message: 'id: is not an id of this graph; ids are opaque and come from its answers.',
  };
  const encoded = (text: string) => Buffer.from(text).toString('base64url');

  it.each([
    '',
    'nonsense',
    'XSP100201',
    `${ARROW_CUSTOMER}=`,
    `${ARROW_CUSTOMER} `,
    encoded('customer:arrow'),
    encoded('customer::XSP1'),
    encoded('customer:ARROW:XSP1'),
    encoded('invoice:arrow:XSP1'),
    encoded('customer:arrow:..'),
    encoded('customer:arrow:a\nb'),
    encoded(`customer:arrow:${'x'.repeat(256)}`),
    'A'.repeat(10_000),
  ])('that this graph never gave out is refused: %j', async (id) => {
    for (const field of ['customer', 'order', 'node', 'operation']) {
      expect(await refusal(graph, `query ($id: ID!) { ${field}(id: $id) { id } }`, { id })).toEqual(NO_ID);
    }
  });

  it('of another kind of thing is refused', async () => {
    const kinds = { customer: ARROW_CUSTOMER, order: encodeNodeId('order', 'arrow', 'XSPO5001') };
    expect(await refusal(graph, CUSTOMER, { id: kinds.order })).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: 'id: is the id of another kind of thing, not of one customer.',
    });
    expect(
      await refusal(graph, 'query ($id: ID!) { order(id: $id) { id } }', { id: kinds.customer }),
    ).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: 'id: is the id of another kind of thing, not of one order.',
    });
  });

  it('of a source that is not there names nothing: null, and no error', async () => {
    const id = encodeNodeId('customer', 'elsewhere', 'XSP100201');
    const { data, errors } = await askWithoutCalls(
      graph,
      'query ($id: ID!) { customer(id: $id) { id } node(id: $id) { id } nodes(ids: [$id]) { id } }',
      { id },
    );
    expect([data, errors]).toEqual([{ customer: null, node: null, nodes: [null] }, []]);
  });

  it('among others is named by its place, before any of them is read', async () => {
    const ids = [ARROW_CUSTOMER, 'nonsense'];
    expect(await refusal(graph, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids })).toMatchObject({
      argument: 'ids[1]',
      message: 'ids[1]: is not an id of this graph; ids are opaque and come from its answers.',
    });
  });

  it('that is refused leaves the rest of the query alone', async () => {
    const { data } = await askWithoutCalls(graph, `{ customer(id: "nonsense") { id } sources { id } }`);
    expect(data).toMatchObject({ customer: null, sources: [{}, {}, {}, {}] });
  });
});

describe('an external id', () => {
  it.each(['', '.', '..', ...CONTROL_CHARACTERS, '\ud800', 'x'.repeat(256)])(
    'that no upstream can have is refused: %j',
    async (externalId) => {
      for (const field of ['customerByExternalId', 'orderByExternalId']) {
        for (const sourceId of ['arrow', 'elsewhere']) {
          const query = `query ($s: ID!, $x: String!) { ${field}(sourceId: $s, externalId: $x) { id } }`;
          expect(await refusal(graph, query, { s: sourceId, x: externalId })).toEqual({
            status: 200,
            code: 'BAD_USER_INPUT',
            argument: 'externalId',
            message:
              'externalId: must be 1 to 255 characters without control characters, and not a dot segment.',
          });
        }
      }
    },
  );

  it.each(['arrow', 'elsewhere'])('as the code of an invitation, too, at %s', async (sourceId) => {
    const query = 'query ($s: ID!) { invitation(sourceId: $s, code: "..") { code } }';
    expect(await refusal(graph, query, { s: sourceId })).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument: 'code',
    });
  });

  it('at a source that is not there names nothing', async () => {
    const { data, errors } = await askWithoutCalls(
      graph,
      `{
      customerByExternalId(sourceId: "elsewhere", externalId: "1") { id }
      orderByExternalId(sourceId: "elsewhere", externalId: "1") { id }
      invitation(sourceId: "elsewhere", code: "1") { code }
    }`,
    );
    expect(data).toEqual({ customerByExternalId: null, orderByExternalId: null, invitation: null });
    expect(errors).toEqual([]);
  });
});

describe('a key of federation', () => {
  const ENTITIES = 'query ($keys: [_Any!]!) { _entities(representations: $keys) { __typename } }';

  it.each([
    [{ __typename: 'Customer', id: 'nonsense' }, 'representations.id'],
    [{ __typename: 'Customer', id: encodeNodeId('order', 'arrow', '1') }, 'representations.id'],
    [{ __typename: 'Customer', id: 7 }, 'representations.id'],
    [{ __typename: 'Customer', id: null }, 'representations.id'],
    [{ __typename: 'Operation', id: ['x'] }, 'representations.id'],
    [{ __typename: 'Order', sourceId: 'arrow', externalId: '..' }, 'representations.externalId'],
    [{ __typename: 'Order', sourceId: 'arrow' }, 'representations.externalId'],
    [{ __typename: 'Order', sourceId: {}, externalId: '1' }, 'representations.sourceId'],
    [{ __typename: 'Customer' }, 'representations.externalId'],
  ])('that can be none is refused: %j', async (key, argument) => {
    const other = { __typename: 'Source', id: 'ion' };
    const { data, errors } = await askWithoutCalls(graph, ENTITIES, { keys: [other, key] });
    expect(data).toEqual({ _entities: [{ __typename: 'Source' }, null] });
    expect(errors).toMatchObject([
      { path: ['_entities', 1], extensions: { code: 'BAD_USER_INPUT', argument } },
    ]);
  });
});
