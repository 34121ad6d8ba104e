import { Migrator, type Migration } from 'kysely';
import { migrations } from './migrations/index.js';
import type { Database } from './tables.js';

/** Brings a file of any earlier version, or an empty one, to this one; all or nothing. */
export async function migrate(
  db: Database,
  steps: Readonly<Record<string, Migration>> = migrations,
): Promise<void> {
  const provider = { getMigrations: () => Promise.resolve({ ...steps }) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined)
    throw error instanceof Error ? error : new Error('A migration failed.', { cause: error });
}
