import type { Tally } from './tally.js';

interface TopError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface Answer<Data> {
  readonly data: Data | null;
  readonly errors: readonly TopError[];
  /** Milliseconds since 1970: what was true between the two may be told. */
  readonly askedAt: number;
  readonly answeredAt: number;
  /** When the oldest data of a source was read upstream, where an older answer stood in for one. */
  readonly staleSince: ReadonlyMap<string, number>;
}

export type Variables = Readonly<Record<string, unknown>>;

/** `limits.operationTimeoutMs`, and what a machine with other work may add to it. */
const LONGEST_MS = 15_000 + 5_000;

/** A portal's backend, which takes nothing for granted: every answer comes in time, and every error says which it is. */
export class Client {
  constructor(
    readonly url: string,
    readonly token: string,
    readonly tally: Tally,
  ) {}

  /** Null where there is nothing to look at further; what was wrong with it is noted. */
  async ask<Data>(kind: string, query: string, variables: Variables = {}): Promise<Answer<Data> | null> {
    this.tally.request(kind);
    const askedAt = Date.now();
    const begun = performance.now();
    try {
      const response = await this.post(JSON.stringify({ query, variables }));
      const text = await response.text();
      const tookMs = performance.now() - begun;
      if (tookMs > LONGEST_MS) this.tally.wrong(kind, `took ${Math.round(tookMs)} ms`);
      if (response.status >= 500) {
        this.tally.wrong(kind, `${response.status}: ${text.slice(0, 200)}`);
        return null;
      }
      return this.#read<Data>(kind, text, askedAt);
    } catch (error) {
      this.tally.wrong(kind, `no answer: ${String(error)}`);
      return null;
    }
  }

  post(body: string, signal: AbortSignal = AbortSignal.timeout(2 * LONGEST_MS)): Promise<Response> {
    return fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.token}` },
      body,
      signal,
    });
  }

  #read<Data>(kind: string, text: string, askedAt: number): Answer<Data> {
    const { data, errors, extensions } = JSON.parse(text) as {
      readonly data?: Data | null;
      readonly errors?: readonly TopError[];
      readonly extensions?: { readonly stale?: readonly { sourceId: string; fetchedAt: string }[] };
    };
    for (const error of errors ?? []) this.#note(kind, error);
    const stale = (extensions?.stale ?? []).map(
      ({ sourceId, fetchedAt }) => [sourceId, Date.parse(fetchedAt)] as const,
    );
    return {
      ...{ data: data ?? null, errors: errors ?? [], askedAt, answeredAt: Date.now() },
      staleSince: new Map(stale),
    };
  }

  #note(kind: string, { message, path, extensions }: TopError): void {
    const { code } = extensions ?? {};
    if (typeof code !== 'string') this.tally.wrong(kind, `an error without a code: ${message}`);
    else if (code === 'INTERNAL_SERVER_ERROR')
      this.tally.wrong(kind, `a fault of ours at ${String(path?.join('.'))}: ${message}`);
    else this.tally.failure(code);
  }
}
