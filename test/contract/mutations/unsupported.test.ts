import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestGraph, type TestGraph } from '../../support/graph.js';
import { customerId, orderId } from './support/inputs.js';
import { mutate, MUTATIONS, type MutationName } from './support/mutate.js';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startTestGraph();
});
afterAll(() => graph.close());

const ADDRESS = { line1: '1 A Street', city: 'B', postalCode: '12345', countryCode: 'US' };
const CONTACT = { firstName: 'Ada', lastName: 'Neuf' };
const CUSTOMERS: Readonly<Record<string, string>> = {
  arrow: 'XSP100201',
  cockpit: 'e5bba2e7-eb0f-4679-8a27-3d15acf81e10',
  dkh: '463501',
  ion: '20001',
};

/** What the vendors have no endpoint for, or the graph no words; all else is shown by the tests beside this one. */
const CANNOT: readonly (readonly [string, readonly MutationName[]])[] = [
  ['arrow', ['addCustomerAddress', 'updateCustomerAddress', 'removeCustomerAddress']],
  ['cockpit', MUTATIONS.filter((name) => !/^(create|update|delete)Customer$/.test(name))],
  ['dkh', MUTATIONS.filter((name) => !/^(create|update)Customer$|Address$/.test(name))],
  ['ion', MUTATIONS.filter((name) => !/^(create|update)Customer$|^(create|cancel)Order$/.test(name))],
];

describe('what a source cannot do is refused by its name, without a call', () => {
  it.each(CANNOT.flatMap(([source, names]) => names.map((name) => [source, name] as const)))(
    '%s: %s',
    async (source, name) => {
      const { payload, errors, calls } = await mutate(graph, name, inputOf(source, name));
      expect(errors).toEqual([]);
      expect(payload?.userErrors).toEqual([
        { field: null, code: 'UNSUPPORTED', message: expect.stringContaining(`'${source}'`) },
      ]);
      expect(calls).toEqual([]);
    },
  );
});

it('what is not refused here is what the other tests of this folder show', () => {
  const shown = Object.fromEntries(
    CANNOT.map(([source, names]) => [source, MUTATIONS.length - names.length]),
  );
  expect(shown).toEqual({ arrow: 14, cockpit: 3, dkh: 5, ion: 4 });
});

describe('a global id that is none', () => {
  it.each(MUTATIONS.filter((name) => !['createCustomer', 'inviteContact'].includes(name)))(
    'is named in the errors of %s',
    async (name) => {
      const input = inputOf('arrow', name);
      const argument = 'id' in input ? 'id' : 'customerId';
      const { errors, calls } = await mutate(graph, name, { ...input, [argument]: 'canary-no-id' });
      expect(errors).toMatchObject([
        { path: [name], extensions: { code: 'BAD_USER_INPUT', argument: `input.${argument}` } },
      ]);
      expect(JSON.stringify(errors)).not.toContain('canary');
      expect(calls).toEqual([]);
    },
  );
});

function inputOf(source: string, name: MutationName): Readonly<Record<string, unknown>> {
  const customer = customerId(source, CUSTOMERS[source] ?? '');
  const order = orderId(source, '80000');
  switch (name) {
    case 'createCustomer':
      return { sourceId: source, companyName: 'A', contact: CONTACT, address: ADDRESS };
    case 'updateCustomer':
      return { id: customer, companyName: 'B' };
    case 'deleteCustomer':
    case 'reactivateCustomer':
      return { id: customer };
    case 'addCustomerContact':
      return { customerId: customer, contact: CONTACT };
    case 'updateCustomerContact':
      return { customerId: customer, contactExternalId: '1', contact: CONTACT };
    case 'removeCustomerContact':
      return { customerId: customer, contactExternalId: '1' };
    case 'addCustomerAddress':
      return { customerId: customer, address: ADDRESS };
    case 'updateCustomerAddress':
      return { customerId: customer, addressExternalId: '1', address: ADDRESS };
    case 'removeCustomerAddress':
      return { customerId: customer, addressExternalId: '1' };
    case 'inviteContact':
      return { sourceId: source, contactId: 1, policy: 'default' };
    case 'createOrder':
      return { customerId: customer, products: [{ sku: 'A', quantity: 1 }] };
    case 'updateOrder':
      return { id: order, poNumber: 'PO-1' };
    case 'cancelOrder':
      return { id: order };
    default:
      return { customerId: customer, program: 'MSCSP' };
  }
}
