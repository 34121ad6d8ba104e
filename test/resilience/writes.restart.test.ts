import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sandboxSources, startSandbox, type Sandbox } from '../../sandbox/index.js';
import {
  ARROW_NINE,
  COCKPIT_NINE,
  customerId,
  DK_ADDRESS,
  DK_NINE,
  ION_NINE,
} from '../contract/mutations/support/inputs.js';
import { isWrite, mutate, type MutationName, type Payload } from '../contract/mutations/support/mutate.js';
import { PLAIN_TRANSPORT, startTestGraph, type TestGraph } from '../support/graph.js';

const ARROW = customerId('arrow', 'XSP100201');
const DK = customerId('dkh', '463501');
const DATABASE = { productId: 'GenericProd-DB', skuId: 'Sku-Lrg', planId: 'Monthly-Plan', quantity: 3 };
const CONTACT = { firstName: 'Max', lastName: 'Zwei', email: 'max@northwind9.example', phone: '+33 6' };

type Made = Partial<Record<MutationName, Payload>>;
type Request = readonly [name: MutationName, input: (made: Made) => Readonly<Record<string, unknown>>];

const contactOf = ({ addCustomerContact: added }: Made) => added?.contact?.externalId;
const contactNumberOf = (made: Made) => Number(/\d+$/.exec(contactOf(made) ?? '')?.[0]);
const addressOf = ({ addCustomerAddress: added }: Made) =>
  added?.customer?.addresses.findLast(({ line1 }) => line1 === DK_ADDRESS.line1)?.externalId;

/**
 * Every mutation at a source that has it, the contrary ones apart: a repeated answer shows things as they are.
 * Operations are waited for, so that nothing goes on meanwhile.
 */
const CREATIONS: readonly Request[] = [
  ['createCustomer', () => ION_NINE],
  ['addCustomerContact', () => ({ customerId: ARROW, contact: CONTACT })],
  ['addCustomerAddress', () => ({ customerId: DK, address: DK_ADDRESS, waitMs: 10_000 })],
  ['createOrder', () => ({ customerId: customerId('ion', '20001'), products: [DATABASE] })],
];
const CHANGES: readonly Request[] = [
  ['updateCustomer', () => ({ id: customerId('ion', '20002'), companyName: 'Renamed' })],
  [
    'updateCustomerContact',
    (made) => ({ customerId: ARROW, contactExternalId: contactOf(made), contact: { lastName: 'Drei' } }),
  ],
  ['inviteContact', (made) => ({ sourceId: 'arrow', contactId: contactNumberOf(made), policy: 'default' })],
  [
    'updateCustomerAddress',
    (made) => ({
      ...{ customerId: DK, addressExternalId: addressOf(made), waitMs: 10_000 },
      address: { ...DK_ADDRESS, line1: '56 Sample St' },
    }),
  ],
  ['updateOrder', () => ({ id: arrowOrder, poNumber: 'PO-78' })],
];
const ENDS: readonly Request[] = [
  ['removeCustomerContact', (made) => ({ customerId: ARROW, contactExternalId: contactOf(made) })],
  [
    'removeCustomerAddress',
    (made) => ({ customerId: DK, addressExternalId: addressOf(made), waitMs: 10_000 }),
  ],
  ['cancelOrder', ({ createOrder }) => ({ id: createOrder?.order?.id })],
  ['deleteCustomer', () => ({ id: customerId('arrow', 'XSP100205') })],
  ['reactivateCustomer', () => ({ id: customerId('arrow', 'XSP100205') })],
];

