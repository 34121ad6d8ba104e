import { describe, expect, it } from '@jest/globals';
import type { CustomerValues, Write } from '../../../src/datasources/writes.js';
import { failureOf, newScope, openArrow } from './arrow.js';
import { ADDRESS, CONTACT, has, NEW_ORDER, newCall, recover, send } from './writing.js';
import { ANSWER_LOST, arrowInSandbox, madeBy, NEW_CUSTOMER, NOT_REACHED, SEEDED } from './writing-sandbox.js';

const HOUR_MS = 3_600_000;

const arrow = arrowInSandbox();
const customer = (id: string) => arrow.source.customers.get(id, newScope());
const order = (id: string) => arrow.source.orders.lookup?.get(id, newScope());

describe('a creation whose answer is lost', () => {
  const { internalReference: _, ...unreferenced } = NEW_CUSTOMER;
  const bare = { companyName: 'Bare', contact: {}, address: ADDRESS, phone: '+33' };

  it.each<[string, CustomerValues]>([
    ['its own reference', NEW_CUSTOMER],
    ['its e-mail addresses', unreferenced],
    ["its contact's e-mail address", { ...bare, contact: CONTACT }],
  ])('is found again by %s', async (_name, values) => {
    expect(await recover(arrow.source.writes.createCustomer, values)).toBeNull();
    arrow.lose(ANSWER_LOST);
    const failure = await failureOf(send(arrow.source.writes.createCustomer, values));
    expect(failure).toMatchObject({ code: 'UNAVAILABLE', mayHaveHappened: true });
    const { externalId } = madeBy(await recover(arrow.source.writes.createCustomer, values));
    expect(await customer(externalId)).toMatchObject({ companyName: values.companyName });
    expect(arrow.writeCalls()).toBe(1);
  });

  it('is found by one call where an e-mail address is known', async () => {
    await send(arrow.source.writes.createCustomer, NEW_CUSTOMER);
    const before = arrow.calls().length;
    expect(await recover(arrow.source.writes.createCustomer, NEW_CUSTOMER)).toMatchObject({ kind: 'done' });
    const asked = arrow.calls().slice(before);
    expect(asked.map(({ path }) => path.split('/').at(-1))).toEqual([
      'customers?email=contact%40northwind9.example',
    ]);
  });

  it('is found by name and address where there is nothing else, and else may be there all the same', async () => {
    expect(await recover(arrow.source.writes.createCustomer, bare)).toBe('cannot tell');
    await send(arrow.source.writes.createCustomer, bare);
    expect(await recover(arrow.source.writes.createCustomer, bare)).toMatchObject({ kind: 'done' });
  });

  it('is doubtful where another name, or a customer since deleted, has its e-mail address', async () => {
    const { externalId } = madeBy(await send(arrow.source.writes.createCustomer, unreferenced));
    const renamed = { ...unreferenced, companyName: 'Another' };
    expect(await recover(arrow.source.writes.createCustomer, renamed)).toBe('cannot tell');
    const elsewhere = { ...unreferenced, email: 'other@northwind9.example', contact: {} };
    expect(await recover(arrow.source.writes.createCustomer, elsewhere)).toBeNull();
    await send(arrow.source.writes.deleteCustomer, { customerId: externalId });
    expect(await recover(arrow.source.writes.createCustomer, unreferenced)).toBe('cannot tell');
  });

  it('may be sent again with a reference that nobody has: it is unique', async () => {
    await send(arrow.source.writes.createCustomer, unreferenced);
    const referenced = { ...unreferenced, internalReference: 'CRM-2' };
    expect(await recover(arrow.source.writes.createCustomer, referenced)).toBeNull();
  });

  it('is looked for anew, also by the operation that looked before', async () => {
    const call = newCall();
    const { recover: look } = has(arrow.source.writes.createCustomer);
    expect(await look?.(NEW_CUSTOMER, call)).toBeNull();
    await send(arrow.source.writes.createCustomer, NEW_CUSTOMER);
    expect(await look?.(NEW_CUSTOMER, call)).toMatchObject({ kind: 'done' });
  });

  it('is not taken for the same customer made an hour before', async () => {
    await send(arrow.source.writes.createCustomer, unreferenced);
    const since = (sentAt: number) => recover(arrow.source.writes.createCustomer, unreferenced, sentAt);
    expect(await since(Date.now())).toMatchObject({ kind: 'done' });
    expect(await since(Date.now() + HOUR_MS)).toBeNull();
  });

  it('is not taken for a customer of long ago', async () => {
    const old = await customer(SEEDED);
    const { companyName = null, email = null } = old ?? {};
    expect(email).not.toBeNull();
    expect(await recover(arrow.source.writes.createCustomer, { ...bare, companyName, email })).toBeNull();
  });

  it('did not happen where nobody could be reached', async () => {
    const nobody = openArrow('http://127.0.0.1:9');
    const failure = await failureOf(send(nobody.writes.createCustomer, NEW_CUSTOMER));
    expect(failure).toMatchObject({ code: 'UNAVAILABLE', mayHaveHappened: false });
    await nobody.close();
  });
});

