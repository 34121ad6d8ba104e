import { BearerToken } from './bearer-token.js';
import type { Credentials } from './credentials.js';
import { readToken, type TokenEndpoint } from './token-endpoint.js';

export interface ClientCredentialsOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string;
}

/** OAuth 2.0 client credentials (RFC 6749, 4.4): Entra and Keycloak alike. A refresh token in the answer is not used. */
export function clientCredentials(endpoint: TokenEndpoint, options: ClientCredentialsOptions): Credentials {
  const form = {
    grant_type: 'client_credentials',
    client_id: options.clientId,
    client_secret: options.clientSecret,
    scope: options.scope,
  };
  return new BearerToken(async () => readToken(endpoint.sourceId, await endpoint.post(form)));
}
