import { createClient } from '@redis/client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Claim } from '../../../src/store/store.js';
import { REDIS_SERVER, RedisServer } from '../support/redis-server.js';
import { open } from '../support/stores.js';

const DAY_MS = 24 * 3_600_000;
const HOUR_MS = 3_600_000;
const REQUEST = { caller: 'portal', mutation: 'create', key: 'k' };
const WORK = { sourceId: 'dkh', kind: 'CREATE_CUSTOMER', handle: 'h', nextPollAt: 1 } as const;

let server: RedisServer;
const describeRedis = REDIS_SERVER === null ? describe.skip : describe;

/** What stands in the database, by the part of its name that says what it is; in days, for how long. */
async function kept(url: string): Promise<Record<string, number>> {
  const client = await createClient({ url, RESP: 2 }).connect();
  const keys = await client.keys('*');
  const days = await Promise.all(
    keys.map(async (key) => {
      const leftMs = await client.pTTL(key);
      const name = key.replace(/^partner-graph:v1:/, '').replace(/[\w-]{43}/, '…');
      return [name, leftMs < 0 ? Infinity : Math.round(leftMs / DAY_MS)];
    }),
  );
  client.destroy();
  return Object.fromEntries(days) as Record<string, number>;
}

describeRedis('What a store leaves in Redis', () => {
  beforeAll(async () => {
    server = await RedisServer.start();
  });
  afterAll(() => server.stop());

  it('of a request is there for a day, and for thirty while its outcome is unknown', async () => {
    const url = server.url(1);
    const { idempotency } = await open(url);
    const beginning = await idempotency.begin(REQUEST, '');
    if (!('claim' in beginning)) throw new Error(beginning.outcome);
    const { claim }: { claim: Claim } = beginning;
    const held = { seal: Infinity, 'idempotency:…:lease': 0 };
    expect(await kept(url)).toEqual({ ...held, 'idempotency:…': 1 });
    await claim.sending();
    expect(await kept(url)).toEqual({ ...held, 'idempotency:…': 30 });
    await claim.unknown();
    expect(await kept(url)).toEqual({ seal: Infinity, 'idempotency:…': 30 });
    await claim.done('found out late');
    expect(await kept(url)).toEqual({ seal: Infinity, 'idempotency:…': 1 });
  });

  it('of an operation is there until its result, and then for thirty days', async () => {
    const url = server.url(2);
    const { operations } = await open(url);
    for (const id of ['a', 'b']) await operations.create({ ...WORK, id });
    const both = { 'operations:dkh:a': Infinity, 'operations:dkh:b': Infinity };
    expect(await kept(url)).toEqual({ seal: Infinity, 'due:dkh': Infinity, ...both });
    await operations.update({ sourceId: 'dkh', id: 'a' }, { status: 'FAILED' });
    expect(await kept(url)).toEqual({ seal: Infinity, 'due:dkh': Infinity, ...both, 'operations:dkh:a': 30 });
    await operations.update({ sourceId: 'dkh', id: 'b' }, { status: 'SUCCEEDED' });
    const results = { 'operations:dkh:a': 30, 'operations:dkh:b': 30 };
    expect(await kept(url)).toEqual({ seal: Infinity, ...results });
  });

  it('of refresh tokens is there for ever', async () => {
    const url = server.url(3);
    const { refreshTokens } = await open(url);
    const chain = { sourceId: 'ion', first: 'R0', isUsable: () => false };
    await refreshTokens.accessToken(chain, () =>
      Promise.resolve({ refreshToken: 'R1', accessToken: { value: 'A1', expiresAt: 1 } }),
    );
    expect(await kept(url)).toEqual({ seal: Infinity, 'refresh-tokens:ion:…': Infinity });
  });

  it('and somebody takes away is not missed', async () => {
    const url = server.url(4);
    const { operations } = await open(url);
    for (const id of ['gone', 'there']) await operations.create({ ...WORK, id });
    const client = await createClient({ url, RESP: 2 }).connect();
    await client.del('partner-graph:v1:operations:dkh:gone');
    client.destroy();
    expect(await operations.takeDue(['dkh'], 9)).toMatchObject([{ id: 'there' }]);
    expect(await kept(url)).toEqual({
      seal: Infinity,
      'due:dkh': Infinity,
      'operations:dkh:there': Infinity,
    });
  });
});

describeRedis('Machines whose clocks differ by an hour', () => {
  beforeAll(async () => {
    server = await RedisServer.start();
  });
  afterAll(() => server.stop());

  async function pair(database: number) {
    const url = server.url(database);
    return { one: await open(url), ahead: await open(url, { clock: () => Date.now() + HOUR_MS }) };
  }

  it('leave what the other holds alone, and tell by their own clock how long ago it was sent', async () => {
    const { one, ahead } = await pair(1);
    const beginning = await one.idempotency.begin(REQUEST, '');
    if (!('claim' in beginning)) throw new Error(beginning.outcome);
    await beginning.claim.sending();
    expect(await ahead.idempotency.begin(REQUEST, '')).toEqual({ outcome: 'in-progress' });
    await beginning.claim.unknown();
    const resolved = await ahead.idempotency.begin(REQUEST, '');
    if (resolved.outcome !== 'unresolved') throw new Error(resolved.outcome);
    const ageMs = Date.now() + HOUR_MS - resolved.lastSentAt;
    expect(ageMs).toBeGreaterThanOrEqual(0);
    expect(ageMs).toBeLessThan(10_000);
  });

  it('spend no refresh token twice', async () => {
    const { one, ahead } = await pair(2);
    let underway = 0;
    const exchange = async (refreshToken: string) => {
      underway += 1;
      expect(underway).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 200));
      underway -= 1;
      return { refreshToken: `${refreshToken}'`, accessToken: null };
    };
    const chain = { sourceId: 'ion', first: 'R0', isUsable: () => false };
    await Promise.all([one, ahead].map(({ refreshTokens }) => refreshTokens.accessToken(chain, exchange)));
  });
});
