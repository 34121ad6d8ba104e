import {
  createSourceEventStream,
  getVariableValues,
  GraphQLError,
  OperationTypeNode,
  type ExecutionArgs,
  type ExecutionResult,
} from 'graphql';
import { CloseCode, makeServer, type Server, type SubscribePayload } from 'graphql-ws';
import type { Authenticate } from '../access/authenticate.js';
import { ConnectedCaller } from '../access/connected-caller.js';
import type { BegunSubscription, SubscriptionWatch } from '../observability/observability.js';
import type { ContextFor, GraphContext } from '../resolvers/context.js';
import type { ListReports } from '../resolvers/list-reports.js';
import { OperationScope } from '../upstream/scope.js';
import { untoldFailures } from './additions.js';
import type { TellError } from './errors.js';
import type { Execute } from './execution/execute.js';
import { refusal } from './faults.js';
import { HeldSubscriptions } from './held-subscriptions.js';
import type { Admission, AdmittedOperation } from './limits/admission.js';
import { payerOf } from './limits/caller-budget.js';
import { MappedEvents } from './mapped-events.js';
import type { OperationReader, ReadOperation } from './operation-reader.js';

export interface SubscriptionOptions {
  readonly reader: OperationReader;
  readonly execute: Execute;
  readonly tell: TellError;
  /** For the beginning of a subscription, and again for each of its events. */
  readonly operationTimeoutMs: number;
  readonly maxUpstreamCallsPerOperation: number;
  readonly admission: Admission;
  readonly authenticate: Authenticate;
  readonly contextFor: ContextFor<EventContext>;
  readonly onSubscribed: (subscription: BegunSubscription) => SubscriptionWatch;
  readonly maxSubscriptionsPerSocket: number;
  /** How long a client may take to introduce itself. */
  readonly connectionInitMs: number;
}

type EventContext = Pick<GraphContext, 'listReports' | 'notes'>;

/** Gives what speaks `graphql-transport-ws` with one client. */
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
  const { tell } = options;
  return (requestId, { authorization, address }) => {
    const connected = new ConnectedCaller(options.authenticate, authorization);
    const held = new HeldSubscriptions();
    const contextFor = (scope: OperationScope) => {
      const context = options.contextFor(scope, connected.caller, { address, traceparent: undefined });
      context.notes.type = OperationTypeNode.SUBSCRIPTION;
      return context;
    };
    const told = (errors: readonly GraphQLError[]) => errors.map((error) => tell(error, requestId));
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
      onSubscribe: async ({ extra }, id, payload) => {
        if (!held.reserve(id)) {
          extra.close(CloseCode.SubscriberAlreadyExists, 'Subscriber already exists');
          return [refusal('id: names a subscription that has not ended.')];
        }
        const admitted = await admit(held, payload, payerOf(connected.caller, address), options);
        if (!('read' in admitted)) {
          held.end(id);
          return admitted;
        }
        const { document, operation, operationName, variables } = admitted.read;
        held.admit(id, admitted.operation, operation.name?.value);
        return { schema: options.reader.schema, document, operationName, variableValues: { ...variables } };
      },
      subscribe: (args) => begin(args, requestId, contextFor, options),
      onOperation: (_context, id, _payload, _args, result) => {
        if (!(Symbol.asyncIterator in result)) return;
        held.watch(id, (name) => options.onSubscribed({ requestId, caller: connected.caller.id, name }));
      },
      onComplete: (_context, id) => {
        held.end(id);
      },
      onNext: (_context, id, _payload, { document, variableValues }, { data = null, errors, extensions }) => {
        const cost = held.told(id, data);
        const executed = { document, variables: variableValues ?? {} };
        return {
          data,
          ...(errors === undefined ? undefined : { errors: told(options.reader.told(executed, errors)) }),
          extensions: { ...extensions, cost },
        };
      },
      onError: (_context, _id, _payload, errors) => told(errors),
    });
  };
}

/** What may begin, or why not. */
async function admit(
  held: HeldSubscriptions,
  payload: SubscribePayload,
  payer: string,
  { maxSubscriptionsPerSocket, reader, admission }: SubscriptionOptions,
): Promise<Begun | readonly GraphQLError[]> {
  if (held.size > maxSubscriptionsPerSocket) {
    return [refusal(`One connection may hold ${maxSubscriptionsPerSocket} subscriptions at once.`)];
  }
  const read = readSubscription(payload, reader);
  if (!('document' in read)) return read;
  const operation = await admission.admit(read, payer);
  return operation instanceof GraphQLError ? [operation] : { read, operation };
}

interface Begun {
  readonly read: ReadOperation;
  readonly operation: AdmittedOperation;
}

/** Everything about a request that can be wrong before anything is done for it. */
function readSubscription(
  { query, operationName, variables }: SubscribePayload,
  reader: OperationReader,
): ReadOperation | readonly GraphQLError[] {
  const read = reader.read({ query, operationName: operationName ?? null, variables: variables ?? {} });
  if (!('document' in read)) return read;
  const { operation } = read;
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION) {
    return [refusal(`Send a ${operation.operation} by POST; this connection is for subscriptions.`)];
  }
  const definitions = operation.variableDefinitions ?? [];
  const { errors } = getVariableValues(reader.schema, definitions, { ...read.variables });
  return errors === undefined ? read : reader.told(read, errors);
}

/** As graphql-js subscribes, but that each event has a scope of its own, which ends with it. */
async function begin(
  args: ExecutionArgs,
  requestId: string,
  contextFor: (scope: OperationScope) => EventContext,
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
        return withAdditions(result, contextValue.listReports, eventScope);
      } finally {
        eventScope.end();
      }
    },
    () => {
      eventScope.end();
    },
  );
}

function withAdditions(
  result: ExecutionResult,
  reports: ListReports,
  { stale }: OperationScope,
): ExecutionResult {
  const untold = untoldFailures(reports);
  return {
    ...result,
    ...(untold.length === 0 ? undefined : { errors: [...(result.errors ?? []), ...untold] }),
    ...(stale.length === 0 ? undefined : { extensions: { ...result.extensions, stale } }),
  };
}
