import { setTimeout as sleep } from 'node:timers/promises';
import {
  SelectQueryNode,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type QueryResult,
  type SqliteDatabase,
} from 'kysely';

/** How long a write waits for another process that writes; writes take a millisecond or two. */
const BUSY_TIMEOUT_MS = 5_000;
const BUSY_PAUSE_MS = 5;

/** A libSQL connection. */
export interface LibsqlDatabase extends SqliteDatabase {
  readonly inTransaction: boolean;
  exec(statement: string): unknown;
}

/**
 * kysely's SQLite over one libSQL connection.
 * kysely queues the users of the connection, so that no statement of one gets into a transaction of another.
 */
export function libsqlDialect(database: LibsqlDatabase): Dialect {
  return {
    createAdapter: () => new Adapter(),
    createDriver: () => new Driver(database),
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

/**
 * Writes only with the lock of the file in hand.
 * A transaction that takes it late fails where another process wrote in between, and no waiting helps; and a libSQL
 * statement that fails for want of it stays open, and keeps its transaction from being committed.
 */
class Driver extends SqliteDriver {
  constructor(private readonly database: LibsqlDatabase) {
    super({ database });
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    return new Connection(await super.acquireConnection(), this.database);
  }

  override beginTransaction(): Promise<void> {
    return takeLock(this.database);
  }

  override commitTransaction(): Promise<void> {
    this.database.exec('commit');
    return Promise.resolve();
  }

  override rollbackTransaction(): Promise<void> {
    this.database.exec('rollback');
    return Promise.resolve();
  }
}

class Connection implements DatabaseConnection {
  constructor(
    private readonly connection: DatabaseConnection,
    private readonly database: LibsqlDatabase,
  ) {}

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.database.inTransaction || SelectQueryNode.is(query.query))
      return this.connection.executeQuery(query);
    await takeLock(this.database);
    try {
      const result = await this.connection.executeQuery<Row>(query);
      this.database.exec('commit');
      return result;
    } catch (error) {
      this.database.exec('rollback');
      throw error;
    }
  }

  streamQuery<Row>(query: CompiledQuery, chunkSize?: number): AsyncIterableIterator<QueryResult<Row>> {
    return this.connection.streamQuery<Row>(query, chunkSize);
  }
}

/** Waits between two tries: SQLite itself would wait with the whole process standing still. */
async function takeLock(database: LibsqlDatabase): Promise<void> {
  const patience = performance.now() + BUSY_TIMEOUT_MS;
  for (;;) {
    try {
      database.exec('begin immediate');
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() > patience) throw error;
      await sleep(BUSY_PAUSE_MS);
    }
  }
}

/** SQLITE_BUSY, and its kinds. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
}
