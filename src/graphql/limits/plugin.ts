import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import type { GraphContext } from '../../resolvers/context.js';
import type { Admission, AdmittedOperation } from './admission.js';

/** Refuses over HTTP what is not admitted, and tells the cost of every answer in `extensions.cost`. */
export function limitOperations(admission: Admission): ApolloServerPlugin<GraphContext> {
  return {
    requestDidStart: () => {
      let admitted: AdmittedOperation | undefined;
      return Promise.resolve({
        async didResolveOperation({ document, operation, request, contextValue }) {
          if (operation === undefined) return;
          const variables = request.variables ?? {};
          admitted = await admission.admit({ document, operation, variables }, contextValue.payer);
        },
        willSendResponse({ response: { body, http } }) {
          if (body.kind !== 'single') return Promise.resolve();
          const { singleResult } = body;
          if (admitted !== undefined) {
            const cost = admitted.settle(singleResult.data);
            singleResult.extensions = { ...singleResult.extensions, cost };
            return Promise.resolve();
          }
          const retryAfterMs = singleResult.errors?.map(retryAfterOf).find((ms) => ms !== undefined);
          if (retryAfterMs !== undefined) {
            http.status = 429;
            http.headers.set('retry-after', String(Math.ceil(retryAfterMs / 1000)));
          } else if (singleResult.errors?.some(isRefusal)) {
            http.status = 400;
          }
          return Promise.resolve();
        },
      });
    },
  };
}

const REFUSALS = new Set<unknown>(['QUERY_TOO_COMPLEX', 'COST_LIMIT_EXCEEDED']);

function isRefusal({ extensions }: GraphQLFormattedError): boolean {
  return REFUSALS.has(extensions?.code);
}

function retryAfterOf(error: GraphQLFormattedError): number | undefined {
  const retryAfterMs = error.extensions?.retryAfterMs;
  return isRefusal(error) && typeof retryAfterMs === 'number' ? retryAfterMs : undefined;
}
