/**
 * Permissive readers of upstream JSON: what is absent, empty or of another type reads as null.
 * A sparse row costs its field, never the page.
 */
export type Wire = Readonly<Record<string, unknown>>;

/** A member that should be an object; PHP writes an empty one as `[]` (ArrowSphere `Details`). */
export function readObject(value: unknown): Wire | null {
  return isObject(value) ? value : null;
}

function isObject(value: unknown): value is Wire {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member that should be a list; null where it is none. */
export function readList(value: unknown): readonly unknown[] | null {
  return Array.isArray(value) ? value : null;
}

/** The objects of a list; whatever else stands in it is left out. */
export function readObjects(value: unknown): readonly Wire[] {
  return (readList(value) ?? []).filter(isObject);
}

/** Text, or a number written as text (ArrowSphere `Zip`, `BillingId`); blank text reads as null. */
export function readText(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() === '' ? null : value;
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return null;
}

/** A whole number within GraphQL's Int, given as a number or as digits. */
export function readInt(value: unknown): number | null {
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && Math.abs(number) <= 0x7fffffff
    ? number
    : null;
}

/** A count or a number of a page: whole, and not below its least. */
export function readAtLeast(least: number, value: unknown): number | null {
  const number = readInt(value);
  return number !== null && number >= least ? number : null;
}

/** True, false, or the ways PHP and forms write them. */
export function readBoolean(value: unknown): boolean | null {
  if (value === true || value === 1 || value === '1' || value === 'true') return true;
  if (value === false || value === 0 || value === '0' || value === 'false') return false;
  return null;
}

/** The texts of a list; whatever else stands in it is left out. */
export function readTexts(value: unknown): readonly string[] {
  return (readList(value) ?? []).flatMap((entry) => readText(entry) ?? []);
}

const PLAIN_DECIMAL = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/** A decimal in plain digits, as exact as the JSON number was: `12.4`, never `1.24e1`. */
export function readDecimal(value: unknown): string | null {
  if (typeof value === 'string') return PLAIN_DECIMAL.test(value) ? value : null;
  if (typeof value !== 'number' || !Number.isFinite(value)) return null;
  const text = String(value);
  return PLAIN_DECIMAL.test(text) ? text : expandExponent(text);
}

function expandExponent(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = ''] =
    /^(-?)(\d)\.?(\d*)e([+-]\d+)$/.exec(text) ?? [];
  const digits = whole + fraction;
  const point = 1 + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return sign + digits.padEnd(point, '0');
}
