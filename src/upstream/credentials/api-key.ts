import type { Credentials } from './credentials.js';

/** A fixed key in one header: when it is refused, there is no other. */
export function apiKeyCredentials(header: string, key: string): Credentials {
  const headers = { [header]: key };
  return {
    headers: () => headers,
    accepted: () => undefined,
    refused: () => false,
    refusedAgain: () => undefined,
  };
}
