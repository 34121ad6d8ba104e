import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Call, UpstreamName } from '../../sandbox/index.js';
import { encodeNodeId } from '../../src/ids.js';
import { mutate } from '../contract/mutations/support/mutate.js';
import { startTestGraph, type GraphError, type TestGraph } from '../support/graph.js';
import { HOSTILE, text } from './support/hostile-text.js';

const UPSTREAMS: readonly UpstreamName[] = ['arrowsphere', 'cloudcockpit', 'dkhardware', 'ion'];
const SOURCES = ['arrow', 'cockpit', 'dkh', 'ion'];
/** Each passes for an id at some upstream; where what is asked with them goes is where anything else may go. */
const HARMLESS = ['harmless', '123456', '5f0c7e6a-2b1d-4c3e-8f9a-0b1c2d3e4f50'];
const LONG = ['x'.repeat(255), 'x'.repeat(256), '../'.repeat(2_000), '\r\n'.repeat(5_000)];

const lines: string[] = [];
let graph: TestGraph;
/** An ArrowSphere customer, for what is asked beneath one. */
let customerId: string;
const known = { shapes: new Set<string>(), headers: new Set<string>() };

beforeAll(async () => {
  graph = await startTestGraph({
    settings: { limits: { costPerMinute: 0 } },
    logger: { level: 'debug', stream: { write: (line) => lines.push(line) } },
  });
  const { data } = await graph.ask<{
    readonly customers: { readonly nodes: readonly { readonly id: string }[] };
  }>('{ customers(first: 1, filter: { sourceIds: ["arrow"] }) { nodes { id } } }');
  customerId = data.customers.nodes[0]?.id ?? '';
  for (const harmless of HARMLESS) {
    for (const { calls } of [...(await askedById(harmless)), ...(await askedInLists(harmless))]) {
      for (const call of calls) {
        known.shapes.add(shapeOf(call, harmless));
        for (const name of Object.keys(call.headers)) known.headers.add(name);
      }
    }
  }
}, 60_000);
afterAll(() => graph.close());

interface Asked {
  readonly errors: readonly GraphError[];
  readonly calls: readonly Call[];
}

function received(): readonly Call[] {
  return UPSTREAMS.flatMap((name) => graph.sandbox.calls(name)).filter(({ path }) => !path.includes('token'));
}

async function asking(ask: () => Promise<{ readonly errors: readonly GraphError[] }>): Promise<Asked> {
  const before = new Set(received());
  const { errors } = await ask();
  return { errors, calls: received().filter((call) => !before.has(call)) };
}

const BY_EXTERNAL_ID = `query ($text: String!, $customerId: ID!) {
  ${SOURCES.map((id) => `${id}C: customerByExternalId(sourceId: "${id}", externalId: $text) { id }`).join('\n')}
  ${SOURCES.map((id) => `${id}O: orderByExternalId(sourceId: "${id}", externalId: $text) { id }`).join('\n')}
  invitation(sourceId: "arrow", code: $text) { code }
  customer(id: $customerId) {
    details { ... on ArrowSphereCustomerDetails { provision(program: $text) { status } } }
  }
}`;

/** The text as an id, alone and in ids of this graph, as a code and as a program, in reads and in writes. */
async function askedById(given: string): Promise<readonly Asked[]> {
  const idOf = (kind: 'customer' | 'order') => (source: string) => encodeNodeId(kind, source, given);
  const ids = [...SOURCES.map(idOf('customer')), ...SOURCES.map(idOf('order'))];
  const order = idOf('order');
  return [
    await asking(() => graph.ask(BY_EXTERNAL_ID, { text: given, customerId })),
    await asking(() => graph.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids })),
    // Not a start: it would be polled while others are asked for.
    await asking(() => mutate(graph, 'cancelCustomerMigration', { customerId, program: given })),
    await asking(() => mutate(graph, 'cancelOrder', { id: order('ion') })),
    await asking(() => mutate(graph, 'updateOrder', { id: order('arrow'), poNumber: given })),
  ];
}

const LISTS = `query ($text: String!) {
  hits: customers(first: 1, filter: { search: $text, sourceIds: ["arrow", "ion"] }) { nodes { id } }
  mail: customers(first: 1, filter: { email: $text, sourceIds: ["arrow", "ion"] }) { nodes { id } }
}`;
const ORDERS = `query ($ids: [ID!]!) { orders(first: 1, filter: { customerIds: $ids }) { nodes { id } } }`;

async function askedInLists(given: string): Promise<readonly Asked[]> {
  const ids = SOURCES.map((source) => encodeNodeId('customer', source, given));
  return [
    await asking(() => graph.ask(LISTS, { text: given })),
    await asking(() => graph.ask(ORDERS, { ids })),
  ];
}

