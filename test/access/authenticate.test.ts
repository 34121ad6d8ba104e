import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createAuthenticate, type Authenticate } from '../../src/access/authenticate.js';
import type { JwtSettings } from '../../src/config/configuration.js';
import { inSeconds, signingKey, TokenIssuer } from '../support/tokens.js';

let issuer: TokenIssuer;
let authenticate: Authenticate;

const settings = (keys: JwtSettings['keys']): JwtSettings => {
  const { issuer: name, audience } = issuer.auth.jwt;
  return { mode: 'jwt', issuer: name, audience, algorithms: ['RS256', 'ES256'], keys };
};

beforeEach(async () => {
  issuer = await TokenIssuer.start();
  authenticate = createAuthenticate(settings({ url: issuer.auth.jwt.jwksUrl }));
});
afterEach(() => issuer.close());

const bearer = async (...given: Parameters<TokenIssuer['token']>) => `Bearer ${await issuer.token(...given)}`;
const UNAUTHENTICATED = { extensions: { code: 'UNAUTHENTICATED' } };

describe('A caller is', () => {
  it('who the token says, with what it grants and nothing else', async () => {
    const exp = inSeconds(60);
    const scope = 'orders:read nonsense customers:read admin';
    expect(await authenticate(await bearer({ sub: 'me', scope, sources: ['dkh', 7, 'ion'], exp }))).toEqual({
      id: 'me',
      scopes: new Set(['orders:read', 'customers:read']),
      sources: new Set(['dkh', 'ion']),
      expiresAt: (exp + 5) * 1_000,
    });
  });

  it.each([
    ['no sources', { sources: undefined }, new Set()],
    ['sources that are no list', { sources: '*' }, new Set()],
    ['all sources', { sources: ['*'] }, 'all'],
  ])('one who sees by %s', async (_, claims, sources) => {
    expect((await authenticate(await bearer(claims))).sources).toEqual(sources);
  });

  it.each([undefined, 7, ['customers:read']])('one without scopes by the claim %j', async (scope) => {
    expect((await authenticate(await bearer({ scope }))).scopes).toEqual(new Set());
  });

  it('nobody without an audience, an end or a name', async () => {
    for (const claims of [{ aud: undefined }, { exp: undefined }, { sub: undefined }, { sub: '' }])
      await expect(authenticate(await bearer(claims))).rejects.toMatchObject(UNAUTHENTICATED);
  });

  it('the same by RS256', async () => {
    issuer.keys = [await signingKey('rsa', 'RS256')];
    expect((await authenticate(await bearer())).id).toBe('portal');
  });
});

describe('The keys of an issuer', () => {
  it('are fetched once for many callers', async () => {
    const authorization = await bearer();
    await Promise.all(Array.from({ length: 20 }, async () => await authenticate(authorization)));
    await authenticate(authorization);
    expect(issuer.fetches).toBe(1);
  });

  it('are not fetched for every token with an unknown key', async () => {
    await authenticate(await bearer());
    const stranger = await bearer({}, await signingKey('unknown'));
    for (let count = 0; count < 5; count += 1)
      await expect(authenticate(stranger)).rejects.toMatchObject(UNAUTHENTICATED);
    expect(issuer.fetches).toBe(1);
  });

  it('that cannot be read make no good token a bad one', async () => {
    issuer.status = 500;
    const authorization = await bearer();
    await expect(authenticate(authorization)).rejects.toMatchObject({ name: 'KeysUnavailable' });
    await expect(authenticate(authorization)).rejects.toMatchObject({ name: 'KeysUnavailable' });
    // The second one did not ask again: the issuer's server is left alone for a moment.
    expect(issuer.fetches).toBe(1);
  });

  it('come from a file as well', async () => {
    const jwks = { keys: [{ kty: 'EC', ...issuer.key.publicKey }] };
    const byFile = createAuthenticate(settings({ jwks }));
    expect((await byFile(await bearer())).id).toBe('portal');
    await expect(byFile(await bearer({}, await signingKey('unknown')))).rejects.toMatchObject(
      UNAUTHENTICATED,
    );
    expect(issuer.fetches).toBe(0);
  });
});
