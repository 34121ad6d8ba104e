import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { by, dk, expectOrder, get, list, updatedTime, useDkHardware, walk } from './support/dkhardware.js';
import { present } from './support/present.js';
import { sample, shapeOf } from './support/wire-shape.js';

useDkHardware();

describe('orders', () => {
  it('give every order once over the pages, last updated first', async () => {
    const rows = await walk('/v1/order/?limit=900');
    expect(rows.length).toBeGreaterThan(2_500);
    expectOrder(rows.map(updatedTime), 'descending');
    expect(JSON.stringify(rows.sort(by('orderId')))).toBe(JSON.stringify(dk.rows.orders));
  });

  it('of one status are found though some rows do not show it', async () => {
    const shipped = await walk('/v1/order/?limit=1000&statusId=11');
    const expected = dk.rows.orders.filter(({ status }) => status === 'Shipped Orders - PAID');
    expect(shipped).toHaveLength(expected.length);
    expect(shipped.some((row) => row.statusId === undefined)).toBe(true);
    expect(await list('/v1/order/?statusId=999')).toEqual([]);
  });

  it('cannot be asked for by customer: the parameter is ignored', async () => {
    expect(await list('/v1/order/?customerId=463506')).toEqual(await list('/v1/order/'));
  });

  it('name the parameter they refuse in camel case', async () => {
    const { status, body } = await get('/v1/order/?limit=1001&statusId=shipped');
    expect(status).toBe(400);
    expect(shapeOf(body)).toMatchObject({ 'errors.limit': 'array', 'errors.statusId': 'array' });
  });

  it('have the members of the sample, and the types their rows are known to break it with', async () => {
    const { body } = await get('/v1/order/?limit=1000');
    expect(shapeOf(body)).toEqual({
      ...shapeOf(sample('dk.orders.list.json')),
      'payload[].parentQuoteId': 'null|string',
      'payload[].poNumber': 'null|string',
      'payload[].returnIds[]': 'string',
      'payload[].vendorOrderIds[]': 'number|string',
      'payload[].total': 'null|number',
      'payload[].payments': 'array|null',
      'payload[].shipments': 'array|null',
      'payload[].payments[].originalPaymentId': 'null|string',
      'payload[].items[].lineComment': 'null|string',
      'payload[].items[].unitCost': 'number',
      'payload[].items[].addons[]': 'object',
      'payload[].items[].addons[].code': 'string',
      'payload[].items[].addons[].title': 'string',
      'payload[].items[].addons[].price': 'number',
      'payload[].items[].addons[].cost': 'number',
    });
  });

  it('are read alone, bare', async () => {
    expect((await get('/v1/order/805601')).body).toEqual(dk.rows.orders[0]);
    expect((await get('/v1/order/805601/')).body).toEqual(dk.rows.orders[0]);
  });

  it('answer an unknown id in each of the ways it may be', async () => {
    expect((await get('/v1/order/1')).status).toBe(404);
    dk.configure({ unknownOrder: 'bad-request' });
    const refused = await get('/v1/order/1');
    expect(refused).toMatchObject({ status: 400, body: { title: "Customer order with id '1' not found." } });
    dk.configure({ unknownOrder: 'empty-200' });
    expect(await get('/v1/order/1')).toMatchObject({ status: 200, body: undefined });
  });

  it('say when their items come, until they have shipped', async () => {
    const open = present(dk.rows.orders.find(({ shipments }) => shipments === null));
    const { body } = await get(`/v1/order/${open.orderId}/eta`);
    const { payload } = etaSchema.parse(body);
    expect(payload.orderId).toBe(open.orderId);
    expect(payload.etaList.map(({ itemId }) => itemId)).toEqual(open.items.map(({ itemId }) => itemId));
    const shipped = present(dk.rows.orders.find(({ shipments }) => shipments !== null));
    expect((await get(`/v1/order/${shipped.orderId}/eta`)).body).toEqual({
      payload: { orderId: shipped.orderId, etaList: [] },
    });
  });
});

const etaSchema = z.object({
  payload: z.object({
    orderId: z.string(),
    etaList: z.array(z.object({ itemId: z.string(), quantity: z.number(), eta: z.iso.date() })),
  }),
});
