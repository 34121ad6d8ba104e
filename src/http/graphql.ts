import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyPluginCallback, onRequestAsyncHookHandler } from 'fastify';
import type { Authenticate } from '../access/authenticate.js';
import type { Caller } from '../access/caller.js';
import type { GraphContext } from '../resolvers/context.js';
import type { OperationScope } from '../upstream/scope.js';
import { answerFault, refuseCaller, refuseMethod } from './graphql-faults.js';
import type { OpenOperations } from './open-operations.js';
import { noteScope } from './request-log.js';

export interface GraphqlOptions {
  readonly server: ApolloServer<GraphContext>;
  readonly operations: OpenOperations;
  readonly authenticate: Authenticate;
  readonly contextFor: (scope: OperationScope, caller: Caller, address: string) => GraphContext;
}

const CALLER = 'caller';

/** `POST /graphql`, and `GET /graphql` for queries. An operation ends early when its client leaves. */
export const graphqlPlugin: FastifyPluginCallback<GraphqlOptions> = (fastify, options, done) => {
  const { server, operations, authenticate, contextFor } = options;
  fastify.setErrorHandler(answerFault);
  fastify.decorateRequest(CALLER, null);
  fastify.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    exposeHeadRoute: false,
    // Before a body is read.
    onRequest: identify(authenticate),
    handler: fastifyApolloHandler(server, {
      context: (request, reply) => {
        const scope = operations.begin(request.id);
        noteScope(request, scope);
        reply.raw.once('close', () => {
          scope.end();
        });
        // Gone while its body was still being read.
        if (reply.raw.destroyed) scope.end();
        return Promise.resolve(contextFor(scope, request.getDecorator<Caller>(CALLER), request.ip));
      },
    }),
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

function identify(authenticate: Authenticate): onRequestAsyncHookHandler {
  return async (request, reply) => {
    try {
      request.setDecorator(CALLER, await authenticate(request.headers.authorization));
    } catch (error) {
      return refuseCaller(error, request, reply);
    }
  };
}
