import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Sandbox } from '../../../sandbox/index.js';
import { ION_PASSWORD_CANARY } from '../../../sandbox/ion/index.js';
import type { Datasource } from '../../../src/datasources/source.js';
import type { CustomerChange, CustomerValues, OrderValues, Write } from '../../../src/datasources/writes.js';
import type { Customer } from '../../../src/types/customer.js';
import { EVERYONE, operation } from './support.js';
import { callIn, DATABASE, NINE, openSandboxIon, present, writeOf } from './writing.js';

let sandbox: Sandbox;
let source: Datasource;

beforeAll(async () => {
  ({ sandbox, source } = await openSandboxIon());
});
beforeEach(() => {
  sandbox.clearFaults();
  sandbox.upstream('ion').configure({ orderStepMs: null });
});
afterAll(async () => {
  await source.close();
  await sandbox.close();
});

const HOUR_MS = 3_600_000;

let used = 0;

/** Like no other: an address belongs to one customer. */
function someone() {
  used += 1;
  return { ...NINE, contact: { ...NINE.contact, email: `new${used}@meridian.example` } };
}

const create = (values: CustomerValues) =>
  operation((scope) => writeOf(source, 'createCustomer').send(values, callIn(scope)));
const update = (change: CustomerChange) =>
  operation((scope) => writeOf(source, 'updateCustomer').send(change, callIn(scope)));
const order = (values: OrderValues, reference: string) =>
  operation((scope) => writeOf(source, 'createOrder').send(values, callIn(scope, reference)));
const cancel = (orderId: string) =>
  operation((scope) => writeOf(source, 'cancelOrder').send({ orderId }, callIn(scope)));
const customer = (id: string) => operation((scope) => source.customers.get(id, scope));

async function idOf(outcome: Promise<{ readonly kind: string; readonly made?: unknown }>): Promise<string> {
  const { made } = await outcome;
  if (typeof made === 'object' && made !== null && 'externalId' in made) return String(made.externalId);
  throw new Error('Nothing was made.');
}

function recover<Values, Made>(
  write: Write<Values, Made>,
  values: Values,
  reference?: string,
  sentAt?: number,
) {
  return operation(async (scope) => {
    if (write.recover === undefined) throw new Error('Nothing can be recovered.');
    return write.recover(values, callIn(scope, reference, sentAt));
  });
}

/** Everything written takes effect, and its answers are lost. */
const loseAnswers = (method: 'POST' | 'PUT') => {
  sandbox.fault('ion', { kind: 'reset', phase: 'after', match: { method, path: '/api/v3/' } });
};

/** How often it was written since; tokens are not counted. */
function counting(method: 'POST' | 'PUT') {
  const count = () =>
    sandbox.calls('ion').filter((call) => call.method === method && call.path.includes('/api/v3/')).length;
  const before = count();
  return () => count() - before;
}

const IN_DOUBT = { code: 'UNAVAILABLE', mayHaveHappened: true };

