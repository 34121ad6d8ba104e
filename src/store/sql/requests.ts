import type { Selectable, Transaction } from 'kysely';
import {
  KEPT_MS,
  UNRESOLVED_KEPT_MS,
  type NewRequest,
  type RequestRows,
  type RowBeginning,
} from '../idempotency.js';
import type { Timing } from '../lease.js';
import type { Database, Tables } from './tables.js';

type Row = Selectable<Tables['idempotency']>;

/** Between looks for what may go: nearly every request would find nothing. */
const PRUNED_EVERY_MS = 60_000;

export class SqlRequests implements RequestRows {
  #prunedAt = -Infinity;

  constructor(
    private readonly db: Database,
    private readonly timing: Timing,
  ) {}

  begin(request: NewRequest): Promise<RowBeginning> {
    const { id, input, owner } = request;
    return this.db.transaction().execute(async (transaction) => {
      await this.#prune(transaction, id);
      if (await this.#insert(transaction, request)) return { outcome: 'fresh', reference: request.reference };
      const row = await transaction
        .selectFrom('idempotency')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      if (row.input !== input) return { outcome: 'conflict' };
      if (row.state === 'done') return { outcome: 'replay', sealedPayload: row.sealed_payload ?? '' };
      if (row.lease_until > this.timing.now()) return { outcome: 'in-progress' };
      await this.#takeOver(transaction, id, owner);
      // Where nothing was sent before its process died, nothing can have been written.
      const { reference } = row;
      if (row.state === 'claimed') return { outcome: 'fresh', reference };
      const lastSentAt = row.expires_at - UNRESOLVED_KEPT_MS;
      return { outcome: 'unresolved', reference, firstSentAt: row.first_sent_at ?? lastSentAt, lastSentAt };
    });
  }

  renew(id: string, owner: string): Promise<void> {
    const { now, leaseMs } = this.timing;
    return this.#update(id, owner, { lease_until: now() + leaseMs });
  }

  async sending(id: string, owner: string): Promise<number | undefined> {
    const now = this.timing.now();
    const marked = await this.db
      .updateTable('idempotency')
      .set(({ fn, val }) => ({
        state: 'sent',
        first_sent_at: fn.coalesce('first_sent_at', val(now)),
        expires_at: now + UNRESOLVED_KEPT_MS,
      }))
      .where('id', '=', id)
      .where('lease_owner', '=', owner)
      .returning('first_sent_at')
      .executeTakeFirst();
    return marked?.first_sent_at ?? undefined;
  }

  async done(id: string, sealed_payload: string): Promise<void> {
    await this.db
      .updateTable('idempotency')
      .set({ state: 'done', sealed_payload, expires_at: this.timing.now() + KEPT_MS, ...FREE })
      .where('id', '=', id)
      .where('state', '!=', 'done')
      .execute();
  }

  async forget(id: string, owner: string): Promise<void> {
    await this.db.deleteFrom('idempotency').where('id', '=', id).where('lease_owner', '=', owner).execute();
  }

  release(id: string, owner: string): Promise<void> {
    return this.#update(id, owner, FREE);
  }

  /** This record, and now and then all others, whose time is over. */
  async #prune(transaction: Transaction<Tables>, id: string): Promise<void> {
    const now = this.timing.now();
    const past = transaction.deleteFrom('idempotency').where('expires_at', '<=', now);
    if (now - this.#prunedAt < PRUNED_EVERY_MS) {
      await past.where('id', '=', id).execute();
      return;
    }
    await past.execute();
    this.#prunedAt = now;
  }

  /** False where there is one already. */
  async #insert(transaction: Transaction<Tables>, { owner, ...request }: NewRequest): Promise<boolean> {
    const now = this.timing.now();
    const inserted = await transaction
      .insertInto('idempotency')
      .values({
        ...request,
        state: 'claimed',
        first_sent_at: null,
        sealed_payload: null,
        lease_owner: owner,
        lease_until: now + this.timing.leaseMs,
        expires_at: now + KEPT_MS,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    return inserted !== undefined;
  }

  async #takeOver(transaction: Transaction<Tables>, id: string, lease_owner: string): Promise<void> {
    await transaction
      .updateTable('idempotency')
      .set({ lease_owner, lease_until: this.timing.now() + this.timing.leaseMs })
      .where('id', '=', id)
      .execute();
  }

  /** Without effect where the claim is no longer this owner's. */
  async #update(id: string, owner: string, change: Partial<Row>): Promise<void> {
    await this.db
      .updateTable('idempotency')
      .set(change)
      .where('id', '=', id)
      .where('lease_owner', '=', owner)
      .execute();
  }
}

const FREE = { lease_owner: null, lease_until: 0 } as const;
