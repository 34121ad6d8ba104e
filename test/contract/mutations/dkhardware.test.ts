import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestGraph, type TestGraph } from '../../support/graph.js';
import { customerId, DK_ADDRESS, DK_NINE } from './support/inputs.js';
import { mutate } from './support/mutate.js';
import { customerNow, eventually, operationNow, REFERENCE } from './support/read.js';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startTestGraph();
});
afterAll(() => graph.close());

const OLD = customerId('dkh', '463501');
const WAIT = { waitMs: 10_000 };

const GIVEN_ADDRESS = {
  ...{ firstName: 'Pat', lastName: 'Sample', zip: '80911', country: 'United States', state: 'CO' },
  ...{ city: 'Colorado Springs', address1: '55 Sample St', phone: '5550100' },
  ...{ isDefaultBilling: true, isDefaultShipping: true },
};
const WIRE_ADDRESS = { ...GIVEN_ADDRESS, address2: null, company: null, altPhone: null, fax: null };
const WIRE_CUSTOMER = {
  ...{ firstName: 'Pat', lastName: 'Nine', email: 'pat9@dk-buyer.example', company: '' },
  ...{ phone: '5550109', altPhone: null, fax: null, customerType: 'government' },
  addresses: [WIRE_ADDRESS],
};

describe('at DK Hardware', () => {
  it('createCustomer submits the customer with its reference, and it is readable once the operation succeeded', async () => {
    const { payload, errors, written } = await mutate(graph, 'createCustomer', DK_NINE);
    expect(errors).toEqual([]);
    expect(written).toEqual([
      {
        call: 'POST /dkhardware/v1/customer/create',
        body: { referenceId: REFERENCE, customer: WIRE_CUSTOMER },
      },
    ]);
    expect(payload).toMatchObject({ customer: null, operation: { status: 'ACCEPTED' }, userErrors: [] });
    const done = await eventually(
      () => operationNow(graph, payload?.operation?.id),
      (operation) => operation?.status === 'SUCCEEDED',
    );
    expect(done?.customer).toMatchObject({ displayName: 'Pat Nine' });
    const id = customerId('dkh', done?.customer?.externalId ?? '');
    expect(await customerNow(graph, id)).toMatchObject({ email: 'pat9@dk-buyer.example' });
  });

  it('with waitMs the answer has the result', async () => {
    const another = { ...DK_NINE, email: 'pat10@dk-buyer.example', ...WAIT };
    const { payload } = await mutate(graph, 'createCustomer', another);
    expect(payload?.customer).toMatchObject({ displayName: 'Pat Nine' });
    expect(payload?.operation).toMatchObject({
      kind: 'CREATE_CUSTOMER',
      status: 'SUCCEEDED',
      customer: { displayName: 'Pat Nine' },
    });
  });

  it('updateCustomer submits the change without an e-mail', async () => {
    const { payload, written } = await mutate(graph, 'updateCustomer', {
      ...{ id: OLD, contact: { firstName: 'Pat', lastName: 'Renamed' }, companyName: 'Horns & Co', ...WAIT },
    });
    expect(written).toHaveLength(1);
    expect(written[0]).toMatchObject({
      call: 'POST /dkhardware/v1/customer/update',
      body: { customer: { customerId: '463501', lastName: 'Renamed', company: 'Horns & Co' } },
    });
    expect(JSON.stringify(written[0]?.body)).not.toContain('email');
    expect(payload).toMatchObject({
      customer: { displayName: 'Horns & Co', primaryContact: { lastName: 'Renamed' } },
      operation: { kind: 'UPDATE_CUSTOMER', status: 'SUCCEEDED' },
    });
    expect(await customerNow(graph, OLD)).toMatchObject({ displayName: 'Horns & Co' });
  });

  it('an address is added, changed and removed, each told who writes', async () => {
    const added = await mutate(graph, 'addCustomerAddress', {
      customerId: OLD,
      address: DK_ADDRESS,
      ...WAIT,
    });
    expect(added.written).toEqual([
      { call: 'POST /dkhardware/v1/customer/463501/address/create', body: WIRE_ADDRESS },
    ]);
    const { headers } =
      graph.sandbox.calls('dkhardware').findLast(({ path }) => path.endsWith('/create')) ?? {};
    expect(headers).toMatchObject({
      ...{ 'user-id': '37', 'user-name': 'Partner Graph', 'initiated-from': 'partner-graph' },
    });
    const made = added.payload?.customer?.addresses.find(({ line1 }) => line1 === '55 Sample St');
    const at = { customerId: OLD, addressExternalId: made?.externalId, ...WAIT };

    const moved = { ...DK_ADDRESS, line1: '56 Sample St' };
    const changed = await mutate(graph, 'updateCustomerAddress', { ...at, address: moved });
    expect(changed.written).toEqual([
      {
        call: 'POST /dkhardware/v1/customer/463501/address/update',
        // What the change does not name stays as it is.
        body: { ...GIVEN_ADDRESS, addressId: made?.externalId, address1: '56 Sample St' },
      },
    ]);
    expect((await customerNow(graph, OLD))?.addresses.map(({ line1 }) => line1)).toContain('56 Sample St');

    const removed = await mutate(graph, 'removeCustomerAddress', at);
    expect(removed.written).toEqual([
      {
        call: 'POST /dkhardware/v1/customer/463501/address/delete',
        body: { addressId: made?.externalId },
      },
    ]);
    expect((await customerNow(graph, OLD))?.addresses.map(({ line1 }) => line1)).not.toContain(
      '56 Sample St',
    );
  });

  it('a submission that fails is an operation that says why, on our own field', async () => {
    const reason = 'Property Email failed validation. Error: canary-quoted';
    graph.sandbox.upstream('dkhardware').configure({ failNextSubmission: reason });
    const { payload } = await mutate(graph, 'createCustomer', { ...DK_NINE, ...WAIT });
    expect(JSON.stringify(payload)).not.toContain('canary-quoted');
    expect(payload?.operation).toMatchObject({
      status: 'FAILED',
      userErrors: [{ field: ['input', 'email'] }],
    });
    expect(payload?.operation?.customer).toBeNull();
  });

  it('in its first revision, bodies are without wrapper and reference', async () => {
    const old = await startTestGraph({
      sources: (entries) =>
        entries.map((entry) => (entry.id === 'dkh' ? { ...entry, apiRevision: '2023-01-30' } : entry)),
    });
    try {
      old.sandbox.upstream('dkhardware').configure({ apiRevision: '2023-01-30' });
      const { payload, written } = await mutate(old, 'createCustomer', { ...DK_NINE, ...WAIT });
      expect(written).toEqual([{ call: 'POST /dkhardware/v1/customer/create', body: WIRE_CUSTOMER }]);
      expect(payload?.operation).toMatchObject({
        status: 'SUCCEEDED',
        customer: { displayName: 'Pat Nine' },
      });
    } finally {
      await old.close();
    }
  });
});
