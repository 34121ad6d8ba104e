import type { GraphQLFormattedError } from 'graphql';
import type { Concern } from '../hooks.js';
import type { Admission, AdmittedOperation } from './admission.js';

/** Refuses over HTTP what is not admitted, and tells the cost of every answer in `extensions.cost`. */
export function limitOperations(admission: Admission): Concern {
  return () => {
    let admitted: AdmittedOperation | undefined;
    return {
      async didResolveOperation({ document, operation, request, contextValue }) {
        if (operation === undefined) return;
        const variables = request.variables ?? {};
        admitted = await admission.admit({ document, operation, variables }, contextValue.payer);
      },
      willSendResponse({ response: { body, http }, contextValue: { scope } }) {
        if (body.kind !== 'single') return;
        const { singleResult } = body;
        if (admitted !== undefined) {
          const sent = scope.calls.filter(({ cache }) => cache === 'MISS');
          const cost = admitted.settle(singleResult.data, sent.length);
          singleResult.extensions = { ...singleResult.extensions, cost };
          return;
        }
        const retryAfterMs = singleResult.errors?.map(retryAfterOf).find((ms) => ms !== undefined);
        if (retryAfterMs !== undefined) {
          http.status = 429;
          http.headers.set('retry-after', String(Math.ceil(retryAfterMs / 1000)));
        } else if (singleResult.errors?.some(isRefusal)) {
          http.status = 400;
        }
      },
    };
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