describe('an ION customer', () => {
  it('is created with a user, whose password is shown once, and readable at once', async () => {
    const values = someone();
    const outcome = await create(values);
    if (outcome.kind !== 'done') throw new Error('It was refused.');
    const { externalId, createdUser } = outcome.made;
    expect(createdUser).toMatchObject({ userName: 'DEFAULT ACCOUNT USER', email: values.contact.email });
    expect(createdUser?.password).toContain(ION_PASSWORD_CANARY);
    const read = await customer(externalId);
    expect(read).toMatchObject({
      companyName: NINE.companyName,
      email: values.contact.email,
      phone: '+15550109',
    });
    expect(JSON.stringify(read)).not.toContain(ION_PASSWORD_CANARY);
  });

  it('is refused where its address is in use or its language unknown', async () => {
    const values = someone();
    await create(values);
    const count = counting('POST');
    expect(await create(values)).toMatchObject({
      userErrors: [{ field: ['input', 'contact', 'email'], code: 'TAKEN' }],
    });
    expect(await create({ ...someone(), languageCode: 'xx' })).toMatchObject({
      userErrors: [{ field: ['input', 'languageCode'], code: 'INVALID' }],
    });
    expect(count()).toBe(2);
  });

  it('is changed in what the change names and nothing else, and the user is not told of again', async () => {
    const customerId = await idOf(create(someone()));
    const before = present(await customer(customerId));
    const change = { customerId, companyName: 'Renamed', contact: { title: 'CTO' } };
    expect(await update(change)).toEqual({
      kind: 'done',
      made: { externalId: customerId, createdUser: null },
    });
    const after = present(await customer(customerId));
    expect(after).toMatchObject({ companyName: 'Renamed', primaryContact: { title: 'CTO' } });
    expect(comparable(after)).toEqual({
      ...comparable(before),
      companyName: 'Renamed',
      displayName: 'Renamed',
    });
  });

  it('that ION does not have is not changed', async () => {
    expect(await update({ customerId: '999999999' })).toMatchObject({
      userErrors: [{ field: ['input', 'id'], code: 'NOT_FOUND' }],
    });
  });

  it('of the seed can be changed as it stands, sparse rows and all', async () => {
    const { rows } = await operation((scope) =>
      source.customers.page(EVERYONE, { position: null, size: 20 }, scope),
    );
    for (const row of rows) {
      const change = { customerId: row.externalId, contact: { title: 'CFO' } };
      expect(await update(change)).toMatchObject({ kind: 'done' });
      const after = await customer(row.externalId);
      expect(after?.primaryContact?.title).toBe('CFO');
      expect(after?.knownAddresses).toEqual(row.knownAddresses);
    }
  });

  it('whose answer was lost is found, without its password, and sent once', async () => {
    const values = someone();
    const count = counting('POST');
    loseAnswers('POST');
    await expect(create(values)).rejects.toMatchObject(IN_DOUBT);
    expect(count()).toBe(1);
    const found = await recover(writeOf(source, 'createCustomer'), values);
    if (found === null || found === 'cannot tell' || found.kind !== 'done')
      throw new Error('It was not found.');
    expect(found.made.createdUser).toBeNull();
    expect((await customer(found.made.externalId))?.email).toBe(values.contact.email);
    expect(count()).toBe(1);
  });

  it('is not taken for another of its address: one from before, or of another name', async () => {
    const write = writeOf(source, 'createCustomer');
    const values = someone();
    expect(await recover(write, values)).toBeNull();
    await create(values);
    expect(await recover(write, values)).toMatchObject({ kind: 'done' });
    expect(await recover(write, { ...values, companyName: 'Another' })).toBeNull();
    expect(await recover(write, { ...values, contact: { ...values.contact, firstName: 'Al' } })).toBeNull();

    const old = present(await customer('20005'));
    const [companyName, email] = [present(old.companyName), present(old.email)];
    const contact = { lastName: present(old.primaryContact?.fullName), email };
    expect(await recover(write, { ...NINE, companyName, contact })).toBeNull();
    // The same customer, made an hour before: by somebody else.
    expect(await recover(write, values, undefined, Date.now() + HOUR_MS)).toBeNull();
  });

  it('whose change was answered by nobody stands changed or not', async () => {
    const customerId = await idOf(create(someone()));
    const change = { customerId, companyName: 'Changed unheard' };
    expect(await recover(writeOf(source, 'updateCustomer'), change)).toBe('cannot tell');
    loseAnswers('PUT');
    await expect(update(change)).rejects.toMatchObject(IN_DOUBT);
    expect(await recover(writeOf(source, 'updateCustomer'), change)).toEqual({
      kind: 'done',
      made: { externalId: customerId, createdUser: null },
    });
  });
});

