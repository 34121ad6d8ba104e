import { isDeepStrictEqual } from 'node:util';
import { readObject, readText, type Wire } from '../reading.js';

/**
 * Whether a row stands as a body of the same keys wants it.
 * Blank and missing are the same, and so are `75011` and `"75011"`: rows have either (ArrowSphere 1.4).
 */
export function standsAs(row: Wire, wanted: Wire): boolean {
  return Object.entries(wanted).every(([name, value]) => {
    const part = readObject(value);
    if (part !== null) return standsAs(readObject(row[name]) ?? {}, part);
    if (Array.isArray(value)) return isDeepStrictEqual(plain(row[name] ?? []), plain(value));
    return readText(row[name]) === readText(value);
  });
}

/** Without the classes that type-graphql gives to inputs. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}
