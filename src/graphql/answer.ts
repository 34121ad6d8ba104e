import { GraphQLError, OperationTypeNode, type ExecutionResult, type GraphQLFormattedError } from 'graphql';
import { noteOperation } from '../observability/operations.js';
import type { GraphContext } from '../resolvers/context.js';
import type { StaleSource } from '../upstream/scope.js';
import { untoldFailures, upstreamCalls } from './additions.js';
import type { TellError } from './errors.js';
import type { Execute } from './execution/execute.js';
import { refusal } from './faults.js';
import type { Admission, AdmittedOperation, CostReport } from './limits/admission.js';
import type { GraphRequest, OperationReader } from './operation-reader.js';

export interface AnswerServices {
  readonly reader: OperationReader;
  readonly admission: Admission;
  readonly execute: Execute;
  readonly tell: TellError;
}

/** What the way by which a request came says of it. */
export interface RequestFacts {
  /** Whether it may change anything, which a GET may not. */
  readonly mayChange: boolean;
  /** Whether its client wants to know every upstream call. */
  readonly explain: boolean;
}

/** The members in the order in which they are sent: errors come first, so that whoever looks sees them. */
export interface AnswerBody {
  readonly errors: readonly GraphQLFormattedError[] | undefined;
  readonly data: Readonly<Record<string, unknown>> | null | undefined;
  readonly extensions: Extensions | undefined;
}

interface Extensions {
  readonly cost: CostReport | undefined;
  /** Sources for which older answers stood in, and how old they are. */
  readonly stale: readonly StaleSource[] | undefined;
  readonly upstream: readonly unknown[] | undefined;
}

export interface Answer {
  readonly body: AnswerBody;
  /** False where nothing was done, because the request cannot be used or may not be. */
  readonly executed: boolean;
}

export type AnswerRequest = (
  request: GraphRequest,
  context: GraphContext,
  facts: RequestFacts,
) => Promise<Answer>;

/** How a request went, before it is told. */
interface Outcome {
  /** Without `data` where nothing was executed. */
  readonly result: ExecutionResult;
  readonly admitted?: AdmittedOperation;
}

/**
 * The way of a query or mutation: read → admitted → executed → told.
 * Subscriptions go it in `subscriptions.ts`, where each event is executed and told.
 */
export function createAnswer(services: AnswerServices): AnswerRequest {
  return async (request, context, facts) => {
    const { scope, notes } = context;
    const { result, admitted } = await run(request, context, facts, services);
    const errors = tellErrors(result, context, services.tell);
    const sent = scope.calls.filter(({ cache }) => cache === 'MISS');
    const cost = admitted?.settle(result.data, sent.length);
    notes.errors = errors;
    notes.cost = cost ?? null;
    // Nothing may go on upstream that nobody reads.
    scope.end();

    const { data } = result;
    const extensions: Extensions = {
      cost,
      stale: scope.stale.length === 0 ? undefined : scope.stale,
      upstream: facts.explain ? upstreamCalls(scope) : undefined,
    };
    const isExtended = Object.values(extensions).some((member) => member !== undefined);
    return {
      executed: data !== undefined,
      body: {
        errors: errors.length === 0 ? undefined : errors,
        data,
        extensions: isExtended ? extensions : undefined,
      },
    };
  };
}

async function run(
  request: GraphRequest,
  context: GraphContext,
  { mayChange }: RequestFacts,
  { reader, admission, execute }: AnswerServices,
): Promise<Outcome> {
  const read = reader.read(request);
  if (!('document' in read)) return refused(read);
  noteOperation(context.notes, read.operation);
  const kind = read.operation.operation;
  if (kind === OperationTypeNode.SUBSCRIPTION) return refused([refusal(ONLY_BY_WEBSOCKET)]);
  if (kind === OperationTypeNode.MUTATION && !mayChange) return refused([notByGet()]);

  const admitted = await admission.admit(read, context.payer);
  if (admitted instanceof GraphQLError) return refused([admitted]);
  const { document, operationName, variables: variableValues } = read;
  const { schema } = reader;
  const result = await execute({ schema, document, operationName, variableValues, contextValue: context });
  const { data, errors } = result;
  if (errors === undefined) return { result, admitted };
  const told = reader.told(read, errors);
  return { result: data === undefined ? { errors: told } : { data, errors: told }, admitted };
}

function refused(errors: readonly GraphQLError[]): Outcome {
  return { result: { errors } };
}

function tellErrors(
  { errors = [] }: ExecutionResult,
  { scope, listReports }: GraphContext,
  tell: TellError,
): readonly GraphQLFormattedError[] {
  return [...errors, ...untoldFailures(listReports)].map((error) => tell(error, scope.requestId));
}

const ONLY_BY_WEBSOCKET =
  'Subscriptions come over WebSocket, at this path, by the protocol graphql-transport-ws.';

function notByGet(): GraphQLError {
  return new GraphQLError('Send mutations by POST: a GET changes nothing.', {
    extensions: { code: 'METHOD_NOT_ALLOWED' },
  });
}
