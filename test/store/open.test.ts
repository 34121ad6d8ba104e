import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import Libsql from 'libsql';
import { describe, expect, it } from '@jest/globals';
import { faultLine } from '../../src/config/faults.js';
import { StoreFault } from '../../src/store/faults.js';
import { onFirstUse } from '../../src/store/on-first-use.js';
import { openStore } from '../../src/store/open.js';
import { rejection } from '../upstream/support/calls.js';
import { freshUrl, KEY, open, temporaryFolder } from './support/stores.js';

const pathOf = (url: string) => url.slice('file:'.length);

/** The line with which opening fails. */
async function refusal(url: string, encryptionKey = KEY): Promise<string> {
  const error = await rejection(openStore({ url, encryptionKey }));
  if (error instanceof StoreFault) return faultLine(error.fault);
  throw new Error('refused without a fault', { cause: error });
}

const DAMAGED =
  'store.url: names a file that is damaged, or is no store; restore it from a backup, or name another file';

describe('Opening a store', () => {
  it.each(['file:', 'file://'])('creates folder and file after %s, for this user alone', async (scheme) => {
    const folder = join(await temporaryFolder(), 'not', 'there');
    const store = await open(`${scheme}${join(folder, 'graph.db')}`);
    await store.operations.nextDueAt(['dkh']);
    const modes = ['', 'graph.db', 'graph.db-wal'].map(
      async (name) => (await stat(join(folder, name))).mode & 0o777,
    );
    expect(await Promise.all(modes)).toEqual([0o700, 0o600, 0o600]);
  });

  it('takes a path from the working directory', async () => {
    const folder = await temporaryFolder();
    await open(`file:${relative(process.cwd(), folder)}/a%20b.db`);
    expect((await stat(join(folder, 'a%20b.db'))).isFile()).toBe(true);
  });

  it('writes ahead, and to the disk before it goes on', async () => {
    const url = await freshUrl();
    await open(url);
    const database = new Libsql(pathOf(url));
    expect(database.pragma('journal_mode')).toEqual([{ journal_mode: 'wal' }]);
    database.close();
  });

  it('in memory shares nothing and keeps nothing', async () => {
    const input = [{ caller: 'c', mutation: 'm', key: 'k' }, 'input'] as const;
    const [one, other] = [await open('memory:'), await open('memory:')];
    const outcomes = [one, one, other].map(({ idempotency }) => idempotency.begin(...input));
    expect((await Promise.all(outcomes)).map(({ outcome }) => outcome)).toEqual([
      'fresh',
      'in-progress',
      'fresh',
    ]);
  });

  it('that is up to date does no work before it is used, and can be closed without', async () => {
    const url = await freshUrl();
    await (await open(url)).close();
    const unused = await openStore({ url, encryptionKey: KEY });
    await unused.close();
    const used = await open(url);
    expect(await used.operations.nextDueAt(['dkh'])).toBeNull();
  });

  it('tries again where its first use failed', async () => {
    let tries = 0;
    const store = onFirstUse(() => {
      tries += 1;
      return tries === 1 ? Promise.reject(new Error('disk full')) : open('memory:');
    });
    expect(await rejection(store.operations.nextDueAt(['dkh']))).toMatchObject({ message: 'disk full' });
    expect(await store.operations.nextDueAt(['dkh'])).toBeNull();
    expect(tries).toBe(2);
  });

  it('in memory is closed without ever having been used', async () => {
    await expect((await openStore({ url: 'memory:', encryptionKey: KEY })).close()).resolves.toBeUndefined();
  });
});

describe('A store that cannot be opened', () => {
  it('for want of the right key says so, and is not changed', async () => {
    const url = await freshUrl();
    const store = await open(url);
    await store.idempotency.begin({ caller: 'c', mutation: 'm', key: 'k' }, 'input');
    await store.close();
    expect(await refusal(url, `${KEY}.`)).toBe(
      'store.encryptionKey: is not the key that the store was written with; set the former key, or name another file in store.url',
    );
    const { idempotency } = await open(url);
    expect((await idempotency.begin({ caller: 'c', mutation: 'm', key: 'k' }, 'input')).outcome).toBe(
      'in-progress',
    );
  });

  it('because its check was tampered with is damaged, which is not the key', async () => {
    const url = await freshUrl();
    await (await open(url)).close();
    const database = new Libsql(pathOf(url));
    database.exec("update seal_check set sealed = substr(sealed, 1, 30) || 'AAAA' || substr(sealed, 35)");
    database.close();
    expect(await refusal(url)).toBe(DAMAGED);
  });

  it('because it is another kind of file', async () => {
    const file = join(await temporaryFolder(), 'notes.txt');
    await writeFile(file, 'not a database, and long enough to be taken for one. '.repeat(100));
    expect(await refusal(`file:${file}`)).toBe(DAMAGED);
  });

  it('because a newer version wrote it', async () => {
    const url = await freshUrl();
    await (await open(url)).close();
    const database = new Libsql(pathOf(url));
    database.exec("insert into kysely_migration values ('999-from-the-future', '2999-01-01T00:00:00.000Z')");
    database.close();
    expect(await refusal(url)).toBe(
      'store.url: names a file that a newer version has written; start that version, or name another file',
    );
  });

  it('because there is a folder in its place, or a file in the place of its folder', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'graph.db'));
    await writeFile(join(folder, 'file'), '');
    const line =
      'store.url: names a file that cannot be opened and written; name one in a folder that this user may write to';
    expect(await refusal(`file:${folder}/graph.db`)).toBe(line);
    expect(await refusal(`file:${folder}/file/graph.db`)).toBe(line);
  });

  it.each(['file:', 'file://host/path', 'x.db', 'mysql://host'])('because %s is none', async (url) => {
    expect(await refusal(url)).toBe(
      'store.url: names no kind of store; use file: and a path, e.g. file:./var/partner-graph.db, or redis://host:6379/0',
    );
  });
});
