import type { ApolloServerPlugin, GraphQLRequestContext } from '@apollo/server';
import { GraphQLError, OperationTypeNode, type GraphQLFormattedError } from 'graphql';
import type { GraphContext } from '../resolvers/context.js';
import type { ListReports } from '../resolvers/list-reports.js';

type Request = GraphQLRequestContext<GraphContext>;

/** The body of a plain (not incremental) answer; undefined for the others, which this graph never gives. */
function singleResult({ response }: Request) {
  return response.body?.kind === 'single' ? response.body.singleResult : undefined;
}

/** Ends the operation's scope with its answer: nothing may go on upstream that nobody reads. */
export function endScopes(): ApolloServerPlugin<GraphContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse: ({ contextValue }) => {
          contextValue.scope.end();
          return Promise.resolve();
        },
      }),
  };
}

/** Notes which request an error belongs to: what formats errors for clients is not told. */
export function noteRequests(requestIds: WeakMap<object, string>): ApolloServerPlugin<GraphContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didEncounterErrors: ({ errors, contextValue }) => {
          for (const error of errors) requestIds.set(error, contextValue.scope.requestId);
          return Promise.resolve();
        },
      }),
  };
}

/** Apollo would run a subscription like a query, once, and answer with something that no client could read. */
export function refuseSubscriptions(): ApolloServerPlugin<GraphContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation: ({ operation }) => {
          if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return Promise.resolve();
          throw new GraphQLError(
            'Subscriptions come over WebSocket, at this path, by the protocol graphql-transport-ws.',
            { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } },
          );
        },
      }),
  };
}

const RESPONSE_JSON = 'application/graphql-response+json';

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
export function answerLegacyClients(): ApolloServerPlugin<GraphContext> {
  return {
    requestDidStart: ({ request }) => {
      if (request.http?.headers.get('accept')?.includes(RESPONSE_JSON)) return Promise.resolve();
      return Promise.resolve({
        willSendResponse: (context) => {
          const { http } = context.response;
          const errors = singleResult(context)?.errors ?? [];
          const isDocumentFault = errors.some(({ extensions }) => DOCUMENT_FAULTS.has(extensions?.code));
          if (http.status === 400 && isDocumentFault) http.status = 200;
          return Promise.resolve();
        },
      });
    },
  };
}

/** Sources that failed in a list whose `sources` the client did not ask for. */
export function untoldFailures(reports: ListReports): readonly GraphQLError[] {
  return reports
    .untold()
    .map(({ failure, path }) => new GraphQLError(failure.message, { originalError: failure, path }));
}

/** Adds sources that failed in a list to `errors` where the client did not ask for the list's `sources`. */
export function reportLists(
  format: (error: GraphQLError) => GraphQLFormattedError,
): ApolloServerPlugin<GraphContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse: (request) => {
          const result = singleResult(request);
          const untold = untoldFailures(request.contextValue.listReports);
          if (result === undefined || untold.length === 0) return Promise.resolve();
          result.errors = [...(result.errors ?? []), ...untold.map(format)];
          return Promise.resolve();
        },
      }),
  };
}

/** Names the sources for which older answers stood in, and how old they are, in `extensions.stale`. */
export function tellStale(): ApolloServerPlugin<GraphContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse: (context) => {
          const { stale } = context.contextValue.scope;
          const result = singleResult(context);
          if (result !== undefined && stale.length > 0) result.extensions = { ...result.extensions, stale };
          return Promise.resolve();
        },
      }),
  };
}

const EXPLAIN_HEADER = 'x-partner-graph-explain';

/** With the request header `x-partner-graph-explain: 1`, lists every upstream call in `extensions.upstream`. */
export function explainCalls(): ApolloServerPlugin<GraphContext> {
  return {
    requestDidStart: ({ request }) => {
      if (request.http?.headers.get(EXPLAIN_HEADER) !== '1') return Promise.resolve();
      return Promise.resolve({
        willSendResponse: (context) => {
          const result = singleResult(context);
          if (result === undefined) return Promise.resolve();
          const upstream = context.contextValue.scope.calls.map((call) => ({
            ...call,
            startOffsetMs: roundedMs(call.startOffsetMs),
            durationMs: roundedMs(call.durationMs),
          }));
          result.extensions = { ...result.extensions, upstream };
          return Promise.resolve();
        },
      });
    },
  };
}

function roundedMs(ms: number): number {
  return Math.round(ms * 10) / 10;
}
