import type { Migration } from 'kysely';

export const refreshTokens: Migration = {
  async up(db) {
    await db.schema
      .createTable('refresh_tokens')
      .addColumn('source_id', 'text', (column) => column.notNull())
      .addColumn('origin', 'text', (column) => column.notNull())
      .addColumn('generation', 'integer', (column) => column.notNull())
      .addColumn('sealed_refresh_token', 'text', (column) => column.notNull())
      .addColumn('sealed_access_token', 'text')
      .addColumn('access_expires_at', 'integer')
      .addColumn('lease_owner', 'text')
      .addColumn('lease_until', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('refresh_tokens_key', ['source_id', 'origin'])
      .execute();
  },
};
