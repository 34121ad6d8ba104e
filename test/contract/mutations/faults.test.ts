import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestGraph, type TestGraph } from '../../support/graph.js';
import {
  ARROW_NINE,
  COCKPIT_NINE,
  customerId,
  DK_ADDRESS,
  DK_NINE,
  ION_NINE,
  orderId,
} from './support/inputs.js';
import { mutate, type MutationName } from './support/mutate.js';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startTestGraph();
});
afterAll(() => graph.close());

const CANARY = 'canary-value';
const LONG = CANARY.repeat(40);
const ARROW = customerId('arrow', 'XSP100201');
const DK = customerId('dkh', '463501');

type Fault = `${string} ${string}`;

/** Each input breaks several rules of its source at once; `path CODE` of every one. */
const BAD: readonly (readonly [string, MutationName, object, readonly Fault[]])[] = [
  [
    'ION',
    'createCustomer',
    { ...ION_NINE, companyName: '', contact: { ...ION_NINE.contact, email: CANARY }, headcount: 3 },
    ['input.companyName REQUIRED', 'input.contact.email INVALID', 'input.headcount UNSUPPORTED'],
  ],
  [
    'ION',
    'createOrder',
    { customerId: customerId('ion', '20001'), products: [{ quantity: 0, productId: 'P', sku: CANARY }] },
    [
      'input.products.0.planId REQUIRED',
      'input.products.0.quantity INVALID',
      'input.products.0.sku UNSUPPORTED',
      'input.products.0.skuId REQUIRED',
    ],
  ],
  [
    'DK Hardware',
    'createCustomer',
    { ...DK_NINE, email: CANARY, companyName: LONG, address: { ...DK_ADDRESS, line2: LONG } },
    ['input.address.line2 TOO_LONG', 'input.companyName TOO_LONG', 'input.email INVALID'],
  ],
  [
    'DK Hardware',
    'addCustomerAddress',
    { customerId: DK, address: { ...DK_ADDRESS, city: '', line1: LONG } },
    ['input.address.city REQUIRED', 'input.address.line1 TOO_LONG'],
  ],
  [
    'CloudCockpit',
    'createCustomer',
    {
      ...COCKPIT_NINE,
      companyName: LONG,
      address: { ...COCKPIT_NINE.address, postalCode: LONG },
      cloudCockpit: { providerCustomers: [{ providerInstanceId: CANARY, data: CANARY }] },
    },
    [
      'input.address.postalCode TOO_LONG',
      'input.cloudCockpit.providerCustomers.0.data INVALID',
      'input.cloudCockpit.providerCustomers.0.providerInstanceId INVALID',
      'input.companyName TOO_LONG',
    ],
  ],
  [
    'ArrowSphere',
    'createCustomer',
    { ...ARROW_NINE, companyName: null, email: CANARY, languageCode: CANARY },
    ['input.companyName REQUIRED', 'input.email INVALID', 'input.languageCode UNSUPPORTED'],
  ],
  [
    'ArrowSphere',
    'addCustomerContact',
    { customerId: ARROW, contact: { firstName: '', lastName: 'Neuf', email: CANARY, phone: '1' } },
    ['input.contact.email INVALID', 'input.contact.firstName REQUIRED'],
  ],
  [
    'ArrowSphere',
    'createOrder',
    { customerId: ARROW, products: [{ quantity: 0, sku: 'S', planId: CANARY }] },
    ['input.products.0.planId UNSUPPORTED', 'input.products.0.quantity INVALID'],
  ],
];

describe('input that a source does not take', () => {
  it.each(BAD)(
    '%s: every fault of %s at once, nothing quoted, nothing sent',
    async (_, name, input, faults) => {
      const { payload, errors, calls } = await mutate(graph, name, { ...input });
      expect(errors).toEqual([]);
      expect(told(payload?.userErrors)).toEqual(faults);
      expect(JSON.stringify(payload)).not.toContain('canary');
      expect(calls).toEqual([]);
    },
  );

  it.each([
    ['', 'REQUIRED'],
    ['k'.repeat(256), 'TOO_LONG'],
  ])('a key of %# characters too few or too many', async (idempotencyKey, code) => {
    const { payload, calls } = await mutate(graph, 'deleteCustomer', { id: ARROW, idempotencyKey });
    expect(told(payload?.userErrors)).toEqual([`input.idempotencyKey ${code}`]);
    expect(calls).toEqual([]);
  });

  it.each([-1, 30_001])('waitMs of %d', async (waitMs) => {
    const { payload, calls } = await mutate(graph, 'createCustomer', { ...DK_NINE, waitMs });
    expect(told(payload?.userErrors)).toEqual(['input.waitMs INVALID']);
    expect(calls).toEqual([]);
  });

  it('a source that is not configured', async () => {
    const { payload, calls } = await mutate(graph, 'createCustomer', { ...ION_NINE, sourceId: 'canary' });
    expect(told(payload?.userErrors)).toEqual(['input.sourceId NOT_FOUND']);
    const cancel = await mutate(graph, 'cancelOrder', { id: orderId('canary', '1') });
    expect(told(cancel.payload?.userErrors)).toEqual(['input.id NOT_FOUND']);
    expect([...calls, ...cancel.calls]).toEqual([]);
  });
});

function told(
  userErrors: readonly { field: readonly string[] | null; code: string }[] = [],
): readonly string[] {
  return userErrors.map(({ field, code }) => `${field?.join('.') ?? ''} ${code}`).sort();
}
