import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { sandboxSources, startSandbox, type Fault, type Sandbox } from '../../../sandbox/index.js';
import { arrowsphere } from '../../../src/datasources/arrowsphere/index.js';
import type { Datasource } from '../../../src/datasources/source.js';
import type { CustomerValues, Progress, Write, WriteOutcome } from '../../../src/datasources/writes.js';
import { CustomerStatus } from '../../../src/types/customer.js';
import { OrderStatus } from '../../../src/types/order-status.js';
import { endScopes, failureOf, newScope, NO_SERVICES, openArrow } from './arrow.js';
import * as samples from './writing.js';
import { ADDRESS, CONTACT, has, NEW_ORDER, newCall, recover, send, short } from './writing.js';

let sandbox: Sandbox;
let source: Datasource;

beforeAll(async () => {
  sandbox = await startSandbox();
  const settings = sandboxSources(sandbox.url).find(({ provider }) => provider === 'arrowsphere');
  source = arrowsphere.schema.parse(settings).open(NO_SERVICES);
});
afterEach(() => {
  endScopes();
  sandbox.clearFaults();
  sandbox.reset();
});
afterAll(async () => {
  await source.close();
  await sandbox.close();
});

/** The seed has the sample's own reference already. */
const NEW_CUSTOMER = { ...samples.NEW_CUSTOMER, internalReference: 'CRM-NEW' };

/** A customer of the seed that is not deleted. */
const SEEDED = 'XSP100201';

const lose = (answer: Fault) => {
  sandbox.fault('arrowsphere', answer);
};
const ANSWER_LOST: Fault = { kind: 'reset', phase: 'after', times: 1 };
const NOT_REACHED: Fault = { kind: 'reset', times: 1 };
const wrote = () => sandbox.calls('arrowsphere').filter(({ method }) => method !== 'GET').length;
const customer = (id: string) => source.customers.get(id, newScope());
const contactsOf = async (id: string) => (await source.customers.contacts?.([id], newScope()))?.get(id);
const order = (id: string) => source.orders.lookup?.get(id, newScope());

function madeBy<Made>(outcome: WriteOutcome<Made> | 'cannot tell' | null | undefined): Made {
  if (outcome == null || outcome === 'cannot tell' || outcome.kind !== 'done')
    throw new Error(`Nothing was made: ${JSON.stringify(outcome)}.`);
  return outcome.made;
}

describe('customers', () => {
  it('are created as they are read', async () => {
    const values = {
      ...NEW_CUSTOMER,
      headcount: 17,
      additionalAddresses: [{ ...ADDRESS, line1: '1 Quai', isDefaultBilling: true }],
    };
    const { externalId } = madeBy(await send(source.writes.createCustomer, values));
    expect(await customer(externalId)).toMatchObject({
      companyName: 'Northwind Instruments 9',
      email: 'contact@northwind9.example',
      phone: '+33 (0)100000009',
      headcount: 17,
      internalReference: 'CRM-NEW',
      knownAddresses: [
        { kind: 'PRIMARY', line1: '9 Rue des Essais', postalCode: '75011', countryCode: 'FR' },
        { kind: 'BILLING', line1: '1 Quai', isDefaultBilling: true },
      ],
      primaryContact: { firstName: 'Ada', email: 'ada@northwind9.example' },
      details: { customFields: [{ label: 'segment', value: 'smb' }] },
    });
    expect(wrote()).toBe(1);
  });

  it('are changed in what is named, emptied in what is null, deleted and called back', async () => {
    const { externalId: customerId } = madeBy(await send(source.writes.createCustomer, NEW_CUSTOMER));
    const change = { customerId, companyName: 'Renamed', internalReference: null, contact: { phone: '+1' } };
    await send(source.writes.updateCustomer, change);
    expect(await customer(customerId)).toMatchObject({
      companyName: 'Renamed',
      internalReference: null,
      email: 'contact@northwind9.example',
      primaryContact: { firstName: 'Ada', phone: '+1' },
    });
    await send(source.writes.deleteCustomer, { customerId });
    expect(await customer(customerId)).toMatchObject({ status: CustomerStatus.DELETED });
    await send(source.writes.reactivateCustomer, { customerId });
    expect(await customer(customerId)).toMatchObject({ status: CustomerStatus.ACTIVE });
  });

  it('are refused a reference that another has', async () => {
    await send(source.writes.createCustomer, NEW_CUSTOMER);
    const again = await send(source.writes.createCustomer, NEW_CUSTOMER);
    expect(again).toMatchObject({ kind: 'refused' });
    expect(short(again.kind === 'refused' ? again.userErrors : [])).toEqual(['internalReference TAKEN']);
  });

  it('that do not exist are not found', async () => {
    const outcome = await send(source.writes.deleteCustomer, { customerId: 'XSP0' });
    expect(short(outcome.kind === 'refused' ? outcome.userErrors : [])).toEqual(['id NOT_FOUND']);
  });
});

