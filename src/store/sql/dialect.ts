import {
  CompiledQuery,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type SqliteDatabase,
} from 'kysely';

/** kysely's SQLite over one libSQL connection; kysely queues its users, so that a transaction never meets a stranger's statement. */
export function libsqlDialect(database: SqliteDatabase): Dialect {
  return {
    createAdapter: () => new Adapter(),
    createDriver: () => new Driver({ database }),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

class Adapter extends SqliteAdapter {
  /** SQLite has it; so the migrations run in one transaction, which is their lock across processes too. */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class Driver extends SqliteDriver {
  /**
   * A transaction that reads first and writes later fails at once where another process wrote in between (SQLITE_BUSY);
   * one that takes the write lock from the start waits its turn instead.
   */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}
