import type { z } from 'zod';
import { isUnresolved, placeOf, sourceId, type Draft } from './draft.js';
import { describe, expectationAt, membersOf, type Expectation } from './expectation.js';
import type { ConfigurationFault } from './faults.js';
import { suggest } from './nearest.js';
import { isSecret, valueAt, type Path } from './path.js';

/** What was parsed when the issues came up. */
export interface Parsed {
  readonly draft: Draft;
  /** Where in the file `input` stands. */
  readonly path: Path;
  readonly expectation: Expectation;
  readonly input: unknown;
}

type Issue = z.core.$ZodIssue;

/** What zod found wrong, in words that name the place and the remedy, never the value. */
export function issueFaults(issues: readonly Issue[], parsed: Parsed): readonly ConfigurationFault[] {
  return issues.flatMap((issue) => {
    const within = issue.path.filter((step) => typeof step !== 'symbol');
    const path = [...parsed.path, ...within];
    if (isUnresolved(parsed.draft, path)) return [];
    const expectation = expectationAt(parsed.expectation, within);
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((name) => ({
        path: placeOf(parsed.draft, [...path, name]),
        problem: 'is not a known member',
        remedy: suggest(name, membersOf(expectation)),
      }));
    }
    const value = valueAt(parsed.input, within);
    const words =
      value === undefined || value === ''
        ? absent(value, expectation, exampleOf(parsed.draft, path))
        : unfit(issue, value, expectation);
    return [{ path: placeOf(parsed.draft, path), ...words }];
  });
}

function absent(value: '' | undefined, expectation: Expectation | undefined, example: string) {
  return {
    problem: value === '' ? 'is empty' : 'is missing',
    remedy: `set it to ${describe(expectation)}${example}`,
  };
}

function unfit(issue: Issue, value: unknown, expectation: Expectation | undefined) {
  const wanted = issue.message === '' ? `must be ${describe(expectation)}` : issue.message;
  const wantsQuotes =
    expectation?.type === 'string' && (typeof value === 'number' || typeof value === 'boolean');
  return { problem: problemOf(issue, value), remedy: wantsQuotes ? `${wanted}: put it in quotes` : wanted };
}

function problemOf(issue: Issue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return `is ${kindOf(value)}`;
    case 'invalid_value':
      return 'has a value that is not known';
    case 'invalid_format':
      return 'is not well-formed';
    case 'too_small':
      return issue.origin === 'number' ? 'is too small' : 'is too short';
    case 'too_big':
      return issue.origin === 'number' ? 'is too large' : 'is too long';
    default:
      return 'cannot be used';
  }
}

function kindOf(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a mapping' : `a ${typeof value}`;
}

/** Shows where a secret belongs: in the environment, under a name such as COCKPIT_CLIENT_SECRET. */
function exampleOf(draft: Draft, path: Path): string {
  if (!isSecret(path)) return '';
  const words = [
    sourceId(draft, path) ?? '',
    String(path.at(-1)).replace(/[A-Z]/g, (letter) => `_${letter}`),
  ];
  const name = words.join('_').replace(/^_+/, '').replaceAll('-', '_').toUpperCase();
  return ` (for example "\${${name}}")`;
}
