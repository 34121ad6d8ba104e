import { Kysely } from 'kysely';
import Libsql from 'libsql';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { libsqlDialect } from '../../src/store/sql/dialect.js';
import { migrate } from '../../src/store/sql/migrate.js';
import { migrations } from '../../src/store/sql/migrations/index.js';
import type { Tables } from '../../src/store/sql/tables.js';
import { build } from '../e2e/support/process.js';
import { rejection } from '../upstream/support/calls.js';
import { runProcess } from './support/processes.js';
import { freshUrl, open } from './support/stores.js';

beforeAll(build, 60_000);

const names = Object.keys(migrations);

/** What is in the file: its tables and indices, and the migrations it has seen. */
function contentsOf(url: string) {
  const database = new Libsql(url.slice('file:'.length));
  const schema = database.prepare('select name, sql from sqlite_master order by name').all();
  const seen = database.prepare('select name from kysely_migration order by name').all();
  database.close();
  return { schema, seen };
}

async function migrateTo(url: string, steps: readonly string[], extra = {}): Promise<void> {
  const database = new Libsql(url.slice('file:'.length));
  const db = new Kysely<Tables>({ dialect: libsqlDialect(database) });
  const chosen = Object.entries(migrations).filter(([name]) => steps.includes(name));
  try {
    await migrate(db, { ...Object.fromEntries(chosen), ...extra });
  } finally {
    await db.destroy();
  }
}

describe('The migrations', () => {
  it.each(names.map((_, index) => names.slice(0, index + 1)))(
    'lead from version %s, and from others, to the same file as from nothing',
    async (...version) => {
      const [old, fresh] = [await freshUrl(), await freshUrl()];
      await migrateTo(old, version);
      for (const url of [old, fresh]) await open(url);
      expect(contentsOf(old)).toEqual(contentsOf(fresh));
      expect(contentsOf(fresh).seen).toEqual(names.map((name) => ({ name })));
    },
  );

  it('change nothing in a file that has seen them', async () => {
    const url = await freshUrl();
    await open(url);
    const before = contentsOf(url);
    await open(url);
    expect(contentsOf(url)).toEqual(before);
  });

  it('leave nothing behind where one of them fails', async () => {
    const url = await freshUrl();
    const failing = { up: () => Promise.reject(new Error('cannot be done')) };
    const error = await rejection(migrateTo(url, names, { '900-failing': failing }));
    expect(error).toMatchObject({ message: 'cannot be done' });
    expect(contentsOf(url).seen).toEqual([]);
    await open(url);
    expect(contentsOf(url).seen).toHaveLength(names.length);
  });

  it('are run once where three processes open the same new file', async () => {
    const url = await freshUrl();
    const opened = await Promise.all([1, 2, 3].map(() => runProcess({ url, task: { name: 'open' } })));
    expect(opened.map(({ wasKilled }) => wasKilled)).toEqual([false, false, false]);
    expect(contentsOf(url).seen).toHaveLength(names.length);
  });

  it('are repeated by the next process where one is killed in their midst', async () => {
    const { steps } = (
      await runProcess({ url: await freshUrl(), task: { name: 'open', countsOpening: true } })
    ).printed;
    const moments = [0.2, 0.5, 0.7, 0.9].map((part) => Math.round(Number(steps) * part));
    for (const killAt of moments) {
      const url = await freshUrl();
      const { wasKilled } = await runProcess({ url, killAt, task: { name: 'open', countsOpening: true } });
      await open(url);
      expect([wasKilled, contentsOf(url).seen.length]).toEqual([true, names.length]);
    }
  });
});
