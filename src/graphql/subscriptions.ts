import {
  createSourceEventStream,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValidationRule,
} from 'graphql';
import { CloseCode, makeServer, type Server, type SubscribePayload } from 'graphql-ws';
import type { Authenticate } from '../access/authenticate.js';
import type { Caller } from '../access/caller.js';
import { ConnectedCaller } from '../access/connected-caller.js';
import type { BegunSubscription, SubscriptionWatch } from '../observability/observability.js';
import type { OperationNotebook } from '../observability/operations.js';
import type { GraphContext } from '../resolvers/context.js';
import type { ListReports } from '../resolvers/list-reports.js';
import { OperationScope } from '../upstream/scope.js';
import { formatError, type MaskedError } from './errors.js';
import type { Execute } from './execution/execute.js';
import type { Admission } from './limits/admission.js';
import { payerOf } from './limits/caller-budget.js';
import { AdmittedSubscriptions } from './limits/subscriptions.js';
import { MappedEvents } from './mapped-events.js';
import { untoldFailures } from './plugins.js';
import { withoutSuggestions } from './suggestions.js';
import { unquote } from './unquoted/unquote.js';

export interface SubscriptionOptions {
  readonly schema: GraphQLSchema;
  readonly execute: Execute;
  readonly introspection: boolean;
  /** For the beginning of a subscription, and again for each of its events. */
  readonly operationTimeoutMs: number;
  readonly maxUpstreamCallsPerOperation: number;
  readonly maxTokens: number;
  readonly admission: Admission;
  readonly authenticate: Authenticate;
  readonly contextFor: (
    scope: OperationScope,
    caller: Caller,
    address: string,
  ) => Pick<GraphContext, 'listReports'>;
  readonly onMasked: (masked: MaskedError) => void;
  readonly operations: OperationNotebook;
  readonly onSubscribed: (subscription: BegunSubscription) => SubscriptionWatch;
  readonly maxSubscriptionsPerSocket: number;
  /** How long a client may take to introduce itself. */
  readonly connectionInitMs: number;
}

/** Gives what speaks `graphql-transport-ws` with one client; Apollo's ways with HTTP are repeated here. */
export type SubscriptionServer = (requestId: string, client: SubscriptionClient) => Server<Closable>;

export interface SubscriptionClient {
  /** The header of the upgrade request. */
  readonly authorization: string | undefined;
  readonly address: string;
}

interface Closable {
  close(code: number, reason: string): void;
}

/** RFC 6455's registry: try again later. */
const TRY_AGAIN_LATER = 1013;

export function createSubscriptionServer(options: SubscriptionOptions): SubscriptionServer {
  return (requestId, { authorization, address }) => {
    const connected = new ConnectedCaller(options.authenticate, authorization);
    const admitted = new AdmittedSubscriptions(options.admission);
    const watches = new Map<string, SubscriptionWatch>();
    const contextFor = (scope: OperationScope) => {
      options.operations.begin(scope, connected.caller.id).type = OperationTypeNode.SUBSCRIPTION;
      return options.contextFor(scope, connected.caller, address);
    };
    const format = (error: GraphQLError) => {
      const told = formatError(withCode(error, 'INTERNAL_SERVER_ERROR'), error, (masked) => {
        options.onMasked({ ...masked, requestId });
      });
      return options.introspection ? told : withoutSuggestions(told);
    };
    return makeServer<Record<string, unknown> | undefined, Closable>({
      connectionInitWaitTimeout: options.connectionInitMs,
      onConnect: async ({ connectionParams, extra }) => {
        try {
          return await connected.admit(connectionParams, () => {
            extra.close(CloseCode.Forbidden, 'Forbidden');
          });
        } catch (error) {
          extra.close(TRY_AGAIN_LATER, 'Try again later');
          throw error;
        }
      },
      onClose: () => {
        connected.leave();
      },
      onSubscribe: async ({ subscriptions }, _id, payload) => {
        if (Object.keys(subscriptions).length > options.maxSubscriptionsPerSocket) {
          return [
            refusal(`One connection may hold ${options.maxSubscriptionsPerSocket} subscriptions at once.`),
          ];
        }
        const prepared = prepare(payload, options);
        if (!('document' in prepared)) return prepared;
        const refusals = await admitted.refusals(prepared, payerOf(connected.caller, address));
        return refusals.length > 0 ? refusals : prepared;
      },
      subscribe: (args) => begin(args, requestId, contextFor, options),
      onOperation: (_context, id, _payload, { document, operationName }, result) => {
        if (!(Symbol.asyncIterator in result)) return;
        const name = getOperationAST(document, operationName)?.name?.value;
        watches.set(id, options.onSubscribed({ requestId, caller: connected.caller.id, name }));
      },
      onComplete: (_context, id) => {
        watches.get(id)?.ended();
        watches.delete(id);
      },
      onNext: (_context, id, _payload, { document }, { data = null, errors, extensions }) => {
        watches.get(id)?.told();
        const cost = admitted.settleEvent(document, data);
        return {
          data,
          ...(errors === undefined ? undefined : { errors: errors.map(format) }),
          extensions: { ...extensions, cost },
        };
      },
      onError: (_context, _id, _payload, errors) => errors.map(format),
    });
  };
}

