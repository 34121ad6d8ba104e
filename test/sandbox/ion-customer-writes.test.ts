import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ION_PASSWORD_CANARY } from '../../sandbox/ion/index.js';
import { at } from './support/answers.js';
import { clock, fault, get, ion, page, send, useIon } from './support/ion.js';
import { present } from './support/present.js';
import { sample, shapeOf } from './support/wire-shape.js';

useIon();

const given = z
  .looseObject({ customerEmail: z.string(), customerAddress: z.looseObject({}) })
  .parse(sample('ion.customers.create.request.json'));
const changes = z.looseObject({}).parse(sample('ion.customers.update.request.json'));
const seconds = () => new Date(clock.now()).toISOString().replace('.000', '');

/** Bodies that create and replace refuse alike, and what they say. */
const REFUSED = [
  [{ customerOrganization: undefined }, "must have required property 'orgName'"],
  [{ customerOrganization: '' }, "must have required property 'orgName'"],
  [{ customerEmail: null }, "must have required property 'primaryContactEmail'"],
  [{ customerName: undefined }, "must have required property 'primaryContactName'"],
  [{ languageCode: undefined }, "must have required property 'languageCode'"],
  [{ customerAddress: { ...given.customerAddress, zip: undefined } }, "must have required property 'zip'"],
  [{ customerEmail: 'nobody' }, `'primaryContactEmail' must match format "email"`],
  [{ customerPhone: 5 }, "'customerPhone' must be string"],
  [{ phone: '5' }, 'unknown field "phone"'],
] as const;

describe('a customer that is created', () => {
  it('answers 200 with the customer and its user, whose password is shown once', async () => {
    const { status, body } = await send('POST', '/customers', given);
    expect(status).toBe(200);
    const titled = await send('POST', '/customers', {
      ...given,
      customerTitle: 'CTO',
      customerEmail: 'b@b.example',
    });
    expect(shapeOf(titled.body)).toEqual(shapeOf(sample('ion.customers.create.response.json')));
    const user = z.looseObject({ password: z.string() }).parse(at(body, 'user'));
    expect(user).toMatchObject({
      name: 'accounts/10001/customers/20421/users/30421',
      email: given.customerEmail,
    });
    expect(user.password).toContain(ION_PASSWORD_CANARY);

    const read = await get('/customers/20421');
    expect({ ...z.looseObject({}).parse(read.body), user }).toEqual(body);
    expect(JSON.stringify([read.body, ion.rows.customers])).not.toContain(ION_PASSWORD_CANARY);
  });

  it('is there at once, with the next id and the time of the clock', async () => {
    clock.forward(5_000);
    await send('POST', '/customers', given);
    const row = present(ion.rows.customers.at(-1));
    expect(row).toMatchObject({ ...given, name: 'accounts/10001/customers/20421', createTime: seconds(), updateTime: seconds() }); // prettier-ignore
    expect(row).toMatchObject({ customerStatus: 'ACTIVE', customerAddress: { suite: '' } });
    const { customers } = await page(`/customers?pageSize=5&filter.customerEmail=${given.customerEmail}`);
    expect(customers).toEqual([row]);
    expect((await get('/customers/20421/cloudProfiles')).body).toEqual({
      customerId: '20421',
      customerOrganization: row.customerOrganization,
    });
  });

  it.each(REFUSED)('is refused with %j', async (change, message) => {
    const { status, body } = await send('POST', '/customers', { ...given, ...change });
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: 'INVALID_REQUEST', message, code: 400 });
    expect(shapeOf(body)).toEqual(shapeOf(sample('ion.error.400.required.json')));
    expect(ion.rows.customers).toHaveLength(420);
  });

  it('is refused where its e-mail is in use, in any case, or its language is none', async () => {
    const taken = present(ion.rows.customers[7]).customerEmail.toUpperCase();
    const refusals = [
      [{ customerEmail: taken }, 'ion.error.412.json'],
      [{ languageCode: 'xx' }, 'ion.error.412.language.json'],
    ] as const;
    for (const [change, file] of refusals) {
      const { status, body } = await send('POST', '/customers', { ...given, ...change });
      expect(status).toBe(412);
      expect(withoutRequestId(body)).toEqual(withoutRequestId(sample(file)));
      expect(JSON.stringify(body)).not.toContain(taken);
    }
  });

  it.each(['EN', 'en', 'en-US', 'de-DE', 'FR'])('may speak %s', async (languageCode) => {
    expect((await send('POST', '/customers', { ...given, languageCode })).status).toBe(200);
  });

  it('is refused without a body, with a broken one, in a foreign account', async () => {
    expect((await send('POST', '/customers')).body).toMatchObject({ error: 'INVALID_REQUEST' });
    expect((await send('POST', '/customers', '{"customerName":')).body).toMatchObject({ error: 'INVALID_REQUEST', code: 400 }); // prettier-ignore
    expect((await send('POST', '/customers', given, '10002')).status).toBe(403);
  });

  it('is there though its answer was lost, and its e-mail in use', async () => {
    fault({ kind: 'reset', phase: 'after', times: 1 });
    await expect(send('POST', '/customers', given)).rejects.toThrow('fetch failed');
    expect(ion.rows.customers.at(-1)).toMatchObject(given);
    expect((await send('POST', '/customers', given)).status).toBe(412);
  });
});

