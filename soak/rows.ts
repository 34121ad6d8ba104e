import type { Answer } from './client.js';
import type { Kind, RowSeen, Truth } from './truth.js';

/** What every query here asks of a row, so that it can be found and compared wherever it stands. */
export const CUSTOMER = '__typename id sourceId externalId companyName';
export const ORDER = '__typename id sourceId externalId upstreamStatus';

export interface Row extends RowSeen {
  readonly __typename: 'Customer' | 'Order';
  readonly id: string;
}

const KINDS: Readonly<Record<string, Kind>> = { Customer: 'customers', Order: 'orders' };

/** What is wrong with the rows of an answer, one line for each. */
export function rowProblems(truth: Truth, answer: Answer<unknown>): readonly string[] {
  return rowsIn(answer.data).flatMap((row) => {
    const kind = KINDS[row.__typename];
    const from = answer.staleSince.get(row.sourceId) ?? answer.askedAt;
    const problem = kind && truth.problemOf(kind, row, [from, answer.answeredAt]);
    return problem === undefined ? [] : [problem];
  });
}

function rowsIn(value: unknown): readonly Row[] {
  if (Array.isArray(value)) return value.flatMap(rowsIn);
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(rowsIn);
  return isRow(value) ? [value, ...inside] : inside;
}

function isRow(value: object): value is Row {
  return '__typename' in value && String(value.__typename) in KINDS && 'externalId' in value;
}
