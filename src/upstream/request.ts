export type QueryValue = string | number | boolean | null | undefined;
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface UpstreamRequest {
  readonly method: Method;
  /** A template such as `/customers/{reference}/orders`; each name is filled from `params` as one encoded segment. */
  readonly path: string;
  readonly params?: Readonly<Record<string, string>>;
  /** Members that are null or undefined are left out. */
  readonly query?: Readonly<Record<string, QueryValue>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** How many keys this call serves, for `explain`; default 1. */
  readonly batchSize?: number;
  /** Its answer holds what must not outlive its operation, and is never kept. */
  readonly uncached?: boolean;
  /** A question that is asked in a body, e.g. how a submission stands: what was read before still holds. */
  readonly changesNothing?: boolean;
  /** The upstream's own way to say that there is no such thing, where it is not a 404: other than 2xx, with JSON. */
  readonly notFound?: (status: number, body: unknown) => boolean;
}

export interface UpstreamAnswer {
  readonly status: number;
  /** The parsed JSON body; undefined where the answer has none (202, 204). */
  readonly body: unknown;
  /** RFC 3339, when the answer arrived. */
  readonly fetchedAt: string;
  /** What it takes to keep it: the length of its text. */
  readonly size: number;
}

/** Fills a path template and appends the query; every parameter stays exactly one segment or value. */
export function requestTarget({ path, params = {}, query = {} }: UpstreamRequest): string {
  const filled = piecesOf(path).map((piece, at) => (at % 2 === 0 ? piece : segment(piece, params[piece])));
  return filled.join('') + queryString(query);
}

/** Templates stand in the code of the providers, so that there are few. */
const templates = new Map<string, readonly string[]>();

/** What stands between the parameters, and their names, by turns. */
function piecesOf(template: string): readonly string[] {
  const known = templates.get(template);
  if (known !== undefined) return known;
  const pieces = template.split(/\{(\w+)\}/);
  templates.set(template, pieces);
  return pieces;
}

function segment(name: string, value: string | undefined): string {
  if (value === undefined || value === '') throw new TypeError(`Path parameter '${name}' is missing.`);
  // Dot segments mean another path in any encoding; `ids.ts` keeps them out long before.
  if (value === '.' || value === '..') throw new TypeError(`Path parameter '${name}' is a dot segment.`);
  return encodeURIComponent(value);
}

function queryString(query: Readonly<Record<string, QueryValue>>): string {
  let text = '';
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined) continue;
    text += `${text === '' ? '?' : '&'}${encodeURIComponent(name)}=${encodeURIComponent(wellFormed(String(value)))}`;
  }
  return text;
}

/** Half of a surrogate pair, which a caller may search for and no URL can carry, becomes U+FFFD, as in browsers. */
function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd');
}