describe('a creation whose answer is lost', () => {
  const { internalReference: _, ...unreferenced } = NEW_CUSTOMER;
  const bare = { companyName: 'Bare', contact: {}, address: ADDRESS, phone: '+33' };

  it.each<[string, CustomerValues]>([
    ['its own reference', NEW_CUSTOMER],
    ['its e-mail addresses', unreferenced],
    ["its contact's e-mail address", { ...bare, contact: CONTACT }],
  ])('is found again by %s', async (_name, values) => {
    expect(await recover(source.writes.createCustomer, values)).toBeNull();
    lose(ANSWER_LOST);
    const failure = await failureOf(send(source.writes.createCustomer, values));
    expect(failure).toMatchObject({ code: 'UNAVAILABLE', mayHaveHappened: true });
    const { externalId } = madeBy(await recover(source.writes.createCustomer, values));
    expect(await customer(externalId)).toMatchObject({ companyName: values.companyName });
    expect(wrote()).toBe(1);
  });

  it('is found by one call where an e-mail address is known', async () => {
    await send(source.writes.createCustomer, NEW_CUSTOMER);
    const before = sandbox.calls('arrowsphere').length;
    expect(await recover(source.writes.createCustomer, NEW_CUSTOMER)).toMatchObject({ kind: 'done' });
    const asked = sandbox.calls('arrowsphere').slice(before);
    expect(asked.map(({ path }) => path.split('/').at(-1))).toEqual([
      'customers?email=contact%40northwind9.example',
    ]);
  });

  it('is found by name and address where there is nothing else, and else may be there all the same', async () => {
    expect(await recover(source.writes.createCustomer, bare)).toBe('cannot tell');
    await send(source.writes.createCustomer, bare);
    expect(await recover(source.writes.createCustomer, bare)).toMatchObject({ kind: 'done' });
  });

  it('is doubtful where another name, or a customer since deleted, has its e-mail address', async () => {
    const { externalId } = madeBy(await send(source.writes.createCustomer, unreferenced));
    const renamed = { ...unreferenced, companyName: 'Another' };
    expect(await recover(source.writes.createCustomer, renamed)).toBe('cannot tell');
    const elsewhere = { ...unreferenced, email: 'other@northwind9.example', contact: {} };
    expect(await recover(source.writes.createCustomer, elsewhere)).toBeNull();
    await send(source.writes.deleteCustomer, { customerId: externalId });
    expect(await recover(source.writes.createCustomer, unreferenced)).toBe('cannot tell');
  });

  it('may be sent again with a reference that nobody has: it is unique', async () => {
    await send(source.writes.createCustomer, unreferenced);
    const referenced = { ...unreferenced, internalReference: 'CRM-2' };
    expect(await recover(source.writes.createCustomer, referenced)).toBeNull();
  });

  it('is looked for anew, also by the operation that looked before', async () => {
    const call = newCall();
    const { recover: look } = has(source.writes.createCustomer);
    expect(await look?.(NEW_CUSTOMER, call)).toBeNull();
    await send(source.writes.createCustomer, NEW_CUSTOMER);
    expect(await look?.(NEW_CUSTOMER, call)).toMatchObject({ kind: 'done' });
  });

  it('is not taken for a customer of long ago', async () => {
    const old = await customer(SEEDED);
    const { companyName = null, email = null } = old ?? {};
    expect(email).not.toBeNull();
    expect(await recover(source.writes.createCustomer, { ...bare, companyName, email })).toBeNull();
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
      () => lost(source.writes.updateCustomer, { customerId: SEEDED, companyName: 'New', taxId: null }),
    ],
    ['deleteCustomer', () => lost(source.writes.deleteCustomer, { customerId: SEEDED })],
    ['addContact', () => lost(source.writes.addContact, { customerId: SEEDED, contact: CONTACT })],
    [
      'updateOrder',
      async () =>
        lost(source.writes.updateOrder, { orderId: await anOrder(), poNumber: 'PO-9', customFields: null }),
    ],
    ['cancelOrder', async () => lost(source.writes.cancelOrder, { orderId: await anOrder() })],
    [
      'updateContact',
      async () => lost(source.writes.updateContact, { ...(await aContact()), contact: { phone: '+9' } }),
    ],
    ['removeContact', async () => lost(source.writes.removeContact, await aContact())],
  ])('%s', async (_name, run) => {
    const [before, failure, after] = await run();
    expect(before).toBeNull();
    expect(failure).toMatchObject({ mayHaveHappened: true });
    expect(after).toMatchObject({ kind: 'done' });
  });

  it('reactivateCustomer', async () => {
    await send(source.writes.deleteCustomer, { customerId: SEEDED });
    const [before, , after] = await lost(source.writes.reactivateCustomer, { customerId: SEEDED });
    expect([before, after]).toMatchObject([null, { kind: 'done' }]);
  });

  /** What is found before, how the write fails, and what is found after. */
  async function lost<Values, Made>(write: Write<Values, Made> | undefined, values: Values) {
    const before = await recover(write, values);
    lose(ANSWER_LOST);
    const failure = await failureOf(send(write, values));
    return [before, failure, await recover(write, values)] as const;
  }

  const anOrder = async () => madeBy(await send(source.writes.createOrder, NEW_ORDER)).externalId;

  async function aContact() {
    const { contact } = madeBy(
      await send(source.writes.addContact, { customerId: SEEDED, contact: CONTACT }),
    );
    return { customerId: SEEDED, contactId: contact?.externalId ?? '' };
  }
});

