import { describe, expect, it } from '@jest/globals';
import type { Progress } from '../../../src/datasources/writes.js';
import { CustomerStatus } from '../../../src/types/customer.js';
import { OrderStatus } from '../../../src/types/order-status.js';
import { failureOf, newScope } from './arrow.js';
import { ADDRESS, CONTACT, NEW_ORDER, recover, send, short } from './writing.js';
import { ANSWER_LOST, arrowInSandbox, madeBy, NEW_CUSTOMER, SEEDED } from './writing-sandbox.js';

const arrow = arrowInSandbox();
const customer = (id: string) => arrow.source.customers.get(id, newScope());
const contactsOf = async (id: string) => (await arrow.source.customers.contacts?.([id], newScope()))?.get(id);
const order = (id: string) => arrow.source.orders.lookup?.get(id, newScope());

describe('customers', () => {
  it('are created as they are read', async () => {
    const values = {
      ...NEW_CUSTOMER,
      headcount: 17,
      additionalAddresses: [{ ...ADDRESS, line1: '1 Quai', isDefaultBilling: true }],
    };
    const { externalId } = madeBy(await send(arrow.source.writes.createCustomer, values));
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
    expect(arrow.writeCalls()).toBe(1);
  });

  it('are changed in what is named, emptied in what is null, deleted and called back', async () => {
    const { externalId: customerId } = madeBy(await send(arrow.source.writes.createCustomer, NEW_CUSTOMER));
    const change = { customerId, companyName: 'Renamed', internalReference: null, contact: { phone: '+1' } };
    await send(arrow.source.writes.updateCustomer, change);
    expect(await customer(customerId)).toMatchObject({
      companyName: 'Renamed',
      internalReference: null,
      email: 'contact@northwind9.example',
      primaryContact: { firstName: 'Ada', phone: '+1' },
    });
    await send(arrow.source.writes.deleteCustomer, { customerId });
    expect(await customer(customerId)).toMatchObject({ status: CustomerStatus.DELETED });
    await send(arrow.source.writes.reactivateCustomer, { customerId });
    expect(await customer(customerId)).toMatchObject({ status: CustomerStatus.ACTIVE });
  });

  it('are refused a reference that another has', async () => {
    await send(arrow.source.writes.createCustomer, NEW_CUSTOMER);
    const again = await send(arrow.source.writes.createCustomer, NEW_CUSTOMER);
    expect(again).toMatchObject({ kind: 'refused' });
    expect(short(again.kind === 'refused' ? again.userErrors : [])).toEqual(['internalReference TAKEN']);
  });

  it('that do not exist are not found', async () => {
    const outcome = await send(arrow.source.writes.deleteCustomer, { customerId: 'XSP0' });
    expect(short(outcome.kind === 'refused' ? outcome.userErrors : [])).toEqual(['id NOT_FOUND']);
  });
});

