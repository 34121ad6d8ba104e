import type { Migration } from 'kysely';

export const idempotency: Migration = {
  async up(db) {
    await db.schema
      .createTable('idempotency')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('input', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('sealed_payload', 'text')
      .addColumn('lease_owner', 'text')
      .addColumn('lease_until', 'integer', (column) => column.notNull())
      .addColumn('expires_at', 'integer', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('idempotency_expiry').on('idempotency').columns(['expires_at']).execute();
  },
};
