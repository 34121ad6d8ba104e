import { afterEach, describe, expect, it } from '@jest/globals';
import { sample } from '../../support/sample-upstream.js';
import { endScopes } from './arrow.js';
import { bodyOf, done, NEW_ORDER, overOne, send } from './writing.js';

afterEach(endScopes);

describe('contacts', () => {
  const contact = {
    firstName: 'Ada',
    lastName: 'Testeur',
    email: 'ada@northwind1.example',
    phone: '+33 (0)600000000',
  };
  const file = 'arrowsphere.customers.contact.get.json';

  it('POST /customers/{reference}/contacts', async () => {
    const on = 'POST /customers/XSP100201/contacts';
    const values = { customerId: 'XSP100201', contact: { ...contact, username: 'ada.t', role: null } };
    const { value, calls } = await overOne({ on, file }, ({ writes }) => send(writes.addContact, values));
    expect(calls).toEqual([{ call: on, body: { ...contact, username: 'ada.t' }, type: 'application/json' }]);
    expect(value).toMatchObject(
      done({ customerId: 'XSP100201', contact: { ...contact, externalId: 'CC-1', isPrimary: true } }),
    );
  });

  it('PATCH /customers/{reference}/contacts/{contact}', async () => {
    const on = 'PATCH /customers/XSP100201/contacts/CC%2F1';
    const values = {
      customerId: 'XSP100201',
      contactId: 'CC/1',
      contact: { phone: '+33 7', type: 'Technical', username: null },
    };
    const { value, calls } = await overOne({ on, file }, ({ writes }) => send(writes.updateContact, values));
    expect(calls.map(({ body }) => body)).toEqual([{ phone: '+33 7', type: 'Technical', username: '' }]);
    expect(value).toMatchObject(done({ customerId: 'XSP100201', contact: { externalId: 'CC-1' } }));
  });

  it('POST /customers/invitations', async () => {
    const on = 'POST /customers/invitations';
    const route = { on, file: 'arrowsphere.customers.invitation.get.json' };
    const values = { contactId: 123451, policy: 'admin' };
    const { value, calls } = await overOne(route, ({ writes }) => send(writes.inviteContact, values));
    const body = await sample('arrowsphere.customers.invitation.create.request.json');
    expect(calls).toMatchObject([{ call: on, body }]);
    expect(calls[0]?.body).toEqual(body);
    expect(value).toMatchObject(
      done({ code: 'AbCd1234EfGh', policy: 'admin', customerExternalId: 'XSP100201', sourceId: 'arrow' }),
    );
  });
});

describe('programs', () => {
  const values = {
    customerId: 'XSP100201',
    program: 'microsoft',
    attributes: [{ name: 'domain', value: 'northwind1.onmicrosoft.example' }],
  };

  it.each(['provision', 'migration'] as const)('POST /customers/{reference}/%s', async (kind) => {
    const on = `POST /customers/XSP100201/${kind}`;
    const { value, calls } = await overOne({ on, status: 202 }, ({ writes }) =>
      send(kind === 'provision' ? writes.startProvision : writes.startMigration, values),
    );
    const body = await sample('arrowsphere.customers.migration.request.json');
    expect(calls).toEqual([{ call: on, body, type: 'application/json' }]);
    const made = { externalId: 'XSP100201', createdUser: null };
    expect(value).toEqual({ kind: 'pending', handle: 'XSP100201;microsoft', made });
  });

  it('have attributes where they are given', async () => {
    const route = { on: 'POST /customers/XSP100201/provision', status: 202 };
    const { calls } = await overOne(route, ({ writes }) =>
      send(writes.startProvision, { ...values, attributes: null }),
    );
    expect(calls[0]?.body).toEqual({ program: 'microsoft' });
  });
});

describe('orders', () => {
  const route = { on: 'POST /orders', file: 'arrowsphere.orders.create.response.json' };

  it('POST /orders sends what the vendor documents, but for prices', async () => {
    const { value, calls } = await overOne(route, ({ writes }) => send(writes.createOrder, NEW_ORDER));
    const text = JSON.stringify(await sample('arrowsphere.orders.create.request.json'));
    const body: unknown = JSON.parse(text, (key, value: unknown) => (key === 'price' ? undefined : value));
    expect(calls).toEqual([{ call: 'POST /orders', body, type: 'application/json' }]);
    expect(value).toEqual(done({ externalId: 'XSPO5077' }));
  });

  it('POST /orders names subscriptions, and leaves out what is not given', async () => {
    const values = {
      customerId: 'XSP100201',
      poNumber: null,
      products: [
        {
          quantity: 1,
          sku: 'SKU-1',
          subscriptionReference: 'SUB-1',
          parentLicenseId: 'L-1',
          autoRenew: false,
        },
        { quantity: 2, term: 'P1Y', periodicity: '' },
      ],
    };
    const body = await bodyOf(route, ({ writes }) => send(writes.createOrder, values));
    expect(body).toEqual({
      customer: { reference: 'XSP100201' },
      products: [
        {
          quantity: 1,
          sku: 'SKU-1',
          subscription: { reference: 'SUB-1' },
          parentLicenseId: 'L-1',
          autoRenew: false,
        },
        { quantity: 2, term: 'P1Y' },
      ],
    });
  });

  it('PATCH /orders/{reference} spells its numbers as the vendor does', async () => {
    const on = 'PATCH /orders/XSPO5077';
    const change = {
      orderId: 'XSPO5077',
      poNumber: 'PO-78',
      endCustomerPoNumber: 'EPO-78',
      customFields: [{ label: 'cost-centre', value: '43' }],
    };
    const changed = { on, file: 'arrowsphere.orders.update.response.json' };
    const body = await bodyOf(changed, ({ writes }) => send(writes.updateOrder, change));
    expect(body).toEqual(await sample('arrowsphere.orders.update.request.json'));
    const emptied = await bodyOf(changed, ({ writes }) =>
      send(writes.updateOrder, { orderId: 'XSPO5077', poNumber: null }),
    );
    expect(emptied).toEqual({ PO_number: '' });
  });
});
