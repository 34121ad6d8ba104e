import type { Pool } from 'undici';
import { UpstreamErrorCode, UpstreamFailure } from '../errors.js';
import type { AuthenticatedSend } from './authenticate.js';
import { failureFromError, failureFromStatus, inDoubt } from './failures.js';
import type { Call } from './policy.js';
import { Reception, type RawAnswer } from './reception.js';
import { keepRefusal } from './refusals.js';

export interface ExchangeOptions {
  readonly sourceId: string;
  readonly pool: Pool;
  /** Path of the base URL, without a trailing slash; empty where it has none. */
  readonly basePath: string;
  /** Sent with every call, e.g. CloudCockpit's `X-Tenant`. */
  readonly headers: (call: Call) => Readonly<Record<string, string>>;
  /** The upstream's own id of an error, read from its parsed body. */
  readonly errorReference: (body: unknown) => string | null;
  /** Whether a parsed body has the shape of the API's own errors, which no gateway before it writes. */
  readonly isOwnError: (body: unknown) => boolean;
}

/** One HTTP exchange: JSON out, JSON in, every other outcome an `UpstreamFailure`. */
export function httpExchange(options: ExchangeOptions): AuthenticatedSend {
  const { sourceId } = options;
  return async (call, auth) => {
    call.progress.attempts += 1;
    const raw = await send(options, call, auth);
    const body = parse(raw.text);
    if (raw.status < 200 || raw.status >= 300) throw failureOf(raw, body, call, options);
    const readable = call.request.method === 'GET' ? body.kind === 'json' : body.kind !== 'unreadable';
    if (!readable)
      throw new UpstreamFailure(UpstreamErrorCode.BAD_RESPONSE, sourceId, {
        upstreamStatus: raw.status,
        mayHaveHappened: isWrite(call),
      });
    const { status, text } = raw;
    return { status, body: body.value, fetchedAt: new Date().toISOString(), size: text.length };
  };
}

/** What an answer other than 2xx stands for. */
function failureOf(
  { status, headers }: RawAnswer,
  body: ParsedBody,
  call: Call,
  { sourceId, errorReference, isOwnError }: ExchangeOptions,
): UpstreamFailure {
  const { request } = call;
  const correlationId = body.kind === 'json' ? errorReference(body.value) : null;
  // A 404 that is not the API's own (a proxy's, a wrong base URL's) says nothing about the thing asked for,
  // and a list is never missing.
  const isMissing = body.kind === 'json' && (isWrite(call) || (call.mayBeMissing && isOwnError(body.value)));
  if (status === 404 && !isMissing)
    return new UpstreamFailure(UpstreamErrorCode.BAD_RESPONSE, sourceId, {
      message: `Source '${sourceId}' answered 404 where its API does not: is its base URL right?`,
      upstreamStatus: 404,
      correlationId,
    });
  // A refusal did nothing; whatever broke down or timed out on the upstream's side may have written before.
  const mayHaveHappened = isWrite(call) && (status >= 500 || status === 408);
  if (body.kind !== 'json') return failureFromStatus(sourceId, status, headers, { mayHaveHappened });
  if (request.notFound?.(status, body.value) === true)
    return new UpstreamFailure(UpstreamErrorCode.NOT_FOUND, sourceId, {
      upstreamStatus: status,
      correlationId,
    });
  const failure = failureFromStatus(sourceId, status, headers, { correlationId, mayHaveHappened });
  keepRefusal(failure, { status, body: body.value });
  return failure;
}

function isWrite({ request }: Call): boolean {
  return request.method !== 'GET';
}

async function send(
  options: ExchangeOptions,
  call: Call,
  auth: Readonly<Record<string, string>>,
): Promise<RawAnswer> {
  const { method, body } = call.request;
  const reception = new Reception(call.stop);
  try {
    return await reception.receive(options.pool, {
      method,
      path: options.basePath + call.target,
      headers: {
        accept: 'application/json',
        // Without it a server may compress as it likes (RFC 9110, 12.5.3), and nothing here takes that apart.
        'accept-encoding': 'identity',
        ...(body === undefined ? undefined : { 'content-type': 'application/json' }),
        // By which this operation is found in the upstream's log; a provider that knows another form sends that.
        'x-correlation-id': call.scope.requestId,
        ...options.headers(call),
        ...call.request.headers,
        ...auth,
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
  } catch (error) {
    // A stopped call fails with the reason it was stopped for: its deadline, or the end of its operation.
    const reason = call.stop.reason ?? failureFromError(options.sourceId, error);
    throw isWrite(call) && reception.hasLeft ? inDoubt(reason) : reason;
  }
}

type ParsedBody =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'none' | 'unreadable'; readonly value?: undefined };

function parse(text: string): ParsedBody {
  if (text === '') return { kind: 'none' };
  try {
    return { kind: 'json', value: JSON.parse(text) as unknown };
  } catch {
    return { kind: 'unreadable' }; // the parser's message quotes the body
  }
}