describe('a customer that is replaced', () => {
  it('has what was given and nothing else of what a write can set', async () => {
    const old = present(ion.rows.customers[0]);
    expect(old.customerTitle).toBeDefined();
    const { status, body } = await send('PUT', '/customers/20001', changes);
    expect(status).toBe(200);
    const row = present(ion.rows.customers[0]);
    expect(row).toEqual({
      ...changes,
      customerAddress: { ...z.looseObject({}).parse(changes.customerAddress), suite: '' },
      name: old.name,
      uid: old.uid,
      createTime: old.createTime,
      customerStatus: old.customerStatus,
      updateTime: seconds(),
    });
    expect(body).toEqual({ ...row, user: at(body, 'user') });
    expect((await get('/customers/20001')).body).toEqual(row);
    expect((await get('/customers/20001/cloudProfiles')).body).toMatchObject({ customerOrganization: row.customerOrganization }); // prettier-ignore
  });

  it('answers its user without the password', async () => {
    const { body } = await send('PUT', '/customers/20001', changes);
    expect(at(body, 'user')).toMatchObject({ email: 'jo9@meridian.example', password: '' });
  });

  it('may keep its own e-mail, but not take another one', async () => {
    const own = present(ion.rows.customers[0]).customerEmail;
    expect((await send('PUT', '/customers/20001', { ...changes, customerEmail: own })).status).toBe(200);
    const taken = await send('PUT', '/customers/20002', { ...changes, customerEmail: own });
    expect(withoutRequestId(taken.body)).toEqual(withoutRequestId(sample('ion.error.412.json')));
  });

  it.each(REFUSED)('is refused with %j', async (change, message) => {
    const before = ion.rows.customers[0];
    const { status, body } = await send('PUT', '/customers/20001', { ...changes, ...change });
    expect({ status, body }).toMatchObject({ status: 400, body: { error: 'INVALID_REQUEST', message } });
    expect(ion.rows.customers[0]).toEqual(before);
  });

  it('is not found under an unknown id, with a code that is not the HTTP status', async () => {
    const { status, body } = await send('PUT', '/customers/29999', changes);
    expect(status).toBe(404);
    expect(withoutRequestId(body)).toEqual({ ...withoutRequestId(sample('ion.error.404.json')), code: 400 });
  });
});

/** Every answer has its own number. */
function withoutRequestId(body: unknown) {
  const { details, ...rest } = z.looseObject({ details: z.array(z.looseObject({})) }).parse(body);
  return { ...rest, details: details.map((detail) => ({ ...detail, requestId: 'any' })) };
}
