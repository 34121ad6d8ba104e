import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createArrowSphere } from '../../sandbox/arrowsphere/index.js';
import { startSandbox } from '../../sandbox/server.js';
import type { Sandbox } from '../../sandbox/server.js';
import { at, keysOf, listAt, recordOf } from './support/answers.js';
import { ArrowSphereCaller } from './support/arrowsphere.js';
import { HeldClock } from './support/held-clock.js';
import { sample, shapeOf } from './support/wire-shape.js';

// A seeded customer already has the sample's internal reference.
const NEW_CUSTOMER = {
  ...recordOf(sample('arrowsphere.customers.create.request.json')),
  InternalReference: 'CRM-90009',
};

describe('customers written to ArrowSphere in the sandbox', () => {
  const clock = new HeldClock('2025-06-01T08:00:00Z');
  let sandbox: Sandbox;
  let arrow: ArrowSphereCaller;

  beforeAll(async () => {
    sandbox = await startSandbox({ upstreams: [createArrowSphere(clock)] });
    arrow = new ArrowSphereCaller(sandbox);
  });
  afterEach(() => {
    sandbox.reset();
  });
  afterAll(() => sandbox.close());

  const bad = (messages: unknown) => ({ status: 400, body: { status: 400, error: 'Bad request', messages } });

  describe('POST /customers', () => {
    it('answers 201 with the next reference, and the customer is there at once', async () => {
      const created = await arrow.send('POST', '/customers', NEW_CUSTOMER);
      expect(created).toMatchObject({ status: 201, body: { status: 201, data: { reference: 'XSP100461' } } });
      expect(shapeOf(created.body)).toEqual(
        shapeOf(sample('arrowsphere.customers.create.response.201.json')),
      );
      expect(await arrow.customer('XSP100461')).toMatchObject({
        ...NEW_CUSTOMER,
        Contact: { FirstName: 'Ada', LastName: 'Neuf', Email: 'ada@northwind9.example' },
        CreatedAt: '2025-06-01T08:00:00.000Z',
        DeletedAt: null,
      });
      expect(await arrow.walk('/customers', 'customers', 100)).toHaveLength(261);
      const found = await arrow.get('/customers?email=contact@northwind9.example');
      expect(listAt(found.body, 'data', 'customers')).toHaveLength(1);
    });

    it('gives the row every key of the sample, and no other', async () => {
      await arrow.send('POST', '/customers', NEW_CUSTOMER);
      const row = await arrow.customer('XSP100461');
      const complete = at(sample('arrowsphere.customers.get.json'), 'data', 'customers', 0);
      expect(keysOf(row)).toBe(keysOf(complete));
      for (const key of ['Contact', 'Details']) expect(keysOf(at(row, key))).toBe(keysOf(at(complete, key)));
    });

    it('lists its contact, where type and role are told', async () => {
      await arrow.send('POST', '/customers', NEW_CUSTOMER);
      const { body } = await arrow.get('/customers/XSP100461/contacts');
      expect(listAt(body, 'data')).toMatchObject([
        { firstName: 'Ada', email: 'ada@northwind9.example', type: 'Management', role: 'primary' },
      ]);
    });

    it('needs no more than the six required members', async () => {
      const { CompanyName, AddressLine1, Zip, City, CountryCode, ReceptionPhone } = recordOf(NEW_CUSTOMER);
      const least = { CompanyName, AddressLine1, Zip, City, CountryCode, ReceptionPhone };
      expect(await arrow.send('POST', '/customers', least)).toMatchObject({ status: 201 });
      expect(await arrow.customer('XSP100461')).toMatchObject({
        ...least,
        Headcount: null,
        customFields: [],
      });
    });

    it('numbers from the same reference again after a reset', async () => {
      for (const reference of ['XSP100461', 'XSP100462']) {
        const body = { ...NEW_CUSTOMER, InternalReference: reference };
        expect(await arrow.send('POST', '/customers', body)).toMatchObject({ body: { data: { reference } } });
      }
      sandbox.reset();
      expect(await arrow.send('POST', '/customers', NEW_CUSTOMER)).toMatchObject({
        body: { data: { reference: 'XSP100461' } },
      });
    });

    it.each([
      [{ CompanyName: undefined }, 'The field CompanyName is required'],
      [{ CompanyName: '' }, 'The field CompanyName is required'],
      [{ City: undefined, Zip: undefined }, ['The field Zip is required', 'The field City is required']],
      [{ Zip: 75011 }, 'The field Zip must be a string'],
      [{ CountryCode: 'France' }, 'The field CountryCode must be an ISO 3166-1 alpha-2 code'],
      [{ Headcount: '17' }, 'The field Headcount must be a number'],
      [{ WebsiteUrl: null }, 'The field WebsiteUrl must be a string'],
      [{ companyName: 'x' }, 'The field companyName is unknown'],
      [
        { Contact: { FirstName: 'A', LastName: 'B', Email: 'a@b.example', Phone: '1' } },
        ['The field Contact.Type is required', 'The field Contact.Role is required'],
      ],
      [{ customFields: [{ label: 'x' }] }, 'The field customFields.0.value must be a string'],
      [{ InternalReference: 'CRM-00009' }, 'The field InternalReference must be unique'],
    ])('refuses %j: one fault as a text, several as a list', async (change, messages) => {
      expect(await arrow.send('POST', '/customers', { ...NEW_CUSTOMER, ...change })).toMatchObject(
        bad(messages),
      );
      expect(arrow.rows('customers')).toHaveLength(260);
    });

    it('takes any number of customers without an internal reference', async () => {
      for (const InternalReference of ['', '', undefined])
        expect(await arrow.send('POST', '/customers', { ...NEW_CUSTOMER, InternalReference })).toMatchObject({
          status: 201,
        });
    });

    it('refuses a body that is no object, or no JSON', async () => {
      expect(await arrow.send('POST', '/customers', [])).toMatchObject(bad('The body must be an object'));
      const torn = await fetch(`${arrow.base}/customers`, {
        method: 'POST',
        headers: { apiKey: 'sandbox-arrowsphere-key', 'content-type': 'application/json' },
        body: '{"CompanyName"',
      });
      expect(torn.status).toBe(400);
    });
  });

  describe('PATCH /customers/{reference}', () => {
    it('changes what is named and answers with the customer', async () => {
      const before = await arrow.customer('XSP100202');
      const body = sample('arrowsphere.customers.update.request.json');
      const answer = await arrow.send('PATCH', '/customers/XSP100202', body);
      const after = { ...recordOf(before), CompanyName: 'Northwind Instruments Nine' };
      expect(answer).toMatchObject({ status: 200, body: { status: 200, data: { customers: [after] } } });
      expect(await arrow.customer('XSP100202')).toEqual(after);
    });

    it('changes the contact by the member', async () => {
      const before = at(await arrow.customer('XSP100202'), 'Contact');
      await arrow.send('PATCH', '/customers/XSP100202', { Contact: { Phone: '+33 1' } });
      expect(at(await arrow.customer('XSP100202'), 'Contact')).toEqual({
        ...recordOf(before),
        Phone: '+33 1',
      });
    });

    it('lets a customer keep its own internal reference, and take no other’s', async () => {
      const patch = (InternalReference: string) =>
        arrow.send('PATCH', '/customers/XSP100202', { InternalReference });
      expect(await patch('CRM-00002')).toMatchObject({ status: 200 });
      expect(await patch('CRM-00001')).toMatchObject(bad('The field InternalReference must be unique'));
    });

    it('refuses to empty what is required, and members that do not exist', async () => {
      expect(await arrow.send('PATCH', '/customers/XSP100202', { City: '', Details: {} })).toMatchObject(
        bad(['The field City is required', 'The field Details is unknown']),
      );
    });
  });

  describe('DELETE and PUT', () => {
    it('delete softly and call back, both without a body', async () => {
      expect(await arrow.send('DELETE', '/customers/XSP100202')).toMatchObject({
        status: 204,
        body: undefined,
      });
      expect(await arrow.customer('XSP100202')).toMatchObject({ DeletedAt: '2025-06-01T08:00:00.000Z' });
      expect(await arrow.send('PUT', '/customers/XSP100202')).toMatchObject({ status: 204, body: undefined });
      expect(await arrow.customer('XSP100202')).toMatchObject({ DeletedAt: null });
    });

    it('may be said twice; the first date stays', async () => {
      await arrow.send('DELETE', '/customers/XSP100202');
      clock.forward(60_000);
      expect(await arrow.send('DELETE', '/customers/XSP100202')).toMatchObject({ status: 204 });
      expect(await arrow.customer('XSP100202')).toMatchObject({ DeletedAt: '2025-06-01T08:00:00.000Z' });
    });

    it('refuse a body that says anything', async () => {
      expect(await arrow.send('DELETE', '/customers/XSP100202', { force: true })).toMatchObject(
        bad('The field force is unknown'),
      );
    });
  });

  it.each(['PATCH', 'DELETE', 'PUT'] as const)(
    '%s of an unknown customer is 404, of a foreign one 403',
    async (method) => {
      expect(await arrow.send(method, '/customers/XSP999')).toMatchObject({
        status: 404,
        body: { status: 404, error: 'Not found', messages: 'Customer XSP999 not found' },
      });
      expect(await arrow.send(method, '/customers/XSP900001')).toMatchObject({ status: 403 });
    },
  );

  it('needs the key like any read', async () => {
    const answer = await fetch(`${arrow.base}/customers`, { method: 'POST' });
    expect(answer.status).toBe(401);
    expect(arrow.rows('customers')).toHaveLength(260);
  });

  it.each([{ kind: 'reset' }, { kind: 'status', status: 503 }] as const)(
    'keeps a customer whose answer was lost: %j',
    async (fault) => {
      sandbox.fault('arrowsphere', { ...fault, phase: 'after', times: 1, match: { method: 'POST' } });
      await arrow.send('POST', '/customers', NEW_CUSTOMER).catch(() => 'lost');
      expect(await arrow.customer('XSP100461')).toMatchObject({ InternalReference: 'CRM-90009' });
      expect(sandbox.calls('arrowsphere')[0]).toMatchObject({ method: 'POST', body: NEW_CUSTOMER });
    },
  );
});
