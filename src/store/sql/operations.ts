import { sql, type Selectable } from 'kysely';
import type { Timing } from '../lease.js';
import {
  RESULT_KEPT_MS,
  type NewOperationRow,
  type OperationRow,
  type OperationRows,
} from '../operations.js';
import type { OperationReference } from '../store.js';
import type { Database, Tables } from './tables.js';

type Row = Selectable<Tables['operations']>;

export class SqlOperations implements OperationRows {
  constructor(
    private readonly db: Database,
    private readonly timing: Timing,
  ) {}

  create(row: NewOperationRow): Promise<OperationRow> {
    return this.db.transaction().execute(async (transaction) => {
      await transaction
        .deleteFrom('operations')
        .where('next_poll_at', 'is', null)
        .where('updated_at', '<=', this.timing.now() - RESULT_KEPT_MS)
        .execute();
      await transaction
        .insertInto('operations')
        .values({ ...columnsOf(row), lease_until: 0 })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return (await readRow(transaction, row)) ?? row;
    });
  }

  find(reference: OperationReference): Promise<OperationRow | undefined> {
    return readRow(this.db, reference);
  }

  async replace(row: OperationRow, seen: string): Promise<boolean> {
    const { status, sealed_detail, next_poll_at, updated_at } = columnsOf(row);
    const replaced = await this.db
      .updateTable('operations')
      .set({ status, sealed_detail, next_poll_at, updated_at, lease_until: 0 })
      .where('source_id', '=', row.sourceId)
      .where('id', '=', row.id)
      .where('sealed_detail', '=', seen)
      .returning('id')
      .executeTakeFirst();
    return replaced !== undefined;
  }

  /** One statement, and so atomic. */
  async takeDue(sourceIds: readonly string[], limit: number): Promise<readonly OperationRow[]> {
    const now = this.timing.now();
    const due = this.db
      .selectFrom('operations')
      .select(sql<number>`rowid`.as('rowid'))
      .where('source_id', 'in', sourceIds)
      .where('next_poll_at', '<=', now)
      .where('lease_until', '<=', now)
      .orderBy('next_poll_at')
      .limit(limit);
    const rows = await this.db
      .updateTable('operations')
      .set((row) => ({ lease_until: now + this.timing.leaseMs, polls: row('polls', '+', 1) }))
      .where(sql<number>`rowid`, 'in', due)
      .returningAll()
      .execute();
    return rows.map(rowOf);
  }

  async nextDueAt(sourceIds: readonly string[]): Promise<number | null> {
    const next = await this.db
      .selectFrom('operations')
      .select(sql<number | null>`min(max(next_poll_at, lease_until))`.as('at'))
      .where('source_id', 'in', sourceIds)
      .where('next_poll_at', 'is not', null)
      .executeTakeFirst();
    return next?.at ?? null;
  }
}

async function readRow(
  db: Database,
  { sourceId, id }: OperationReference,
): Promise<OperationRow | undefined> {
  const row = await db
    .selectFrom('operations')
    .selectAll()
    .where('source_id', '=', sourceId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && rowOf(row);
}

function rowOf(row: Row): OperationRow {
  return {
    ...{ sourceId: row.source_id, id: row.id, kind: row.kind, status: row.status, polls: row.polls },
    sealedDetail: row.sealed_detail,
    nextPollAt: row.next_poll_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function columnsOf(row: OperationRow): Omit<Row, 'lease_until'> {
  return {
    ...{ source_id: row.sourceId, id: row.id, kind: row.kind, status: row.status, polls: row.polls },
    sealed_detail: row.sealedDetail,
    next_poll_at: row.nextPollAt,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}
