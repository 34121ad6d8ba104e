import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { at } from './support/answers.js';
import { clock, customerIdOf, fault, get, ion, ordersOf, page, send, useIon } from './support/ion.js';
import { present } from './support/present.js';
import { sample, shapeOf } from './support/wire-shape.js';

useIon();

const given = z
  .looseObject({ orderItems: z.array(z.looseObject({})) })
  .parse(sample('ion.orders.create.request.json'));
const [givenItem] = given.orderItems;
const PATH = '/customers/20001/orders';
const status = () => ion.rows.orders.at(-1)?.status;

describe('an order that is placed', () => {
  it('answers 200 with the order, which is there at once', async () => {
    const answer = await send('POST', PATH, given);
    expect(answer.status).toBe(200);
    expect(shapeOf(answer.body)).toEqual(shapeOf(sample('ion.orders.get.json')));
    const orderId = String(80_001 + ion.rows.orders.length - 1);
    expect(answer.body).toMatchObject({
      name: `accounts/10001/customers/20001/orders/${orderId}`,
      referenceId: 'gw-1',
      status: 'NEW',
      total: 31.5,
      orderItems: [{ ...givenItem, providerName: 'MICROSOFT', status: 'PENDING' }],
    });
    expect((await get(`${PATH}/${orderId}`)).body).toEqual(answer.body);
    expect((await ordersOf('/orders?pageSize=1&filter.customerIdList=20001'))[0]).toEqual(answer.body);
  });

  it('goes from NEW to IN_PROGRESS to COMPLETED in its own time', async () => {
    ion.configure({ orderStepMs: 400 });
    await send('POST', PATH, given);
    clock.forward(399);
    expect(status()).toBe('NEW');
    clock.forward(1);
    expect(status()).toBe('IN_PROGRESS');
    clock.forward(400);
    expect(status()).toBe('COMPLETED');
    expect(ion.rows.orders.at(-1)?.orderItems).toMatchObject([{ status: 'ACTIVE', resourceId: expect.stringMatching(/^sub-/) }]); // prettier-ignore
    const { orders } = await page('/orders?pageSize=1&sortBy=updateTime');
    expect(orders).toEqual(ion.rows.orders.slice(-1));
  });

  it('ends in ERROR where no provider has the product', async () => {
    await send('POST', PATH, { orderItems: [givenItem, { ...givenItem, productId: 'Discontinued' }] });
    clock.forward(2_000);
    expect(ion.rows.orders.at(-1)).toMatchObject({ status: 'ERROR', errors: [{ code: 'PROV-ER-007' }] });
  });

  it('stays NEW where nothing moves it', async () => {
    ion.configure({ orderStepMs: null });
    await send('POST', PATH, given);
    clock.forward(86_400_000);
    expect(status()).toBe('NEW');
  });

  it('has not moved after a reset', async () => {
    await send('POST', PATH, given);
    ion.reset();
    const before = JSON.stringify(ion.rows.orders);
    clock.forward(5_000);
    expect(JSON.stringify(ion.rows.orders)).toBe(before);
  });

  it('is refused in the words of the sample', async () => {
    const { status: refused, body } = await send('POST', PATH, {
      orderItems: [{ ...givenItem, productId: undefined }],
    });
    expect(refused).toBe(400);
    const expected = z
      .looseObject({ details: z.array(z.looseObject({})) })
      .parse(sample('ion.error.400.order.json'));
    const requestId = at(body, 'details', 0, 'requestId');
    expect(body).toEqual({ ...expected, details: [{ ...expected.details[0], requestId }] });
  });

  it.each([
    [{}, ["The 'orderItems' attribute must be present in the 'order' object."]],
    [{ orderItems: [] }, ["The 'orderItems' attribute must be present in the 'order' object."]],
    [{ orderItems: [{ ...givenItem, action: 'DELETE' }] }, ["The 'action' attribute in the 'order.orderItem' object must be CREATE or UPDATE."]],
    [{ orderItems: [{ ...givenItem, action: 'UPDATE' }] }, ["The 'resourceId' attribute must be present in the 'order.orderItem' object."]],
    [{ orderItems: [{ ...givenItem, quantity: 0, attributes: undefined }] }, ["The 'quantity' attribute in the 'order.orderItem' object must be at least 1.", "The 'attributes' attribute must be present in the 'order.orderItem' object."]],
    [{ ...given, customer: '20001' }, ["The 'customer' attribute is not known in the 'order' object."]],
  ])('is refused for %j', async (body, details) => {
    const before = ion.rows.orders.length;
    const answer = await send('POST', PATH, body);
    expect(answer.status).toBe(400);
    expect(at(answer.body, 'details', 0, 'errors')).toEqual(details.map((detail) => ({ code: 'COMM-VL-001 ', detail })));
    expect(ion.rows.orders).toHaveLength(before);
  }); // prettier-ignore

  it('is refused for a customer the account does not have: no 404 is listed', async () => {
    for (const customer of ['29999', '-']) {
      const { status: refused, body } = await send('POST', `/customers/${customer}/orders`, given);
      expect(refused).toBe(403);
      expect(shapeOf(body)).toEqual(shapeOf(sample('ion.error.403.json')));
    }
  });

  it('is there though its answer was lost', async () => {
    const before = ion.rows.orders.length;
    fault({ kind: 'status', status: 502, phase: 'after', times: 1 });
    expect((await send('POST', PATH, given)).status).toBe(502);
    expect(ion.rows.orders).toHaveLength(before + 1);
  });
});

describe('an order that is cancelled', () => {
  it('was NEW or ON_HOLD, under its customer or any', async () => {
    await send('POST', PATH, given);
    const placed = present(ion.rows.orders.at(-1));
    const answer = await send('POST', `${PATH}/${present(placed.orderId)}:cancel`);
    expect(answer).toMatchObject({ status: 200, body: { name: placed.name, status: 'CANCELED' } });
    expect((await get(`${PATH}/${present(placed.orderId)}`)).body).toEqual(answer.body);
    clock.forward(5_000);
    expect(status()).toBe('CANCELED');

    const held = present(ion.rows.orders.find((order) => order.status === 'ON_HOLD'));
    const id = present(held.name.split('/').at(-1));
    const cancelled = await send('POST', `/customers/-/orders/${id}%3Acancel`, {});
    expect(cancelled.body).toMatchObject({ name: held.name, status: 'CANCELED' });
    expect(ion.rows.orders.find(({ name }) => name === held.name)).toEqual(cancelled.body);
  });

  it.each(['CONFIRMED', 'COMPLETED', 'ERROR', 'CANCELED', 'IN_PROGRESS'])('was not %s', async (other) => {
    const order = present(ion.rows.orders.find((row) => row.status === other));
    const path = `/customers/${customerIdOf(order)}/orders/${present(order.name.split('/').at(-1))}`;
    const { status: refused, body } = await send('POST', `${path}:cancel`);
    expect({ refused, body }).toMatchObject({ refused: 400, body: { error: 'INVALID_REQUEST', code: 400 } });
    expect((await get(path)).body).toEqual(order);
  });

  it('is not found under an unknown id, or another customer', async () => {
    expect((await send('POST', '/customers/-/orders/1:cancel')).status).toBe(404);
    const order = present(
      ion.rows.orders.find((row) => row.status === 'NEW' && customerIdOf(row) !== '20001'),
    );
    const { status: missing, body } = await send(
      'POST',
      `${PATH}/${present(order.name.split('/').at(-1))}:cancel`,
    );
    expect(missing).toBe(404);
    expect(shapeOf(body)).toEqual(shapeOf(sample('ion.error.404.json')));
  });
});
