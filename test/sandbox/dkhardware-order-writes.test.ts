import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { DkOrder } from '../../sandbox/dkhardware/rows.js';
import { at } from './support/answers.js';
import {
  clock,
  CONTEXT,
  dk,
  faultsOf,
  get,
  list,
  outcomeOf,
  post,
  useDkHardware,
} from './support/dkhardware.js';
import { present } from './support/present.js';
import { sample, shapeOf } from './support/wire-shape.js';

useDkHardware();

const request = z
  .object({ referenceId: z.string(), customerOrder: z.looseObject({ items: z.array(z.looseObject({})) }) })
  .parse(sample('dk.orders.create.request.json'));
const { customerOrder } = request;
const [givenItem] = customerOrder.items;

function created(change: object = {}) {
  return outcomeOf('/v1/order/create', { customerOrder: { ...customerOrder, ...change } });
}

describe('an order that is created', () => {
  it('has what was given, its discounts negative, in the list and by its id at once', async () => {
    const status = await outcomeOf('/v1/order/create', request);
    const orderId = String(Number(dk.rows.orders.at(-2)?.orderId) + 1);
    expect(status).toMatchObject({
      orderId,
      status: 'Succeeded',
      errors: null,
      referenceId: request.referenceId,
    });
    const { body } = await get(`/v1/order/${orderId}`);
    expect(at(status, 'payload')).toEqual(body);
    expect((await list('/v1/order/?limit=1&statusId=7'))[0]).toEqual(body);
    expect(body).toMatchObject({
      total: 43,
      shippingDiscount: -2,
      status: 'New Orders',
      createdBy: { id: '93', name: 'Robin Clerk' },
      paymentMethod: { code: 'net-30', name: 'Net 30' },
      billing: { address1: '15 Sample st', email: dk.rows.customers[0]?.email },
      items: [{ ...givenItem, discount: -1, unitOfMeasure: { id: '17', name: 'Each' } }],
      createdAt: new Date(clock.now()).toISOString().slice(0, 19),
    });
  });

  it('has the members of the sample, and shows the cost of its items', async () => {
    const status = await outcomeOf('/v1/order/create', request);
    const inShapes = (value: unknown) =>
      Object.keys(shapeOf(value)).filter(
        (path) => !/(notes|payments|shipments|filters|vendorOrderIds)\[/.test(path),
      );
    expect(
      inShapes(status)
        .filter((path) => !path.endsWith('unitCost'))
        .sort(),
    ).toEqual(inShapes(sample('dk.orders.status.succeeded.json')).sort());
  });

  it('is sent to the customer where nothing else was said, and notes the comment', async () => {
    await outcomeOf('/v1/order/create', {
      customerOrder: { ...customerOrder, billing: undefined, shipping: undefined, comment: 'Call first.' },
    });
    const order = present(dk.rows.orders.at(-1));
    const home = present(dk.rows.customers[0]?.addresses?.[0]);
    expect(order.shipping).toMatchObject({ zip: home.zip, country: home.country, address1: home.address1 });
    expect(order.notes).toMatchObject([{ message: 'Call first.', author: { id: '93' } }]);
  });

  it('fails later for a customer nobody knows, and for a reference that was used, by whatever request', async () => {
    expect(await created({ customerId: '1' })).toMatchObject({ orderId: null, status: 'Failed' });
    const customer = { firstName: 'A', lastName: 'B', email: 'a@b.example' };
    await outcomeOf('/v1/customer/create', { referenceId: request.referenceId, customer });
    expect(await outcomeOf('/v1/order/create', request)).toEqual(sample('dk.orders.status.failed.json'));
  });

  it.each([
    [{ items: [{ ...givenItem, unitCost: undefined }] }, ['items[0].unitCost']],
    [{ items: [] }, ['items']],
    [{ items: [givenItem, { ...givenItem, quantity: 0 }] }, ['items[1].linePosition', 'items[1].quantity']],
    [{ items: [{ ...givenItem, linePosition: 1_001, mpn: 'x'.repeat(51) }] }, ['items[0].linePosition', 'items[0].mpn']],
    [{ paymentMethodCode: 'cash', orderDateUtc: 'today', shippingMethod: null }, ['orderDateUtc', 'paymentMethodCode', 'shippingMethod']],
    [{ shipping: { firstName: 'A' } }, ['address1', 'city', 'country', 'lastName', 'state', 'zip'].map((name) => `shippingAddress.${name}`)],
    [{ shippingDiscount: -2, total: '43' }, ['shippingDiscount', 'total']],
    [{ responseTime: 'Never', color: 'red' }, ['color', 'responseTime']],
  ])('is refused with %j', async (change, keys) => {
    const before = dk.rows.orders.length;
    const answer = await post('/v1/order/create', { customerOrder: { ...customerOrder, ...change } }, CONTEXT);
    expect(faultsOf(answer)).toEqual(keys);
    clock.forward(1_000);
    expect(dk.rows.orders).toHaveLength(before);
  }); // prettier-ignore

  it('is refused in the words of the vendor', async () => {
    const items = [{ ...givenItem, unitCost: undefined }];
    const { body } = await post('/v1/order/create', { customerOrder: { ...customerOrder, items } }, CONTEXT);
    expect(at(body, 'errors')).toEqual({ 'items[0].unitCost': ["'unit Cost' must not be empty."] });
  });
});

describe('an order that is updated', () => {
  const update = (change: object) =>
    outcomeOf('/v1/order/update', { customerOrder: { orderId: '805601', ...change } });
  const first = (): DkOrder => present(dk.rows.orders[0]);

  it('changes its totals and addresses, and adds up anew', async () => {
    await created();
    const order = present(dk.rows.orders.at(-1));
    const status = await outcomeOf('/v1/order/update', {
      customerOrder: {
        orderId: order.orderId,
        orderTotals: {
          handlingFee: { newValue: 12.3, oldValue: 3 },
          shippingDiscount: { newValue: 5, oldValue: 2 },
          paymentMethodCode: { newValue: 'wire', oldValue: 'net-30' },
        },
        billing: { company: { newValue: 'My Best Company', oldValue: '' } },
        shipping: { email: { newValue: 'new@dk-buyer.example' } },
      },
    });
    expect(at(status, 'payload')).toMatchObject({
      handlingFee: 12.3,
      shippingDiscount: -5,
      total: 49.3,
      paymentMethod: { code: 'wire' },
      billing: { ...order.billing, company: 'My Best Company' },
      shipping: { ...order.shipping, email: 'new@dk-buyer.example' },
      updatedAt: new Date(clock.now()).toISOString().slice(0, 19),
    });
  });

  it('changes, adds and removes items, addons and notes', async () => {
    await created({ comment: 'first' });
    const { orderId, items, notes } = present(dk.rows.orders.at(-1));
    const itemId = present(items[0]).itemId;
    const change = (customerOrderChange: object) =>
      outcomeOf('/v1/order/update', { customerOrder: { orderId, ...customerOrderChange } });
    await change({
      items: { itemsToAdd: [{ ...givenItem, linePosition: 2 }], itemsToUpdate: [{ itemId, quantity: { newValue: 4, oldValue: 3 } }] },
      addons: { addonsToAdd: [{ itemId, code: 'engraving', price: 4.5 }] },
      notes: { notesToAdd: [{ message: 'second', actionTypeCode: 'Email' }] },
    }); // prettier-ignore
    const changed = present(dk.rows.orders.at(-1));
    expect(changed.items).toMatchObject([{ itemId, quantity: 4, addons: [{ code: 'engraving', price: 4.5 }] }, { linePosition: 2 }]); // prettier-ignore
    expect(changed.items[1]?.itemId).not.toBe(itemId);
    expect(changed.notes.map(({ message }) => message)).toEqual(['first', 'second']);
    await change({
      items: { idsOfItemsToDelete: [present(changed.items[1]).itemId] },
      addons: { addonsToUpdate: [{ itemId, code: 'engraving', price: { newValue: 5, oldValue: 4.5 } }] },
      notes: {
        idsOfNotesToDelete: [present(notes[0]).noteId],
        notesToUpdate: [{ noteId: present(changed.notes[1]).noteId, message: { newValue: 'two' } }],
      },
    });
    const again = present(dk.rows.orders.at(-1));
    expect(again.items).toMatchObject([{ itemId, addons: [{ price: 5 }] }]);
    expect(again.notes.map(({ message }) => message)).toEqual(['two']);
    await change({ addons: { addonsToDelete: [{ itemId, code: 'engraving' }] } });
    expect(dk.rows.orders.at(-1)?.items[0]?.addons).toEqual([]);
  });

  it('fails as a whole where an old value is not the current one', async () => {
    const before = first();
    const status = await update({
      orderTotals: { shippingTax: { newValue: 9 }, handlingFee: { newValue: 1, oldValue: 99 } },
    });
    expect(status).toMatchObject({ status: 'Failed', errors: [expect.stringContaining('handlingFee')] });
    expect(first()).toEqual(before);
  });

  it('fails where an order or an item is unknown', async () => {
    expect(await update({ orderId: '1' })).toMatchObject({
      errors: ["Customer order with id '1' not found."],
    });
    expect(await update({ items: { idsOfItemsToDelete: ['1'] } })).toMatchObject({ errors: ["Item with id '1' not found."] }); // prettier-ignore
  });

  it('is refused in the words of the vendor', async () => {
    const answer = await post('/v1/order/update', {
      customerOrder: {
        orderId: '805601',
        orderTotals: { handlingFee: { newValue: -1, oldValue: 0 } },
        shipping: { email: { newValue: 'nobody' } },
      },
    }, CONTEXT); // prettier-ignore
    expect(faultsOf(answer)).toHaveLength(2);
    expect(at(answer.body, 'errors')).toEqual({
      'orderTotals.handlingFee.NewValue': ["'handling Fee New Value' must be greater than or equal to '0'."],
      'shippingAddress.email.NewValue': ["'email New Value' is not a valid email address."],
    });
  });
});

describe("an order's status", () => {
  const change = (orderId: string, statusId: unknown) => ({ customerOrder: { orderId, statusId } });
  const path = '/v1/order/change-status';

  it('changes in all its members, also where the row did not show them', async () => {
    const hidden = present(
      dk.rows.orders.find(({ statusId, status }) => !statusId && status === 'Back Ordered'),
    );
    const status = await outcomeOf(path, change(hidden.orderId, { oldValue: '10', newValue: '14' }));
    expect(status).toMatchObject({ status: 'Succeeded', payload: { statusId: '14', currentStatus: { id: '14' }, status: 'Canceled Orders' } }); // prettier-ignore
    expect((await list('/v1/order/?limit=1&statusId=14'))[0]?.orderId).toBe(hidden.orderId);
  });

  it('does not change where it is another than was thought', async () => {
    const { orderId, status } = present(dk.rows.orders[0]);
    expect(await outcomeOf(path, change(orderId, { oldValue: '0', newValue: '14' }))).toMatchObject({ status: 'Failed' }); // prettier-ignore
    expect(dk.rows.orders[0]?.status).toBe(status);
  });

  it.each([
    [change('805601', { newValue: '99' }), ['statusId.NewValue']],
    [change('805601', undefined), ['statusId']],
    [change('first', { newValue: '14' }), ['orderId']],
  ])('refuses %j', async (body, keys) => {
    expect(faultsOf(await post(path, body, CONTEXT))).toEqual(keys);
  });
});

it.each(['create', 'update', 'change-status', 'status'])(
  'order/%s needs the request context',
  async (action) => {
    expect(faultsOf(await post(`/v1/order/${action}`, request))).toEqual(['User-Id']);
  },
);
