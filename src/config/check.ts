import type { z } from 'zod';
import { referencesAt, type Draft } from './draft.js';
import { expectationAt, expectationOf, type Expectation } from './expectation.js';
import type { ConfigurationFault } from './faults.js';
import { issueFaults } from './issues.js';
import { isMapping, valueAt, type Path } from './path.js';

export interface Checked<T> {
  /** Undefined where there are faults. */
  readonly value: T | undefined;
  readonly faults: readonly ConfigurationFault[];
}

/** Parses what stands at `path` of the draft. */
export function check<T>(schema: z.ZodType<T>, draft: Draft, path: Path): Checked<T> {
  const expectation = expectationOf(schema);
  const input = typed(valueAt(draft.value, path), path, expectation, draft);
  // An empty message marks the issues for which the schema brings no words of its own.
  const { success, data, error } = schema.safeParse(input, { error: () => '' });
  if (success) return { value: data, faults: [] };
  return { value: undefined, faults: issueFaults(error.issues, { draft, path, expectation, input }) };
}

/**
 * What comes from the environment is text; `port: ${PORT}` means the number all the same.
 * Only where the schema wants one: an account number stays a string.
 */
function typed(value: unknown, path: Path, expectation: Expectation | undefined, draft: Draft): unknown {
  if (typeof value === 'string') {
    return referencesAt(draft, path).length > 0 ? readAs(expectation?.type, value) : value;
  }
  const inner = (member: unknown, step: string | number) =>
    typed(member, [...path, step], expectation && expectationAt(expectation, [step]), draft);
  if (Array.isArray(value)) return value.map((item, index) => inner(item, index));
  if (!isMapping(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, inner(member, name)]));
}

function readAs(type: Expectation['type'], text: string): unknown {
  if (type === 'boolean' && /^(true|false)$/.test(text)) return text === 'true';
  if ((type === 'integer' || type === 'number') && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  return text;
}
