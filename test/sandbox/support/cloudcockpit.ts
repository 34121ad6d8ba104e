import {
  CLOUDCOCKPIT_CLIENT,
  CLOUDCOCKPIT_SCOPE,
  CLOUDCOCKPIT_TENANT,
  CLOUDCOCKPIT_TOKEN_PATH,
} from '../../../sandbox/cloudcockpit/credentials.js';
import type { Sandbox } from '../../../sandbox/server.js';
import { ask, at, listAt } from './answers.js';
import type { Answer } from './answers.js';

export const CORRELATION_ID = '0c0c0c0c-0000-4000-8000-00000000000a';
export const RESELLER_ONE = '5e5e5e5e-0000-4000-8000-000000000001';
export const FOREIGN_RESELLER = '5e5e5e5e-0000-4000-8000-00000000000f';

/** The form that buys a token. */
export const CREDENTIALS = {
  client_id: CLOUDCOCKPIT_CLIENT.clientId,
  client_secret: CLOUDCOCKPIT_CLIENT.clientSecret,
  scope: CLOUDCOCKPIT_SCOPE,
  grant_type: 'client_credentials',
};

/** A caller of the sandbox's CloudCockpit with all its headers in order; a test may change them. */
export class CloudCockpitCaller {
  readonly base: string;
  headers: Record<string, string> = { 'x-tenant': CLOUDCOCKPIT_TENANT, 'x-correlation-id': CORRELATION_ID };
  readonly #sandbox: Sandbox;

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
    this.base = `${sandbox.url}/cloudcockpit`;
  }

  requestToken(form: Record<string, string>): Promise<Answer> {
    return ask(this.base + CLOUDCOCKPIT_TOKEN_PATH, { method: 'POST', body: new URLSearchParams(form) });
  }

  async signIn(): Promise<void> {
    const { body } = await this.requestToken(CREDENTIALS);
    this.headers = { ...this.headers, authorization: `Bearer ${String(at(body, 'access_token'))}` };
  }

  get(path: string): Promise<Answer> {
    return ask(this.base + path, { headers: this.headers });
  }

  send(method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<Answer> {
    if (body === undefined) return ask(this.base + path, { method, headers: this.headers });
    return ask(this.base + path, {
      method,
      headers: { ...this.headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  /** The rows of every page, as long as an answer says that there is another. */
  async walk(path: string, pageSize: number): Promise<readonly unknown[]> {
    const walked: unknown[] = [];
    for (let page = 1, more = true; more; page += 1) {
      const { body } = await this.get(
        `${path}${path.includes('?') ? '&' : '?'}pageSize=${pageSize}&pageNumber=${page}`,
      );
      walked.push(...listAt(body, 'items'));
      more = at(body, 'hasNextPage') === true;
    }
    return walked;
  }

  /** The state behind the answers. */
  rows(name: string): readonly unknown[] {
    return this.#sandbox.upstream('cloudcockpit').rows[name] ?? [];
  }
}

export function idOf(row: unknown): string {
  return String(at(row, 'id'));
}
