/** What a source shows to be let in. Whatever it holds is in no log, error, metric or trace. */
export interface Credentials {
  /** The headers to send; a promise where a token has to be fetched first. */
  headers(): AuthHeaders | Promise<AuthHeaders>;
  /**
   * Told that a call with these headers was answered 401.
   * True where other headers can be had, so that the call is worth one more try.
   */
  refused(headers: AuthHeaders): boolean;
}

export type AuthHeaders = Readonly<Record<string, string>>;
