import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Fault, UpstreamName } from '../../sandbox/index.js';
import { encodeNodeId } from '../../src/ids.js';
import type { TestGraph } from '../support/graph.js';
import { startListGraph } from './support/lists.js';
import { customersOnTheWire } from './support/wire-rows.js';

let graph: TestGraph;

beforeAll(async () => {
  graph = await startListGraph();
});

afterEach(() => {
  graph.sandbox.clearFaults();
});

afterAll(() => graph.close());

interface Answer {
  readonly customer: { readonly displayName: string } | null;
  readonly customers: { readonly nodes: readonly { readonly sourceId: string }[] };
  readonly sources: readonly { readonly id: string }[];
}

const QUERY = `query ($id: ID!) {
  customer(id: $id) { displayName }
  customers(first: 8) { nodes { sourceId } }
  sources { id }
}`;

const SOURCES: readonly (readonly [upstream: UpstreamName, sourceId: string])[] = [
  ['arrowsphere', 'arrow'],
  ['cloudcockpit', 'cockpit'],
  ['dkhardware', 'dkh'],
  ['ion', 'ion'],
];

/** 200 with a JSON body that is not what the endpoint gives. */
function envelope(body: unknown): Fault {
  return { kind: 'status', status: 200, body };
}

const UNREADABLE: readonly (readonly [what: string, fault: Fault])[] = [
  ['an HTML page', { kind: 'html' }],
  ['half of its JSON', { kind: 'truncate' }],
  ['an empty body', { kind: 'empty' }],
  ['204 without a body', { kind: 'status', status: 204 }],
  ['a list where an object belongs', envelope(['unexpected'])],
  ['a text where an object belongs', envelope('"unexpected"')],
  ['an error in an answer of success', envelope({ error: 'Service is being maintained', code: 17 })],
  [
    'its list under the right name, but as no list',
    envelope({ data: 'x', items: 'x', payload: 'x', customers: 'x' }),
  ],
];

describe.each(SOURCES)('%s', (upstream, sourceId) => {
  function idOfSome(): string {
    const some = customersOnTheWire(graph).find((thing) => thing.sourceId === sourceId && !thing.isDeleted);
    return encodeNodeId('customer', sourceId, some?.externalId ?? '');
  }

  it.each(UNREADABLE)(
    'R16: that answers with %s is named, and everything else is answered',
    async (_, fault) => {
      graph.sandbox.fault(upstream, fault);
      const { data, errors, status } = await graph.ask<Answer>(QUERY, { id: idOfSome() });

      expect(status).toBe(200);
      expect(errors.map(({ path, extensions }) => [path, extensions?.code, extensions?.sourceId])).toEqual([
        [['customer'], 'UPSTREAM_BAD_RESPONSE', sourceId],
        [['customers'], 'UPSTREAM_BAD_RESPONSE', sourceId],
      ]);
      expect(data.customer).toBeNull();
      const others = SOURCES.map(([, id]) => id).filter((id) => id !== sourceId);
      expect(data.customers.nodes).toHaveLength(8);
      expect(new Set(data.customers.nodes.map((node) => node.sourceId))).toEqual(new Set(others));
      expect(data.sources).toHaveLength(4);
    },
  );

  it('tells nothing of what it answered', async () => {
    graph.sandbox.fault(upstream, envelope({ error: 'canary-4711', items: 'canary-4711' }));
    const answer = await graph.ask<Answer>(QUERY, { id: idOfSome() });
    expect(JSON.stringify(answer)).not.toContain('canary');
  });
});

describe('an answer that cannot be read', () => {
  it('R16: does not stay: the next operation asks again', async () => {
    const filter = `filter: { sourceIds: ["ion"] }`;
    graph.sandbox.fault('ion', { kind: 'html', times: 1 });
    const list = `{ customers(first: 1, ${filter}) { nodes { id } } }`;
    expect((await graph.ask(list)).errors).toHaveLength(1);
    expect((await graph.ask(list)).errors).toEqual([]);
  });
});
