import type { ApolloServerPlugin, GraphQLRequestContext } from '@apollo/server';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { GraphContext } from '../resolvers/context.js';

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

/** Adds sources that failed in a list to `errors` where the client did not ask for the list's `sources`. */
export function reportLists(
  format: (error: GraphQLError) => GraphQLFormattedError,
): ApolloServerPlugin<GraphContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse: (request) => {
          const result = singleResult(request);
          const untold = request.contextValue.listReports.untold();
          if (result === undefined || untold.length === 0) return Promise.resolve();
          const errors = untold.map(({ failure, path }) =>
            format(new GraphQLError(failure.message, { originalError: failure, path })),
          );
          result.errors = [...(result.errors ?? []), ...errors];
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
