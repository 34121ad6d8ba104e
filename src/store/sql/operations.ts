import { sql, type Selectable } from 'kysely';
import { z } from 'zod';
import type { Sealing } from '../sealing.js';
import type {
  NewOperation,
  OperationChange,
  OperationRecord,
  OperationRecords,
  OperationReference,
} from '../store.js';
import type { Timing } from './lease.js';
import { kindSchema, recordedErrorSchema, statusSchema } from './operation-words.js';
import type { Database, Tables } from './tables.js';

type Row = Selectable<Tables['operations']>;

/** Results are kept so long after the last change. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

const detailSchema = z.object({
  handle: z.string(),
  customerExternalId: z.string().nullable(),
  orderExternalId: z.string().nullable(),
  userErrors: z.array(recordedErrorSchema),
});
type Detail = z.infer<typeof detailSchema>;

export class SqlOperationRecords implements OperationRecords {
  constructor(
    private readonly db: Database,
    private readonly sealing: Sealing,
    private readonly timing: Timing,
  ) {}

  async create(operation: NewOperation): Promise<OperationRecord> {
    const { sourceId, id, kind, handle, nextPollAt } = operation;
    const { customerExternalId = null, orderExternalId = null } = operation;
    const now = this.timing.now();
    const row: Row = {
      source_id: sourceId,
      id,
      kind,
      status: 'ACCEPTED',
      sealed_detail: this.#seal(operation, { handle, customerExternalId, orderExternalId, userErrors: [] }),
      polls: 0,
      next_poll_at: nextPollAt,
      lease_until: 0,
      created_at: now,
      updated_at: now,
    };
    return this.db.transaction().execute(async (transaction) => {
      await transaction
        .deleteFrom('operations')
        .where('next_poll_at', 'is', null)
        .where('updated_at', '<=', now - KEPT_MS)
        .execute();
      await transaction
        .insertInto('operations')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return (await this.#read(transaction, operation)) ?? this.#recordOf(row);
    });
  }

  find(reference: OperationReference): Promise<OperationRecord | null> {
    return this.#read(this.db, reference);
  }

  update(reference: OperationReference, change: OperationChange): Promise<OperationRecord | null> {
    return this.db.transaction().execute(async (transaction) => {
      const record = await this.#read(transaction, reference);
      if (record === null || isFinal(record.status)) return record;
      const next = { ...record, ...change, updatedAt: this.timing.now() };
      const nextPollAt = isFinal(next.status) ? null : next.nextPollAt;
      await transaction
        .updateTable('operations')
        .set({
          status: next.status,
          sealed_detail: this.#seal(reference, detailSchema.parse(next)),
          next_poll_at: nextPollAt,
          lease_until: 0,
          updated_at: next.updatedAt,
        })
        .where('source_id', '=', reference.sourceId)
        .where('id', '=', reference.id)
        .execute();
      return { ...next, nextPollAt };
    });
  }

  /**
   * One statement, and so atomic. The lease is not renewed: an upstream that is asked a second time,
   * because a poll took long, loses nothing by it.
   */
  async takeDue(sourceIds: readonly string[], limit: number): Promise<readonly OperationRecord[]> {
    if (sourceIds.length === 0) return [];
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
    const records = rows.map((row) => this.#recordOf(row));
    // RETURNING keeps no order.
    return records.sort((one, other) => (one.nextPollAt ?? 0) - (other.nextPollAt ?? 0));
  }

  async nextDueAt(sourceIds: readonly string[]): Promise<number | null> {
    if (sourceIds.length === 0) return null;
    const next = await this.db
      .selectFrom('operations')
      .select(sql<number | null>`min(max(next_poll_at, lease_until))`.as('at'))
      .where('source_id', 'in', sourceIds)
      .where('next_poll_at', 'is not', null)
      .executeTakeFirst();
    return next?.at ?? null;
  }

  async #read(db: Database, { sourceId, id }: OperationReference): Promise<OperationRecord | null> {
    const row = await db
      .selectFrom('operations')
      .selectAll()
      .where('source_id', '=', sourceId)
      .where('id', '=', id)
      .executeTakeFirst();
    return row === undefined ? null : this.#recordOf(row);
  }

  #recordOf(row: Row): OperationRecord {
    const reference = { sourceId: row.source_id, id: row.id };
    const detail: unknown = JSON.parse(this.sealing.open(row.sealed_detail, placeOf(reference)));
    return {
      ...reference,
      ...detailSchema.parse(detail),
      kind: kindSchema.parse(row.kind),
      status: statusSchema.parse(row.status),
      polls: row.polls,
      nextPollAt: row.next_poll_at,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
    };
  }

  #seal(reference: OperationReference, detail: Detail): string {
    return this.sealing.seal(JSON.stringify(detail), placeOf(reference));
  }
}

function placeOf({ sourceId, id }: OperationReference): readonly string[] {
  return ['operations', 'detail', sourceId, id];
}

function isFinal(status: OperationRecord['status']): boolean {
  return status === 'SUCCEEDED' || status === 'FAILED';
}
