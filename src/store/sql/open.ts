import { Kysely } from 'kysely';
import type { Sealing } from '../sealing.js';
import type { Store } from '../store.js';
import type { LibsqlConnection } from './database.js';
import { libsqlDialect } from './dialect.js';
import { SqlIdempotencyRecords } from './idempotency.js';
import type { Timing } from './lease.js';
import { migrate } from './migrate.js';
import { SqlOperationRecords } from './operations.js';
import { SqlRefreshTokens } from './refresh-tokens.js';
import { checkSeal } from './seal-check.js';
import type { Tables } from './tables.js';

/** Brings the database to this version and makes it a store, which closes it. */
export async function openSqlStore(
  database: LibsqlConnection,
  sealing: Sealing,
  timing: Timing,
): Promise<Store> {
  const db = new Kysely<Tables>({ dialect: libsqlDialect(database) });
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
