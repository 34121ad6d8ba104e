import { UpstreamErrorCode, UpstreamFailure } from '../../errors.js';
import type { AuthHeaders, Credentials } from './credentials.js';

export interface Token {
  readonly value: string;
  readonly expiresInMs: number;
}

/** Renewed this long before its end, so that a token does not die on the way. */
const RENEW_BEFORE_MS = 30_000;

/** Whoever was refused is refused again: asking for each operation would only spend tokens and fill the vendor's log. */
const REFUSED_FOR_MS = 30_000;

interface Refusal {
  readonly failure: UpstreamFailure;
  readonly until: number;
}

/**
 * A bearer token that is fetched when needed and renewed in one flight:
 * however many calls need it at once, one fetch is under way.
 * Once the token endpoint, or the API straight after it, has refused, nothing is asked for half a minute;
 * but an API that lets others in refuses what is asked for, which is no reason to shut out everybody.
 *
 * A fetch belongs to no single operation, so none can abort it for the others.
 */
export class BearerToken implements Credentials {
  #current: { readonly headers: AuthHeaders; readonly freshUntil: number } | undefined;
  #pending: Promise<AuthHeaders> | undefined;
  #refusal: Refusal | undefined;
  /** Whether the API let somebody in since a new token of ours was refused. */
  #wasLetIn = false;
  /** Until then a 401 is taken to be about what is asked for. */
  #trustedUntil = -Infinity;

  constructor(
    private readonly fetchToken: () => Promise<Token>,
    private readonly now: () => number = () => performance.now(),
  ) {}

  headers(): AuthHeaders | Promise<AuthHeaders> {
    if (this.#refusal !== undefined && this.now() < this.#refusal.until)
      return Promise.reject(this.#again(this.#refusal));
    if (this.#current !== undefined && this.now() < this.#current.freshUntil) return this.#current.headers;
    this.#pending ??= this.#renew().finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  accepted(headers: AuthHeaders): void {
    if (this.#current?.headers === headers) this.#wasLetIn = true;
  }

  refused(headers: AuthHeaders): boolean {
    // Another call may have renewed meanwhile; its token must not be thrown away.
    if (this.#current?.headers !== headers) return true;
    if (this.now() < this.#trustedUntil) return false;
    this.#current = undefined;
    return true;
  }

  refusedAgain(headers: AuthHeaders, failure: UpstreamFailure): void {
    if (this.#current?.headers !== headers) return;
    if (this.#wasLetIn) {
      this.#wasLetIn = false;
      this.#trustedUntil = this.now() + REFUSED_FOR_MS;
      return;
    }
    this.#current = undefined;
    this.#keep(failure);
  }

  #keep(failure: UpstreamFailure): void {
    this.#refusal = { failure, until: this.now() + REFUSED_FOR_MS };
  }

  async #renew(): Promise<AuthHeaders> {
    const { value, expiresInMs } = await this.#fetch();
    const headers = { authorization: `Bearer ${value}` };
    const margin = Math.min(RENEW_BEFORE_MS, expiresInMs / 2);
    this.#current = { headers, freshUntil: this.now() + expiresInMs - margin };
    return headers;
  }

  async #fetch(): Promise<Token> {
    try {
      return await this.fetchToken();
    } catch (error) {
      if (error instanceof UpstreamFailure && isRefusal(error)) this.#keep(error);
      throw error;
    }
  }

  #again({ failure, until }: Refusal): UpstreamFailure {
    const { code, sourceId, message, upstreamStatus } = failure;
    const retryAfterMs = Math.ceil(until - this.now());
    return new UpstreamFailure(code, sourceId, { message, upstreamStatus, retryAfterMs });
  }
}

/** With a status, it is the endpoint's own word; a store that failed may be well again at once. */
function isRefusal({ code, upstreamStatus }: UpstreamFailure): boolean {
  return code === UpstreamErrorCode.UNAUTHENTICATED && upstreamStatus !== null;
}
