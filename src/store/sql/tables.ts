import type { Kysely } from 'kysely';

export type Database = Kysely<Tables>;

/** Columns named `sealed…` hold what `Sealing.seal` gave, bound to table, column and row; times are ms since 1970. */
export interface Tables {
  readonly seal_check: SealCheckTable;
  readonly refresh_tokens: RefreshTokenTable;
  readonly idempotency: IdempotencyTable;
  readonly operations: OperationTable;
}

interface SealCheckTable {
  readonly id: number;
  readonly sealed: string;
}

interface RefreshTokenTable {
  readonly source_id: string;
  /** Fingerprint of the configured token that the chain began with. */
  readonly origin: string;
  /** Counts the exchanges: who writes a successor names the one it was got with. */
  readonly generation: number;
  readonly sealed_refresh_token: string;
  readonly sealed_access_token: string | null;
  readonly access_expires_at: number | null;
  readonly lease_owner: string | null;
  readonly lease_until: number;
}

interface IdempotencyTable {
  /** Fingerprint of caller, mutation and key. */
  readonly id: string;
  /** Fingerprint. */
  readonly input: string;
  /** `claimed`: nothing was sent yet. */
  readonly state: 'claimed' | 'sent' | 'done';
  /** What the write is called upstream. */
  readonly reference: string;
  /** Null until something was sent. */
  readonly first_sent_at: number | null;
  readonly sealed_payload: string | null;
  readonly lease_owner: string | null;
  readonly lease_until: number;
  readonly expires_at: number;
}

interface OperationTable {
  readonly source_id: string;
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  /** All that is nobody else's business: see ../operations.ts. */
  readonly sealed_detail: string;
  readonly polls: number;
  /** Null once there is a result. */
  readonly next_poll_at: number | null;
  readonly lease_until: number;
  readonly created_at: number;
  readonly updated_at: number;
}