let folder: string;
let sandbox: Sandbox;
let graph: TestGraph;
let arrowOrder: string | undefined;
const made: Made = {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'partner-graph-restart-'));
  sandbox = await startSandbox();
  sandbox.upstream('ion').configure({ orderStepMs: null });
  graph = await startGraph();
  const products = [{ priceBandSku: 'MS-0A-TEST-PB', quantity: 3 }];
  const placed = await mutate(graph, 'createOrder', { customerId: ARROW, poNumber: 'PO-77', products });
  arrowOrder = placed.payload?.order?.id;
});
afterAll(async () => {
  await graph.close();
  await sandbox.close();
  await rm(folder, { recursive: true });
});

/** Over the same upstreams and the same store each time. */
async function startGraph(): Promise<TestGraph> {
  const started = await startTestGraph({
    settings: { store: { url: `file:${join(folder, 'store.db')}` } },
    sources: () => sandboxSources(sandbox.url).map((entry) => ({ transport: PLAIN_TRANSPORT, ...entry })),
  });
  return { ...started, sandbox };
}

async function restart(): Promise<void> {
  await graph.close();
  graph = await startGraph();
}

it.each([
  ['creations', CREATIONS],
  ['changes', CHANGES],
  ['ends', ENDS],
])('R18: After an orderly restart a repetition is answered as the first was: %s', async (_, requests) => {
  const asked = requests.map(([name, input]) => [name, { ...input(made), idempotencyKey: name }] as const);
  for (const [name, input] of asked) {
    const { payload, errors } = await mutate(graph, name, input);
    expect([name, errors, payload?.userErrors]).toEqual([name, [], []]);
    if (payload !== null) made[name] = payload;
  }
  await restart();
  const writes = written();
  for (const [name, input] of asked) {
    const { payload, errors } = await mutate(graph, name, input);
    // What may be shown only once is kept nowhere.
    const shownOnce = name === 'createCustomer' ? { createdUser: null } : {};
    expect([name, errors, payload]).toEqual([name, [], { ...made[name], ...shownOnce }]);
  }
  expect(written()).toBe(writes);
});

it.each([
  ['ArrowSphere', ARROW_NINE],
  ['CloudCockpit', { ...COCKPIT_NINE, waitMs: 10_000 }],
  ['DK Hardware', { ...DK_NINE, waitMs: 10_000 }],
])('R18: So it is for a new customer of %s', async (_, values) => {
  const input = { ...values, idempotencyKey: `new at ${values.sourceId}` };
  const first = await mutate(graph, 'createCustomer', input);
  expect([first.errors, first.payload?.userErrors]).toEqual([[], []]);
  await restart();
  expect((await mutate(graph, 'createCustomer', input)).payload).toEqual(first.payload);
});

it('R18: So it is for programs that go on, but for how far they got', async () => {
  sandbox.upstream('arrowsphere').configure({ backgroundMs: 60_000 });
  const [one, other] = ['XSP100203', 'XSP100204'].map((reference) => customerId('arrow', reference));
  await mutate(graph, 'startCustomerMigration', { customerId: other, program: 'MSCSP' });
  const requests = [
    ['startCustomerProvision', { customerId: ARROW, program: 'MSCSP' }],
    ['startCustomerMigration', { customerId: one, program: 'MSCSP' }],
    ['cancelCustomerMigration', { customerId: other, program: 'MSCSP' }],
  ] as const;
  const answers = async () => {
    const payloads = [];
    for (const [name, input] of requests)
      payloads.push((await mutate(graph, name, { ...input, idempotencyKey: name })).payload);
    return payloads;
  };
  const first = await answers();
  expect(first.map((payload) => payload?.userErrors)).toEqual([[], [], []]);
  await restart();
  expect(await answers()).toEqual(
    first.map((payload) => {
      const status: unknown = expect.stringMatching(/^(ACCEPTED|PROCESSING)$/);
      return payload?.operation ? { ...payload, operation: { ...payload.operation, status } } : payload;
    }),
  );
});

function written(): number {
  return (['arrowsphere', 'cloudcockpit', 'dkhardware', 'ion'] as const)
    .flatMap((name) => sandbox.calls(name))
    .filter(isWrite).length;
}
