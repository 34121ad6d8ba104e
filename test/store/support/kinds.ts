import { createClient } from '@redis/client';
import { afterAll, beforeAll, describe } from '@jest/globals';
import type { StoreOptions } from '../../../src/store/open.js';
import type { Store } from '../../../src/store/store.js';
import { REDIS_SERVER, RedisServer } from './redis-server.js';
import { bytesOf, open, temporaryFolder } from './stores.js';

/** Where one store is, and the time in it. */
export interface Place {
  readonly url: string;
  /** Every byte that is kept there. */
  bytes(): Promise<string>;
  /** Closed after the test. A second one is what a second process has. */
  open(options?: Partial<StoreOptions>): Promise<Store>;
  /** As if so much time had passed. */
  pass(ms: number): Promise<void>;
  /** What the clock of its stores shows. */
  now(): number;
}

/** A kind of store. All keep the same promises. */
export interface Kind {
  readonly name: 'file' | 'Redis';
  /** How exactly a test can say when something is: the server of Redis has a clock that goes on meanwhile. */
  readonly grainMs: number;
  /** An empty one, at the time that `clock` shows, by default one that stands still. */
  place(clock?: () => number): Promise<Place>;
}

/** When the clock of a place stands still, where it does. */
export const STANDSTILL = 1_000_000;

/** Describes what holds for every kind of store. */
export function describeKinds(title: string, body: (kind: Kind) => void): void {
  describe(`${title}, in a file`, () => {
    body({ name: 'file', grainMs: 1, place: filePlace });
  });
  const describeRedis = REDIS_SERVER === null ? describe.skip : describe;
  describeRedis(`${title}, in Redis`, () => {
    const server = sharedServer();
    let database = -1;
    body({
      name: 'Redis',
      grainMs: 4_000,
      place: (clock) => Promise.resolve(redisPlace(server(), (database += 1), clock)),
    });
  });
}

function sharedServer(): () => RedisServer {
  let server: RedisServer | undefined;
  beforeAll(async () => {
    server = await RedisServer.start();
  });
  afterAll(() => server?.stop());
  return () => {
    if (server === undefined) throw new Error('There is no server outside of a test.');
    return server;
  };
}

async function filePlace(clock = () => STANDSTILL): Promise<Place> {
  const folder = await temporaryFolder();
  let passed = 0;
  const now = () => clock() + passed;
  const url = `file:${folder}/store.db`;
  return {
    ...{ url, now },
    bytes: () => bytesOf(folder),
    open: (options) => open(url, { clock: now, ...options }),
    pass(ms) {
      passed += ms;
      return Promise.resolve();
    },
  };
}

function redisPlace(server: RedisServer, database: number, clock = () => STANDSTILL): Place {
  const url = server.url(database);
  let passed = 0;
  const now = () => clock() + passed;
  return {
    ...{ url, now },
    bytes: () => bytesOf(`${server.folder}/appendonlydir`),
    open: (options) => open(url, { clock: now, ...options }),
    async pass(ms) {
      passed += ms;
      await age(url, ms);
    },
  };
}

/** Brings whatever expires so much nearer to it. */
async function age(url: string, ms: number): Promise<void> {
  const client = await createClient({ url, RESP: 2 }).connect();
  for (const key of await client.keys('*')) {
    const left = await client.pTTL(key);
    if (left >= 0) await client.pExpire(key, left - ms);
  }
  client.destroy();
}
