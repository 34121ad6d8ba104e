import { invalidRequest } from './errors.js';

/** A query string with each parameter once; `filter.x` keeps its literal dot (ION 4.2). */
export type Query = Readonly<Record<string, string>>;

export function readQuery(raw: unknown): Query {
  const query: Record<string, string> = {};
  for (const [name, value] of Object.entries(raw ?? {})) {
    if (typeof value !== 'string') throw invalidRequest(`${name} must be given once`);
    query[name] = value;
  }
  return query;
}

/** One of `allowed`, `undefined` where the parameter is absent or empty. */
export function oneOf<Value extends string>(
  query: Query,
  name: string,
  allowed: readonly Value[],
): Value | undefined {
  const text = query[name];
  if (!text) return undefined;
  const value = allowed.find((candidate) => candidate === text);
  if (value === undefined) throw invalidRequest(`${name} must be one of ${allowed.join(', ')}`);
  return value;
}

export function csv(query: Query, name: string): ReadonlySet<string> | undefined {
  const text = query[name];
  return text ? new Set(text.split(',').map((part) => part.trim())) : undefined;
}

/** A csv of ids, which the vendor types as integers. */
export function idCsv(query: Query, name: string): ReadonlySet<string> | undefined {
  const ids = csv(query, name);
  for (const id of ids ?? []) {
    if (!/^[0-9]+$/.test(id)) throw invalidRequest(`${name} must be a list of integers`);
  }
  return ids;
}

const PAGING = new Set(['pageSize', 'pageToken']);

/** What a page token is bound to: the listing's path and everything asked of it but the paging. */
export function listingKey(path: string, query: Query): string {
  const asked = Object.entries(query).filter(([name]) => !PAGING.has(name));
  return JSON.stringify([path, asked.sort(([a], [b]) => (a < b ? -1 : 1))]);
}

export function isFiltered(query: Query): boolean {
  return Object.keys(query).some((name) => !PAGING.has(name));
}
