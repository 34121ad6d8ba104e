import { createClient } from '@redis/client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { faultLine } from '../../../src/config/faults.js';
import { StoreFault } from '../../../src/store/faults.js';
import { openStore } from '../../../src/store/open.js';
import { rejection } from '../../upstream/support/calls.js';
import { REDIS_SERVER, RedisServer } from '../support/redis-server.js';
import { KEY, open } from '../support/stores.js';

const PASSWORD = 'p@ss/word';
const ENCODED = encodeURIComponent(PASSWORD);

let server: RedisServer;
const describeRedis = REDIS_SERVER === null ? describe.skip : describe;

/** The line with which opening fails. */
async function refusal(url: string, encryptionKey = KEY): Promise<string> {
  const error = await rejection(openStore({ url, encryptionKey }));
  if (error instanceof StoreFault) return faultLine(error.fault);
  throw new Error('refused without a fault', { cause: error });
}

/** What somebody else says to the server. */
async function say(...command: readonly string[]): Promise<void> {
  const client = await createClient({ url: server.url(), password: PASSWORD, RESP: 2 }).connect();
  await client.sendCommand(command);
  client.destroy();
}

const url = (user: string, database = 0) => `redis://${user}@127.0.0.1:${server.port}/${database}`;

describeRedis('A store in Redis opens', () => {
  beforeAll(async () => {
    server = await RedisServer.start(['--requirepass', PASSWORD]);
  });
  afterAll(() => server.stop());

  it('with the password of its URL, and as the user that it names', async () => {
    await open(url(`:${ENCODED}`));
    await say('ACL', 'SETUSER', 'graph', 'on', `>${PASSWORD}`, '~partner-graph:*', '+@all', '-@admin');
    await open(url(`graph:${ENCODED}`));
  });

  it('for a user that may not ask how the server is set', async () => {
    await say('ACL', 'SETUSER', 'humble', 'on', `>${PASSWORD}`, '~partner-graph:*', '+@all', '-info');
    await open(url(`humble:${ENCODED}`));
  });

  it('and tells who runs it where a restart of the server would lose something', async () => {
    const notices: string[] = [];
    const notice = (message: string) => notices.push(message);
    await open(url(`:${ENCODED}`), { notice });
    expect(notices).toEqual([]);
    const forgetful = await RedisServer.start(['--appendonly', 'no']);
    await open(forgetful.url(), { notice });
    expect(notices).toEqual([expect.stringMatching(/without appendonly/)]);
    await forgetful.stop();
  });
});

describeRedis('A store in Redis is refused', () => {
  beforeAll(async () => {
    server = await RedisServer.start(['--requirepass', PASSWORD]);
  });
  afterAll(() => server.stop());

  it('with another password, or none', async () => {
    const line =
      'store.url: names a server that does not let this user in; mend user and password, which are percent-encoded in a URL, e.g. redis://user:p%40ss@host:6379/0';
    expect(await refusal(url(':wrong'))).toBe(line);
    expect(await refusal(url('nobody:wrong'))).toBe(line);
    expect(await refusal(server.url())).toBe(line);
  });

  it('where nobody listens', async () => {
    const gone = await RedisServer.start();
    await gone.stop();
    const line =
      'store.url: names a server that cannot be reached; start it, or mend host and port; rediss: is for servers that speak TLS, redis: for others';
    expect(await refusal(gone.url())).toBe(line);
    // It speaks no TLS.
    expect(await refusal(url(`:${ENCODED}`).replace('redis:', 'rediss:'))).toBe(line);
  });

  it('in a database that the server does not have', async () => {
    expect(await refusal(url(`:${ENCODED}`, 4711))).toBe(
      'store.url: names a database that the server does not have; name another, e.g. 0',
    );
  });

  it('for a user that may not write', async () => {
    await say('ACL', 'SETUSER', 'reader', 'on', `>${PASSWORD}`, '~*', '+@read', '+@connection', '+info');
    expect(await refusal(url(`reader:${ENCODED}`))).toBe(
      'store.url: names a server that refuses what a store needs (NOPERM); name one that is no replica and no cluster, and let this user read, write and run scripts there',
    );
  });

  it('with another key than it was written with', async () => {
    await open(url(`:${ENCODED}`));
    expect(await refusal(url(`:${ENCODED}`), 'another key of more than thirty-two characters')).toBe(
      'store.encryptionKey: is not the key that the store was written with; set the former key, or name another database in store.url',
    );
    await say('SET', 'partner-graph:v1:seal', 'nonsense');
    expect(await refusal(url(`:${ENCODED}`))).toBe(
      'store.url: names a database that is damaged; restore it from a backup, or name another database',
    );
  });

  it('in a server that throws keys away', async () => {
    await say('CONFIG', 'SET', 'maxmemory-policy', 'volatile-lru');
    expect(await refusal(url(`:${ENCODED}`, 1))).toBe(
      'store.url: names a server that throws away keys when its memory is full; set its maxmemory-policy to noeviction',
    );
  });
});

describe('A URL of Redis', () => {
  it.each([
    'redis://',
    'redis://host:port',
    'redis://host/one',
    'redis://host/0/1',
    'redis://host?db=1',
    'redis://host#1',
    'redis://user:p%ss@host',
    'redis://user:pass/word@host',
  ])('is not %s', async (text) => {
    expect(await refusal(text)).toBe(
      'store.url: is no URL of a Redis server; use redis://user:password@host:6379/0, with what is special in user and password percent-encoded',
    );
  });
});
