import type { GraphQLFormattedError } from 'graphql';
import type { Answer } from '../graphql/answer.js';
import { JSON_TYPE, type AnswerType } from './accept.js';

export interface AnswerStatus {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

const OK: AnswerStatus = { status: 200, headers: {} };
const FAULTY: AnswerStatus = { status: 400, headers: {} };
const NOT_BY_GET: AnswerStatus = { status: 405, headers: { allow: 'POST' } };

/**
 * GraphQL over HTTP, 6.4: what was executed is answered with 200, whatever became of its fields.
 * So is a faulty request to clients of `application/json`, so that they tell it from an answer of something between
 * them and the graph.
 */
export function statusOf({ body: { errors = [] }, executed }: Answer, type: AnswerType): AnswerStatus {
  if (executed) return OK;
  if (errors.some(({ extensions }) => extensions?.code === 'METHOD_NOT_ALLOWED')) return NOT_BY_GET;
  const retryAfterMs = errors.map(retryAfterOf).find((ms) => ms !== undefined);
  if (retryAfterMs !== undefined) {
    return { status: 429, headers: { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) } };
  }
  return type === JSON_TYPE ? OK : FAULTY;
}

function retryAfterOf({ extensions }: GraphQLFormattedError): number | undefined {
  return typeof extensions?.retryAfterMs === 'number' ? extensions.retryAfterMs : undefined;
}
