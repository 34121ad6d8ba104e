import { z } from 'zod';
import { kindSchema, recordedErrorSchema, statusSchema } from './operation-words.js';
import type { Place, Sealing } from './sealing.js';
import type {
  NewOperation,
  OperationChange,
  OperationRecord,
  OperationRecords,
  OperationReference,
} from './store.js';

/** Results are kept so long after the last change. */
export const RESULT_KEPT_MS = 30 * 24 * 60 * 60 * 1000;

export interface OperationRow extends OperationReference {
  readonly kind: string;
  readonly status: string;
  /** All that is nobody else's business. Sealed anew with every change, so that no two are the same. */
  readonly sealedDetail: string;
  readonly polls: number;
  /** Null once there is a result. */
  readonly nextPollAt: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export type NewOperationRow = OperationRow & Pick<NewOperation, 'nextPollAt'>;

/** Where operations are kept. Each of these is one step for all processes. */
export interface OperationRows {
  /** Gives the one that is there already. */
  create(row: NewOperationRow): Promise<OperationRow>;
  find(reference: OperationReference): Promise<OperationRow | undefined>;
  /** Ends its lease; false, and without effect, where the row's detail is not `seen` any more. */
  replace(row: OperationRow, seen: string): Promise<boolean>;
  /** Leases them and counts the poll. */
  takeDue(sourceIds: readonly string[], limit: number): Promise<readonly OperationRow[]>;
  nextDueAt(sourceIds: readonly string[]): Promise<number | null>;
}

const detailSchema = z.object({
  handle: z.string(),
  customerExternalId: z.string().nullable(),
  orderExternalId: z.string().nullable(),
  userErrors: z.array(recordedErrorSchema),
});
type Detail = z.infer<typeof detailSchema>;

export class SealedOperationRecords implements OperationRecords {
  constructor(
    private readonly rows: OperationRows,
    private readonly sealing: Sealing,
    private readonly now: () => number,
  ) {}

  async create(operation: NewOperation): Promise<OperationRecord> {
    const { sourceId, id, kind, handle, nextPollAt } = operation;
    const { customerExternalId = null, orderExternalId = null } = operation;
    const now = this.now();
    const row = await this.rows.create({
      ...{ sourceId, id, kind, nextPollAt, polls: 0, createdAt: now, updatedAt: now },
      status: 'ACCEPTED',
      sealedDetail: this.#seal(operation, { handle, customerExternalId, orderExternalId, userErrors: [] }),
    });
    return this.#recordOf(row);
  }

  async find(reference: OperationReference): Promise<OperationRecord | null> {
    const row = await this.rows.find(reference);
    return row === undefined ? null : this.#recordOf(row);
  }

  async update(reference: OperationReference, change: OperationChange): Promise<OperationRecord | null> {
    for (;;) {
      const row = await this.rows.find(reference);
      if (row === undefined) return null;
      const record = this.#recordOf(row);
      if (isFinal(record)) return record;
      const changed = { ...record, ...change, updatedAt: this.now() };
      const next = isFinal(changed) ? { ...changed, nextPollAt: null } : changed;
      const { status, nextPollAt, updatedAt } = next;
      const sealedDetail = this.#seal(reference, detailSchema.parse(next));
      // Where somebody else was faster, theirs is what this change is made to.
      if (await this.rows.replace({ ...row, status, sealedDetail, nextPollAt, updatedAt }, row.sealedDetail))
        return next;
    }
  }

  /** The lease is not renewed: an upstream that is asked a second time, because a poll took long, loses nothing by it. */
  async takeDue(sourceIds: readonly string[], limit: number): Promise<readonly OperationRecord[]> {
    if (sourceIds.length === 0) return [];
    const rows = await this.rows.takeDue(sourceIds, limit);
    const records = rows.map((row) => this.#recordOf(row));
    return records.sort((one, other) => (one.nextPollAt ?? 0) - (other.nextPollAt ?? 0));
  }

  async nextDueAt(sourceIds: readonly string[]): Promise<number | null> {
    return sourceIds.length === 0 ? null : await this.rows.nextDueAt(sourceIds);
  }

  #recordOf({ sealedDetail, ...row }: OperationRow): OperationRecord {
    const detail: unknown = JSON.parse(this.sealing.open(sealedDetail, placeOf(row)));
    return {
      ...row,
      ...detailSchema.parse(detail),
      kind: kindSchema.parse(row.kind),
      status: statusSchema.parse(row.status),
    };
  }

  #seal(reference: OperationReference, detail: Detail): string {
    return this.sealing.seal(JSON.stringify(detail), placeOf(reference));
  }
}

function placeOf({ sourceId, id }: OperationReference): Place {
  return ['operations', 'detail', sourceId, id];
}

function isFinal({ status }: Pick<OperationRecord, 'status'>): boolean {
  return status === 'SUCCEEDED' || status === 'FAILED';
}