/** Everything about a request that can be wrong before anything is done for it. */
function prepare(
  { query, operationName, variables }: SubscribePayload,
  { schema, introspection, maxTokens }: SubscriptionOptions,
): ExecutionArgs | readonly GraphQLError[] {
  const told = (faults: readonly GraphQLError[], document?: DocumentNode) => {
    unquote(faults, { schema, document, variables: variables ?? {} });
    return faults;
  };
  const parsed = parsedOrFault(query, maxTokens);
  if (parsed instanceof GraphQLError) return told([parsed]);
  const rules = introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
  const faults = validationFaults(schema, parsed, rules);
  if (faults.length > 0) {
    return told(
      faults.map((fault) => coded(fault, 'GRAPHQL_VALIDATION_FAILED')),
      parsed,
    );
  }

  const operation = getOperationAST(parsed, operationName);
  if (!operation) return [refusal('operationName: must name one of the operations in the document.')];
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION) {
    return [refusal(`Send a ${operation.operation} by POST; this connection is for subscriptions.`)];
  }
  const unfit = variableFaults(schema, operation, variables ?? {});
  if (unfit.length > 0) {
    return told(
      unfit.map((fault) => coded(fault, 'BAD_USER_INPUT')),
      parsed,
    );
  }
  return { schema, document: parsed, operationName: operationName ?? null, variableValues: variables ?? {} };
}

function parsedOrFault(query: string, maxTokens: number): DocumentNode | GraphQLError {
  try {
    return parse(query, { maxLexicalTokens: maxTokens });
  } catch (error) {
    if (error instanceof GraphQLError) return coded(error, 'GRAPHQL_PARSE_FAILED');
    throw error;
  }
}

/** graphql-js throws where a variable decides about the field that is subscribed to, which no subscription may have. */
function validationFaults(
  schema: GraphQLSchema,
  document: DocumentNode,
  rules: readonly ValidationRule[],
): readonly GraphQLError[] {
  try {
    return validate(schema, document, rules);
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

function variableFaults(
  schema: GraphQLSchema,
  { variableDefinitions }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): readonly GraphQLError[] {
  return getVariableValues(schema, variableDefinitions ?? [], { ...variables }).errors ?? [];
}

/** As graphql-js subscribes, but that each event has a scope of its own, which ends with it. */
async function begin(
  args: ExecutionArgs,
  requestId: string,
  contextFor: (scope: OperationScope) => Pick<GraphContext, 'listReports'>,
  { execute, operationTimeoutMs, maxUpstreamCallsPerOperation }: SubscriptionOptions,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const newScope = () => new OperationScope(requestId, operationTimeoutMs, maxUpstreamCallsPerOperation);
  const scope = newScope();
  const events = await createSourceEventStream({ ...args, contextValue: contextFor(scope) }).finally(() => {
    scope.end();
  });
  if (!(Symbol.asyncIterator in events)) return events;
  let eventScope = scope;
  return new MappedEvents(
    events,
    async (rootValue) => {
      eventScope = newScope();
      const contextValue = contextFor(eventScope);
      try {
        const result = await execute({ ...args, rootValue, contextValue });
        return withStale(withUntold(result, contextValue.listReports), eventScope);
      } finally {
        eventScope.end();
      }
    },
    () => {
      eventScope.end();
    },
  );
}

function withUntold(result: ExecutionResult, reports: ListReports): ExecutionResult {
  const untold = untoldFailures(reports);
  return untold.length === 0 ? result : { ...result, errors: [...(result.errors ?? []), ...untold] };
}

function withStale(result: ExecutionResult, { stale }: OperationScope): ExecutionResult {
  return stale.length === 0 ? result : { ...result, extensions: { ...result.extensions, stale } };
}

function refusal(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

function coded(error: GraphQLError, code: string): GraphQLError {
  const { nodes, source, positions, path, extensions } = error;
  return new GraphQLError(error.message, {
    ...{ nodes: nodes ?? null, source: source ?? null, positions: positions ?? null, path: path ?? null },
    originalError: error,
    extensions: { code, ...extensions },
  });
}

/** Apollo gives a code to errors that come without one; so it says of those that were thrown by accident what they are. */
function withCode(error: GraphQLError, code: string): GraphQLFormattedError {
  const formatted = error.toJSON();
  return { ...formatted, extensions: { code, ...formatted.extensions } };
}
