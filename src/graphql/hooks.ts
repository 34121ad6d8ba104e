import type {
  ApolloServerPlugin,
  GraphQLRequestContext,
  GraphQLRequestContextDidEncounterErrors,
  GraphQLRequestContextDidResolveOperation,
  GraphQLRequestContextWillSendResponse,
} from '@apollo/server';
import type { GraphContext } from '../resolvers/context.js';

/** What is done about one operation over HTTP on its way through Apollo Server. */
export interface OperationHooks {
  /** It is valid, and not executed yet; what this throws is its answer. */
  readonly didResolveOperation?: (
    context: GraphQLRequestContextDidResolveOperation<GraphContext>,
  ) => Promise<void> | void;
  /** Before they are formatted. */
  readonly didEncounterErrors?: (context: GraphQLRequestContextDidEncounterErrors<GraphContext>) => void;
  readonly willSendResponse?: (context: GraphQLRequestContextWillSendResponse<GraphContext>) => void;
}

/** One thing that is seen to in every operation; where there is nothing to do for this one, it gives no hooks. */
export type Concern = (context: GraphQLRequestContext<GraphContext>) => OperationHooks | undefined;

/**
 * All concerns as one plugin, each hook in their order.
 *
 * Apollo makes promises for every hook of every plugin, whether it has anything to wait for or not;
 * with a plugin for each concern, that takes longer than to execute a small query.
 */
export function asOnePlugin(concerns: readonly Concern[]): ApolloServerPlugin<GraphContext> {
  return {
    requestDidStart(request) {
      const hooks = concerns.map((concern) => concern(request)).filter((each) => each !== undefined);
      return Promise.resolve({
        async didResolveOperation(context) {
          for (const each of hooks) {
            const pending = each.didResolveOperation?.(context);
            if (pending !== undefined) await pending;
          }
        },
        didEncounterErrors(context) {
          for (const each of hooks) each.didEncounterErrors?.(context);
          return Promise.resolve();
        },
        willSendResponse(context) {
          for (const each of hooks) each.willSendResponse?.(context);
          return Promise.resolve();
        },
      });
    },
  };
}
