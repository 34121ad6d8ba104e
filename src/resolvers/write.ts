import type { Write, Writes } from '../datasources/writes.js';
import type { NodeRef } from '../ids.js';
import type { OperationRecord } from '../store/store.js';
import type { OperationKind } from '../types/operation.js';
import { UserErrorCode, type UserError } from '../types/user-error.js';
import { refusal, type FirstAnswer, type Made } from '../writes/answer.js';
import { runWrite } from '../writes/run-write.js';
import type { GraphContext } from './context.js';
import { WritePayload } from './write-payload.js';

export interface Mutation<Values, Result> {
  readonly name: string;
  readonly write: (writes: Writes) => Write<Values, Result> | undefined;
  readonly made: (result: Result) => Made;
  /** Absent: the upstream always answers at once. */
  readonly pendingKind?: OperationKind;
}

export interface MutationInput {
  readonly idempotencyKey: string;
  readonly waitMs?: number | null;
}

const LONGEST_WAIT_MS = 30_000;

/** Runs one mutation at one source and gives its payload; `sourceField` is where the input names the source. */
export async function mutate<Values, Result>(
  mutation: Mutation<Values, Result>,
  input: MutationInput & object,
  {
    sourceId,
    sourceField,
    values,
  }: { readonly sourceId: string; readonly sourceField: string; readonly values: Values },
  context: GraphContext,
): Promise<WritePayload> {
  const source = context.sources.get(sourceId);
  if (source === undefined) return refused(sourceId, notFound(sourceField), context);
  const waitMs = input.waitMs ?? 0;
  if (waitMs < 0 || waitMs > LONGEST_WAIT_MS) return refused(sourceId, badWait(), context);

  const { idempotencyKey: key, waitMs: _, ...written } = input;
  const scope = context.scope.detached(context.writes.timeoutMs);
  try {
    const first = await runWrite(context.writes, {
      key: { caller: context.caller.id, mutation: mutation.name, key },
      input: written,
      datasource: source.datasource,
      write: mutation.write,
      values,
      made: mutation.made,
      pendingKind: mutation.pendingKind ?? null,
      scope,
    });
    const { customerId, operationId } = first.answer;
    if (operationId === null) {
      if (customerId !== null && !first.isRepeated)
        context.writes.changes.customer({ sourceId, externalId: customerId });
      return new WritePayload(first, context);
    }
    // Its change is told once it is carried out: until then the row is the old one.
    const reference = { sourceId, id: operationId };
    const operation = await context.scope.standStill(() => context.writes.pending.settled(reference, waitMs));
    return new WritePayload(withResult(first, operation), context);
  } finally {
    scope.end();
    forgetRead(sourceId, context);
  }
}

/** What the upstream made meanwhile, where its first answer could not name it yet. */
function withResult(first: FirstAnswer, operation: OperationRecord | null): FirstAnswer {
  const { answer } = first;
  const customerId = answer.customerId ?? operation?.customerExternalId ?? null;
  const orderId = answer.orderId ?? operation?.orderExternalId ?? null;
  return { ...first, answer: { ...answer, customerId, orderId } };
}

/** The values of a write at a customer named by its global id. */
export function atCustomer<Values extends object>(
  { sourceId, externalId }: NodeRef,
  sourceField: string,
  values: Values,
) {
  return { sourceId, sourceField, values: { ...values, customerId: externalId } };
}

/** What this operation read of the source before may not hold any more. */
function forgetRead(sourceId: string, { scope, loaders }: GraphContext): void {
  scope.forgetReads(sourceId);
  loaders.forget(sourceId);
}

function refused(sourceId: string, error: UserError, context: GraphContext): WritePayload {
  return new WritePayload(refusal(sourceId, [error]), context);
}

function notFound(field: string): UserError {
  return { field: ['input', field], code: UserErrorCode.NOT_FOUND, message: 'names nothing that is there' };
}

function badWait(): UserError {
  return {
    field: ['input', 'waitMs'],
    code: UserErrorCode.INVALID,
    message: `must be 0 to ${LONGEST_WAIT_MS}`,
  };
}
