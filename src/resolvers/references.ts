import { BadUserInput } from '../errors.js';
import type { Customer } from '../types/customer.js';
import type { Operation } from '../types/operation.js';
import type { Order } from '../types/order.js';
import { parseExternalId, parseIdOf } from './arguments.js';
import type { GraphContext } from './context.js';
import { toOperation } from './operation-view.js';

/** A federation key as a router sends it: whatever JSON it holds. */
interface Representation {
  readonly id?: unknown;
  readonly sourceId?: unknown;
  readonly externalId?: unknown;
}

interface ByExternalId {
  readonly sourceId: string;
  readonly externalId: string;
}

export function loadCustomer({ sourceId, externalId }: ByExternalId, { loaders }: GraphContext) {
  return loaders.of(sourceId)?.customers.load(externalId) ?? null;
}

/** Null also where the source cannot read one order. */
export function loadOrder({ sourceId, externalId }: ByExternalId, { loaders }: GraphContext) {
  return loaders.of(sourceId)?.orders?.load(externalId) ?? null;
}

/** Null also where the operation is of a source that this caller may not see. */
export async function loadOperation(
  { sourceId, externalId }: ByExternalId,
  { sources, writes }: GraphContext,
): Promise<Operation | null> {
  if (sources.get(sourceId) === undefined) return null;
  const record = await writes.pending.find({ sourceId, id: externalId });
  return record === null ? null : toOperation(record);
}

/** `Customer` by either federation key. */
export async function resolveCustomerReference(
  key: Representation,
  context: GraphContext,
): Promise<Customer | null> {
  return fresh(await loadCustomer(refOf('customer', key), context));
}

/** `Order` by either federation key. */
export async function resolveOrderReference(
  key: Representation,
  context: GraphContext,
): Promise<Order | null> {
  return fresh(await loadOrder(refOf('order', key), context));
}

/** `Operation` by its key. */
export async function resolveOperationReference(
  { id }: Representation,
  context: GraphContext,
): Promise<Operation | null> {
  const ref = parseIdOf('operation', 'representations.id', requireText('representations.id', id));
  return await loadOperation(ref, context);
}

function refOf(kind: 'customer' | 'order', { id, sourceId, externalId }: Representation): ByExternalId {
  if (id !== undefined) return parseIdOf(kind, 'representations.id', requireText('representations.id', id));
  const text = requireText('representations.externalId', externalId);
  return {
    sourceId: requireText('representations.sourceId', sourceId),
    externalId: parseExternalId('representations.externalId', text),
  };
}

function requireText(argument: string, value: unknown): string {
  if (typeof value !== 'string') throw new BadUserInput(argument, 'must be a string.');
  return value;
}

/** `@apollo/subgraph` writes `__typename` onto what it is given: it gets an object that nobody else holds. */
function fresh<Row extends object>(row: Row | null): Row | null {
  return row === null ? null : { ...row };
}
