import { startSandbox, sandboxSources, type Sandbox } from '../../../sandbox/index.js';
import { ion } from '../../../src/datasources/ion/index.js';
import type { Datasource } from '../../../src/datasources/source.js';
import type { CustomerValues, OrderValues, Writes } from '../../../src/datasources/writes.js';
import type { OperationScope } from '../../../src/upstream/scope.js';
import { PLAIN_TRANSPORT } from '../../support/graph.js';
import { memoryRefreshTokens } from '../../support/refresh-tokens.js';

const REFERENCE = 'gw-1';

/** What the vendor's sample of a creation says, as the graph's input says it. */
export const NINE = {
  companyName: 'Meridian Test Org 9',
  contact: { firstName: 'Jo', lastName: 'Nine', email: 'jo9@meridian.example', phone: '+15550109' },
  address: {
    line1: '9 Tech Blvd',
    city: 'San Francisco',
    state: 'CA',
    postalCode: '94016',
    countryCode: 'US',
    isDefaultBilling: false,
    isDefaultShipping: false,
  },
  languageCode: 'EN',
} satisfies CustomerValues;

export const DATABASE = {
  productId: 'GenericProd-DB',
  skuId: 'Sku-Lrg',
  planId: 'Monthly-Plan',
  quantity: 3,
};
export const ORDER: OrderValues = { customerId: '20001', products: [DATABASE] };

type WriteName = 'createCustomer' | 'updateCustomer' | 'createOrder' | 'cancelOrder';

export function writeOf<Name extends WriteName>(
  { writes }: Datasource,
  name: Name,
): NonNullable<Writes[Name]> {
  const write = writes[name];
  if (write === undefined) throw new Error(`ION cannot ${name}.`);
  return write;
}

/** By default as of a write that is sent now. */
export function callIn(scope: OperationScope, reference = REFERENCE, sentAt = Date.now()) {
  return { scope, reference, sentAt };
}

export async function openSandboxIon(): Promise<{ readonly sandbox: Sandbox; readonly source: Datasource }> {
  const sandbox = await startSandbox();
  const settings = sandboxSources(sandbox.url).find(({ provider }) => provider === 'ion');
  const services = { refreshTokens: memoryRefreshTokens(), observe: () => undefined };
  return { sandbox, source: ion.schema.parse({ transport: PLAIN_TRANSPORT, ...settings }).open(services) };
}

/** A value a test takes for granted. */
export function present<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new Error('What this test reads is missing.');
  return value;
}
