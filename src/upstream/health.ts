import { UpstreamErrorCode, type UpstreamFailure } from '../errors.js';

/** What the transport knows of its upstream from the calls it made; reading it never makes one. */
export interface TransportHealth {
  /** Whether the newest answer was a failure that is the upstream's own. */
  readonly failing: boolean;
  readonly lastError: UpstreamFailure | null;
}

export class HealthRecord implements TransportHealth {
  failing = false;
  lastError: UpstreamFailure | null = null;

  note(failure: UpstreamFailure | null): void {
    // "No such thing" is an answer, not trouble.
    this.failing = failure !== null && failure.code !== UpstreamErrorCode.NOT_FOUND;
    if (this.failing) this.lastError = failure;
  }
}
