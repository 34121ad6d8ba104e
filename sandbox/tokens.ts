import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import { tokenEndpoint } from './faults.js';

/** The settings of every upstream with a token endpoint, to be spread into its own schema. */
export const tokenSettings = {
  /** Lifetime of the tokens issued from now on. */
  tokenSeconds: z.number().positive().optional(),
  /** All tokens issued so far stop working. */
  revokeTokens: z.literal(true).optional(),
};

export interface TokenClient {
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface IssuedToken {
  readonly accessToken: string;
  /** Seconds until it expires, as promised to the client. */
  readonly expiresIn: number;
  readonly scopes: readonly string[];
}

/** The bearer tokens one upstream gave out. Their expiry follows the real clock; nothing else in the sandbox does. */
export class TokenIssuer {
  readonly #name: string;
  readonly #defaultSeconds: number;
  #seconds: number;
  #issued = new Map<string, { readonly expiresAt: number; readonly scopes: readonly string[] }>();

  constructor(name: string, seconds: number) {
    this.#name = name;
    this.#defaultSeconds = seconds;
    this.#seconds = seconds;
  }

  issue(scopes: readonly string[]): IssuedToken {
    const accessToken = `sandbox.${this.#name}.${randomUUID()}`;
    this.#issued.set(accessToken, { expiresAt: Date.now() + this.#seconds * 1_000, scopes });
    return { accessToken, expiresIn: this.#seconds, scopes };
  }

  /** The scopes behind an `Authorization` header, or undefined where it holds no valid token. */
  scopesOf(authorization: string | undefined): readonly string[] | undefined {
    const [, accessToken = ''] = /^Bearer (\S+)$/i.exec(authorization ?? '') ?? [];
    const token = this.#issued.get(accessToken);
    return token === undefined || token.expiresAt <= Date.now() ? undefined : token.scopes;
  }

  /** The settings `tokenSeconds` (for tokens issued from now on) and `revokeTokens` of an upstream. */
  configure(settings: {
    readonly tokenSeconds?: number | undefined;
    readonly revokeTokens?: true | undefined;
  }): void {
    if (settings.tokenSeconds !== undefined) this.#seconds = settings.tokenSeconds;
    if (settings.revokeTokens === true) this.#issued.clear();
  }

  reset(): void {
    this.#seconds = this.#defaultSeconds;
    this.#issued.clear();
  }
}

export interface TokenEndpointOptions {
  readonly path: string;
  readonly client: TokenClient;
  readonly issuer: TokenIssuer;
  /** What a requested `scope` grants, or undefined where it cannot be had. */
  readonly grant: (scope: string) => readonly string[] | undefined;
  /** The vendor's shape of a successful answer. */
  readonly answer: (token: IssuedToken) => object;
}

/** An OAuth 2 client-credentials endpoint (RFC 6749, 4.4): form-encoded, the client's secret in the body. */
export function clientCredentials(options: TokenEndpointOptions): FastifyPluginAsync {
  return (scope) => {
    // Parsers live in this plugin's scope alone: a vendor's other routes keep refusing forms.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, body, done) => {
        done(null, Object.fromEntries(new URLSearchParams(String(body))));
      },
    );
    scope.addContentTypeParser('*', (_request, body, done) => {
      body.resume();
      done(null, undefined);
    });
    scope.post<{ Body: Readonly<Record<string, string>> | undefined }>(
      options.path,
      tokenEndpoint,
      (request, reply) => {
        const refusal = refusalOf(request.body, options);
        if (refusal !== undefined) return reply.code(refusal.status).send(refusal.body);
        const scopes = options.grant(request.body?.scope ?? '');
        if (scopes === undefined) {
          return reply
            .code(400)
            .send(oauthError('invalid_scope', 'The requested scope is unknown to this client.'));
        }
        return reply.header('cache-control', 'no-store').send(options.answer(options.issuer.issue(scopes)));
      },
    );
    return Promise.resolve();
  };
}

function refusalOf(form: Readonly<Record<string, string>> | undefined, { client }: TokenEndpointOptions) {
  if (form === undefined) {
    return { status: 400, body: oauthError('invalid_request', 'Send application/x-www-form-urlencoded.') };
  }
  if (form.grant_type === undefined) {
    return { status: 400, body: oauthError('invalid_request', 'The parameter grant_type is missing.') };
  }
  if (form.grant_type !== 'client_credentials') {
    return {
      status: 400,
      body: oauthError('unsupported_grant_type', 'Only client_credentials is supported.'),
    };
  }
  if (form.client_id !== client.clientId || form.client_secret !== client.clientSecret) {
    return {
      status: 401,
      body: oauthError('invalid_client', 'Invalid client or invalid client credentials.'),
    };
  }
  return undefined;
}

function oauthError(error: string, description: string) {
  return { error, error_description: description };
}
