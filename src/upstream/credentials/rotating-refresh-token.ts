import { UpstreamErrorCode, UpstreamFailure } from '../../errors.js';
import { BearerToken } from './bearer-token.js';
import type { Credentials } from './credentials.js';
import { readToken, type TokenEndpoint } from './token-endpoint.js';

/** Keeps the newest refresh token of a source; spending an older one locks the tenant out. */
export interface RefreshTokenStore {
  /** The newest token known; undefined before the first exchange. */
  load(sourceId: string): Promise<string | undefined>;
  /** Resolves only when the token is safe: it is used after that, not before. */
  save(sourceId: string, refreshToken: string): Promise<void>;
}

/**
 * A refresh token that is spent with every use and answered with its successor (ION 4.1).
 * The successor is stored before the access token is used.
 */
export function rotatingRefreshToken(
  endpoint: TokenEndpoint,
  first: string,
  store: RefreshTokenStore,
): Credentials {
  const { sourceId } = endpoint;
  // The newest token while the store could not take it: the one in the store is spent by then.
  let unsaved: string | undefined;
  return new BearerToken(async () => {
    const refreshToken = unsaved ?? (await store.load(sourceId)) ?? first;
    const answer = await endpoint.post({ grant_type: 'refresh_token', refresh_token: refreshToken });
    const next = answer.refresh_token;
    if (typeof next !== 'string' || next === '') {
      throw new UpstreamFailure(UpstreamErrorCode.BAD_RESPONSE, sourceId, {
        message: `Source '${sourceId}' answered a token request without a new refresh token.`,
      });
    }
    unsaved = next;
    await save(next);
    unsaved = undefined;
    return readToken(sourceId, answer);
  });

  async function save(token: string): Promise<void> {
    try {
      await store.save(sourceId, token);
    } catch {
      // Without its cause: clients of a store quote what they were to store.
      throw new UpstreamFailure(UpstreamErrorCode.UNAUTHENTICATED, sourceId, {
        message: `The new refresh token of source '${sourceId}' could not be stored.`,
      });
    }
  }
}
