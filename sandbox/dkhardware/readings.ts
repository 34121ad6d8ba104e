import type { z } from 'zod';
import { validationFailed, type FieldErrors } from './errors.js';

/** A body as its schema took it, or what is wrong with it, under the vendor's keys. */
export type Reading<Body> =
  { readonly ok: true; readonly body: Body } | { readonly ok: false; readonly errors: FieldErrors };

/** How an endpoint names a member in its errors; the wrapper around the row is never part of it (DK 3.3). */
export interface Spelling {
  readonly key: (path: readonly PropertyKey[]) => string;
  readonly label: (path: readonly PropertyKey[]) => string;
}

/** `CustomerId` and `'Customer Id'`. */
export const CUSTOMER_SPELLING: Spelling = {
  key: (path) => joined(unwrapped(path, 'customer').map(capital)),
  label: (path) => words(capital(lastName(path))),
};

/**
 * `items[0].unitCost` and `'unit Cost'`; a changed member is `handlingFee.NewValue` and `'handling Fee New Value'`.
 * The addresses have another name here than in the request.
 */
export const ORDER_SPELLING: Spelling = {
  key: (path) => joined(unwrapped(path, 'customerOrder').map((name) => INTERNAL_NAMES.get(name) ?? name)),
  label: (path) => {
    const last = lastName(path);
    return last === 'newValue' ? words(`${lastName(path.slice(0, -1))}NewValue`) : words(last);
  },
};

/** The vendor's sample of a delete without an id: `addressId` and `'Address Id'`. */
export const ADDRESS_ID_SPELLING: Spelling = { key: joined, label: CUSTOMER_SPELLING.label };

const INTERNAL_NAMES: ReadonlyMap<PropertyKey, string> = new Map([
  ['billing', 'billingAddress'],
  ['shipping', 'shippingAddress'],
  ['newValue', 'NewValue'],
  ['oldValue', 'OldValue'],
]);

export function readBody<Body>(schema: z.ZodType<Body>, raw: unknown, spelling: Spelling): Reading<Body> {
  const parsed = schema.safeParse(raw ?? {});
  if (parsed.success) return { ok: true, body: parsed.data };
  const errors: Record<string, string[]> = {};
  for (const { path, message } of parsed.error.issues.flatMap(faultsOf)) {
    const told = (errors[spelling.key(path)] ??= []);
    told.push(`'${spelling.label(path)}' ${message}.`);
  }
  return { ok: false, errors };
}

/** For the endpoints that only ever answer at once. */
export function readBodyNow<Body>(schema: z.ZodType<Body>, raw: unknown, spelling: Spelling): Body {
  const reading = readBody(schema, raw, spelling);
  if (!reading.ok) throw validationFailed(reading.errors);
  return reading.body;
}

/** A member that is not known is named itself, not the object it was found in. */
function faultsOf(issue: z.core.$ZodIssue) {
  const { path, message } = issue;
  if (issue.code !== 'unrecognized_keys') return [{ path, message }];
  return issue.keys.map((key) => ({ path: [...path, key], message }));
}

function unwrapped(path: readonly PropertyKey[], wrapper: string): readonly PropertyKey[] {
  return path.length > 1 && path[0] === wrapper ? path.slice(1) : path;
}

function joined(path: readonly PropertyKey[]): string {
  return path.reduce<string>((key, name) => {
    if (typeof name === 'number') return `${key}[${name}]`;
    return key === '' ? String(name) : `${key}.${String(name)}`;
  }, '');
}

function capital(name: PropertyKey): PropertyKey {
  return typeof name === 'string' ? name.charAt(0).toUpperCase() + name.slice(1) : name;
}

function lastName(path: readonly PropertyKey[]): string {
  return path.findLast((name) => typeof name === 'string') ?? 'body';
}

function words(name: PropertyKey): string {
  return String(name).replace(/([a-z])([A-Z])/g, '$1 $2');
}
