import { UpstreamErrorCode, type UpstreamFailure } from '../errors.js';

/** What the transport knows of its upstream from the calls it made; reading it never makes one. */
export interface TransportHealth {
  /** Whether the newest answer was a failure that is the upstream's own. */
  readonly failing: boolean;
  readonly lastError: UpstreamFailure | null;
}

/** "No such thing" and "not like that" are answers, not trouble. */
const ANSWERS: readonly UpstreamErrorCode[] = [UpstreamErrorCode.NOT_FOUND, UpstreamErrorCode.REJECTED];

export class HealthRecord implements TransportHealth {
  failing = false;
  lastError: UpstreamFailure | null = null;

  /** Null: the call was answered. */
  note(failure: UpstreamFailure | null): void {
    if (failure?.code === UpstreamErrorCode.QUEUE_FULL) return; // the upstream was not even asked
    this.failing = failure !== null && !ANSWERS.includes(failure.code);
    if (this.failing) this.lastError = failure;
  }
}
