import { z } from 'zod';
import { oneOf } from './nearest.js';
import type { Path } from './path.js';

/** What a schema accepts, as data that can be put into words; zod's own objects keep it to themselves. */
export type Expectation = z.core.JSONSchema.BaseSchema;

export function expectationOf(schema: z.ZodType): Expectation {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
}

/** Undefined where the schema has no such place. */
export function expectationAt(expectation: Expectation, path: Path): Expectation | undefined {
  let found: Expectation | undefined = expectation;
  for (const step of path) {
    const next: unknown = typeof step === 'number' ? found?.items : found?.properties?.[step];
    found = isExpectation(next) ? next : undefined;
  }
  return found;
}

export function membersOf(expectation: Expectation | undefined): readonly string[] {
  return Object.keys(expectation?.properties ?? {});
}

/** "a whole number from 1 to 65535" */
export function describe(expectation: Expectation | undefined): string {
  if (expectation?.enum !== undefined) return oneOf(expectation.enum.map(String));
  switch (expectation?.type) {
    case 'boolean':
      return 'true or false';
    case 'integer':
      return `a whole number${describeRange(expectation)}`;
    case 'number':
      return `a number${describeRange(expectation)}`;
    case 'string':
      return describeString(expectation);
    case 'array':
      return (expectation.minItems ?? 0) > 0 ? 'a list of at least one entry' : 'a list';
    case 'object':
      return 'a mapping';
    default:
      return 'a value this member can take';
  }
}

function describeString({ format, pattern, minLength = 0 }: Expectation): string {
  if (format === 'uri') return 'an absolute http(s) URL';
  if (pattern !== undefined) return `a string that matches ${pattern}`;
  if (minLength > 1) return `a string of at least ${minLength} characters`;
  return minLength === 1 ? 'a non-empty string' : 'a string';
}

function describeRange({ minimum, maximum = Number.MAX_SAFE_INTEGER }: Expectation): string {
  const isBounded = maximum < Number.MAX_SAFE_INTEGER;
  if (minimum === undefined) return isBounded ? ` of at most ${maximum}` : '';
  return isBounded ? ` from ${minimum} to ${maximum}` : ` of at least ${minimum}`;
}

function isExpectation(value: unknown): value is Expectation {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
