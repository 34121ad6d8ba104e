import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startTestGraph, type TestGraph } from '../../support/graph.js';
import { customerId } from './support/inputs.js';
import { mutate } from './support/mutate.js';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startTestGraph();
});
afterAll(() => graph.close());

const ORDERS = '/arrowsphere/index.php/api/orders';

it('an order is placed at ArrowSphere, given another number, and cancelled', async () => {
  const placed = await mutate(graph, 'createOrder', {
    customerId: customerId('arrow', 'XSP100201'),
    poNumber: 'PO-77',
    endCustomerPoNumber: 'EPO-77',
    products: [{ priceBandSku: 'MS-0A-TEST-PB', quantity: 3, autoRenew: true, friendlyName: 'three seats' }],
    customFields: [{ label: 'cost-centre', value: '42' }],
  });
  expect(placed.payload?.userErrors).toEqual([]);
  expect(placed.written).toEqual([
    {
      call: `POST ${ORDERS}`,
      body: {
        customer: { reference: 'XSP100201', ponumber: 'PO-77', endCustomerPONumber: 'EPO-77' },
        products: [
          {
            ...{ arrowSpherePriceBandSku: 'MS-0A-TEST-PB', quantity: 3 },
            ...{ autoRenew: true, friendlyName: 'three seats' },
          },
        ],
        customFields: [{ label: 'cost-centre', value: '42' }],
      },
    },
  ]);
  const { id = '', externalId = '' } = placed.payload?.order ?? {};
  expect(placed.payload?.order).toMatchObject({ poNumber: 'PO-77', customer: { externalId: 'XSP100201' } });

  const changed = await mutate(graph, 'updateOrder', {
    id,
    poNumber: 'PO-78',
    endCustomerPoNumber: 'EPO-78',
  });
  expect(changed.written).toEqual([
    {
      call: `PATCH ${ORDERS}/${externalId}`,
      body: { PO_number: 'PO-78', end_customer_PO_number: 'EPO-78' },
    },
  ]);
  expect(changed.payload).toMatchObject({ order: { id, poNumber: 'PO-78' }, userErrors: [] });

  const cancelled = await mutate(graph, 'cancelOrder', { id });
  expect(cancelled.written).toEqual([{ call: `PATCH ${ORDERS}/${externalId}/cancel`, body: {} }]);
  expect(cancelled.payload).toMatchObject({ order: { id, status: 'CANCELED' }, userErrors: [] });
});
