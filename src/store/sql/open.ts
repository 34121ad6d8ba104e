import { Kysely } from 'kysely';
import type { Timing } from '../lease.js';
import { storeOver } from '../over-rows.js';
import type { Sealing } from '../sealing.js';
import type { Store } from '../store.js';
import { SqlChains } from './chains.js';
import type { LibsqlConnection } from './database.js';
import { libsqlDialect } from './dialect.js';
import { migrate } from './migrate.js';
import { SqlOperations } from './operations.js';
import { SqlRequests } from './requests.js';
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
  const rows = {
    chains: new SqlChains(db, timing),
    requests: new SqlRequests(db, timing),
    operations: new SqlOperations(db, timing),
    close: () => db.destroy(),
  };
  return storeOver(rows, sealing, timing);
}
