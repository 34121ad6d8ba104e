import type { Datasource } from '../../../src/datasources/source.js';
import type { CustomerValues, Writes } from '../../../src/datasources/writes.js';
import type { OperationKind } from '../../../src/types/operation.js';
import type { OperationScope } from '../../../src/upstream/scope.js';

/** The scopes of the configuration example. */
export const SCOPE = 'customers customers:create customers:update customers:status orders';

/** The reference of the vendor's sample. */
export const REFERENCE = 'crm-626279';

export const ADDRESS = {
  firstName: 'Pat',
  lastName: 'Sample',
  line1: '55 Sample St',
  city: 'Colorado Springs',
  state: 'CO',
  postalCode: '80911',
  countryCode: 'US',
  phone: '5550100',
  isDefaultBilling: true,
  isDefaultShipping: true,
};

/** What the vendor's sample of a creation says, as the graph's input says it. */
export const NINE = {
  contact: { firstName: 'Pat', lastName: 'Nine' },
  email: 'pat9@dk-buyer.example',
  phone: '5550109',
  type: 'government',
  address: ADDRESS,
} satisfies CustomerValues;

export type WriteName = Exclude<keyof Writes, 'progress'>;

export function writeOf<Name extends WriteName>(
  { writes }: Datasource,
  name: Name,
): NonNullable<Writes[Name]> {
  const write = writes[name];
  if (write === undefined) throw new Error(`DK Hardware cannot ${name}.`);
  return write;
}

export function progressOf({ writes }: Datasource, kind: keyof typeof OperationKind) {
  const progress = writes.progress?.[kind];
  if (progress === undefined) throw new Error(`DK Hardware does not follow ${kind}.`);
  return progress;
}

/** By default as of a write that is sent now. */
export function callIn(scope: OperationScope, reference = REFERENCE, sentAt = Date.now()) {
  return { scope, reference, sentAt };
}
