import { z } from 'zod';

/** How Redis keeps numbers. */
export const number = z.string().transform(Number);

/** A hash as it comes: names and values by turns; undefined where there is none. */
export const fields = z
  .array(z.string())
  .nullable()
  .transform((names) => (names === null || names.length === 0 ? undefined : pairs(names)));

function pairs(namesAndValues: readonly string[]): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (let index = 0; index + 1 < namesAndValues.length; index += 2)
    found[namesAndValues[index] ?? ''] = namesAndValues[index + 1] ?? '';
  return found;
}