describe('an ION order', () => {
  let customerId: string;
  let values: OrderValues;

  beforeAll(async () => {
    customerId = await idOf(create(someone()));
    values = { customerId, poNumber: 'PO-7', products: [DATABASE, { ...DATABASE, quantity: 1 }] };
  });

  it('is placed and readable at once, also among the orders of its customer', async () => {
    const orderId = await idOf(order(values, 'place-1'));
    const read = await operation(async (scope) => source.orders.lookup?.get(orderId, scope));
    expect(read).toMatchObject({
      status: 'PENDING',
      customerExternalId: customerId,
      poNumber: 'PO-7',
      endCustomerPoNumber: null,
      products: [{ sku: 'Sku-Lrg', quantity: 3 }, { quantity: 1 }],
    });
  });

  it('is cancelled while it is new, and not twice', async () => {
    const orderId = await idOf(order(values, 'cancel-1'));
    expect(await cancel(orderId)).toEqual({ kind: 'done', made: { externalId: orderId } });
    const read = await operation(async (scope) => source.orders.lookup?.get(orderId, scope));
    expect(read?.status).toBe('CANCELED');
    expect(await cancel(orderId)).toMatchObject({ userErrors: [{ code: 'REJECTED' }] });
  });

  it('that ION does not have is not cancelled', async () => {
    expect(await cancel('999999999')).toMatchObject({ userErrors: [{ code: 'NOT_FOUND' }] });
  });

  it('whose answer was lost is found by its reference alone, and sent once', async () => {
    const write = writeOf(source, 'createOrder');
    expect(await recover(write, values, 'lost-1')).toBe('cannot tell');
    const count = counting('POST');
    loseAnswers('POST');
    await expect(order(values, 'lost-1')).rejects.toMatchObject(IN_DOUBT);
    sandbox.clearFaults();
    await order(values, 'lost-2');
    const found = await recover(write, values, 'lost-1');
    const later = await recover(write, values, 'lost-2');
    expect([found, later]).toEqual([
      { kind: 'done', made: expect.anything() },
      { kind: 'done', made: expect.anything() },
    ]);
    expect(found).not.toEqual(later);
    expect(count()).toBe(2);
  });

  it('whose cancellation was answered by nobody stands cancelled or not', async () => {
    const orderId = await idOf(order(values, 'cancel-2'));
    const write = writeOf(source, 'cancelOrder');
    expect(await recover(write, { orderId })).toBe('cannot tell');
    loseAnswers('POST');
    await expect(cancel(orderId)).rejects.toMatchObject(IN_DOUBT);
    expect(await recover(write, { orderId })).toEqual({ kind: 'done', made: { externalId: orderId } });
  });

  it('of a customer that ION does not have is refused, though ION calls it forbidden', async () => {
    expect(await order({ ...values, customerId: '999999999' }, 'nobody-1')).toMatchObject({
      userErrors: [{ field: ['input', 'customerId'], code: 'NOT_FOUND' }],
    });
  });

  it('that is forbidden for want of a role fails', async () => {
    const path = '/orders';
    sandbox.fault('ion', { kind: 'status', status: 403, times: 1, match: { method: 'POST', path } });
    await expect(order(values, 'forbidden-1')).rejects.toMatchObject({
      code: 'FORBIDDEN',
      mayHaveHappened: false,
    });
  });
});

it('a write that nobody took the connection of has not happened', async () => {
  const other = await openSandboxIon();
  // A token is in hand, so that it is the write itself that fails.
  await operation((scope) => other.source.customers.get('20001', scope));
  await other.sandbox.close();
  // And a first call finds out that the open socket is dead.
  await expect(operation((scope) => other.source.customers.get('20002', scope))).rejects.toThrow();
  const write = operation((scope) => writeOf(other.source, 'createCustomer').send(NINE, callIn(scope)));
  await expect(write).rejects.toMatchObject({ code: 'UNAVAILABLE', mayHaveHappened: false });
  await other.source.close();
});

/** What a change of company and title leaves alone. */
function comparable({ updatedAt: _, knownContacts: __, primaryContact, ...rest }: Customer) {
  const { fullName, email, phone } = present(primaryContact);
  return { ...rest, fullName, email, phone };
}
