import type { Migration } from 'kysely';

const UNRESOLVED_KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** A reference of its own for every claim, and when its write was first sent. */
export const references: Migration = {
  async up(db) {
    await db.schema
      .alterTable('idempotency')
      .addColumn('reference', 'text', (column) => column.notNull().defaultTo(''))
      .execute();
    await db.schema.alterTable('idempotency').addColumn('first_sent_at', 'integer').execute();
    await db
      .updateTable('idempotency')
      .set(({ fn, val }) => ({ reference: fn('hex', [fn('randomblob', [val(16)])]) }))
      .execute();
    // Until now a record told when it was sent by when it would be forgotten.
    await db
      .updateTable('idempotency')
      .set((row) => ({ first_sent_at: row('expires_at', '-', UNRESOLVED_KEPT_MS) }))
      .where('state', '=', 'sent')
      .execute();
  },
};
