import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestGraph, type TestGraph } from '../../support/graph.js';
import { customerId, ION_NINE, orderId } from './support/inputs.js';
import { mutate } from './support/mutate.js';
import { customerNow, REFERENCE } from './support/read.js';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startTestGraph();
});
afterAll(() => graph.close());

const CUSTOMERS = '/ion/api/v3/accounts/10001/customers';

describe('at ION', () => {
  it('createCustomer posts the whole customer, and shows its generated password', async () => {
    const { payload, errors, written } = await mutate(graph, 'createCustomer', ION_NINE);
    expect(errors).toEqual([]);
    expect(written).toEqual([
      {
        call: `POST ${CUSTOMERS}`,
        body: {
          customerOrganization: 'Meridian Test Org 9',
          customerAddress: {
            ...{ street: '9 Tech Blvd', city: 'San Francisco', state: 'CA', zip: '94016', country: 'US' },
          },
          customerName: 'Jo Nine',
          customerEmail: 'jo9@meridian.example',
          customerPhone: '+15550109',
          languageCode: 'EN',
        },
      },
    ]);
    expect(payload).toMatchObject({
      customer: { companyName: 'Meridian Test Org 9', email: 'jo9@meridian.example', status: 'ACTIVE' },
      createdUser: {
        email: 'jo9@meridian.example',
        password: expect.stringMatching(/^canary-ion-password-/),
      },
      operation: null,
      userErrors: [],
    });
    expect(await customerNow(graph, payload?.customer?.id)).toMatchObject({
      displayName: 'Meridian Test Org 9',
    });
  });

  it('an e-mail address that is taken is told on the member that gave it', async () => {
    const taken = {
      ...ION_NINE,
      contact: { ...ION_NINE.contact, email: 'it1@marquelle-ceramics-1-ltd.example' },
    };
    const { payload } = await mutate(graph, 'createCustomer', taken);
    expect(payload?.customer).toBeNull();
    expect(payload?.userErrors).toEqual([
      expect.objectContaining({ field: ['input', 'contact', 'email'], code: 'TAKEN' }),
    ]);
  });

  it('updateCustomer puts back everything that the change does not name', async () => {
    const change = { id: customerId('ion', '20001'), companyName: 'Renamed Ceramics' };
    const { payload, written, calls } = await mutate(graph, 'updateCustomer', change);
    expect(written).toEqual([
      {
        call: `PUT ${CUSTOMERS}/20001`,
        body: {
          customerOrganization: 'Renamed Ceramics',
          customerName: "Noor O'Neill",
          customerEmail: 'it1@marquelle-ceramics-1-ltd.example',
          customerTitle: 'CTO',
          customerPhone: '+49 (0)3086158409',
          languageCode: 'EN',
          customerAddress: {
            ...{ street: '162 Weißeritzstraße', suite: 'Suite 49', city: 'Dresden', state: 'Sachsen' },
            ...{ zip: '01067', country: 'DE' },
          },
        },
      },
    ]);
    expect(calls).toEqual([
      `GET ${CUSTOMERS}/20001`,
      `GET ${CUSTOMERS}/20001`,
      `PUT ${CUSTOMERS}/20001`,
      `GET ${CUSTOMERS}/20001`,
    ]);
    expect(payload).toMatchObject({ customer: { displayName: 'Renamed Ceramics' }, userErrors: [] });
    expect(await customerNow(graph, change.id)).toMatchObject({ displayName: 'Renamed Ceramics' });
  });

  it('createOrder posts its items, and cancelOrder takes the order back', async () => {
    const { payload, written } = await mutate(graph, 'createOrder', {
      customerId: customerId('ion', '20001'),
      poNumber: 'RPO',
      endCustomerPoNumber: 'EPO',
      products: [{ productId: 'GenericProd-DB', skuId: 'Sku-Lrg', planId: 'Monthly-Plan', quantity: 3 }],
    });
    expect(written).toEqual([
      {
        call: `POST ${CUSTOMERS}/20001/orders`,
        body: {
          referenceId: REFERENCE,
          orderItems: [
            {
              referenceId: expect.stringMatching(/-1$/),
              ...{ action: 'CREATE', productId: 'GenericProd-DB', skuId: 'Sku-Lrg', planId: 'Monthly-Plan' },
              ...{ quantity: 3, endCustomerPO: 'EPO', resellerPO: 'RPO', attributes: [] },
            },
          ],
        },
      },
    ]);
    const order = payload?.order;
    expect(order).toMatchObject({
      upstreamStatus: 'NEW',
      poNumber: 'RPO',
      customer: { externalId: '20001' },
    });

    const cancelled = await mutate(graph, 'cancelOrder', { id: order?.id });
    expect(cancelled.written).toEqual([
      { call: `POST ${CUSTOMERS}/20001/orders/${order?.externalId ?? ''}:cancel`, body: undefined },
    ]);
    expect(cancelled.payload).toMatchObject({ order: { status: 'CANCELED' }, userErrors: [] });
  });

  it('cancelOrder of an order that has gone on is refused without a write', async () => {
    const placed = await graph.ask<{
      readonly orders: { readonly nodes: readonly { readonly id: string }[] };
    }>('{ orders(first: 1, filter: { sourceIds: ["ion"], status: [COMPLETED] }) { nodes { id } } }');
    const { payload, written } = await mutate(graph, 'cancelOrder', { id: placed.data.orders.nodes[0]?.id });
    expect(payload?.userErrors).toEqual([
      expect.objectContaining({ field: ['input', 'id'], code: 'REJECTED' }),
    ]);
    expect(written).toEqual([]);
  });

  it('a customer or an order that is not there is told on the id', async () => {
    const change = await mutate(graph, 'updateCustomer', {
      id: customerId('ion', '9999999'),
      companyName: 'N',
    });
    expect(change.payload?.userErrors).toEqual([
      expect.objectContaining({ field: ['input', 'id'], code: 'NOT_FOUND' }),
    ]);
    const cancel = await mutate(graph, 'cancelOrder', { id: orderId('ion', '9999999') });
    expect(cancel.payload?.userErrors).toEqual([
      expect.objectContaining({ field: ['input', 'id'], code: 'NOT_FOUND' }),
    ]);
    expect([...change.written, ...cancel.written]).toEqual([]);
  });
});
