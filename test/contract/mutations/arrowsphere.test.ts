import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestGraph, type TestGraph } from '../../support/graph.js';
import { ARROW_NINE } from './support/inputs.js';
import { mutate } from './support/mutate.js';
import { customerNow, eventually } from './support/read.js';

let graph: TestGraph;
let id: string;
let reference: string;
beforeAll(async () => {
  graph = await startTestGraph();
  const { payload } = await mutate(graph, 'createCustomer', ARROW_NINE);
  id = payload?.customer?.id ?? '';
  reference = payload?.customer?.externalId ?? '';
});
afterAll(() => graph.close());

const CUSTOMERS = '/arrowsphere/index.php/api/customers';
const WIRE_CONTACT = {
  ...{ firstName: 'Max', lastName: 'Zwei', email: 'max@northwind9.example', phone: '+33 (0)600000010' },
};

describe('at ArrowSphere', () => {
  it('createCustomer posts the customer in Pascal case', async () => {
    const another = { ...ARROW_NINE, internalReference: 'PORTAL-10' };
    const { payload, errors, written } = await mutate(graph, 'createCustomer', another);
    expect(errors).toEqual([]);
    expect(written).toEqual([
      {
        call: `POST ${CUSTOMERS}`,
        body: {
          ...{ CompanyName: 'Northwind Instruments 9', AddressLine1: '9 Rue des Essais', Zip: '75011' },
          ...{ City: 'Paris', CountryCode: 'FR', ReceptionPhone: '+33 (0)100000009' },
          ...{ EmailContact: 'contact@northwind9.example', InternalReference: 'PORTAL-10' },
          Contact: {
            ...{ FirstName: 'Ada', LastName: 'Neuf', Email: 'ada@northwind9.example' },
            ...{ Phone: '+33 (0)600000009', Type: 'Management', Role: 'primary' },
          },
          customFields: [{ label: 'segment', value: 'smb' }],
        },
      },
    ]);
    expect(payload).toMatchObject({
      customer: { companyName: 'Northwind Instruments 9', internalReference: 'PORTAL-10' },
      operation: null,
      userErrors: [],
    });
    expect(await customerNow(graph, payload?.customer?.id)).toMatchObject({ internalReference: 'PORTAL-10' });
  });

  it('an internal reference that is taken is told on that field', async () => {
    const { payload } = await mutate(graph, 'createCustomer', ARROW_NINE);
    expect(payload).toMatchObject({
      customer: null,
      userErrors: [{ field: ['input', 'internalReference'], code: 'TAKEN' }],
    });
  });

  it('updateCustomer patches what is named, and nothing else', async () => {
    const { payload, written } = await mutate(graph, 'updateCustomer', {
      ...{ id, companyName: 'Northwind Renamed', headcount: 12 },
    });
    expect(written).toEqual([
      {
        call: `PATCH ${CUSTOMERS}/${reference}`,
        body: { CompanyName: 'Northwind Renamed', Headcount: 12 },
      },
    ]);
    expect(payload).toMatchObject({ customer: { displayName: 'Northwind Renamed' }, userErrors: [] });
    expect(await customerNow(graph, id)).toMatchObject({ displayName: 'Northwind Renamed' });
  });

  it('a contact is added, changed and removed', async () => {
    const added = await mutate(graph, 'addCustomerContact', { customerId: id, contact: WIRE_CONTACT });
    expect(added.written).toEqual([{ call: `POST ${CUSTOMERS}/${reference}/contacts`, body: WIRE_CONTACT }]);
    const contact = added.payload?.contact?.externalId ?? '';
    expect(added.payload).toMatchObject({ customer: { id }, contact: { email: WIRE_CONTACT.email } });

    const at = { customerId: id, contactExternalId: contact };
    const changed = await mutate(graph, 'updateCustomerContact', { ...at, contact: { lastName: 'Drei' } });
    expect(changed.written).toEqual([
      { call: `PATCH ${CUSTOMERS}/${reference}/contacts/${contact}`, body: { lastName: 'Drei' } },
    ]);
    expect(changed.payload?.contact).toMatchObject({ firstName: 'Max', lastName: 'Drei' });
    expect(JSON.stringify(await customerNow(graph, id))).toContain('Drei');

    const removed = await mutate(graph, 'removeCustomerContact', at);
    expect(removed.written).toEqual([
      { call: `DELETE ${CUSTOMERS}/${reference}/contacts/${contact}`, body: {} },
    ]);
    expect(removed.payload).toMatchObject({ contact: null, userErrors: [] });
    expect(JSON.stringify(await customerNow(graph, id))).not.toContain('Drei');
  });

  it('inviteContact posts the invitation, which is readable by its code', async () => {
    const added = await mutate(graph, 'addCustomerContact', { customerId: id, contact: WIRE_CONTACT });
    const contactId = Number(/\d+$/.exec(added.payload?.contact?.externalId ?? '')?.[0]);
    const input = { sourceId: 'arrow', contactId, policy: 'default' };
    const { payload, written } = await mutate(graph, 'inviteContact', input);
    expect(written).toEqual([
      { call: `POST ${CUSTOMERS}/invitations`, body: { contactId, policy: 'default' } },
    ]);
    expect(payload?.userErrors).toEqual([]);
    const { data } = await graph.ask(
      'query ($code: String!) { invitation(sourceId: "arrow", code: $code) { policy customer { id } } }',
      { code: payload?.invitation?.code },
    );
    expect(data).toEqual({ invitation: { policy: 'default', customer: { id } } });
  });

  it.each([
    ['startCustomerProvision', 'provision', 'PROVISION'],
    ['startCustomerMigration', 'migration', 'MIGRATION'],
  ] as const)('%s posts the program and is followed to its result', async (name, path, kind) => {
    const input = { customerId: id, program: 'MSCSP', attributes: [{ name: 'domain', value: 'nine' }] };
    const { payload, errors, written } = await mutate(graph, name, input);
    expect(errors).toEqual([]);
    expect(written).toEqual([
      {
        call: `POST ${CUSTOMERS}/${reference}/${path}`,
        body: { program: 'MSCSP', attributes: [{ name: 'domain', value: 'nine' }] },
      },
    ]);
    expect(payload).toMatchObject({ customer: { id }, operation: { kind }, userErrors: [] });
    const operation = 'query ($id: ID!) { operation(id: $id) { status } }';
    await eventually(
      async () => JSON.stringify((await graph.ask(operation, { id: payload?.operation?.id })).data),
      (answer) => answer.includes('SUCCEEDED'),
    );
  });

  it('cancelCustomerMigration names the program in the query', async () => {
    const input = { customerId: id, program: 'MSCSP' };
    const { written } = await mutate(graph, 'cancelCustomerMigration', input);
    expect(written).toEqual([{ call: `DELETE ${CUSTOMERS}/${reference}/migration?program=MSCSP`, body: {} }]);
  });

  it('deleteCustomer marks the customer, and reactivateCustomer brings it back', async () => {
    const deleted = await mutate(graph, 'deleteCustomer', { id });
    expect(deleted.written).toEqual([{ call: `DELETE ${CUSTOMERS}/${reference}`, body: {} }]);
    expect(deleted.payload).toEqual({ deletedCustomerId: id, userErrors: [] });
    expect(await customerNow(graph, id)).toMatchObject({ status: 'DELETED' });

    const back = await mutate(graph, 'reactivateCustomer', { id });
    expect(back.written).toEqual([{ call: `PUT ${CUSTOMERS}/${reference}`, body: {} }]);
    expect(back.payload).toMatchObject({ customer: { id, status: 'ACTIVE' }, userErrors: [] });
  });
});
