import { describe, expect, it } from '@jest/globals';
import { DK_HARDWARE_CLIENT } from '../../sandbox/dkhardware/index.js';
import { RateWindow } from '../../sandbox/dkhardware/rate-window.js';
import {
  ALL_SCOPES,
  dk,
  get,
  list,
  requestToken,
  resetDkHardware,
  token,
  useDkHardware,
} from './support/dkhardware.js';
import { present } from './support/present.js';
import { sample, shapeOf } from './support/wire-shape.js';

useDkHardware();

describe('the token endpoint', () => {
  it('answers as Keycloak does, with the scopes that were asked for', async () => {
    const { status, body } = await requestToken({ scope: 'customers orders' });
    expect(status).toBe(200);
    expect(shapeOf(body)).toEqual(shapeOf(sample('dk.token.response.json')));
    expect(body).toMatchObject({ expires_in: 5_400, scope: 'customers orders' });
  });

  it.each([
    [401, { client_secret: 'wrong' }],
    [400, { grant_type: 'password' }],
    [400, { scope: 'customers everything' }],
    [400, { scope: '' }],
  ])('answers %i to %o', async (status, wrong) => {
    expect((await requestToken(wrong)).status).toBe(status);
  });
});

describe('access', () => {
  it('is refused without a token, with an unknown, a revoked and an expired one', async () => {
    expect((await get('/v1/user/', '')).status).toBe(401);
    expect((await get('/v1/user/', 'x')).status).toBe(401);
    dk.configure({ revokeTokens: true });
    expect((await get('/v1/user/')).status).toBe(401);
    dk.configure({ tokenSeconds: 0.001 });
    const brief = await token(ALL_SCOPES);
    await new Promise((resolve) => setTimeout(resolve, 10));
    const { status, body } = await get('/v1/user/', brief);
    expect(status).toBe(401);
    expect(shapeOf(body)).toEqual(shapeOf(sample('dk.error.500.json')));
  });

  it.each([
    ['customers', '/v1/customer/'],
    ['customers', '/v1/customer/463501'],
    ['customers', '/v1/customer/463501/address'],
    ['customers', '/v1/customer/463501/credit-info'],
    ['customers:relations', '/v1/customer/463501/relations'],
    ['orders', '/v1/order/'],
    ['orders', '/v1/order/805601'],
    ['orders', '/v1/order/805601/eta'],
    ['dictionaries', '/v1/dictionary/customer-type'],
    ['users', '/v1/user/'],
    ['subscriptions', '/v1/subscription/'],
  ])('needs the scope %s for %s', async (scope, path) => {
    expect((await get(path, await token(scope))).status).toBe(200);
    const others = DK_HARDWARE_CLIENT.scopes.filter((name) => name !== scope).join(' ');
    expect((await get(path, await token(others))).status).toBe(403);
  });

  it('refuses a setting it does not have', () => {
    expect(() => { dk.configure({ readsPerSecond: 1 }); }).toThrow('readsPerSecond'); // prettier-ignore
  });
});

describe('the rate window', () => {
  it('lets 200 reads through, then answers 429 without body or hint until it is over', async () => {
    const statuses = await statusesOf(202);
    expect(statuses.filter((status) => status === 200)).toHaveLength(200);
    const over = await get('/v1/user/');
    expect(over.status).toBe(429);
    expect(over.headers.get('retry-after')).toBeNull();
    expect(over.body).toBeUndefined();
    await resetDkHardware();
    expect((await get('/v1/user/')).status).toBe(200);
  });

  it('says when to come back if it is told to', async () => {
    dk.configure({ readsPerMinute: 1, retryAfter: 7 });
    expect(await statusesOf(2)).toEqual([200, 429]);
    expect((await get('/v1/user/')).headers.get('retry-after')).toBe('7');
  });

  it('begins anew, all at once, a minute after its first call or whatever it is set to', () => {
    const window = new RateWindow();
    window.configure({ readsPerMinute: 2 });
    const at = [1_000, 50_000, 60_999, 61_000, 61_001, 61_002];
    expect(at.map((now) => window.take('reads', now))).toEqual([true, true, false, true, true, false]);
    window.configure({ windowMs: 10 });
    expect([0, 1, 9, 10].map((now) => window.take('reads', now))).toEqual([true, true, false, true]);
  });

  it('is spent by what a client may not read, not by who is no client', async () => {
    dk.configure({ readsPerMinute: 1 });
    expect((await get('/v1/user/', 'x')).status).toBe(401);
    expect((await get('/v1/user/', await token('orders'))).status).toBe(403);
    expect((await get('/v1/user/')).status).toBe(429);
  });

  it('counts 100 writes apart from the reads', () => {
    const window = new RateWindow();
    const writes = Array.from({ length: 101 }, () => window.take('writes'));
    expect(writes.filter(Boolean)).toHaveLength(100);
    expect(writes.at(-1)).toBe(false);
    expect(window.take('reads')).toBe(true);
  });
});

describe('dictionaries, users, subscriptions', () => {
  it.each(['payment-method', 'shipping-method', 'customer-type'])(
    '%s is a bare array of codes',
    async (name) => {
      const { body } = await get(`/v1/dictionary/${name}`);
      expect(shapeOf(body)).toEqual({
        '': 'array',
        '[]': 'object',
        '[].code': 'string',
        '[].name': 'string',
      });
    },
  );

  it('users come in an envelope, by limit and offset', async () => {
    expect(await list('/v1/user/?limit=2&offset=1')).toEqual([
      { id: '93', name: 'Robin Clerk', enabled: true },
      { id: '105', name: 'Till User' },
    ]);
    expect((await get('/v1/user/?limit=0')).status).toBe(400);
  });

  it('subscriptions show times in the list that they do not show alone, and never a secret', async () => {
    const { body } = await get('/v1/subscription/?eventType=vendor-order%3Achanged');
    expect(shapeOf(body)).toEqual(shapeOf(sample('dk.subscriptions.list.json')));
    expect(body).toEqual({ payload: [dk.rows.subscriptions[0]] });
    const { subscriptionId } = present(dk.rows.subscriptions[0]);
    expect((await get(`/v1/subscription/${subscriptionId}`)).body).toMatchObject({
      payload: { createdAt: '0001-01-01T00:00:00' },
    });
    expect((await get('/v1/subscription/none')).status).toBe(404);
  });
});

async function statusesOf(count: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let call = 0; call < count; call += 1) statuses.push((await get('/v1/user/')).status);
  return statuses;
}
