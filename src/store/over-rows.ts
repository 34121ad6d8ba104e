import { LeasedIdempotencyRecords, type RequestRows } from './idempotency.js';
import type { Timing } from './lease.js';
import { SealedOperationRecords, type OperationRows } from './operations.js';
import { LeasedRefreshTokens, type ChainRows } from './refresh-tokens.js';
import type { Sealing } from './sealing.js';
import type { Store } from './store.js';

/** What a kind of store has to bring: rows, each change of which is one step for all processes. */
export interface Rows {
  readonly chains: ChainRows;
  readonly requests: RequestRows;
  readonly operations: OperationRows;
  close(): Promise<void>;
}

/** A store over rows, which it closes: what is sealed, leased, told apart and answered again is the same for every kind. */
export function storeOver(rows: Rows, sealing: Sealing, { now, leaseMs }: Timing): Store {
  const idempotency = new LeasedIdempotencyRecords(rows.requests, sealing, leaseMs);
  return {
    refreshTokens: new LeasedRefreshTokens(rows.chains, sealing, leaseMs),
    idempotency,
    operations: new SealedOperationRecords(rows.operations, sealing, now),
    async close() {
      idempotency.close();
      await rows.close();
    },
  };
}