describe('changes whose answer is lost', () => {
  it.each<[string, () => Promise<readonly [unknown, unknown, unknown]>]>([
    [
      'updateCustomer',
      () => lost(arrow.source.writes.updateCustomer, { customerId: SEEDED, companyName: 'New', taxId: null }),
    ],
    ['deleteCustomer', () => lost(arrow.source.writes.deleteCustomer, { customerId: SEEDED })],
    ['addContact', () => lost(arrow.source.writes.addContact, { customerId: SEEDED, contact: CONTACT })],
    [
      'updateOrder',
      async () =>
        lost(arrow.source.writes.updateOrder, {
          orderId: await anOrder(),
          poNumber: 'PO-9',
          customFields: null,
        }),
    ],
    ['cancelOrder', async () => lost(arrow.source.writes.cancelOrder, { orderId: await anOrder() })],
    [
      'updateContact',
      async () =>
        lost(arrow.source.writes.updateContact, { ...(await aContact()), contact: { phone: '+9' } }),
    ],
    ['removeContact', async () => lost(arrow.source.writes.removeContact, await aContact())],
  ])('%s', async (name, run) => {
    const [before, failure, after] = await run();
    if (name === 'addContact') expect(before).toBeNull();
    else expect(before).toBe('cannot tell');
    expect(failure).toMatchObject({ mayHaveHappened: true });
    expect(after).toMatchObject({ kind: 'done' });
  });

  it('reactivateCustomer', async () => {
    await send(arrow.source.writes.deleteCustomer, { customerId: SEEDED });
    const [before, , after] = await lost(arrow.source.writes.reactivateCustomer, { customerId: SEEDED });
    expect([before, after]).toMatchObject(['cannot tell', { kind: 'done' }]);
  });

  /** What is found before, how the write fails, and what is found after. */
  async function lost<Values, Made>(write: Write<Values, Made> | undefined, values: Values) {
    const before = await recover(write, values);
    arrow.lose(ANSWER_LOST);
    const failure = await failureOf(send(write, values));
    return [before, failure, await recover(write, values)] as const;
  }

  const anOrder = async () => madeBy(await send(arrow.source.writes.createOrder, NEW_ORDER)).externalId;

  async function aContact() {
    const { contact } = madeBy(
      await send(arrow.source.writes.addContact, { customerId: SEEDED, contact: CONTACT }),
    );
    return { customerId: SEEDED, contactId: contact?.externalId ?? '' };
  }
});

describe('a contact whose answer is lost', () => {
  it('is doubtful where another has the e-mail address', async () => {
    await send(arrow.source.writes.addContact, { customerId: SEEDED, contact: CONTACT });
    const contact = { ...CONTACT, firstName: 'Eve' };
    expect(await recover(arrow.source.writes.addContact, { customerId: SEEDED, contact })).toBe(
      'cannot tell',
    );
  });
});

describe('orders whose answer is lost', () => {
  const PRODUCT = { priceBandSku: 'MS-0A-TEST-PB', quantity: 3 };

  it('are found again by their numbers where the answer is lost', async () => {
    expect(await recover(arrow.source.writes.createOrder, NEW_ORDER)).toBe('cannot tell');
    arrow.lose(ANSWER_LOST);
    const failure = await failureOf(send(arrow.source.writes.createOrder, NEW_ORDER));
    expect(failure).toMatchObject({ mayHaveHappened: true });
    const { externalId } = madeBy(await recover(arrow.source.writes.createOrder, NEW_ORDER));
    expect(await order(externalId)).toMatchObject({ poNumber: 'PO-77' });
    expect(await recover(arrow.source.writes.createOrder, { ...NEW_ORDER, poNumber: 'PO-7' })).toBe(
      'cannot tell',
    );
  });

  it('are doubtful where the number stands on other orders, or there is none', async () => {
    await send(arrow.source.writes.createOrder, NEW_ORDER);
    const others = [
      { ...NEW_ORDER, endCustomerPoNumber: null },
      { ...NEW_ORDER, products: [{ quantity: 4 }] },
      // What the row does not tell proves nothing.
      { ...NEW_ORDER, products: [{ quantity: 3 }] },
      { ...NEW_ORDER, products: [{ ...PRODUCT, quantity: 4 }] },
      { ...NEW_ORDER, products: [{ ...PRODUCT, sku: 'ANOTHER' }] },
      { ...NEW_ORDER, products: [{ ...PRODUCT, priceBandSku: 'ANOTHER-PB' }] },
      { ...NEW_ORDER, products: [PRODUCT, PRODUCT] },
      { ...NEW_ORDER, poNumber: null },
    ];
    for (const other of others)
      expect(await recover(arrow.source.writes.createOrder, other)).toBe('cannot tell');
    await send(arrow.source.writes.createOrder, NEW_ORDER);
    expect(await recover(arrow.source.writes.createOrder, NEW_ORDER)).toBe('cannot tell');
  });

  it('are not taken for the same order placed an hour before', async () => {
    await send(arrow.source.writes.createOrder, NEW_ORDER);
    const since = (sentAt: number) => recover(arrow.source.writes.createOrder, NEW_ORDER, sentAt);
    expect(await since(Date.now())).toMatchObject({ kind: 'done' });
    expect(await since(Date.now() + HOUR_MS)).toBe('cannot tell');
  });

  it('are told by their products from others of the same number', async () => {
    await send(arrow.source.writes.createOrder, {
      ...NEW_ORDER,
      products: [{ sku: 'ANOTHER', quantity: 3 }],
    });
    expect(await recover(arrow.source.writes.createOrder, NEW_ORDER)).toBe('cannot tell');
    const { externalId } = madeBy(await send(arrow.source.writes.createOrder, NEW_ORDER));
    expect(madeBy(await recover(arrow.source.writes.createOrder, NEW_ORDER))).toEqual({ externalId });
  });

  it('that the upstream never got are not sent again: not finding them proves nothing', async () => {
    arrow.lose(NOT_REACHED);
    await failureOf(send(arrow.source.writes.createOrder, NEW_ORDER));
    expect(await recover(arrow.source.writes.createOrder, NEW_ORDER)).toBe('cannot tell');
  });
});
