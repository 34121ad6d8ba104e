import { beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { createIon, ION_INITIAL_REFRESH_TOKEN } from '../../sandbox/ion/index.js';
import type { IonCustomer } from '../../sandbox/ion/rows.js';
import { exchange, form, get, ion, page, post, tokens, useIon, walk } from './support/ion.js';
import { present } from './support/present.js';
import { sample, shapeOf } from './support/wire-shape.js';

const errorSchema = z.object({ error: z.string(), message: z.string(), code: z.number() });

useIon();

const REFUSED = { status: 400, body: sample('ion.oauth.token.error.400.json') };

describe('the rotating refresh token', () => {
  beforeEach(() => {
    ion.reset();
  });

  it('answers as the vendor does', async () => {
    const { status, body } = await exchange(ION_INITIAL_REFRESH_TOKEN);
    expect(status).toBe(200);
    expect(shapeOf(body)).toEqual(shapeOf(sample('ion.oauth.token.response.json')));
    expect(body).toMatchObject({ expires_in: 7_200, token_type: 'Bearer' });
  });

  it('is good for one exchange; the new one for the next', async () => {
    const first = await tokens(ION_INITIAL_REFRESH_TOKEN);
    expect(await exchange(ION_INITIAL_REFRESH_TOKEN)).toMatchObject(REFUSED);
    const second = await tokens(first.refresh_token);
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(await exchange(first.refresh_token)).toMatchObject(REFUSED);
    expect((await get('/customers?pageSize=1', first.access_token)).status).toBe(200);
  });

  it('serves one of several that spend it at once', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => exchange(ION_INITIAL_REFRESH_TOKEN)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400]);
  });

  it('never brings a token from before a reset back to life', async () => {
    const before = await tokens(ION_INITIAL_REFRESH_TOKEN);
    ion.reset();
    const after = await tokens(ION_INITIAL_REFRESH_TOKEN);
    expect(after.access_token).not.toBe(before.access_token);
    expect((await get('/customers?pageSize=1', before.access_token)).status).toBe(401);
    expect(await exchange(before.refresh_token)).toMatchObject(REFUSED);
  });

  it('takes a form and this one grant only', async () => {
    const json = JSON.stringify({ grant_type: 'refresh_token', refresh_token: ION_INITIAL_REFRESH_TOKEN });
    expect((await post('/oauth/token', 'application/json', json)).status).toBe(400);
    expect((await form('/oauth/token', { grant_type: 'client_credentials' })).status).toBe(400);
    // Neither spent it.
    expect((await exchange(ION_INITIAL_REFRESH_TOKEN)).status).toBe(200);
  });

  it('says how long an access token lasts, and nothing of an unknown one', async () => {
    const { access_token } = await tokens(ION_INITIAL_REFRESH_TOKEN);
    const valid = await form('/oauth/validateAccess', { access_token });
    expect(shapeOf(valid.body)).toEqual(shapeOf(sample('ion.oauth.validate.response.json')));
    expect(valid.body).toEqual({ access_expires_in: 7_200, refresh_expires_in: 32 * 86_400 });
    expect(await form('/oauth/validateAccess', { access_token: 'x' })).toMatchObject(REFUSED);
  });
});

describe('access', () => {
  it('is refused without a token, with an unknown, a revoked and an expired one', async () => {
    expect((await get('/customers?pageSize=1', '')).status).toBe(401);
    expect((await get('/customers?pageSize=1', 'x')).status).toBe(401);
    ion.configure({ revokeTokens: true });
    expect((await get('/customers?pageSize=1')).status).toBe(401);

    ion.reset();
    ion.configure({ tokenSeconds: 0.001 });
    const brief = (await tokens(ION_INITIAL_REFRESH_TOKEN)).access_token;
    await new Promise((resolve) => setTimeout(resolve, 10));
    const expired = await get('/customers?pageSize=1', brief);
    expect(expired.status).toBe(401);
    expect(shapeOf(expired.body)).toEqual(shapeOf(sample('ion.error.403.json')));
  });

  it('is refused to another account', async () => {
    ion.reset();
    const { access_token } = await tokens(ION_INITIAL_REFRESH_TOKEN);
    const { status, body } = await get('/customers?pageSize=1', access_token, '10002');
    expect(status).toBe(403);
    expect(body).toMatchObject({
      error: 'PERMISSION_DENIED',
      message: 'permission denied to access accounts/10002',
    });
    expect(shapeOf(body)).toEqual(shapeOf(sample('ion.error.403.json')));
  });

  it('refuses a setting it does not have', () => {
    expect(() => { ion.configure({ tokenSecond: 1 }); }).toThrow('tokenSecond'); // prettier-ignore
  });
});

