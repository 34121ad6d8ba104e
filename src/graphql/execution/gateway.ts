import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import type { GraphContext } from '../../resolvers/context.js';
import type { Execute } from './execute.js';

type Gateway = ApolloServerOptionsWithGateway<GraphContext>['gateway'];

/**
 * Apollo Server executes by graphql-js, unless a gateway brings its own way; this one brings that and nothing else.
 * Everything before and after it (parsing, validation, plugins, status, masking) stays Apollo's.
 */
export function gatewayFor(schema: GraphQLSchema, execute: Execute): Gateway {
  return {
    onSchemaLoadOrUpdate(tell) {
      tell({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    load: () =>
      Promise.resolve({
        executor: async ({ document, context, request: { operationName, variables } }) =>
          execute({
            ...{ schema, document, contextValue: context },
            ...{ operationName: operationName ?? null, variableValues: variables ?? null },
          }),
      }),
    stop: () => Promise.resolve(),
  };
}
