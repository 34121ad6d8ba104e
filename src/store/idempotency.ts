import { randomUUID } from 'node:crypto';
import { LeaseLost } from './faults.js';
import { keepLease, newOwner } from './lease.js';
import type { Place, Sealing } from './sealing.js';
import type { Beginning, Claim, IdempotencyKey, IdempotencyRecords } from './store.js';

const DAY_MS = 24 * 60 * 60 * 1000;
/** As long as a client may repeat a request and be answered the same. */
export const KEPT_MS = DAY_MS;
/** Forgetting an unknown outcome would let a repeated request write twice. */
export const UNRESOLVED_KEPT_MS = 30 * DAY_MS;

export interface NewRequest {
  /** Fingerprint of caller, mutation and key. */
  readonly id: string;
  /** Fingerprint. */
  readonly input: string;
  /** What the write would be called upstream if this is the first one. */
  readonly reference: string;
  readonly owner: string;
}

/** What the row said; the owner holds its lease wherever there is a reference. */
export type RowBeginning =
  | { readonly outcome: 'fresh'; readonly reference: string }
  | {
      readonly outcome: 'unresolved';
      readonly reference: string;
      readonly firstSentAt: number;
      readonly lastSentAt: number;
    }
  | { readonly outcome: 'replay'; readonly sealedPayload: string }
  | { readonly outcome: 'conflict' | 'in-progress' };

/** Where requests are kept. Each of these is one step for all processes. */
export interface RequestRows {
  /** The row is kept for KEPT_MS from now, if this begins it. */
  begin(request: NewRequest): Promise<RowBeginning>;
  renew(id: string, owner: string): Promise<void>;
  /** Keeps it for UNRESOLVED_KEPT_MS. When the first try was sent; undefined where the claim is no longer this owner's. */
  sending(id: string, owner: string): Promise<number | undefined>;
  /** Keeps it for KEPT_MS, whoever holds the claim by now: a result that was reached is the result, and the first one stays. */
  done(id: string, sealedPayload: string): Promise<void>;
  /** This one and the next are without effect where the claim is no longer this owner's. */
  forget(id: string, owner: string): Promise<void>;
  release(id: string, owner: string): Promise<void>;
}

export class LeasedIdempotencyRecords implements IdempotencyRecords {
  readonly #held = new Set<() => void>();

  constructor(
    private readonly rows: RequestRows,
    private readonly sealing: Sealing,
    private readonly leaseMs: number,
  ) {}

  async begin(key: IdempotencyKey, input: string): Promise<Beginning> {
    const id = this.sealing.fingerprint('idempotency key', key.caller, key.mutation, key.key);
    const owner = newOwner();
    const beginning = await this.rows.begin({
      id,
      input: this.sealing.fingerprint('idempotency input', input),
      reference: randomUUID(),
      owner,
    });
    switch (beginning.outcome) {
      case 'fresh':
        return { outcome: 'fresh', claim: this.#claim(id, beginning.reference, owner) };
      case 'unresolved': {
        const { reference, ...sent } = beginning;
        return { ...sent, claim: this.#claim(id, reference, owner) };
      }
      case 'replay':
        return {
          outcome: 'replay',
          payload: JSON.parse(this.sealing.open(beginning.sealedPayload, placeOf(id))),
        };
      case 'conflict':
      case 'in-progress':
        return { outcome: beginning.outcome };
    }
  }

  /** Ends the renewal of whatever is still claimed; the claims run out. */
  close(): void {
    for (const stop of this.#held) stop();
  }

  #claim(id: string, reference: string, owner: string): Claim {
    const { rows } = this;
    const stopRenewal = keepLease(this.leaseMs, () => rows.renew(id, owner));
    const stop = () => {
      stopRenewal();
      this.#held.delete(stop);
    };
    this.#held.add(stop);
    return {
      reference,
      async sending() {
        const firstSentAt = await rows.sending(id, owner);
        if (firstSentAt !== undefined) return firstSentAt;
        stop();
        throw new LeaseLost();
      },
      done: async (payload) => {
        stop();
        await rows.done(id, this.sealing.seal(JSON.stringify(payload), placeOf(id)));
      },
      async forget() {
        stop();
        await rows.forget(id, owner);
      },
      async unknown() {
        stop();
        await rows.release(id, owner);
      },
    };
  }
}

function placeOf(id: string): Place {
  return ['idempotency', 'payload', id];
}
