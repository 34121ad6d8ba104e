import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createArrowSphere } from '../../sandbox/arrowsphere/index.js';
import { startSandbox } from '../../sandbox/server.js';
import type { Sandbox } from '../../sandbox/server.js';
import { at, keysOf, listAt, recordOf } from './support/answers.js';
import { ArrowSphereCaller } from './support/arrowsphere.js';
import { HeldClock } from './support/held-clock.js';
import { sample } from './support/wire-shape.js';

const NEW_CONTACT = { firstName: 'Noor', lastName: 'Weiß', email: 'noor@x.example', phone: '+33 1' };
const CONTACTS = '/customers/XSP100201/contacts';

describe('contacts and invitations written to ArrowSphere in the sandbox', () => {
  let sandbox: Sandbox;
  let arrow: ArrowSphereCaller;

  beforeAll(async () => {
    const clock = new HeldClock('2025-06-01T08:00:00Z');
    sandbox = await startSandbox({ upstreams: [createArrowSphere(clock)] });
    arrow = new ArrowSphereCaller(sandbox);
  });
  afterEach(() => {
    sandbox.reset();
  });
  afterAll(() => sandbox.close());

  const bad = (messages: unknown) => ({ status: 400, body: { status: 400, error: 'Bad request', messages } });
  const contacts = async () => listAt((await arrow.get(CONTACTS)).body, 'data');

  describe('a contact', () => {
    it('is added with a reference of its own, and is there at once', async () => {
      const before = await contacts();
      const more = { ...NEW_CONTACT, type: 'Technical', role: 'primary', username: 'noor' };
      const { status, body } = await arrow.send('POST', CONTACTS, { ...more, organizationUnitIds: [1] });
      expect(status).toBe(200);
      const units = [{ id: 1, name: 'Paris office' }];
      expect(at(body, 'data')).toMatchObject({ ...more, isActive: true, organizationUnits: units });
      expect(await contacts()).toEqual([...before, at(body, 'data')]);
      const one = await arrow.get(`${CONTACTS}/${String(at(body, 'data', 'reference'))}`);
      expect(one.body).toEqual(body);
    });

    it('is changed by the member, and taken away', async () => {
      const reference = String(at(await contacts(), 0, 'reference'));
      const before = recordOf(at(await contacts(), 0));
      const { body } = await arrow.send('PATCH', `${CONTACTS}/${reference}`, { phone: '+33 9' });
      expect(body).toEqual({ status: 200, data: { ...before, phone: '+33 9' } });
      expect(at(await contacts(), 0)).toEqual(at(body, 'data'));
      expect(await arrow.send('DELETE', `${CONTACTS}/${reference}`)).toMatchObject({ status: 204 });
      expect((await contacts()).map((row) => at(row, 'reference'))).not.toContain(reference);
    });

    it.each([
      [{ email: undefined }, 'The field email is required'],
      [{ firstName: '', phone: 7 }, ['The field firstName is required', 'The field phone must be a string']],
      [{ Firstname: 'x' }, 'The field Firstname is unknown'],
      [{ organizationUnitId: 9 }, 'Organization unit 9 not found'],
      [{ organizationUnitIds: [1, 8] }, 'Organization unit 8 not found'],
      [{ organizationUnitIds: 1 }, 'The field organizationUnitIds must be a list'],
    ])('with %j is refused', async (change, messages) => {
      const before = await contacts();
      expect(await arrow.send('POST', CONTACTS, { ...NEW_CONTACT, ...change })).toMatchObject(bad(messages));
      expect(await contacts()).toEqual(before);
    });

    it('of an unknown customer, or unknown itself, is 404', async () => {
      expect(await arrow.send('POST', '/customers/XSP1/contacts', NEW_CONTACT)).toMatchObject({
        status: 404,
      });
      for (const method of ['PATCH', 'DELETE'] as const)
        expect(await arrow.send(method, `${CONTACTS}/CC-0`)).toMatchObject({
          status: 404,
          body: { messages: 'Contact CC-0 not found' },
        });
    });
  });

  describe('an invitation', () => {
    const invite = (contactId: unknown, policy: unknown = 'admin') =>
      arrow.send('POST', '/customers/invitations', { contactId, policy });

    it('goes to the main contact that the sample numbers, with the keys of the sample', async () => {
      const body = sample('arrowsphere.customers.invitation.create.request.json');
      const answer = await arrow.send('POST', '/customers/invitations', body);
      expect(answer).toMatchObject({
        status: 200,
        body: {
          data: {
            company: { reference: 'XSP100201' },
            contact: { username: null },
            policy: 'admin',
            createdAt: '2025-06-01T08:00:00.000Z',
            expiredAt: '2025-07-02T08:00:00.000Z',
          },
        },
      });
      const told = at(sample('arrowsphere.customers.invitation.get.json'), 'data');
      expect(keysOf(at(answer.body, 'data'))).toBe(keysOf(told));
      const code = String(at(answer.body, 'data', 'code'));
      expect((await arrow.get(`/customers/invitations/${code}`)).body).toEqual(answer.body);
    });

    it('goes to a contact of the list by its number, and shows there', async () => {
      const added = await arrow.send('POST', CONTACTS, NEW_CONTACT);
      const reference = String(at(added.body, 'data', 'reference'));
      const { body } = await invite(Number(reference.slice('CC-'.length)), 'reader');
      expect(at(body, 'data', 'contact')).toMatchObject({ reference, email: 'noor@x.example' });
      expect((await arrow.get(`${CONTACTS}/${reference}`)).body).toMatchObject({
        data: { xcpInvitation: { policy: 'reader', createdAt: '2025-06-01T08:00:00.000Z' } },
      });
    });

    it('is taken up once; the password is neither said again nor kept', async () => {
      const password = 'canary-9f8e7d';
      const { body } = await invite(123_452);
      const path = `/customers/invitations/${String(at(body, 'data', 'code'))}`;
      const activated = await arrow.send('POST', `${path}/activate`, { password });
      expect(activated).toMatchObject({ status: 200, body: { status: 200 } });
      expect(keysOf(at(activated.body, 'data'))).toBe('username');
      expect(at((await arrow.get(path)).body, 'data', 'contact', 'username')).toBe(
        at(activated.body, 'data', 'username'),
      );
      expect(await arrow.send('POST', `${path}/activate`, { password })).toMatchObject({ status: 400 });
      expect(JSON.stringify(sandbox.upstream('arrowsphere').rows)).not.toContain(password);
    });

    it('is refused without a contact that exists, a policy or a password', async () => {
      expect(await invite(7_000_000)).toMatchObject({
        status: 404,
        body: { messages: 'Contact 7000000 not found' },
      });
      expect(await invite('CC-1', '')).toMatchObject(
        bad(['The field contactId must be a number', 'The field policy is required']),
      );
      const { body } = await invite(123_452);
      const path = `/customers/invitations/${String(at(body, 'data', 'code'))}/activate`;
      expect(await arrow.send('POST', path)).toMatchObject(bad('The field password is required'));
      expect(
        await arrow.send('POST', '/customers/invitations/None/activate', { password: 'x' }),
      ).toMatchObject({
        status: 404,
      });
    });
  });
});