/** Where a call went: what was given stands for itself as one segment or one value, and no other value matters. */
function shapeOf({ method, path }: Call, given: string): string {
  const spellings = [given, Buffer.from(given).toString(), given.toLowerCase()].filter((one) => one !== '');
  const [pathname = '', query = '', ...more] = path.split('?');
  const segments = pathname
    .split('/')
    .map((segment) => (spellings.includes(decodeURIComponent(segment)) ? '{given}' : segment));
  const pairs = query === '' ? [] : query.split('&');
  const names = pairs.map((pair) => {
    const [name = '', value = '', ...rest] = pair.split('=');
    return [name, spellings.includes(decodeURIComponent(value)) ? '{given}' : '*', ...rest].join('=');
  });
  const parts = [segments.join('/'), ...(names.length > 0 ? [names.join('&')] : []), ...more];
  return `${method} ${parts.join('?')}`;
}

function expectOrderly(given: string, asked: readonly Asked[]): void {
  for (const { errors, calls } of asked) {
    const codes = errors.map(({ extensions }) => extensions?.code);
    expect(codes).not.toContain('INTERNAL_SERVER_ERROR');
    expect(codes).not.toContain(undefined);
    if (calls.length === 0)
      expect(new Set([...codes, 'BAD_USER_INPUT'])).toEqual(new Set(['BAD_USER_INPUT']));
    const strange = {
      shapes: calls.map((call) => shapeOf(call, given)).filter((shape) => !known.shapes.has(shape)),
      headers: calls
        .flatMap(({ headers }) => Object.keys(headers))
        .filter((name) => !known.headers.has(name)),
    };
    expect(strange).toEqual({ shapes: [], headers: [] });
  }
}

describe('What a caller writes', () => {
  it('S9: goes, where it is harmless, into segments and values of its own', () => {
    const given = [...known.shapes].filter((shape) => shape.includes('{given}'));
    expect(given.sort()).toEqual([
      'DELETE /arrowsphere/index.php/api/customers/XSP100201/migration?program={given}',
      'GET /arrowsphere/index.php/api/customers/XSP100201/provision?program={given}',
      'GET /arrowsphere/index.php/api/customers/invitations/{given}',
      'GET /arrowsphere/index.php/api/customers/{given}',
      'GET /arrowsphere/index.php/api/customers/{given}/orders?per_page=*',
      'GET /arrowsphere/index.php/api/orders/{given}',
      'GET /cloudcockpit/v1/Customers/{given}',
      'GET /cloudcockpit/v1/Orders/customers/{given}?pageNumber=*&pageSize=*',
      'GET /dkhardware/v1/customer/{given}',
      'GET /dkhardware/v1/order/{given}',
      'GET /ion/api/v3/accounts/10001/customers/-/orders/{given}',
      'GET /ion/api/v3/accounts/10001/customers/{given}',
      'GET /ion/api/v3/accounts/10001/customers?pageSize=*&filter.customerEmail={given}',
      'GET /ion/api/v3/accounts/10001/orders?pageSize=*&filter.customerIdList={given}&sortBy=*&sortOrder=*',
      'PATCH /arrowsphere/index.php/api/orders/{given}',
    ]);
  });

  it.each([...HOSTILE, ...LONG].map((given) => [JSON.stringify(given).slice(0, 30), given]))(
    'S9: as %s is one segment or one value, or goes nowhere',
    async (_, given) => {
      expectOrderly(given, [...(await askedById(given)), ...(await askedInLists(given))]);
    },
  );

  it('S9: at random, two hundred times, is one segment or one value, or goes nowhere', async () => {
    const asked = fc.asyncProperty(text, async (given) => {
      expectOrderly(given, await askedById(given));
    });
    await fc.assert(asked, { numRuns: 200 });
  }, 60_000);

  it('S9: stays within its line of the log, as the name of an operation or a path too', async () => {
    const hostile = 'a\r\n{"level":"fatal"}\u2028';
    await fetch(`${graph.url}/${encodeURIComponent(hostile)}?q=${encodeURIComponent(hostile)}`);
    await fetch(`${graph.url}/graphql`, {
      ...{
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-request-id': '{"level":"fatal"}' },
      },
      body: JSON.stringify({ query: '{ sources { id } }', operationName: hostile }),
    });
    expect(lines.length).toBeGreaterThan(10);
    for (const line of lines) {
      expect(line).toMatch(/^\{[^\r\n\0\u0085\u2028\u2029]*\}\n$/);
      expect(JSON.parse(line)).not.toMatchObject({ level: 'fatal' });
    }
  });
});
