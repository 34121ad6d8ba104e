import { randomUUID } from 'node:crypto';
import type { Selectable, Transaction } from 'kysely';
import { LeaseLost } from '../faults.js';
import type { Sealing } from '../sealing.js';
import type { Beginning, Claim, IdempotencyKey, IdempotencyRecords } from '../store.js';
import { keepLease, newOwner, type Timing } from './lease.js';
import type { Database, Tables } from './tables.js';

type Row = Selectable<Tables['idempotency']>;

const DAY_MS = 24 * 60 * 60 * 1000;
/** As long as a client may repeat a request and be answered the same. */
const KEPT_MS = DAY_MS;
/** Between looks for what may go: nearly every request would find nothing. */
const PRUNED_EVERY_MS = 60_000;
/** Forgetting an unknown outcome would let a repeated request write twice. */
const UNRESOLVED_KEPT_MS = 30 * DAY_MS;

export class SqlIdempotencyRecords implements IdempotencyRecords {
  readonly #held = new Set<() => void>();
  #prunedAt = -Infinity;

  constructor(
    private readonly db: Database,
    private readonly sealing: Sealing,
    private readonly timing: Timing,
  ) {}

  begin(key: IdempotencyKey, input: string): Promise<Beginning> {
    const id = this.sealing.fingerprint('idempotency key', key.caller, key.mutation, key.key);
    const fingerprint = this.sealing.fingerprint('idempotency input', input);
    const owner = newOwner();
    return this.db.transaction().execute(async (transaction) => {
      await this.#prune(transaction, id);
      const reference = await this.#insert(transaction, id, fingerprint, owner);
      if (reference !== undefined) return { outcome: 'fresh', claim: this.#claim({ id, reference }, owner) };
      const row = await transaction
        .selectFrom('idempotency')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      if (row.input !== fingerprint) return { outcome: 'conflict' };
      if (row.state === 'done') return { outcome: 'replay', payload: this.#payloadOf(row) };
      if (row.lease_until > this.timing.now()) return { outcome: 'in-progress' };
      await this.#takeOver(transaction, id, owner);
      // Where nothing was sent before its process died, nothing can have been written.
      const claim = this.#claim(row, owner);
      if (row.state === 'claimed') return { outcome: 'fresh', claim };
      const lastSentAt = row.expires_at - UNRESOLVED_KEPT_MS;
      return { outcome: 'unresolved', claim, firstSentAt: row.first_sent_at ?? lastSentAt, lastSentAt };
    });
  }

  /** Ends the renewal of whatever is still claimed; the claims run out. */
  close(): void {
    for (const stop of this.#held) stop();
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

  /** Gives the reference of the new record; undefined where there is one already. */
  async #insert(
    transaction: Transaction<Tables>,
    id: string,
    input: string,
    lease_owner: string,
  ): Promise<string | undefined> {
    const now = this.timing.now();
    const inserted = await transaction
      .insertInto('idempotency')
      .values({
        id,
        input,
        state: 'claimed',
        reference: randomUUID(),
        first_sent_at: null,
        sealed_payload: null,
        lease_owner,
        lease_until: now + this.timing.leaseMs,
        expires_at: now + KEPT_MS,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('reference')
      .executeTakeFirst();
    return inserted?.reference;
  }

  async #takeOver(transaction: Transaction<Tables>, id: string, lease_owner: string): Promise<void> {
    await transaction
      .updateTable('idempotency')
      .set({ lease_owner, lease_until: this.timing.now() + this.timing.leaseMs })
      .where('id', '=', id)
      .execute();
  }

  #claim({ id, reference }: Pick<Row, 'id' | 'reference'>, owner: string): Claim {
    const { now, leaseMs } = this.timing;
    const update = (change: Partial<Row>) => this.#update(id, owner, change);
    const stopRenewal = keepLease(leaseMs, () => update({ lease_until: now() + leaseMs }));
    const stop = () => {
      stopRenewal();
      this.#held.delete(stop);
    };
    this.#held.add(stop);
    return {
      reference,
      sending: async () => {
        const firstSentAt = await this.#markSent(id, owner);
        if (firstSentAt !== undefined) return firstSentAt;
        stop();
        throw new LeaseLost();
      },
      done: async (payload) => {
        stop();
        await this.#finish(id, JSON.stringify(payload));
      },
      forget: async () => {
        stop();
        await this.db
          .deleteFrom('idempotency')
          .where('id', '=', id)
          .where('lease_owner', '=', owner)
          .execute();
      },
      unknown: async () => {
        stop();
        await update(FREE);
      },
    };
  }

  /** When the first try was sent; undefined where the claim is no longer this owner's. */
  async #markSent(id: string, owner: string): Promise<number | undefined> {
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

  /** Without effect where the claim is no longer this owner's. */
  async #update(id: string, owner: string, change: Partial<Row>): Promise<void> {
    await this.db
      .updateTable('idempotency')
      .set(change)
      .where('id', '=', id)
      .where('lease_owner', '=', owner)
      .execute();
  }

  /** Whoever holds the claim by now: a result that was reached is the result, and the first one stays. */
  async #finish(id: string, payload: string): Promise<void> {
    await this.db
      .updateTable('idempotency')
      .set({
        state: 'done',
        sealed_payload: this.sealing.seal(payload, ['idempotency', 'payload', id]),
        expires_at: this.timing.now() + KEPT_MS,
        ...FREE,
      })
      .where('id', '=', id)
      .where('state', '!=', 'done')
      .execute();
  }

  #payloadOf({ id, sealed_payload }: Row): unknown {
    return JSON.parse(this.sealing.open(sealed_payload ?? '', ['idempotency', 'payload', id]));
  }
}

const FREE = { lease_owner: null, lease_until: 0 } as const;
