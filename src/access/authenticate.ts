import { jwtVerify, type JWTPayload } from 'jose';
import type { AuthSettings, JwtSettings } from '../config/configuration.js';
import { Unauthenticated } from '../errors.js';
import { ANONYMOUS, isScope, type Caller } from './caller.js';
import { KeysUnavailable, verificationKeys } from './keys.js';

/**
 * Tells who sends the value of an `Authorization` header.
 *
 * Throws `Unauthenticated` for anything but a good token, and `KeysUnavailable` where nobody can tell.
 */
export type Authenticate = (authorization: string | undefined) => Caller | Promise<Caller>;

export function createAuthenticate(auth: AuthSettings): Authenticate {
  return auth.mode === 'none' ? () => ANONYMOUS : byToken(auth);
}

/** How far the clocks of the issuer and of this machine may be apart. */
const CLOCK_TOLERANCE_S = 5;

function byToken({ issuer, audience, algorithms, keys }: JwtSettings): Authenticate {
  const getKey = verificationKeys(keys);
  const options = {
    ...{ issuer, audience, algorithms: [...algorithms] },
    requiredClaims: ['exp', 'sub'],
    clockTolerance: CLOCK_TOLERANCE_S,
  };
  return async (authorization) => {
    const token = bearerToken(authorization);
    if (token === undefined) throw new Unauthenticated();
    try {
      const { payload } = await jwtVerify(token, getKey, options);
      return callerOf(payload);
    } catch (error) {
      if (error instanceof KeysUnavailable) throw error;
      throw new Unauthenticated();
    }
  };
}

function bearerToken(authorization: string | undefined): string | undefined {
  return /^Bearer +([\w.-]+) *$/i.exec(authorization ?? '')?.[1];
}

/** A token that names no sources sees none. */
function callerOf({ sub, exp, scope, sources }: JWTPayload): Caller {
  if (typeof sub !== 'string' || sub === '' || exp === undefined) throw new Unauthenticated();
  const granted: readonly unknown[] = Array.isArray(sources) ? sources : [];
  return {
    id: sub,
    scopes: new Set(typeof scope === 'string' ? scope.split(' ').filter(isScope) : []),
    sources: granted.includes('*') ? 'all' : new Set(granted.filter((id) => typeof id === 'string')),
    expiresAt: (exp + CLOCK_TOLERANCE_S) * 1_000,
  };
}
