import { newSealCheck, verifySealCheck } from '../seal-check.js';
import type { Sealing } from '../sealing.js';
import type { Database } from './tables.js';

/** Throws ForeignSeal where the store was written with another key, BrokenSeal where it is damaged. */
export async function checkSeal(db: Database, sealing: Sealing): Promise<void> {
  await db
    .insertInto('seal_check')
    .values({ id: 1, sealed: newSealCheck(sealing) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { sealed } = await db.selectFrom('seal_check').select('sealed').executeTakeFirstOrThrow();
  verifySealCheck(sealed, sealing);
}
