import type { GraphQLRequestContext } from '@apollo/server';
import { GraphQLError, OperationTypeNode, type GraphQLFormattedError } from 'graphql';
import type { GraphContext } from '../resolvers/context.js';
import type { ListReports } from '../resolvers/list-reports.js';
import type { Concern } from './hooks.js';

type Request = GraphQLRequestContext<GraphContext>;

/** The body of a plain (not incremental) answer; undefined for the others, which this graph never gives. */
function singleResult({ response }: Request) {
  return response.body?.kind === 'single' ? response.body.singleResult : undefined;
}

/** Ends the operation's scope with its answer: nothing may go on upstream that nobody reads. */
export const endScopes: Concern = () => ({
  willSendResponse: ({ contextValue }) => {
    contextValue.scope.end();
  },
});

/** Notes which request an error belongs to: what formats errors for clients is not told. */
export function noteRequests(requestIds: WeakMap<object, string>): Concern {
  return () => ({
    didEncounterErrors: ({ errors, contextValue }) => {
      for (const error of errors) requestIds.set(error, contextValue.scope.requestId);
    },
  });
}

/** Apollo would run a subscription like a query, once, and answer with something that no client could read. */
export const refuseSubscriptions: Concern = () => ({
  didResolveOperation: ({ operation }) => {
    if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return;
    throw new GraphQLError(
      'Subscriptions come over WebSocket, at this path, by the protocol graphql-transport-ws.',
      { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } },
    );
  },
});

const RESPONSE_JSON = 'application/graphql-response+json';

/** What the usual `Accept` headers are answered with. */
const USUAL_TYPES: ReadonlyMap<string, string> = new Map([
  ['*/*', 'application/json; charset=utf-8'],
  ['application/json', 'application/json; charset=utf-8'],
  [RESPONSE_JSON, `${RESPONSE_JSON}; charset=utf-8`],
]);

/** Says what Apollo would find out for each answer anew, by parsing what clients accept; the unusual is left to it. */
export const chooseContentType: Concern = ({ request }) => {
  const type = USUAL_TYPES.get(request.http?.headers.get('accept') ?? '*/*');
  if (type === undefined) return undefined;
  return {
    willSendResponse: ({ response }) => {
      response.http.headers.set('content-type', type);
    },
  };
};

/** A document that cannot be parsed, is not valid or not within the limits, or has variables that do not fit. */
const DOCUMENT_FAULTS = new Set<unknown>([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'QUERY_TOO_COMPLEX',
  'COST_LIMIT_EXCEEDED',
]);

/**
 * GraphQL over HTTP, 6.4.1: to clients that accept `application/json` only, a faulty document is answered with 200,
 * so that they tell it from an answer of something between them and the graph.
 */
export const answerLegacyClients: Concern = ({ request }) => {
  if (request.http?.headers.get('accept')?.includes(RESPONSE_JSON)) return undefined;
  return {
    willSendResponse: (context) => {
      const { http } = context.response;
      if (http.status !== 400) return;
      const errors = singleResult(context)?.errors ?? [];
      if (errors.some(({ extensions }) => DOCUMENT_FAULTS.has(extensions?.code))) http.status = 200;
    },
  };
};

/** Sources that failed in a list whose `sources` the client did not ask for. */
export function untoldFailures(reports: ListReports): readonly GraphQLError[] {
  return reports
    .untold()
    .map(({ failure, path }) => new GraphQLError(failure.message, { originalError: failure, path }));
}

/** Adds sources that failed in a list to `errors` where the client did not ask for the list's `sources`. */
export function reportLists(format: (error: GraphQLError) => GraphQLFormattedError): Concern {
  return () => ({
    willSendResponse: (request) => {
      const result = singleResult(request);
      const untold = untoldFailures(request.contextValue.listReports);
      if (result === undefined || untold.length === 0) return;
      result.errors = [...(result.errors ?? []), ...untold.map(format)];
    },
  });
}

/** Names the sources for which older answers stood in, and how old they are, in `extensions.stale`. */
export const tellStale: Concern = () => ({
  willSendResponse: (context) => {
    const { stale } = context.contextValue.scope;
    const result = singleResult(context);
    if (result !== undefined && stale.length > 0) result.extensions = { ...result.extensions, stale };
  },
});

const EXPLAIN_HEADER = 'x-partner-graph-explain';

/** With the request header `x-partner-graph-explain: 1`, lists every upstream call in `extensions.upstream`. */
export const explainCalls: Concern = ({ request }) => {
  if (request.http?.headers.get(EXPLAIN_HEADER) !== '1') return undefined;
  return {
    willSendResponse: (context) => {
      const result = singleResult(context);
      if (result === undefined) return;
      const upstream = context.contextValue.scope.calls.map((call) => ({
        ...call,
        startOffsetMs: roundedMs(call.startOffsetMs),
        durationMs: roundedMs(call.durationMs),
      }));
      result.extensions = { ...result.extensions, upstream };
    },
  };
};

function roundedMs(ms: number): number {
  return Math.round(ms * 10) / 10;
}
