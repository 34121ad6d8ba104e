import { GraphQLError } from 'graphql';

/** Why an upstream did not answer; in GraphQL errors each stands as `UPSTREAM_` + code. */
export enum UpstreamErrorCode {
  TIMEOUT = 'TIMEOUT',
  UNAVAILABLE = 'UNAVAILABLE',
  RATE_LIMITED = 'RATE_LIMITED',
  CIRCUIT_OPEN = 'CIRCUIT_OPEN',
  QUEUE_FULL = 'QUEUE_FULL',
  CALL_LIMIT_EXCEEDED = 'CALL_LIMIT_EXCEEDED',
  UNAUTHENTICATED = 'UNAUTHENTICATED',
  FORBIDDEN = 'FORBIDDEN',
  NOT_FOUND = 'NOT_FOUND',
  BAD_RESPONSE = 'BAD_RESPONSE',
  REJECTED = 'REJECTED',
  UNSUPPORTED = 'UNSUPPORTED',
}

interface ErrorKind {
  /** What the caller reads; says nothing an upstream wrote. */
  readonly message: (sourceId: string) => string;
  /** Whether the same call may succeed later without a change by anyone. */
  readonly retryable: boolean;
}

/** Every way an upstream can fail, in one table. */
const UPSTREAM_ERRORS: Readonly<Record<UpstreamErrorCode, ErrorKind>> = {
  TIMEOUT: { retryable: true, message: (id) => `Source '${id}' did not answer in time.` },
  UNAVAILABLE: { retryable: true, message: (id) => `Source '${id}' cannot be reached or is failing.` },
  RATE_LIMITED: { retryable: true, message: (id) => `Source '${id}' has no calls left for now.` },
  CIRCUIT_OPEN: {
    retryable: true,
    message: (id) => `Source '${id}' keeps failing and is left alone for a moment.`,
  },
  QUEUE_FULL: { retryable: true, message: (id) => `Too many calls wait for source '${id}'.` },
  CALL_LIMIT_EXCEEDED: {
    retryable: false,
    message: (id) =>
      `This operation has used up the upstream calls it may make; source '${id}' was not asked.`,
  },
  UNAUTHENTICATED: {
    retryable: false,
    message: (id) => `Source '${id}' does not accept the configured credentials.`,
  },
  FORBIDDEN: {
    retryable: false,
    message: (id) => `The configured credentials may not do this at source '${id}'.`,
  },
  NOT_FOUND: { retryable: false, message: (id) => `Source '${id}' knows no such thing.` },
  BAD_RESPONSE: { retryable: false, message: (id) => `Source '${id}' gave an answer that cannot be read.` },
  REJECTED: { retryable: false, message: (id) => `Source '${id}' refused the request.` },
  UNSUPPORTED: { retryable: false, message: (id) => `Source '${id}' cannot do this.` },
};

export interface UpstreamFailureDetail {
  /** Replaces the table's message; must be as safe to show. */
  readonly message?: string;
  readonly retryAfterMs?: number | null;
  readonly upstreamStatus?: number | null;
  readonly correlationId?: string | null;
  /** Whether a write may have taken effect all the same; default false. */
  readonly mayHaveHappened?: boolean;
  /** The original, for the log only. */
  readonly cause?: unknown;
}

/** A source that failed one call. Its message and members are safe to show; `cause` is not. */
export class UpstreamFailure extends Error {
  override readonly name = 'UpstreamFailure';
  readonly retryable: boolean;
  readonly retryAfterMs: number | null;
  readonly upstreamStatus: number | null;
  readonly correlationId: string | null;
  /** Of a write: nobody knows whether it took effect, so that it must not be repeated on a guess. */
  readonly mayHaveHappened: boolean;

  constructor(
    readonly code: UpstreamErrorCode,
    readonly sourceId: string,
    detail: UpstreamFailureDetail = {},
  ) {
    super(detail.message ?? UPSTREAM_ERRORS[code].message(sourceId), { cause: detail.cause });
    this.retryable = UPSTREAM_ERRORS[code].retryable;
    this.retryAfterMs = detail.retryAfterMs ?? null;
    this.upstreamStatus = detail.upstreamStatus ?? null;
    this.correlationId = detail.correlationId ?? null;
    this.mayHaveHappened = detail.mayHaveHappened ?? false;
  }

  /** The members that INTERFACE promises in a GraphQL error's `extensions`. */
  get extensions(): Readonly<Record<string, unknown>> {
    return {
      code: `UPSTREAM_${this.code}`,
      sourceId: this.sourceId,
      retryable: this.retryable,
      retryAfterMs: this.retryAfterMs,
      upstreamStatus: this.upstreamStatus,
      correlationId: this.correlationId,
      ...(this.mayHaveHappened ? { mayHaveHappened: true } : undefined),
    };
  }
}

/** What the caller sent cannot be used; the message names the argument and what would be right. */
export class BadUserInput extends GraphQLError {
  constructor(argument: string, problem: string) {
    super(`${argument}: ${problem}`, { extensions: { code: 'BAD_USER_INPUT', argument } });
  }
}

/** What the caller named is not there; for them, what they may not see is not there either. */
export class NotFound extends GraphQLError {
  constructor(argument: string) {
    super(`${argument}: names nothing that is there.`, { extensions: { code: 'NOT_FOUND', argument } });
  }
}

/** Whoever asks has no good token; why it is none, only its issuer may tell. */
export class Unauthenticated extends GraphQLError {
  constructor() {
    super('Send a valid token: Authorization: Bearer <JWT>.', { extensions: { code: 'UNAUTHENTICATED' } });
  }
}

/** The caller's token does not hold the scope that a field takes. */
export class Forbidden extends GraphQLError {
  constructor(scope: string) {
    super(`This takes the scope '${scope}'.`, { extensions: { code: 'FORBIDDEN', scope } });
  }
}

/**
 * A call that its own operation cut short by ending first: its client left, or has its answer.
 * Nothing went wrong and nobody is left to read it, so that it is neither masked nor logged.
 */
export class OperationEnded extends GraphQLError {
  constructor() {
    super('The operation ended before the call did.', { extensions: { code: 'OPERATION_ENDED' } });
  }
}
