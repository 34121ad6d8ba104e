import type { OperationKind, OperationStatus } from '../types/operation.js';
import type { UserErrorCode } from '../types/user-error.js';

/** What has to outlive a request and, where the store is a file, the process. Times are milliseconds since 1970. */
export interface Store {
  readonly refreshTokens: RefreshTokens;
  readonly idempotency: IdempotencyRecords;
  readonly operations: OperationRecords;
  close(): Promise<void>;
}

/** Refresh tokens that are spent with their use and answered with a successor. */
export interface RefreshTokens {
  /**
   * An access token that `isUsable`: one that another process got already, or else one from `exchange`.
   *
   * `exchange` is given the chain's newest refresh token; while it is under way, no other runs for that chain in any
   * process. What it gives is on disk before this resolves. Null where it gave no access token.
   */
  accessToken(
    chain: TokenChain,
    exchange: (refreshToken: string) => Promise<IssuedTokens>,
  ): Promise<AccessToken | null>;
}

export interface TokenChain {
  readonly sourceId: string;
  /** The one of the configuration. Another one begins a chain of its own: so an operator replaces a dead chain. */
  readonly first: string;
  isUsable(token: AccessToken): boolean;
}

export interface AccessToken {
  readonly value: string;
  readonly expiresAt: number;
}

export interface IssuedTokens {
  readonly refreshToken: string;
  /** Null where the answer held none that can be read; its refresh token is kept all the same. */
  readonly accessToken: AccessToken | null;
}

/** What was answered to whom, so that a repeated request is answered the same and writes nothing. */
export interface IdempotencyRecords {
  /** Decides in one step, for all processes, what becomes of a request. `input` is the whole of it as canonical text. */
  begin(key: IdempotencyKey, input: string): Promise<Beginning>;
}

export interface IdempotencyKey {
  readonly caller: string;
  readonly mutation: string;
  readonly key: string;
}

export type Beginning =
  /** The first one: write. */
  | { readonly outcome: 'fresh'; readonly claim: Claim }
  /** A former one sent its write, and whether that arrived nobody knows: read back, never repeat it blindly. */
  | {
      readonly outcome: 'unresolved';
      readonly claim: Claim;
      readonly firstSentAt: number;
      readonly lastSentAt: number;
    }
  /** Done before: answer this again. */
  | { readonly outcome: 'replay'; readonly payload: unknown }
  /** Done or under way with another input. */
  | { readonly outcome: 'conflict' }
  /** Under way, here or in another process: ask again in a moment. */
  | { readonly outcome: 'in-progress' };

/** The right to answer one request; lasts until one of the last three, or until its process dies. */
export interface Claim {
  /**
   * What the write is called upstream, 1-64 characters of A-Z, a-z, 0-9, - and _: random, the same through restarts
   * and for whoever takes the claim over, another one for the same key once this record is forgotten.
   */
  readonly reference: string;
  /**
   * To be awaited right before the write is sent; gives when its first try was.
   * Throws LeaseLost where the claim is no longer held.
   */
  sending(): Promise<number>;
  /** Keeps the payload, any JSON, for a day. A secret that is to be shown once has no place in it. */
  done(payload: unknown): Promise<void>;
  /** Nothing was written, e.g. because the input was refused: as if there had been no request. */
  forget(): Promise<void>;
  /** The write was sent and its answer lost: the next request is told `unresolved`. */
  unknown(): Promise<void>;
}

/** Work that upstreams go on with after they answered. */
export interface OperationRecords {
  /** Gives the one that is already there under the same id, unchanged. */
  create(operation: NewOperation): Promise<OperationRecord>;
  find(reference: OperationReference): Promise<OperationRecord | null>;
  /** Null where there is no such operation. A result, once written, stays: later changes are left out. */
  update(reference: OperationReference, change: OperationChange): Promise<OperationRecord | null>;
  /** Those of these sources that are to be polled now, longest due first; no other process gets them meanwhile. */
  takeDue(sourceIds: readonly string[], limit: number): Promise<readonly OperationRecord[]>;
  /** When the next of them is to be polled; null where none is. */
  nextDueAt(sourceIds: readonly string[]): Promise<number | null>;
}

export interface OperationReference {
  readonly sourceId: string;
  /** Unique within the source. */
  readonly id: string;
}

export interface NewOperation extends OperationReference {
  readonly kind: `${OperationKind}`;
  /** What the provider asks its upstream by; nobody else reads it. */
  readonly handle: string;
  /** What the upstream named already; by default nothing. */
  readonly customerExternalId?: string | null;
  readonly orderExternalId?: string | null;
  readonly nextPollAt: number;
}

export interface OperationRecord extends Required<Omit<OperationChange, 'nextPollAt'>>, OperationReference {
  readonly kind: NewOperation['kind'];
  /** Null once there is a result. */
  readonly nextPollAt: number | null;
  /** How often it was taken to be polled. */
  readonly polls: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface OperationChange {
  readonly status?: `${OperationStatus}`;
  readonly customerExternalId?: string | null;
  readonly orderExternalId?: string | null;
  readonly userErrors?: readonly RecordedError[];
  readonly handle?: string;
  /** Without effect once there is a result. */
  readonly nextPollAt?: number;
}

export interface RecordedError {
  readonly field: readonly string[] | null;
  readonly code: `${UserErrorCode}`;
  readonly message: string;
}