describe('contacts and invitations', () => {
  it('are added, changed, invited and removed', async () => {
    const added = madeBy(
      await send(arrow.source.writes.addContact, { customerId: SEEDED, contact: CONTACT }),
    );
    expect(added).toMatchObject({ customerId: SEEDED, contact: { firstName: 'Ada', isPrimary: true } });
    const contactId = added.contact?.externalId ?? '';
    expect(await contactsOf(SEEDED)).toContainEqual(added.contact);

    const values = { customerId: SEEDED, contactId, contact: { phone: '+9', role: null } };
    const changed = madeBy(await send(arrow.source.writes.updateContact, values));
    expect(changed.contact).toMatchObject({ externalId: contactId, phone: '+9', role: null });

    const invitation = { contactId: Number(contactId.replace('CC-', '')), policy: 'admin' };
    const { code } = madeBy(await send(arrow.source.writes.inviteContact, invitation));
    expect(await arrow.source.extras.invitation?.(code, newScope())).toMatchObject({
      policy: 'admin',
      contact: { email: CONTACT.email },
    });

    await send(arrow.source.writes.removeContact, { customerId: SEEDED, contactId });
    const left = await contactsOf(SEEDED);
    expect(left).toEqual(expect.not.arrayContaining([expect.objectContaining({ externalId: contactId })]));
  });

  it('that do not exist are not found', async () => {
    const values = { customerId: SEEDED, contactId: 'CC-0', contact: { phone: '+9' } };
    const outcome = await send(arrow.source.writes.updateContact, values);
    expect(short(outcome.kind === 'refused' ? outcome.userErrors : [])).toEqual([
      'contactExternalId NOT_FOUND',
    ]);
    const invited = await send(arrow.source.writes.inviteContact, { contactId: 999_999, policy: 'admin' });
    expect(short(invited.kind === 'refused' ? invited.userErrors : [])).toEqual(['contactId NOT_FOUND']);
  });

  it('cannot be asked whether an invitation went out', () => {
    expect(arrow.source.writes.inviteContact?.recover).toBeUndefined();
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
    arrow.source.writes.progress?.[kind]?.(HANDLE, newScope()) ?? Promise.reject(new Error('no progress'));

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
    arrow.configure({ backgroundMs: 20 });
    expect(await recover(arrow.source.writes[name], values)).toBe(untold);
    expect(await progress(kind)).toEqual({ kind: 'unknown' });
    expect(await send(arrow.source.writes[name], values)).toMatchObject(pending);
    expect(await recover(arrow.source.writes[name], values)).toMatchObject(pending);
    const told = await stages(kind);
    expect(told[0]).toEqual({ kind: 'processing' });
    expect(told.at(-1)).toEqual({ kind: 'succeeded', customerExternalId: SEEDED, orderExternalId: null });
  });

  it('fail in words of our own, and may be started again', async () => {
    arrow.configure({ backgroundMs: 1, failNextProvision: true });
    await send(arrow.source.writes.startProvision, values);
    const end = (await stages('PROVISION')).at(-1);
    expect(end).toMatchObject({ kind: 'failed', userErrors: [{ field: null, code: 'REJECTED' }] });
    expect(JSON.stringify(end)).not.toContain('domain');
    expect(await recover(arrow.source.writes.startProvision, values)).toBeNull();
  });

  it('are refused while one is under way', async () => {
    await send(arrow.source.writes.startProvision, values);
    const again = await send(arrow.source.writes.startProvision, values);
    expect(short(again.kind === 'refused' ? again.userErrors : [])).toEqual(['program REJECTED']);
  });

  it('a migration is called off, which its operation learns', async () => {
    const { customerId, program } = values;
    const cancellation = { customerId, program };
    await send(arrow.source.writes.startMigration, values);
    expect(await recover(arrow.source.writes.cancelMigration, cancellation)).toBe('cannot tell');
    arrow.lose(ANSWER_LOST);
    await failureOf(send(arrow.source.writes.cancelMigration, cancellation));
    expect(await recover(arrow.source.writes.cancelMigration, cancellation)).toMatchObject({ kind: 'done' });
    expect(await progress('MIGRATION')).toMatchObject({ kind: 'failed' });
  });
});

describe('orders', () => {
  it('are placed, changed and cancelled', async () => {
    const { externalId: orderId } = madeBy(await send(arrow.source.writes.createOrder, NEW_ORDER));
    expect(await order(orderId)).toMatchObject({
      customerExternalId: SEEDED,
      poNumber: 'PO-77',
      endCustomerPoNumber: 'EPO-77',
      products: [{ quantity: 3 }],
      customFields: [{ label: 'cost-centre', value: '42' }],
    });
    await send(arrow.source.writes.updateOrder, { orderId, poNumber: 'PO-78', endCustomerPoNumber: null });
    expect(await order(orderId)).toMatchObject({ poNumber: 'PO-78', endCustomerPoNumber: null });
    await send(arrow.source.writes.cancelOrder, { orderId });
    expect(await order(orderId)).toMatchObject({ status: OrderStatus.CANCELED });
    const late = await send(arrow.source.writes.cancelOrder, { orderId });
    expect(short(late.kind === 'refused' ? late.userErrors : [])).toEqual(['id REJECTED']);
  });

  it('of nobody are refused at the customer', async () => {
    const outcome = await send(arrow.source.writes.createOrder, { ...NEW_ORDER, customerId: 'XSP0' });
    expect(short(outcome.kind === 'refused' ? outcome.userErrors : [])).toEqual(['customerId NOT_FOUND']);
  });
});
