import { UpstreamErrorCode, UpstreamFailure } from '../errors.js';

/** How an upstream refused a write, for the provider that can read it; it may quote what was submitted. */
export interface Refusal {
  readonly status: number;
  readonly body: unknown;
}

/** Beside the failures rather than in them, so that no log and no error ever shows a body. */
const refusals = new WeakMap<UpstreamFailure, Refusal>();

/** What says no to the request itself; the other codes are about the source. */
const REFUSING: readonly UpstreamErrorCode[] = [UpstreamErrorCode.REJECTED, UpstreamErrorCode.NOT_FOUND];

export function keepRefusal(failure: UpstreamFailure, refusal: Refusal): void {
  if (REFUSING.includes(failure.code)) refusals.set(failure, refusal);
}

/** The refusal that a write failed with; undefined where it failed for another reason. */
export function refusalOf(error: unknown): Refusal | undefined {
  return error instanceof UpstreamFailure ? refusals.get(error) : undefined;
}
