import type { Sealing } from '../sealing.js';
import type { Database } from './tables.js';

/** Where the check stands. */
export const SEAL_CHECK = ['seal_check'];

/** Throws ForeignSeal where the store was written with another key, BrokenSeal where it is damaged. */
export async function checkSeal(db: Database, sealing: Sealing): Promise<void> {
  await db
    .insertInto('seal_check')
    .values({ id: 1, sealed: sealing.seal('partner-graph', SEAL_CHECK) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { sealed } = await db.selectFrom('seal_check').select('sealed').executeTakeFirstOrThrow();
  sealing.open(sealed, SEAL_CHECK);
}