describe('customers', () => {
  it('are there by the hundred, every one once over the pages', async () => {
    const pages = await walk('/customers?pageSize=150');
    expect(pages.map(({ customers }) => customers?.length)).toEqual([150, 150, 120]);
    expect(pages.flatMap(({ customers = [] }) => customers)).toEqual(ion.rows.customers);
  });

  it('come in one page of at most 1000, whatever is asked', async () => {
    const { customers, nextPageToken } = await page('/customers?pageSize=5000');
    expect(customers).toHaveLength(420);
    expect(nextPageToken).toBe('');
  });

  it('need a page size or a page token', async () => {
    const missing = await get('/customers');
    expect(missing).toMatchObject({ status: 400, body: knownMembers('ion.error.400.pagesize.json') });
    expect(shapeOf(missing.body)).toEqual(shapeOf(sample('ion.error.400.pagesize.json')));
    expect((await get('/customers?pageSize=0')).body).toMatchObject(
      knownMembers('ion.error.400.pagesize.json'),
    );
    expect((await get('/customers?pageSize=-1')).status).toBe(400);

    const { nextPageToken = '' } = await page('/customers?pageSize=2');
    const second = await page(`/customers?pageToken=${nextPageToken}`);
    expect(second.customers).toEqual(ion.rows.customers.slice(2, 4));
  });

  it('refuse a page token of another listing, with a code that is not the HTTP status', async () => {
    const { nextPageToken = '' } = await page('/customers?pageSize=2');
    const elsewhere = [
      `/customers?pageSize=2&filter.languageCode=EN&pageToken=${nextPageToken}`,
      `/orders?pageSize=2&pageToken=${nextPageToken}`,
      '/customers?pageSize=2&pageToken=made-up',
    ];
    for (const path of elsewhere) {
      const { status, body } = await get(path);
      expect({ status, body }).toMatchObject({ status: 400, body: { error: 'INVALID_REQUEST', code: 3 } });
    }
  });

  it('end a listing with an empty token, a filtered one without any', async () => {
    expect((await walk('/customers?pageSize=400')).at(-1)).toHaveProperty('nextPageToken', '');
    expect((await walk('/customers?pageSize=400&filter.languageCode=EN')).at(-1)).not.toHaveProperty(
      'nextPageToken',
    );
  });

  it.each([
    ['filter.customerEmail', (row: IonCustomer) => row.customerEmail],
    ['filter.customerName', (row: IonCustomer) => row.customerName],
    ['filter.languageCode', (row: IonCustomer) => row.languageCode],
    ['filter.customerStatus', (row: IonCustomer) => row.customerStatus],
  ])('are filtered by %s', async (filter, memberOf) => {
    const wanted = memberOf(present(ion.rows.customers[4]));
    const { customers } = await page(`/customers?pageSize=1000&${filter}=${encodeURIComponent(wanted)}`);
    expect(customers).toEqual(ion.rows.customers.filter((customer) => memberOf(customer) === wanted));
  });

  it('do not take a filter whose dot was nested away', async () => {
    const { customers } = await page('/customers?pageSize=1000&filter[languageCode]=EN');
    expect(customers).toHaveLength(420);
  });

  it('refuse a status that does not exist', async () => {
    expect((await get('/customers?pageSize=1&filter.customerStatus=active')).status).toBe(400);
  });

  it('are `{}` where there are none', async () => {
    const { body } = await get('/customers?pageSize=10&filter.customerEmail=none%40void.example');
    expect(body).toEqual(sample('ion.customers.list.empty.json'));
  });

  it('have the members of the samples, legacy ones among them', async () => {
    const { body } = await get('/customers?pageSize=400');
    const whole = shapeOf(sample('ion.customers.list.page1.json'));
    const legacy = shapeOf({ customers: [sample('ion.customers.get.legacy-extra-fields.json')] });
    expect(shapeOf(body)).toEqual({ ...legacy, ...whole });
  });

  it('are read alone, or not found', async () => {
    const first = present(ion.rows.customers[0]);
    expect((await get('/customers/20001')).body).toEqual(first);
    expect(shapeOf(first)).toEqual(shapeOf(sample('ion.customers.get.json')));
    const missing = await get('/customers/29999');
    expect(missing).toMatchObject({ status: 404, body: knownMembers('ion.error.404.json') });
    expect(shapeOf(missing.body)).toEqual(shapeOf(sample('ion.error.404.json')));
  });

  it('include the odd ones the vendor is known for', () => {
    const all = ion.rows.customers;
    expect(new Set(all.map(({ languageCode }) => languageCode))).toEqual(
      new Set(['EN', 'en', 'en-US', 'DE', 'FR']),
    );
    expect(all.filter(({ customerStatus }) => customerStatus === 'INACTIVE').length).toBeGreaterThan(40);
    expect(
      all.filter((row) => row.customerTitle === undefined && row.customerAddress.suite === undefined),
    ).toHaveLength(60);
    expect(all.some(({ customerAddress: { zip } }) => zip.startsWith('0'))).toBe(true);
    expect(new Set(all.map(({ customerEmail }) => customerEmail)).size).toBe(all.length);
  });
});

describe('cloud profiles', () => {
  const profiles = (query = '') => get(`/customers/20003/cloudProfiles${query}`);

  it('have the shape of the sample', async () => {
    expect(shapeOf((await profiles()).body)).toEqual(shapeOf(sample('ion.customers.cloudProfiles.json')));
  });

  it('are narrowed to one provider and to what is enabled', async () => {
    expect((await profiles('?providerId=1')).body).toMatchObject({
      customerCloudProfiles: [{ shortName: 'AWS' }],
    });
    expect((await profiles('?enabledOnly=true')).body).toMatchObject({
      customerCloudProfiles: [{ shortName: 'MSFT' }, { shortName: 'AWS' }],
    });
    expect((await profiles('?providerId=9')).body).not.toHaveProperty('customerCloudProfiles');
    expect((await profiles('?enabledOnly=yes')).status).toBe(400);
  });

  it('leave the list out where there is none, and refuse an unknown customer', async () => {
    expect(shapeOf((await get('/customers/20004/cloudProfiles')).body)).toEqual({
      '': 'object',
      customerId: 'string',
      customerOrganization: 'string',
    });
    expect((await get('/customers/29999/cloudProfiles')).status).toBe(403);
  });
});

it('has the same rows on every start', () => {
  expect(JSON.stringify(createIon().rows)).toBe(JSON.stringify(ion.rows));
});

/** The members of an error sample that do not change from call to call. */
function knownMembers(file: string) {
  return errorSchema.parse(sample(file));
}
