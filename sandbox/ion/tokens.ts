import { ION_INITIAL_REFRESH_TOKEN } from './credentials.js';

const ACCESS_SECONDS = 7_200;
const REFRESH_SECONDS = 32 * 86_400;

interface IonTokenAnswer {
  readonly access_token: string;
  readonly expires_in: number;
  readonly refresh_token: string;
  readonly token_type: 'Bearer';
}

interface Grant {
  readonly accessUntil: number;
  readonly refreshUntil: number;
}

/**
 * ION's rotating refresh token (ION 4.1): every exchange answers a new one and kills the one it took.
 * A spent token is refused for good; only a reset, the sandbox's "ask for new credentials in the portal", helps.
 */
export class IonTokens {
  #accessSeconds = ACCESS_SECONDS;
  #refresh = firstRefresh();
  readonly #grants = new Map<string, Grant>();
  // Never goes back, so that a token from before a reset cannot come to life again.
  #issued = 0;

  reset(): void {
    this.#accessSeconds = ACCESS_SECONDS;
    this.#grants.clear();
    this.#refresh = firstRefresh();
  }

  /** Applies to tokens issued from now on. */
  setLifetime(seconds: number): void {
    this.#accessSeconds = seconds;
  }

  /** Kills every access token; the refresh token stays good. */
  revoke(): void {
    this.#grants.clear();
  }

  /** Spends `refreshToken`; `undefined` where it is unknown, already spent or expired. */
  exchange(refreshToken: string | undefined): IonTokenAnswer | undefined {
    const now = Date.now();
    if (refreshToken !== this.#refresh.token || this.#refresh.until <= now) return undefined;
    this.#issued += 1;
    const answer = {
      access_token: `sandbox-ion-access-${this.#issued}`,
      expires_in: this.#accessSeconds,
      refresh_token: `sandbox-ion-refresh-${this.#issued}`,
      token_type: 'Bearer',
    } as const;
    const refreshUntil = now + REFRESH_SECONDS * 1000;
    this.#refresh = { token: answer.refresh_token, until: refreshUntil };
    this.#grants.set(answer.access_token, { accessUntil: now + this.#accessSeconds * 1000, refreshUntil });
    return answer;
  }

  accepts(accessToken: string | undefined): boolean {
    return this.validate(accessToken) !== undefined;
  }

  /** Seconds left, as `/oauth/validateAccess` answers them. */
  validate(
    accessToken: string | undefined,
  ): { access_expires_in: number; refresh_expires_in: number } | undefined {
    const now = Date.now();
    const grant = this.#grants.get(accessToken ?? '');
    if (!grant || grant.accessUntil <= now) return undefined;
    return {
      access_expires_in: Math.ceil((grant.accessUntil - now) / 1000),
      refresh_expires_in: Math.ceil((grant.refreshUntil - now) / 1000),
    };
  }
}

function firstRefresh(): { readonly token: string; readonly until: number } {
  return { token: ION_INITIAL_REFRESH_TOKEN, until: Date.now() + REFRESH_SECONDS * 1000 };
}
