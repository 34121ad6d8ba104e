import { safeError } from './safe-error.js';
import { safeText, safeWord } from './safe-text.js';

type Fields = Record<string, unknown>;

/** Longer lists tell nothing more. */
const MAX_ITEMS = 20;

/**
 * Everything that a line of the log may tell, and in which shape. What is not named here is left out, whoever logs it:
 * requests, bodies, headers, variables and documents have no name.
 */
const FIELDS: Readonly<Record<string, (value: unknown) => unknown>> = {
  reqId: text(128),
  method: safeWord,
  /** Of the URL, without its query; or of a field in the answer. */
  path: (value) => (Array.isArray(value) ? items(value) : safeText(value, 200)),
  status: number,
  ms: number,
  aborted: (value) => value === true || undefined,
  caller: text(128),
  operation: safeWord,
  type: safeWord,
  errors: counts,
  cost: counts,
  upstream: (value) => mapped(value, counts),
  events: number,
  sourceId: text(64),
  kind: safeWord,
  state: safeWord,
  id: text(64),
  profile: safeWord,
  signal: safeWord,
  err: safeError,
};

/** What of it may be told. */
export function allowedFields(fields: Fields): Fields {
  const allowed: Fields = {};
  for (const name of Object.keys(fields)) {
    const value = fields[name];
    const told = value === undefined ? undefined : FIELDS[name]?.(value);
    if (told !== undefined) allowed[name] = told;
  }
  return allowed;
}

function text(max: number) {
  return (value: unknown) => safeText(value, max);
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function counts(value: unknown): Fields | undefined {
  return mapped(value, number);
}

function mapped(value: unknown, tell: (member: unknown) => unknown): Fields | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const members = value as Readonly<Fields>;
  const names = Object.keys(members);
  const told: Fields = {};
  for (const name of names.length > MAX_ITEMS ? names.slice(0, MAX_ITEMS) : names)
    told[safeText(name, 64) ?? ''] = tell(members[name]);
  return told;
}

function items(values: readonly unknown[]): readonly unknown[] {
  return values.slice(0, MAX_ITEMS).map((value) => number(value) ?? safeWord(value) ?? '?');
}