describe('contacts and invitations', () => {
  it('are added, changed, invited and removed', async () => {
    const added = madeBy(await send(source.writes.addContact, { customerId: SEEDED, contact: CONTACT }));
    expect(added).toMatchObject({ customerId: SEEDED, contact: { firstName: 'Ada', isPrimary: true } });
    const contactId = added.contact?.externalId ?? '';
    expect(await contactsOf(SEEDED)).toContainEqual(added.contact);

    const values = { customerId: SEEDED, contactId, contact: { phone: '+9', role: null } };
    const changed = madeBy(await send(source.writes.updateContact, values));
    expect(changed.contact).toMatchObject({ externalId: contactId, phone: '+9', role: null });

    const invitation = { contactId: Number(contactId.replace('CC-', '')), policy: 'admin' };
    const { code } = madeBy(await send(source.writes.inviteContact, invitation));
    expect(await source.extras.invitation?.(code, newScope())).toMatchObject({
      policy: 'admin',
      contact: { email: CONTACT.email },
    });

    await send(source.writes.removeContact, { customerId: SEEDED, contactId });
    const left = await contactsOf(SEEDED);
    expect(left).toEqual(expect.not.arrayContaining([expect.objectContaining({ externalId: contactId })]));
  });

  it('that do not exist are not found', async () => {
    const values = { customerId: SEEDED, contactId: 'CC-0', contact: { phone: '+9' } };
    const outcome = await send(source.writes.updateContact, values);
    expect(short(outcome.kind === 'refused' ? outcome.userErrors : [])).toEqual([
      'contactExternalId NOT_FOUND',
    ]);
    const invited = await send(source.writes.inviteContact, { contactId: 999_999, policy: 'admin' });
    expect(short(invited.kind === 'refused' ? invited.userErrors : [])).toEqual(['contactId NOT_FOUND']);
  });

  it('are doubtful where another has the e-mail address', async () => {
    await send(source.writes.addContact, { customerId: SEEDED, contact: CONTACT });
    const contact = { ...CONTACT, firstName: 'Eve' };
    expect(await recover(source.writes.addContact, { customerId: SEEDED, contact })).toBe('cannot tell');
  });

  it('cannot be asked whether an invitation went out', () => {
    expect(source.writes.inviteContact?.recover).toBeUndefined();
  });
});

