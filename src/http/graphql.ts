import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyPluginCallback } from 'fastify';
import type { GraphContext } from '../resolvers/context.js';
import type { OperationScope } from '../upstream/scope.js';
import { answerFault, refuseMethod } from './graphql-faults.js';
import type { OpenOperations } from './open-operations.js';

export interface GraphqlOptions {
  readonly server: ApolloServer<GraphContext>;
  readonly operations: OpenOperations;
  readonly contextFor: (scope: OperationScope) => GraphContext;
}

/** `POST /graphql`, and `GET /graphql` for queries. An operation ends early when its client leaves. */
export const graphqlPlugin: FastifyPluginCallback<GraphqlOptions> = (fastify, options, done) => {
  const { server, operations, contextFor } = options;
  fastify.setErrorHandler(answerFault);
  fastify.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    exposeHeadRoute: false,
    handler: fastifyApolloHandler(server, {
      context: (request, reply) => {
        const scope = operations.begin(request.id);
        reply.raw.once('close', () => {
          scope.end();
        });
        // Gone while its body was still being read.
        if (reply.raw.destroyed) scope.end();
        return Promise.resolve(contextFor(scope));
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
