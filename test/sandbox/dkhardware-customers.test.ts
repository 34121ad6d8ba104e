import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { DkCustomer, DkOrder } from '../../sandbox/dkhardware/rows.js';
import { by, dk, expectOrder, get, list, updatedTime, useDkHardware, walk } from './support/dkhardware.js';
import { present } from './support/present.js';
import { sample, shapeOf } from './support/wire-shape.js';

useDkHardware();

describe('customers', () => {
  it('are there by the thousand, every one once over the pages, last updated first', async () => {
    const rows = await walk('/v1/customer/?limit=400');
    expect(rows.length).toBeGreaterThanOrEqual(1_500);
    expect(new Set(rows.map((row) => row.customerId)).size).toBe(rows.length);
    expectOrder(rows.map(updatedTime), 'descending');
    expect(JSON.stringify(rows.sort(by('customerId')))).toBe(JSON.stringify(dk.rows.customers));
  });

  it('come oldest first, or by the time they were created', async () => {
    const newest = await walk('/v1/customer/?limit=1000');
    expect(await walk('/v1/customer/?limit=1000&newest=false')).toEqual(newest.reverse());
    const byCreation = await walk('/v1/customer/?limit=1000&newest=false&basedOnCreatedDate=true');
    expectOrder(byCreation.map(({ createdAt }) => String(createdAt)), 'ascending'); // prettier-ignore
  });

  it('come by the hundred, with or without the slash, past the end not at all', async () => {
    expect(await list('/v1/customer/')).toHaveLength(100);
    expect(await list('/v1/customer')).toEqual(await list('/v1/customer/?offset=0&limit=100'));
    expect((await get('/v1/customer/?offset=100000')).body).toEqual(sample('dk.customers.list.empty.json'));
  });

  it('are cut out by the time of their update, or of their creation', async () => {
    const [from, to] = ['2023-01-01T00:00:00', '2023-12-31T23:59:59'];
    const within = (time: string) => time >= from && time <= to;
    const updated = await list(`/v1/customer/?limit=1000&from=${from}Z&to=${to}Z`);
    const created = await list(`/v1/customer/?limit=1000&basedOnCreatedDate=true&from=${from}Z&to=${to}Z`);
    expect(updated).toHaveLength(dk.rows.customers.filter((row) => within(updatedTime(row))).length);
    expect(created).toHaveLength(dk.rows.customers.filter((row) => within(row.createdAt)).length);
    expect(updated.length).not.toBe(created.length);
    expect(await list(`/v1/customer/?limit=1000&from=2023-01-01T05:00:00%2B05:00&to=${to}`)).toEqual(updated);
  });

  it.each([
    ['limit=0', 'Limit'],
    ['limit=1001', 'Limit'],
    ['limit=ten', 'Limit'],
    ['limit=5&limit=6', 'Limit'],
    ['offset=-1', 'Offset'],
    ['newest=yes', 'Newest'],
    ['basedOnCreatedDate=1', 'BasedOnCreatedDate'],
    ['from=yesterday', 'From'],
    ['to=2023-13-01T00:00:00Z', 'To'],
  ])('refuse %s, naming %s', async (query, key) => {
    const { status, body } = await get(`/v1/customer/?${query}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({ status: 400, title: 'One or more validation errors occurred.' });
    expect(shapeOf(body)).toEqual({
      ...shapeOf({ ...errorSample(), errors: {} }),
      [`errors.${key}`]: 'array',
      [`errors.${key}[]`]: 'string',
    });
  });

  it('say all that is wrong at once', async () => {
    const { body } = await get('/v1/customer/?limit=0&offset=x');
    expect(shapeOf(body)).toMatchObject({ 'errors.Limit': 'array', 'errors.Offset': 'array' });
  });

  it('have the members of the sample, and the types their rows are known to break it with', async () => {
    const payload = await walk('/v1/customer/?limit=1000');
    expect(shapeOf({ payload })).toEqual({
      ...shapeOf(sample('dk.customers.list.json')),
      'payload[].customerId': 'number|string',
      'payload[].altPhone': 'null|string',
      'payload[].notes': 'null|string',
      'payload[].addresses[].address2': 'null|string',
    });
  });

  it('are read alone in an envelope, also by an id that is a number, or not found', async () => {
    const first = present(dk.rows.customers[0]);
    expect((await get('/v1/customer/463501')).body).toEqual({ payload: first });
    const numeric = present(dk.rows.customers.find(({ customerId }) => typeof customerId === 'number'));
    expect((await get(`/v1/customer/${numeric.customerId}`)).body).toEqual({ payload: numeric });
    const missing = await get('/v1/customer/1');
    expect(missing.status).toBe(404);
    expect(shapeOf(missing.body)).toEqual(shapeOf(sample('dk.error.500.json')));
    expect((await get(`/v1/customer/${'1'.repeat(65)}`)).status).toBe(400);
  });

  it('show their addresses bare, also where the row has none', async () => {
    const { body } = await get('/v1/customer/463501/address');
    expect(body).toEqual(dk.rows.customers[0]?.addresses);
    expect(shapeOf(body)).toEqual(shapeOf(sample('dk.customers.address.list.json')));
    const without = present(dk.rows.customers.find(({ addresses }) => addresses === undefined));
    expect((await get(`/v1/customer/${without.customerId}/address`)).body).toEqual([]);
  });

  it('show their credit, partly null, partly not at all', async () => {
    const { body } = await get('/v1/customer/463501/credit-info');
    expect(body).toEqual({ payload: dk.rows.credit[0] });
    const [whole, nulls, none] = [0, 2, 6].map((index) => shapeOf({ payload: dk.rows.credit[index] }));
    const expected = shapeOf(sample('dk.customers.credit-info.json'));
    expect(whole).toEqual({ ...expected, 'payload.creditAvailable': 'number' });
    expect(Object.keys(nulls ?? {})).toEqual(Object.keys(expected));
    expect(none).toEqual({ '': 'object', payload: 'object', 'payload.customerId': 'string', 'payload.creditApproved': 'boolean' }); // prettier-ignore
  });

  it('show what hangs on them, unpaged, or null', async () => {
    const busiest = present(dk.rows.customers[5]);
    const answer = relationsSchema.parse((await get(`/v1/customer/${busiest.customerId}/relations`)).body);
    const { orders } = answer.payload.orderEntities;
    expect(orders?.map(({ orderId }) => orderId)).toEqual(ordersOf(busiest).map(({ orderId }) => orderId));
    expect(orders?.length).toBeGreaterThan(25);
    expect(shapeOf(orders)).toMatchObject({ '[].vendorOrderIds[]': 'number' });

    const none = relationsSchema.parse((await get('/v1/customer/463501/relations')).body);
    expect(none.payload.orderEntities).toEqual({
      quotas: null, orders: null, returns: null, vendorQuotas: null, vendorOrders: null, vendorReturns: null,
    }); // prettier-ignore
    const returned = present(dk.rows.orders.find(({ returnIds }) => returnIds.length > 0));
    const { body } = await get(`/v1/customer/${returned.customerId}/relations`);
    const expected = entriesUnder(
      'payload.orderEntities.returns',
      shapeOf(sample('dk.customers.relations.json')),
    );
    expect(entriesUnder('payload.orderEntities.returns', shapeOf(body))).toEqual(expected);
  });
});

const relationsSchema = z.object({
  payload: z.object({
    customerId: z.string(),
    orderEntities: z.looseObject({ orders: z.array(z.looseObject({ orderId: z.string() })).nullable() }),
  }),
});

function ordersOf({ customerId }: DkCustomer): readonly DkOrder[] {
  return dk.rows.orders.filter((order) => order.customerId === String(customerId));
}

function entriesUnder(path: string, shape: Readonly<Record<string, string>>) {
  return Object.entries(shape).filter(([name]) => name.startsWith(path));
}

function errorSample() {
  return z.looseObject({}).parse(sample('dk.error.400.json'));
}
