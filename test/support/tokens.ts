import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';

const ISSUER = 'https://id.example/';
const AUDIENCE = 'partner-graph';

export const EVERY_SCOPE =
  'customers:read customers:write customers:sensitive customers:credentials orders:read orders:write';

/** A claim that is undefined is left out. */
export interface TokenClaims {
  readonly iss?: string;
  readonly aud?: string | undefined;
  readonly sub?: string | undefined;
  readonly exp?: number | undefined;
  readonly nbf?: number;
  readonly scope?: unknown;
  readonly sources?: unknown;
}

export interface SigningKey {
  readonly kid: string;
  readonly algorithm: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: JWK;
}

export async function signingKey(kid: string, algorithm = 'ES256'): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
  return { kid, algorithm, privateKey, publicKey: { ...(await exportJWK(publicKey)), kid, alg: algorithm } };
}

/** Who gives out tokens: keys made for this test, and a server that shows the public ones. */
export class TokenIssuer {
  fetches = 0;
  /** Answers of the key server; otherwise 200 with the keys. */
  status = 200;
  keys: readonly SigningKey[] = [];
  readonly #server = createServer((_, response) => {
    this.fetches += 1;
    response.writeHead(this.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ keys: this.keys.map(({ publicKey }) => publicKey) }));
  });

  static async start(): Promise<TokenIssuer> {
    const issuer = new TokenIssuer();
    issuer.keys = [await signingKey('key-1')];
    await new Promise<void>((resolve) => issuer.#server.listen(0, '127.0.0.1', resolve));
    return issuer;
  }

  /** The members of `auth` in the configuration file. */
  get auth() {
    const { port } = this.#server.address() as AddressInfo;
    return {
      mode: 'jwt',
      jwt: { issuer: ISSUER, audience: AUDIENCE, jwksUrl: `http://127.0.0.1:${port}/jwks.json` },
    };
  }

  get key(): SigningKey {
    const [key] = this.keys;
    if (key === undefined) throw new Error('This issuer has no key.');
    return key;
  }

  /** A good token with every scope, for every source, but for what `claims` say. */
  token(claims: TokenClaims = {}, { kid, algorithm, privateKey }: SigningKey = this.key): Promise<string> {
    const all = {
      ...{ iss: ISSUER, aud: AUDIENCE, sub: 'portal', exp: inSeconds(600) },
      ...GRANTS,
      ...claims,
    };
    const given = Object.entries(all).filter(([, claim]) => claim !== undefined);
    return new SignJWT(Object.fromEntries(given))
      .setProtectedHeader({ alg: algorithm, kid })
      .sign(privateKey);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

const GRANTS = { scope: EVERY_SCOPE, sources: ['*'] };

/** NumericDate of a claim. */
export function inSeconds(seconds: number): number {
  return Math.floor(Date.now() / 1_000) + seconds;
}
