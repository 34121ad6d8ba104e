import type { Customer } from '../types/customer.js';
import type { Order } from '../types/order.js';
import { parseExternalId, parseIdOf } from './arguments.js';
import type { GraphContext } from './context.js';

interface ById {
  readonly id: string;
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

/** `Customer` by either federation key. */
export async function resolveCustomerReference(
  key: ById | ByExternalId,
  context: GraphContext,
): Promise<Customer | null> {
  return fresh(await loadCustomer(refOf('customer', key), context));
}

/** `Order` by either federation key. */
export async function resolveOrderReference(
  key: ById | ByExternalId,
  context: GraphContext,
): Promise<Order | null> {
  return fresh(await loadOrder(refOf('order', key), context));
}

/** `Operation` by its key: only writes make operations, and this version has none. */
export function resolveOperationReference({ id }: ById): null {
  parseIdOf('operation', 'representations.id', id);
  return null;
}

function refOf(kind: 'customer' | 'order', key: ById | ByExternalId): ByExternalId {
  if ('id' in key) return parseIdOf(kind, 'representations.id', key.id);
  return {
    sourceId: key.sourceId,
    externalId: parseExternalId('representations.externalId', key.externalId),
  };
}

/** `@apollo/subgraph` writes `__typename` onto what it is given: it gets an object that nobody else holds. */
function fresh<Row extends object>(row: Row | null): Row | null {
  return row === null ? null : { ...row };
}
