import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestGraph, type TestGraph } from '../../support/graph.js';
import { COCKPIT_NINE, PROVIDER_INSTANCE } from './support/inputs.js';
import { mutate } from './support/mutate.js';
import { customerNow } from './support/read.js';

let graph: TestGraph;
let id: string;
let externalId: string;
beforeAll(async () => {
  graph = await startTestGraph();
});
afterAll(() => graph.close());

const CUSTOMERS = '/cloudcockpit/v1/Customers';
const ACCOUNT = {
  ...{ companyName: 'Lusitania Testes 9', taxId: 'PT500000009', country: 'PT', addressLine1: 'Rua 9' },
  ...{ addressLine2: null, city: 'Lisboa', state: 'Lisboa', zip: '1000-001', firstName: 'Ana' },
  ...{ middleName: null, lastName: 'Teste', email: 'ana@lusitania9.example', phone: '210000000' },
};

describe('at CloudCockpit', () => {
  it('createCustomer posts the customer and its providers, whose creation is followed', async () => {
    const { payload, errors, written } = await mutate(graph, 'createCustomer', {
      ...COCKPIT_NINE,
      waitMs: 10_000,
    });
    expect(errors).toEqual([]);
    expect(written).toEqual([
      {
        call: `POST ${CUSTOMERS}`,
        body: {
          ...ACCOUNT,
          internalIdentifier: 'PORTAL-9',
          resellerId: null,
          providerCustomers: {
            [PROVIDER_INSTANCE]: {
              providerInstanceId: PROVIDER_INSTANCE,
              providerCustomerData: '{"Domain":"lusitania9","AcceptedMCA":true,"Qualifications":[]}',
              margin: { marginRule: { name: 'Markup' }, value: 10.6 },
              offerTypeMargins: { license: { marginRule: { name: 'Markup' }, value: 10 } },
            },
          },
        },
      },
    ]);
    expect(payload).toMatchObject({
      customer: { displayName: 'Lusitania Testes 9', internalReference: 'PORTAL-9' },
      operation: { kind: 'CREATE_CUSTOMER', status: 'SUCCEEDED' },
      userErrors: [],
    });
    id = payload?.customer?.id ?? '';
    externalId = payload?.customer?.externalId ?? '';
    expect(await customerNow(graph, id)).toMatchObject({ email: 'ana@lusitania9.example' });
  });

  it('a provider that fails in the background is an operation that failed, and the customer is there', async () => {
    graph.sandbox.upstream('cloudcockpit').configure({ failNextProviderCustomer: 'DomainExists' });
    const another = {
      ...COCKPIT_NINE,
      companyName: 'Lusitania 10',
      internalReference: 'PORTAL-10',
      waitMs: 10_000,
    };
    const { payload } = await mutate(graph, 'createCustomer', another);
    expect(payload?.customer).toMatchObject({ displayName: 'Lusitania 10' });
    expect(payload?.operation).toMatchObject({
      status: 'FAILED',
      userErrors: [{ field: expect.arrayContaining(['cloudCockpit', 'providerCustomers']), code: 'TAKEN' }],
    });
  });

  it('updateCustomer patches the whole account, then the identifier', async () => {
    const { payload, written } = await mutate(graph, 'updateCustomer', {
      ...{ id, companyName: 'Lusitania Renovada', internalReference: 'PORTAL-9b' },
    });
    expect(written).toEqual([
      {
        call: `PATCH ${CUSTOMERS}/${externalId}/account-info`,
        body: {
          customer: {
            id: externalId,
            ...ACCOUNT,
            companyName: 'Lusitania Renovada',
            internalIdentifier: 'PORTAL-9b',
            resellerId: null,
            providerCustomers: {},
          },
          retryFailedProviderCustomersFromCompanyInfo: false,
        },
      },
      {
        call: `PATCH ${CUSTOMERS}/${externalId}/internal-identifier`,
        body: { internalIdentifier: 'PORTAL-9b', resellerId: null },
      },
    ]);
    // 202: CloudCockpit changes the account a moment after its answer, and ours comes after that.
    const changed = { displayName: 'Lusitania Renovada', internalReference: 'PORTAL-9b' };
    expect(payload).toMatchObject({ customer: changed, userErrors: [] });
    expect(await customerNow(graph, id)).toMatchObject(changed);
  });

  it('a change right after another one does not undo it', async () => {
    await mutate(graph, 'updateCustomer', { id, companyName: 'Lusitania Outra' });
    await mutate(graph, 'updateCustomer', { id, email: 'outra@lusitania9.example' });
    const changed = { displayName: 'Lusitania Outra', email: 'outra@lusitania9.example' };
    expect(await customerNow(graph, id)).toMatchObject(changed);
  });

  it('deleteCustomer deletes, without a body', async () => {
    const { payload, written } = await mutate(graph, 'deleteCustomer', { id });
    expect(written).toEqual([{ call: `DELETE ${CUSTOMERS}/${externalId}`, body: undefined }]);
    expect(payload).toEqual({ deletedCustomerId: id, userErrors: [] });
    const gone = await customerNow(graph, id);
    expect(gone === null || gone.status === 'DELETED').toBe(true);
  });
});
