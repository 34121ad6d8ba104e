import { Kysely } from 'kysely';
import Libsql from 'libsql';
import type { Sealing } from '../sealing.js';
import type { Store } from '../store.js';
import { libsqlDialect } from './dialect.js';
import { SqlIdempotencyRecords } from './idempotency.js';
import type { Timing } from './lease.js';
import { migrate } from './migrate.js';
import { SqlOperationRecords } from './operations.js';
import { SqlRefreshTokens } from './refresh-tokens.js';
import { checkSeal } from './seal-check.js';
import type { Tables } from './tables.js';

/** How long a statement waits while another process writes: it blocks this one, and writes take a millisecond or two. */
const BUSY_TIMEOUT_MS = 5_000;

/** Opens or creates the database at `path`, or one that lives as long as it is open: `:memory:`. */
export async function openSqlStore(path: string, sealing: Sealing, timing: Timing): Promise<Store> {
  const db = new Kysely<Tables>({ dialect: libsqlDialect(openDatabase(path)) });
  try {
    await migrate(db);
    await checkSeal(db, sealing);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  const idempotency = new SqlIdempotencyRecords(db, sealing, timing);
  return {
    refreshTokens: new SqlRefreshTokens(db, sealing, timing),
    idempotency,
    operations: new SqlOperationRecords(db, sealing, timing),
    async close() {
      idempotency.close();
      await db.destroy();
    },
  };
}

function openDatabase(path: string): Libsql.Database {
  const database = new Libsql(path, { timeout: BUSY_TIMEOUT_MS });
  // Readers and the one writer do not wait for each other.
  database.pragma('journal_mode = wal');
  // A token that was answered is on the disk, and not on its way there, before it is used.
  database.pragma('synchronous = full');
  return database;
}
