import { UpstreamErrorCode, UpstreamFailure, type UpstreamFailureDetail } from '../errors.js';

export type AnswerHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** The failure that an HTTP status other than 2xx stands for. */
export function failureFromStatus(
  sourceId: string,
  status: number,
  headers: AnswerHeaders,
  detail: UpstreamFailureDetail = {},
): UpstreamFailure {
  const retryAfterMs =
    status === 429 || status === 503 ? readRetryAfter(headers['retry-after'], Date.now()) : null;
  return new UpstreamFailure(codeOf(status), sourceId, { upstreamStatus: status, retryAfterMs, ...detail });
}

function codeOf(status: number): UpstreamErrorCode {
  if (status === 401) return UpstreamErrorCode.UNAUTHENTICATED;
  if (status === 403) return UpstreamErrorCode.FORBIDDEN;
  if (status === 404) return UpstreamErrorCode.NOT_FOUND;
  if (status === 408) return UpstreamErrorCode.TIMEOUT;
  if (status === 429) return UpstreamErrorCode.RATE_LIMITED;
  if (status >= 500) return UpstreamErrorCode.UNAVAILABLE;
  if (status >= 400) return UpstreamErrorCode.REJECTED;
  // A redirect is never followed: credentials go to the configured host alone.
  return UpstreamErrorCode.BAD_RESPONSE;
}

/** `Sun, 06 Nov 1994 08:49:37 GMT`; much else that is no date means one to `Date.parse`. */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** The longest wait that a timer and GraphQL's Int can hold: 24 days. */
const LONGEST_WAIT_MS = 0x7fffffff;

/** Seconds or an HTTP date (RFC 9110, 10.2.3) as milliseconds from now; null where there is none or it is neither. */
export function readRetryAfter(value: string | string[] | undefined, now: number): number | null {
  if (typeof value !== 'string') return null;
  const wait = waitMs(value, now);
  return Number.isNaN(wait) ? null : Math.min(Math.max(0, wait), LONGEST_WAIT_MS);
}

function waitMs(value: string, now: number): number {
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  return HTTP_DATE.test(value) ? Date.parse(value) - now : Number.NaN;
}

/** The failure that an exchange without an answer stands for. */
export function failureFromError(sourceId: string, error: unknown): UpstreamFailure {
  if (error instanceof UpstreamFailure) return error;
  const code = errorCode(error);
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return new UpstreamFailure(UpstreamErrorCode.TIMEOUT, sourceId, { cause: error });
  }
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') {
    return new UpstreamFailure(UpstreamErrorCode.BAD_RESPONSE, sourceId, {
      message: `Source '${sourceId}' gave an answer that is too large to read.`,
      cause: error,
    });
  }
  if (code === 'UND_ERR_CONNECT_TIMEOUT')
    return new UpstreamFailure(UpstreamErrorCode.TIMEOUT, sourceId, { cause: error });
  return new UpstreamFailure(UpstreamErrorCode.UNAVAILABLE, sourceId, { cause: error });
}

/** The same failure of a write that may have taken effect. */
export function inDoubt(reason: unknown): unknown {
  if (!(reason instanceof UpstreamFailure)) return reason;
  const { message, retryAfterMs, upstreamStatus, correlationId, cause } = reason;
  return new UpstreamFailure(reason.code, reason.sourceId, {
    ...{ message, retryAfterMs, upstreamStatus, correlationId, cause },
    mayHaveHappened: true,
  });
}

function errorCode(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