describe('programs', () => {
  const values = {
    customerId: SEEDED,
    program: 'sandbox; program',
    attributes: [{ name: 'domain', value: 'd' }],
  };
  const HANDLE = `${SEEDED};sandbox%3B%20program`;
  const pending = { kind: 'pending', handle: HANDLE, made: { externalId: SEEDED } };

  const progress = (kind: 'PROVISION' | 'MIGRATION') =>
    source.writes.progress?.[kind]?.(HANDLE, newScope()) ?? Promise.reject(new Error('no progress'));

  /** Every stage that is told until the work is over. */
  async function stages(kind: 'PROVISION' | 'MIGRATION') {
    const told: Progress[] = [await progress(kind)];
    while (told.at(-1)?.kind === 'processing') {
      await new Promise((resolve) => setTimeout(resolve, 5));
      told.push(await progress(kind));
    }
    return told;
  }

  it.each([
    ['PROVISION', 'startProvision', null],
    ['MIGRATION', 'startMigration', 'cannot tell'],
  ] as const)('%s goes on upstream, and ends', async (kind, name, untold) => {
    sandbox.upstream('arrowsphere').configure({ backgroundMs: 20 });
    expect(await recover(source.writes[name], values)).toBe(untold);
    expect(await progress(kind)).toEqual({ kind: 'processing' });
    expect(await send(source.writes[name], values)).toMatchObject(pending);
    expect(await recover(source.writes[name], values)).toMatchObject(pending);
    const told = await stages(kind);
    expect(told[0]).toEqual({ kind: 'processing' });
    expect(told.at(-1)).toEqual({ kind: 'succeeded', customerExternalId: SEEDED, orderExternalId: null });
  });

  it('fail in words of our own, and may be started again', async () => {
    sandbox.upstream('arrowsphere').configure({ backgroundMs: 1, failNextProvision: true });
    await send(source.writes.startProvision, values);
    const end = (await stages('PROVISION')).at(-1);
    expect(end).toMatchObject({ kind: 'failed', userErrors: [{ field: null, code: 'REJECTED' }] });
    expect(JSON.stringify(end)).not.toContain('domain');
    expect(await recover(source.writes.startProvision, values)).toBeNull();
  });

  it('are refused while one is under way', async () => {
    await send(source.writes.startProvision, values);
    const again = await send(source.writes.startProvision, values);
    expect(short(again.kind === 'refused' ? again.userErrors : [])).toEqual(['program REJECTED']);
  });

  it('a migration is called off, which its operation learns', async () => {
    const { customerId, program } = values;
    const cancellation = { customerId, program };
    await send(source.writes.startMigration, values);
    expect(await recover(source.writes.cancelMigration, cancellation)).toBeNull();
    lose(ANSWER_LOST);
    await failureOf(send(source.writes.cancelMigration, cancellation));
    expect(await recover(source.writes.cancelMigration, cancellation)).toMatchObject({ kind: 'done' });
    expect(await progress('MIGRATION')).toMatchObject({ kind: 'failed' });
  });
});

describe('orders', () => {
  it('are placed, changed and cancelled', async () => {
    const { externalId: orderId } = madeBy(await send(source.writes.createOrder, NEW_ORDER));
    expect(await order(orderId)).toMatchObject({
      customerExternalId: SEEDED,
      poNumber: 'PO-77',
      endCustomerPoNumber: 'EPO-77',
      products: [{ quantity: 3 }],
      customFields: [{ label: 'cost-centre', value: '42' }],
    });
    await send(source.writes.updateOrder, { orderId, poNumber: 'PO-78', endCustomerPoNumber: null });
    expect(await order(orderId)).toMatchObject({ poNumber: 'PO-78', endCustomerPoNumber: null });
    await send(source.writes.cancelOrder, { orderId });
    expect(await order(orderId)).toMatchObject({ status: OrderStatus.CANCELED });
    const late = await send(source.writes.cancelOrder, { orderId });
    expect(short(late.kind === 'refused' ? late.userErrors : [])).toEqual(['id REJECTED']);
  });

  it('of nobody are refused at the customer', async () => {
    const outcome = await send(source.writes.createOrder, { ...NEW_ORDER, customerId: 'XSP0' });
    expect(short(outcome.kind === 'refused' ? outcome.userErrors : [])).toEqual(['customerId NOT_FOUND']);
  });

  it('are found again by their numbers where the answer is lost', async () => {
    expect(await recover(source.writes.createOrder, NEW_ORDER)).toBeNull();
    lose(ANSWER_LOST);
    const failure = await failureOf(send(source.writes.createOrder, NEW_ORDER));
    expect(failure).toMatchObject({ mayHaveHappened: true });
    const { externalId } = madeBy(await recover(source.writes.createOrder, NEW_ORDER));
    expect(await order(externalId)).toMatchObject({ poNumber: 'PO-77' });
    expect(await recover(source.writes.createOrder, { ...NEW_ORDER, poNumber: 'PO-7' })).toBeNull();
  });

  it('are doubtful where the number stands on other orders, or there is none', async () => {
    await send(source.writes.createOrder, NEW_ORDER);
    const others = [
      { ...NEW_ORDER, endCustomerPoNumber: null },
      { ...NEW_ORDER, products: [{ quantity: 4 }] },
      { ...NEW_ORDER, poNumber: null },
    ];
    for (const other of others) expect(await recover(source.writes.createOrder, other)).toBe('cannot tell');
    await send(source.writes.createOrder, NEW_ORDER);
    expect(await recover(source.writes.createOrder, NEW_ORDER)).toBe('cannot tell');
  });

  it('that the upstream never got are not there', async () => {
    lose(NOT_REACHED);
    await failureOf(send(source.writes.createOrder, NEW_ORDER));
    expect(await recover(source.writes.createOrder, NEW_ORDER)).toBeNull();
  });
});
