import type { FastifyPluginCallback, FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import type { Authenticate } from '../access/authenticate.js';
import type { Caller } from '../access/caller.js';
import type { AnswerRequest, RequestFacts } from '../graphql/answer.js';
import type { Client, ContextFor } from '../resolvers/context.js';
import { acceptedType } from './accept.js';
import { answerFault, NotAcceptable, refuseCaller, refuseMethod } from './graphql-faults.js';
import { readRequest } from './graphql-request.js';
import { statusOf } from './graphql-status.js';
import type { OpenOperations } from './open-operations.js';
import { noteOperationOf } from './request-log.js';

export interface GraphqlOptions {
  readonly answer: AnswerRequest;
  readonly operations: OpenOperations;
  readonly authenticate: Authenticate;
  readonly contextFor: ContextFor;
  /** Whether callers may ask for the upstream calls of their operation. */
  readonly explain: boolean;
}

const CALLER = 'caller';
const EXPLAIN_HEADER = 'x-partner-graph-explain';

/** `POST /graphql`, and `GET /graphql` for queries. An operation ends early when its client leaves. */
export const graphqlPlugin: FastifyPluginCallback<GraphqlOptions> = (fastify, options, done) => {
  fastify.setErrorHandler(answerFault);
  fastify.decorateRequest(CALLER, null);
  // Fastify takes text as well, and a browser sends that anywhere without asking first.
  fastify.removeContentTypeParser('text/plain');
  fastify.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    exposeHeadRoute: false,
    // Before a body is read.
    onRequest: identify(options.authenticate),
    handler: (request, reply) => answerOver(request, reply, options),
  });
  fastify.route({
    method: ['HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    url: '/graphql',
    // Before a body is read that nobody wants.
    onRequest: (request, reply) => {
      refuseMethod(request, reply);
    },
    handler: refuseMethod,
  });
  done();
};

async function answerOver(
  request: FastifyRequest,
  reply: FastifyReply,
  { answer, operations, contextFor, explain }: GraphqlOptions,
): Promise<FastifyReply> {
  const type = acceptedType(request.headers.accept);
  if (type === undefined) throw new NotAcceptable();
  const asked = readRequest(request);

  const scope = operations.begin(request.id);
  reply.raw.once('close', () => {
    scope.end();
  });
  // Gone while its body was still being read.
  if (reply.raw.destroyed) scope.end();
  const context = contextFor(scope, request.getDecorator<Caller>(CALLER), clientOf(request));
  noteOperationOf(request, context.notes);
  const answered = await answer(asked, context, factsOf(request, explain));

  const { status, headers } = statusOf(answered, type);
  return reply
    .code(status)
    .headers(headers)
    .header('content-type', `${type}; charset=utf-8`)
    .header('cache-control', 'no-store')
    .send(JSON.stringify(answered.body));
}

function factsOf({ method, headers }: FastifyRequest, mayExplain: boolean): RequestFacts {
  return { mayChange: method === 'POST', explain: mayExplain && headers[EXPLAIN_HEADER] === '1' };
}

function clientOf({ ip, headers: { traceparent } }: FastifyRequest): Client {
  return { address: ip, traceparent: typeof traceparent === 'string' ? traceparent : undefined };
}

function identify(authenticate: Authenticate): onRequestAsyncHookHandler {
  return async (request, reply) => {
    try {
      request.setDecorator(CALLER, await authenticate(request.headers.authorization));
    } catch (error) {
      return refuseCaller(error, request, reply);
    }
  };
}
