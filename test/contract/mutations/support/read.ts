import { expect } from '@jest/globals';
import type { TestGraph } from '../../../support/graph.js';
import type { CustomerView, OperationView } from './mutate.js';

/** What our side calls a write upstream. */
export const REFERENCE: unknown = expect.stringMatching(/^[\w-]{1,64}$/);

const CUSTOMER = `query ($id: ID!) {
  customer(id: $id) {
    id externalId displayName email status internalReference
    addresses { externalId line1 line2 }
    contacts { externalId firstName lastName email }
  }
}`;

/** The customer as a later request reads it; null where it is gone. */
export async function customerNow(graph: TestGraph, id: string | undefined): Promise<CustomerView | null> {
  const { data, errors } = await graph.ask<{ readonly customer: CustomerView | null }>(CUSTOMER, { id });
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data.customer;
}

export async function operationNow(graph: TestGraph, id: string | undefined): Promise<OperationView | null> {
  const query = 'query ($id: ID!) { operation(id: $id) { id status customer { externalId displayName } } }';
  return (await graph.ask<{ readonly operation: OperationView | null }>(query, { id })).data.operation;
}

const PATIENCE_MS = 5_000;

/** For upstreams that go on after their answer: what `read` gives once it is as wanted. */
export async function eventually<Value>(
  read: () => Promise<Value>,
  isWanted: (value: Value) => boolean,
): Promise<Value> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const value = await read();
    if (isWanted(value)) return value;
    if (Date.now() > deadline) throw new Error(`Still ${JSON.stringify(value)}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
