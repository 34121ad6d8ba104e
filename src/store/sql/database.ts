import Libsql from 'libsql';
import { z } from 'zod';
import { verifySealCheck } from '../seal-check.js';
import type { Sealing } from '../sealing.js';
import { migrations } from './migrations/index.js';

/** How long opening waits, with the whole process, for another one that opens or writes. */
const OPENING_TIMEOUT_MS = 5_000;

export type LibsqlConnection = Libsql.Database;

export function openDatabase(path: string): LibsqlConnection {
  const database = new Libsql(path, { timeout: OPENING_TIMEOUT_MS });
  // Readers and the one writer do not wait for each other.
  database.pragma('journal_mode = wal');
  // A token that was answered is on the disk, and not on its way there, before it is used.
  database.pragma('synchronous = full');
  // From here on the dialect waits.
  database.pragma('busy_timeout = 0');
  return database;
}

/**
 * Whether there is nothing to migrate, and the key is the right one; throws where it is not.
 * In plain SQL, so that an ordinary start does without kysely.
 */
export function isUpToDate(database: LibsqlConnection, sealing: Sealing): boolean {
  const tables = database
    .prepare("select name from sqlite_master where name in ('kysely_migration', 'seal_check')")
    .all();
  if (tables.length < 2) return false;
  const seen = namesSchema.parse(database.prepare('select name from kysely_migration order by name').all());
  const [check] = checkSchema.parse(database.prepare('select sealed from seal_check').all());
  if (check === undefined || seen.join() !== Object.keys(migrations).join()) return false;
  verifySealCheck(check.sealed, sealing);
  return true;
}

const namesSchema = z.array(z.object({ name: z.string() }).transform(({ name }) => name));
const checkSchema = z.array(z.object({ sealed: z.string() }));
