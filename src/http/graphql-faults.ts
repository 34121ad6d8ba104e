import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { Unauthenticated } from '../errors.js';
import { MASKED } from '../graphql/errors.js';

interface Fault {
  readonly code: string;
  readonly message: string;
}

/** What holds no GraphQL, in words for whoever sent it. */
export class BadRequest extends Error {
  readonly status: number = 400;
  readonly code: string = 'BAD_REQUEST';
}

/** The word by which Apollo's clients know that they must send documents whole; with 200, as they expect it. */
export class PersistedQueryNotSupported extends BadRequest {
  override readonly status = 200;
  override readonly code = 'PERSISTED_QUERY_NOT_SUPPORTED';

  constructor() {
    super('PersistedQueryNotSupported');
  }
}

export class UnsupportedCharset extends BadRequest {
  override readonly status = 415;
  override readonly code = 'UNSUPPORTED_MEDIA_TYPE';

  constructor() {
    super('Send the body as application/json in UTF-8.');
  }
}

export class NotAcceptable extends Error {}

/** Each by its status. In words of our own: what a parser says of a body may quote it. */
const FAULTS: Readonly<Record<number, Fault>> = {
  400: {
    code: 'BAD_REQUEST',
    message:
      'The body is no JSON, or has __proto__ or constructor.prototype; send an object with query, and variables.',
  },
  413: { code: 'PAYLOAD_TOO_LARGE', message: 'The body is larger than this graph takes.' },
  415: { code: 'UNSUPPORTED_MEDIA_TYPE', message: 'Send the body as application/json.' },
};

const WRONG_METHOD: Fault = { code: 'METHOD_NOT_ALLOWED', message: 'Ask by POST, or queries by GET.' };

const KEYS_UNAVAILABLE: Fault = {
  code: 'INTERNAL_SERVER_ERROR',
  message: 'Tokens cannot be verified for the moment; send the same again later.',
};

const NOT_ACCEPTABLE: Fault = {
  code: 'NOT_ACCEPTABLE',
  message: 'Accept application/json or application/graphql-response+json.',
};

const OTHER: Fault = { code: 'BAD_REQUEST', message: 'The request cannot be read.' };

const BROKEN: Fault = { code: 'INTERNAL_SERVER_ERROR', message: MASKED };

/** Answers what went wrong before there was an operation, in the shape that GraphQL clients read. */
export function answerFault(
  error: FastifyError | Error,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (error instanceof BadRequest) return send(reply, error.status, error);
  if (error instanceof NotAcceptable) return send(reply, 406, NOT_ACCEPTABLE);
  const statusCode = 'statusCode' in error ? (error.statusCode ?? 500) : 500;
  if (statusCode >= 400 && statusCode < 500) return send(reply, statusCode, FAULTS[statusCode] ?? OTHER);
  request.log.error({ reqId: request.id, err: error }, 'masked error');
  return send(reply, 500, BROKEN);
}

/** GraphQL over HTTP, 6: only GET and POST. */
export function refuseMethod(_request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return send(reply.header('allow', 'GET, POST'), 405, WRONG_METHOD);
}

/** RFC 6750, 3, without its `error`: why a token is none is not told. */
export function refuseCaller(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof Unauthenticated) {
    const { message } = error;
    return send(reply.header('www-authenticate', 'Bearer'), 401, { code: 'UNAUTHENTICATED', message });
  }
  request.log.error({ reqId: request.id, err: error }, 'callers cannot be authenticated');
  return send(reply, 503, KEYS_UNAVAILABLE);
}

function send(reply: FastifyReply, status: number, { code, message }: Fault): FastifyReply {
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .send({ errors: [{ message, extensions: { code } }] });
}
