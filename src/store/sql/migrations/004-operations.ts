import type { Migration } from 'kysely';

export const operations: Migration = {
  async up(db) {
    await db.schema
      .createTable('operations')
      .addColumn('source_id', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('sealed_detail', 'text', (column) => column.notNull())
      .addColumn('polls', 'integer', (column) => column.notNull())
      .addColumn('next_poll_at', 'integer')
      .addColumn('lease_until', 'integer', (column) => column.notNull())
      .addColumn('created_at', 'integer', (column) => column.notNull())
      .addColumn('updated_at', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('operations_key', ['source_id', 'id'])
      .execute();
    await db.schema.createIndex('operations_due').on('operations').columns(['next_poll_at']).execute();
  },
};
