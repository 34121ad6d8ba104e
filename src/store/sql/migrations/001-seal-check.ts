import type { Migration } from 'kysely';

/** One sealed value that every start opens, to tell a wrong key from damage. */
export const sealCheck: Migration = {
  async up(db) {
    await db.schema
      .createTable('seal_check')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('sealed', 'text', (column) => column.notNull())
      .execute();
  },
};
