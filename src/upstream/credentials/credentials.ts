import type { UpstreamFailure } from '../../errors.js';

/** What a source shows to be let in. Whatever it holds is in no log, error, metric or trace. */
export interface Credentials {
  /** The headers to send; a promise where a token has to be fetched first. */
  headers(): AuthHeaders | Promise<AuthHeaders>;
  /** Told that a call with these headers was let in. */
  accepted(headers: AuthHeaders): void;
  /**
   * Told that a call with these headers was answered 401.
   * True where other headers can be had, so that the call is worth one more try.
   */
  refused(headers: AuthHeaders): boolean;
  /** Told that also the other headers, which were got for that, were answered 401. */
  refusedAgain(headers: AuthHeaders, failure: UpstreamFailure): void;
}

export type AuthHeaders = Readonly<Record<string, string>>;
