import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  type CompactJWSHeaderParameters,
  type FlattenedJWSInput,
  type JWTVerifyGetKey,
} from 'jose';
import type { JwtSettings } from '../config/configuration.js';

/** The issuer's keys cannot be read: whether a token is good nobody can tell. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}

/** How long fetched keys are used before they are fetched again. */
const FRESH_MS = 10 * 60_000;

/** A token with an unknown key id has the keys fetched, but not more often than this: anybody can send one. */
const COOLDOWN_MS = 30_000;

/** How long the issuer's server may take; requests wait for it. */
const TIMEOUT_MS = 3_000;

/** After a failed fetch the issuer's server is left alone for so long. */
const PAUSE_MS = 5_000;

export function verificationKeys(keys: JwtSettings['keys']): JWTVerifyGetKey {
  return 'jwks' in keys ? createLocalJWKSet(keys.jwks) : fetchedKeys(new URL(keys.url));
}

/** Keys once read are good while the issuer's server fails: an outage there must not become one here. */
function fetchedKeys(url: URL): JWTVerifyGetKey {
  const remote = createRemoteJWKSet(url, {
    cacheMaxAge: FRESH_MS,
    cooldownDuration: COOLDOWN_MS,
    timeoutDuration: TIMEOUT_MS,
  });
  let pausedUntil = 0;
  let failure: unknown;

  const fromLastRead = async (header: CompactJWSHeaderParameters, token: FlattenedJWSInput) => {
    const known = remote.jwks();
    if (known === undefined)
      throw new KeysUnavailable('The keys of auth.jwt cannot be read', { cause: failure });
    try {
      return await createLocalJWKSet(known)(header, token);
    } catch (error) {
      // Perhaps a new key, which cannot be read now.
      if (error instanceof errors.JWKSNoMatchingKey)
        throw new KeysUnavailable('The keys of auth.jwt cannot be read anew', { cause: failure });
      throw error;
    }
  };

  return async (header, token) => {
    if (performance.now() < pausedUntil) return await fromLastRead(header, token);
    try {
      return await remote(header, token);
    } catch (error) {
      if (isAboutToken(error)) throw error;
      pausedUntil = performance.now() + PAUSE_MS;
      failure = error;
      return await fromLastRead(header, token);
    }
  };
}

/** The keys were read, and none of them is for this token. */
function isAboutToken(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  );
}
