import type { AuthHeaders, Credentials } from './credentials.js';

export interface Token {
  readonly value: string;
  readonly expiresInMs: number;
}

/** Renewed this long before its end, so that a token does not die on the way. */
const RENEW_BEFORE_MS = 30_000;

/**
 * A bearer token that is fetched when needed and renewed in one flight:
 * however many calls need it at once, one fetch is under way.
 *
 * A fetch belongs to no single operation, so none can abort it for the others.
 */
export class BearerToken implements Credentials {
  #current: { readonly headers: AuthHeaders; readonly freshUntil: number } | undefined;
  #pending: Promise<AuthHeaders> | undefined;

  constructor(
    private readonly fetchToken: () => Promise<Token>,
    private readonly now: () => number = () => performance.now(),
  ) {}

  headers(): AuthHeaders | Promise<AuthHeaders> {
    if (this.#current !== undefined && this.now() < this.#current.freshUntil) return this.#current.headers;
    this.#pending ??= this.#renew().finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  refused(headers: AuthHeaders): boolean {
    // Another call may have renewed meanwhile; its token must not be thrown away.
    if (this.#current?.headers === headers) this.#current = undefined;
    return true;
  }

  async #renew(): Promise<AuthHeaders> {
    const { value, expiresInMs } = await this.fetchToken();
    const headers = { authorization: `Bearer ${value}` };
    const margin = Math.min(RENEW_BEFORE_MS, expiresInMs / 2);
    this.#current = { headers, freshUntil: this.now() + expiresInMs - margin };
    return headers;
  }
}
