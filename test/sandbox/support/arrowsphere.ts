import { ARROWSPHERE_API_KEY } from '../../../sandbox/arrowsphere/credentials.js';
import type { Sandbox } from '../../../sandbox/server.js';
import { ask, at, listAt } from './answers.js';
import type { Answer } from './answers.js';

/** A caller of the sandbox's ArrowSphere that holds the right key. */
export class ArrowSphereCaller {
  readonly base: string;
  readonly #sandbox: Sandbox;

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
    this.base = `${sandbox.url}/arrowsphere/index.php/api`;
  }

  get(path: string): Promise<Answer> {
    return ask(this.base + path, { headers: { apiKey: ARROWSPHERE_API_KEY } });
  }

  /** A write as the vendor's clients make it: `{}` where there is nothing to say. */
  send(method: 'POST' | 'PATCH' | 'PUT' | 'DELETE', path: string, body: unknown = {}): Promise<Answer> {
    return ask(this.base + path, {
      method,
      headers: { apiKey: ARROWSPHERE_API_KEY, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  /** The customer as it is read by its reference. */
  async customer(reference: string): Promise<unknown> {
    return at((await this.get(`/customers/${reference}`)).body, 'data', 'customers', 0);
  }

  /** The rows of every page, by the number of pages that each answer tells. */
  async walk(path: string, key: string, perPage: number): Promise<readonly unknown[]> {
    const walked: unknown[] = [];
    for (let page = 1, pages = 1; page <= pages; page += 1) {
      const { body } = await this.get(
        `${path}${path.includes('?') ? '&' : '?'}per_page=${perPage}&page=${page}`,
      );
      walked.push(...listAt(body, 'data', key));
      pages = Number(at(body, 'pagination', 'total_page'));
    }
    return walked;
  }

  /** The state behind the answers. */
  rows(name: string): readonly unknown[] {
    return this.#sandbox.upstream('arrowsphere').rows[name] ?? [];
  }
}
