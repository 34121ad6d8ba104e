import type { Pool } from 'undici';
import { UpstreamErrorCode, UpstreamFailure } from '../../errors.js';
import { failureFromError, failureFromStatus } from '../failures.js';
import type { Token } from './bearer-token.js';

export interface TokenEndpoint {
  readonly sourceId: string;
  /** Posts a form and gives the JSON object of a 200 answer. */
  post(form: Readonly<Record<string, string>>): Promise<Readonly<Record<string, unknown>>>;
}

/** At a token endpoint all of these are about the credentials. */
const REFUSALS = [400, 401, 403];

/** Bodies of token requests and answers are secrets: none of them reaches an error, not even as a cause. */
export function tokenEndpoint(sourceId: string, pool: Pool, path: string, timeoutMs: number): TokenEndpoint {
  const post: TokenEndpoint['post'] = async (form) => {
    const answer = await exchange(sourceId, pool, path, new URLSearchParams(form).toString(), timeoutMs);
    const { status } = answer;
    if (REFUSALS.includes(status))
      throw new UpstreamFailure(UpstreamErrorCode.UNAUTHENTICATED, sourceId, { upstreamStatus: status });
    const body = status === 200 ? parsed(answer.text) : null;
    if (body !== null) return body;
    // A 404 is a wrong token URL, and must not read as "there is no such customer".
    if (status === 200 || status === 404)
      throw new UpstreamFailure(UpstreamErrorCode.BAD_RESPONSE, sourceId, { upstreamStatus: status });
    throw failureFromStatus(sourceId, status, answer.headers);
  };
  return { sourceId, post };
}

async function exchange(sourceId: string, pool: Pool, path: string, body: string, timeoutMs: number) {
  try {
    const {
      statusCode,
      headers,
      body: stream,
    } = await pool.request({
      method: 'POST',
      path,
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: statusCode, headers, text: await stream.text() };
  } catch (error) {
    throw failureFromError(sourceId, error);
  }
}

function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? { ...body } : null;
  } catch {
    return null; // the parser's message quotes the body, which is a secret
  }
}

/** Obeys `expires_in` (seconds): the documented lifetimes contradict each other (DK Hardware 3.1). */
export function readToken(sourceId: string, answer: Readonly<Record<string, unknown>>): Token {
  const value = answer.access_token;
  const seconds = Number(answer.expires_in);
  if (typeof value !== 'string' || value === '' || !(seconds > 0)) {
    throw new UpstreamFailure(UpstreamErrorCode.BAD_RESPONSE, sourceId, {
      message: `Source '${sourceId}' answered a token request without a usable token.`,
    });
  }
  return { value, expiresInMs: seconds * 1000 };
}
