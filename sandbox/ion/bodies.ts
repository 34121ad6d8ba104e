import { z } from 'zod';
import { invalidRequest } from './errors.js';

/** Messages of schemas go behind `must`; this one says that the member is not there at all. */
export const REQUIRED = 'be present';

export function text() {
  return z.string({ error: ({ input }) => (input == null ? REQUIRED : 'be string') }).min(1, REQUIRED);
}

export function optionalText() {
  return z.string('be string').exactOptional();
}

/** The gateway stops at the first fault, and says its name as the service behind it does (ION 4.6). */
export function readBody<Body>(
  schema: z.ZodType<Body>,
  raw: unknown,
  internalNames: ReadonlyMap<string, string> = new Map(),
): Body {
  const parsed = schema.safeParse(raw ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue?.code === 'unrecognized_keys') throw invalidRequest(`unknown field "${issue.keys.join('", "')}"`);
  const name = String(issue?.path.at(-1) ?? 'body');
  const internal = internalNames.get(name) ?? name;
  const isMissing = issue?.message === REQUIRED;
  throw invalidRequest(
    isMissing
      ? `must have required property '${internal}'`
      : `'${internal}' must ${issue?.message ?? 'be valid'}`,
  );
}
