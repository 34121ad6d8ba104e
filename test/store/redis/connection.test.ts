import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from '@redis/client';
import type { Beginning, Claim, IssuedTokens } from '../../../src/store/store.js';
import { rejection } from '../../upstream/support/calls.js';
import { LosingProxy } from '../support/losing-proxy.js';
import { REDIS_SERVER, RedisServer } from '../support/redis-server.js';
import { open } from '../support/stores.js';

let server: RedisServer;
let database = 0;
const freshUrl = () => server.url((database += 1));
const describeRedis = REDIS_SERVER === null ? describe.skip : describe;

const requestOf = (key: string) => ({ caller: 'portal', mutation: 'create', key });
const DUE = { sourceId: 'dkh', id: 's1', kind: 'CREATE_CUSTOMER', handle: 'h', nextPollAt: 1 } as const;

function claimOf(beginning: Beginning): Claim {
  if ('claim' in beginning) return beginning.claim;
  throw new Error(`nothing to claim: ${beginning.outcome}`);
}

describeRedis('A store whose server', () => {
  beforeAll(async () => {
    server = await RedisServer.start();
  });
  afterAll(() => server.stop());

  it('is restarted goes on where it was, also with what was asked meanwhile', async () => {
    const notices: string[] = [];
    const { idempotency } = await open(freshUrl(), { notice: (message) => notices.push(message) });
    const claim = claimOf(await idempotency.begin(requestOf('k'), ''));
    await claim.sending();
    await server.kill();
    const done = claim.done('payload');
    await sleep(500);
    expect(await server.run()).toBe(true);
    await done;
    expect(await idempotency.begin(requestOf('k'), '')).toEqual({ outcome: 'replay', payload: 'payload' });
    expect(notices).toEqual([
      'the store is lost; whoever needs it tries to reach it again',
      'the store is reached again',
    ]);
  });

  it('falls silent says so in a while, and goes on when that does', async () => {
    const { idempotency, operations } = await open(freshUrl());
    await operations.create(DUE);
    server.signal('SIGSTOP');
    const silent = [
      idempotency.begin(requestOf('k'), ''),
      operations.takeDue(['dkh'], 1),
      operations.find(DUE),
    ];
    for (const failed of silent) expect(await rejection(failed)).toMatchObject({ name: 'NoAnswer' });
    server.signal('SIGCONT');
    expect(await operations.find(DUE)).toMatchObject({ id: 's1' });
  });

  it('forgets its scripts teaches it again', async () => {
    const url = freshUrl();
    const { idempotency } = await open(url);
    claimOf(await idempotency.begin(requestOf('k'), ''));
    const client = await createClient({ url, RESP: 2 }).connect();
    await client.scriptFlush();
    client.destroy();
    expect(await idempotency.begin(requestOf('k'), '')).toEqual({ outcome: 'in-progress' });
  });
});

describeRedis('An answer of the server that is lost on its way', () => {
  const proxy = new LosingProxy();
  let url: string;
  beforeAll(async () => {
    server = await RedisServer.start();
    url = `redis://127.0.0.1:${await proxy.listen(server.port)}`;
  });
  afterAll(async () => {
    proxy.close();
    await server.stop();
  });

  /** What it gives, though the server did it twice. */
  async function twice<Value>(use: () => Promise<Value>): Promise<Value> {
    const { lost } = proxy;
    proxy.loseNextAnswer();
    const value = await use();
    expect(proxy.lost).toBe(lost + 1);
    return value;
  }

  it('changes nothing for a request', async () => {
    const { idempotency } = await open(`${url}/1`, { clock: () => 5 });
    const begin = (key = 'k') => idempotency.begin(requestOf(key), '');
    const beginning = await twice(begin);
    expect(beginning.outcome).toBe('fresh');
    expect(await twice(() => claimOf(beginning).sending())).toBe(5);
    await twice(() => claimOf(beginning).unknown());
    const again = await twice(begin);
    expect(again).toMatchObject({ outcome: 'unresolved', firstSentAt: 5 });
    await twice(() => claimOf(again).done('payload'));
    expect(await twice(begin)).toEqual({ outcome: 'replay', payload: 'payload' });
    const refused = claimOf(await begin('refused'));
    await twice(() => refused.forget());
    expect((await begin('refused')).outcome).toBe('fresh');
  });

  it('changes nothing for an operation, but that a poll waits for its lease', async () => {
    const { operations } = await open(`${url}/2`, { clock: () => 5 });
    expect(await twice(() => operations.create(DUE))).toMatchObject({ status: 'ACCEPTED', polls: 0 });
    expect(await twice(() => operations.takeDue(['dkh'], 1))).toEqual([]);
    expect(await operations.nextDueAt(['dkh'])).toBe(10_005);
    await operations.update(DUE, { nextPollAt: 1 });
    expect(await operations.takeDue(['dkh'], 1)).toMatchObject([{ id: 's1', polls: 2 }]);
    // The first answer is that of the read before the change.
    await twice(() => operations.update(DUE, { status: 'SUCCEEDED', customerExternalId: 'C1' }));
    expect(await operations.find(DUE)).toMatchObject({ customerExternalId: 'C1', nextPollAt: null });
  });

  it('spends no refresh token', async () => {
    const { refreshTokens } = await open(`${url}/3`);
    const spent: string[] = [];
    const exchange = (refreshToken: string): Promise<IssuedTokens> => {
      spent.push(refreshToken);
      // The next command is the one that keeps the successor.
      proxy.loseNextAnswer();
      return Promise.resolve({ refreshToken: `R${spent.length}`, accessToken: null });
    };
    const chain = { sourceId: 'ion', first: 'R0', isUsable: () => false };
    for (let round = 1; round <= 3; round += 1) await refreshTokens.accessToken(chain, exchange);
    expect(spent).toEqual(['R0', 'R1', 'R2']);
  });
});
