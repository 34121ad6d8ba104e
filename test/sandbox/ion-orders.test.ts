import { describe, expect, it } from '@jest/globals';
import { ION_ACCOUNT_ID, ION_PASSWORD_CANARY } from '../../sandbox/ion/index.js';
import { customerIdOf, get, ion, ordersOf, useIon, walk } from './support/ion.js';
import { present } from './support/present.js';
import { sample, shapeOf } from './support/wire-shape.js';

useIon();

// An order in trouble says why; the samples' have no errors.
const ORDER_ERRORS = {
  '[].errors[]': 'object',
  '[].errors[].code': 'string',
  '[].errors[].detail': 'string',
  '[].errors[].sourceName': 'string',
  '[].errors[].instancePath': 'string',
};

// The SDK's own sample: no accountId, customerId, orderId, total; times instead.
const LEAN_MEMBERS = [
  '', '[]', '[].cartId', '[].createTime', '[].displayName', '[].name', '[].orderItems', '[].orderItems[]',
  '[].referenceId', '[].scheduledAt', '[].status', '[].updateTime', '[].userEmail', '[].userId', '[].userName',
]; // prettier-ignore

describe('orders', () => {
  it('give every order once over pages of at most 200, newest first', async () => {
    const pages = await walk('/orders?pageSize=1000');
    const orders = pages.flatMap(({ orders = [] }) => orders);
    expect(pages[0]?.orders).toHaveLength(200);
    expect(orders.length).toBeGreaterThan(850);
    expect(orders).toEqual([...ion.rows.orders].reverse());
  });

  it('of many customers come in one listing', async () => {
    const ids = ['20002', '20004', '20008', '29999'];
    const pages = await walk(`/orders?pageSize=30&filter.customerIdList=${ids.join(',')}`);
    const expected = ion.rows.orders.filter((order) => ids.includes(customerIdOf(order))).reverse();
    expect(pages.flatMap(({ orders = [] }) => orders)).toEqual(expected);
    expect(pages).toHaveLength(Math.ceil(expected.length / 30));
    expect((await get('/orders?pageSize=1&filter.customerIdList=20001,x')).status).toBe(400);
  });

  it('are filtered by status, account and provider', async () => {
    const onHold = await ordersOf('/orders?pageSize=200&status=ON_HOLD');
    expect(onHold).toHaveLength(ion.rows.orders.filter(({ status }) => status === 'ON_HOLD').length);
    expect((await get('/orders?pageSize=200&status=on_hold')).status).toBe(400);
    expect((await get('/orders?pageSize=200&filter.accountIdList=10002')).body).toEqual({});
    const google = await ordersOf('/orders?pageSize=200&filter.providerNameList=GOOGLE,NONE');
    const bought = ion.rows.orders.filter((order) =>
      order.orderItems.some((item) => item.providerName === 'GOOGLE'),
    );
    expect(google).toHaveLength(bought.length);
  });

  it('are sorted by either time, either way', async () => {
    // Only lean rows show the time, yet all are sorted by it.
    const timesOf = async (query: string) =>
      (await ordersOf(`/orders?pageSize=200&${query}`)).flatMap(({ updateTime }) => updateTime ?? []);
    const ascending = await timesOf('sortBy=updateTime&sortOrder=ASC');
    expect(ascending.length).toBeGreaterThan(250);
    expect(ascending).toEqual([...ascending].sort());
    expect(await timesOf('sortBy=updateTime&sortOrder=DESC')).toEqual([...ascending].reverse());
    expect((await get('/orders?pageSize=1&sortBy=total')).status).toBe(400);
  });

  it('of one customer, or of any', async () => {
    const own = await ordersOf('/customers/20008/orders?pageSize=200');
    expect(own).toEqual(ion.rows.orders.filter((order) => customerIdOf(order) === '20008').reverse());
    expect(own.length).toBeGreaterThan(25);
    expect(await ordersOf('/customers/-/orders?pageSize=200')).toHaveLength(ion.rows.orders.length);
    expect((await get('/customers/20001/orders?pageSize=10')).body).toEqual({});
    expect((await get('/customers/20008/orders')).status).toBe(400);
  });

  it('are read alone under their customer, under any, under no other', async () => {
    const first = present(ion.rows.orders[0]);
    expect((await get(`/customers/${customerIdOf(first)}/orders/80001`)).body).toEqual(first);
    expect((await get('/customers/-/orders/80001')).body).toEqual(first);
    expect((await get('/customers/20001/orders/80001')).status).toBe(404);
  });

  it('have the members of the samples, and in items those of the SDK beside them', async () => {
    const orders = await ordersOf('/orders?pageSize=200');
    const full = shapeOf(orders.filter(({ orderId }) => orderId !== undefined));
    const lean = shapeOf(orders.filter(({ orderId }) => orderId === undefined));
    expect(full).toEqual({ ...shapeOf([sample('ion.orders.get.json')]), ...ORDER_ERRORS });
    expect(
      Object.keys(lean)
        .filter((path) => !path.startsWith('[].orderItems[].'))
        .sort(),
    ).toEqual(LEAN_MEMBERS);
    expect(lean).toMatchObject({
      '[].orderItems[].productName': 'string',
      '[].orderItems[].createTime': 'string',
    });
  });

  it('carry passwords, strangers in item names and left-out members', () => {
    const orders = ion.rows.orders;
    const attributes = orders.flatMap((order) => order.orderItems.flatMap((item) => item.attributes ?? []));
    const passwords = attributes.filter(({ name }) => name === 'password').map(({ value }) => value);
    expect(passwords.length).toBeGreaterThan(100);
    expect(passwords.every((value) => value.startsWith(ION_PASSWORD_CANARY))).toBe(true);
    const strangers = orders.filter((order) =>
      order.orderItems.some((item) => customerIdOf(item) !== customerIdOf(order)),
    );
    expect(strangers.length).toBeGreaterThan(50);
    expect(orders.filter(({ errors }) => errors === undefined).length).toBeGreaterThan(100);
    expect(orders.every(({ name }) => name.startsWith(`accounts/${ION_ACCOUNT_ID}/`))).toBe(true);
  });
});
