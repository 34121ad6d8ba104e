import { fileURLToPath } from 'node:url';
import { mkdir, open } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { StoreFault } from './faults.js';
import type { Timing } from './lease.js';
import { onFirstUse } from './on-first-use.js';
import { addressOf } from './redis/address.js';
import { Sealing } from './sealing.js';
import { fileFaultOf } from './sql/open-problem.js';
import type { Store } from './store.js';

export interface StoreOptions {
  /**
   * `file:` and a path from the working directory, or an absolute one: shared by the processes of one machine.
   * `redis://user:password@host:port/database`, or `rediss:` for TLS: shared by those of several.
   * `memory:` lasts until it is closed.
   */
  readonly url: string;
  /** At least 32 characters, random: every secret in the store is sealed with it. */
  readonly encryptionKey: string;
  /** ms since 1970. */
  readonly clock?: () => number;
  /** How long the work of a process that died is left alone. */
  readonly leaseMs?: number;
  /** Told in words of what should worry whoever runs the process: a server that is lost, or back; by default nobody is. */
  readonly notice?: (message: string) => void;
}

/** Renewed three times in its life: a process that cannot get to it for so long is taken for dead. */
const LEASE_MS = 10_000;

/** Throws StoreFault. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { url, encryptionKey, clock: now = Date.now, leaseMs = LEASE_MS } = options;
  const settings = { sealing: new Sealing(encryptionKey), timing: { now, leaseMs } };
  if (url === 'memory:') return onFirstUse(() => openMemory(settings));
  if (/^rediss?:/.test(url)) return await openServer(url, settings, options.notice);
  const path = pathOf(url);
  try {
    await createPrivately(path);
    return await openFile(path, settings);
  } catch (error) {
    throw fileFaultOf(error) ?? error;
  }
}

interface Settings {
  readonly sealing: Sealing;
  readonly timing: Timing;
}

async function openMemory({ sealing, timing }: Settings): Promise<Store> {
  const [{ openDatabase }, { openSqlStore }] = await Promise.all([
    import('./sql/database.js'),
    import('./sql/open.js'),
  ]);
  return openSqlStore(openDatabase(':memory:'), sealing, timing);
}

async function openServer(
  url: string,
  { sealing, timing }: Settings,
  notice: StoreOptions['notice'] = () => undefined,
): Promise<Store> {
  const address = addressOf(url);
  if (address === undefined)
    throw new StoreFault({
      path: 'store.url',
      problem: 'is no URL of a Redis server',
      remedy:
        'use redis://user:password@host:6379/0, with what is special in user and password percent-encoded',
    });
  const { openRedisStore } = await import('./redis/open.js');
  return await openRedisStore(address, sealing, timing, notice);
}

/** At once where there is something to migrate, or to complain of; else all but the connection waits for its first use. */
async function openFile(path: string, { sealing, timing }: Settings): Promise<Store> {
  const { isUpToDate, openDatabase } = await import('./sql/database.js');
  const database = openDatabase(path);
  // kysely's hundreds of modules take longer to load than everything else here.
  const open = async () => {
    const { openSqlStore } = await import('./sql/open.js');
    return openSqlStore(database.open ? database : openDatabase(path), sealing, timing);
  };
  try {
    return isUpToDate(database, sealing)
      ? onFirstUse(open, () => {
          database.close();
        })
      : await open();
  } catch (error) {
    if (database.open) database.close();
    throw error;
  }
}

function pathOf(url: string): string {
  if (url.startsWith('file:///')) return fileURLToPath(url);
  // Not as a URL: that has no relative paths.
  if (/^file:(?!\/\/|$)/.test(url)) return resolve(url.slice('file:'.length));
  throw new StoreFault({
    path: 'store.url',
    problem: 'names no kind of store',
    remedy: 'use file: and a path, e.g. file:./var/partner-graph.db, or redis://host:6379/0',
  });
}

/** For this user alone; the files that SQLite puts beside it get the same rights. */
async function createPrivately(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'a', 0o600);
  await file.close();
}
