import { UpstreamErrorCode, UpstreamFailure } from '../../errors.js';
import type { AccessToken, IssuedTokens, RefreshTokens } from '../../store/store.js';
import { BearerToken } from './bearer-token.js';
import type { Credentials } from './credentials.js';
import { readToken, type TokenEndpoint } from './token-endpoint.js';

/** One that another process got must last this much longer to be worth taking over. */
const USABLE_MS = 30_000;

/**
 * A refresh token that is spent with every use and answered with its successor (ION 4.1).
 * Spending one twice locks the tenant out: the store lets one process exchange at a time,
 * and has the successor on disk before the access token is used.
 */
export function rotatingRefreshToken(
  endpoint: TokenEndpoint,
  first: string,
  store: RefreshTokens,
): Credentials {
  const { sourceId } = endpoint;
  // Asked for another one, it has been refused or is at its end.
  let last: string | undefined;
  const isUsable = ({ value, expiresAt }: AccessToken) =>
    value !== last && expiresAt - Date.now() > USABLE_MS;

  return new BearerToken(async () => {
    const token = await accessToken();
    if (token === null) throw unreadable('a usable token');
    last = token.value;
    return { value: token.value, expiresInMs: token.expiresAt - Date.now() };
  });

  async function accessToken(): Promise<AccessToken | null> {
    try {
      return await store.accessToken({ sourceId, first, isUsable }, exchange);
    } catch (error) {
      if (error instanceof UpstreamFailure) throw error;
      // Without its cause: clients of a store quote what they were to store.
      throw new UpstreamFailure(UpstreamErrorCode.UNAUTHENTICATED, sourceId, {
        message: `The refresh token of source '${sourceId}' could not be read or stored.`,
      });
    }
  }

  async function exchange(refreshToken: string): Promise<IssuedTokens> {
    const answer = await endpoint.post({ grant_type: 'refresh_token', refresh_token: refreshToken });
    const next = answer.refresh_token;
    if (typeof next !== 'string' || next === '') throw unreadable('a new refresh token');
    return { refreshToken: next, accessToken: accessTokenIn(answer) };
  }

  function accessTokenIn(answer: Readonly<Record<string, unknown>>): AccessToken | null {
    try {
      const { value, expiresInMs } = readToken(sourceId, answer);
      return { value, expiresAt: Date.now() + expiresInMs };
    } catch {
      return null; // thrown again when the refresh token beside it is safe
    }
  }

  function unreadable(what: string): UpstreamFailure {
    return new UpstreamFailure(UpstreamErrorCode.BAD_RESPONSE, sourceId, {
      message: `Source '${sourceId}' answered a token request without ${what}.`,
    });
  }
}
