import type { Call, UpstreamName } from '../../../../sandbox/index.js';
import type { GraphError, TestGraph } from '../../../support/graph.js';

const CUSTOMER = `customer {
  id externalId displayName companyName email phone status internalReference languageCode
  primaryContact { firstName lastName fullName email }
  addresses { externalId line1 line2 city state postalCode countryCode }
}`;
const OPERATION =
  'operation { id kind status userErrors { field code } customer { externalId displayName } }';
const ORDER =
  'order { id externalId poNumber upstreamStatus status customer { externalId } products { sku quantity } }';

/** What a portal asks of each payload: everything that is read back included. */
const SELECTIONS = {
  createCustomer: `${CUSTOMER} ${OPERATION} createdUser { userName email password }`,
  updateCustomer: `${CUSTOMER} ${OPERATION}`,
  deleteCustomer: 'deletedCustomerId',
  reactivateCustomer: CUSTOMER,
  addCustomerContact: `${CUSTOMER} contact { externalId firstName lastName email }`,
  updateCustomerContact: `${CUSTOMER} contact { externalId firstName lastName email }`,
  removeCustomerContact: `${CUSTOMER} contact { externalId }`,
  addCustomerAddress: `${CUSTOMER} ${OPERATION}`,
  updateCustomerAddress: `${CUSTOMER} ${OPERATION}`,
  removeCustomerAddress: `${CUSTOMER} ${OPERATION}`,
  inviteContact: 'invitation { code policy customer { externalId } contact { externalId } }',
  startCustomerProvision: `${CUSTOMER} ${OPERATION}`,
  startCustomerMigration: `${CUSTOMER} ${OPERATION}`,
  cancelCustomerMigration: `${CUSTOMER} ${OPERATION}`,
  createOrder: `${ORDER} ${OPERATION}`,
  updateOrder: ORDER,
  cancelOrder: ORDER,
} as const;

export type MutationName = keyof typeof SELECTIONS;
export const MUTATIONS = Object.keys(SELECTIONS) as MutationName[];

export interface UserErrorView {
  readonly field: readonly string[] | null;
  readonly code: string;
  readonly message: string;
}

export interface CustomerView {
  readonly id: string;
  readonly externalId: string;
  readonly displayName: string;
  readonly status: string;
  readonly addresses: readonly { readonly externalId: string | null; readonly line1: string | null }[];
}

export interface OperationView {
  readonly id: string;
  readonly status: string;
  readonly customer: { readonly externalId: string; readonly displayName: string } | null;
}

export interface Payload {
  readonly customer?: CustomerView | null;
  readonly operation?: OperationView | null;
  readonly order?: { readonly id: string; readonly externalId: string } | null;
  readonly contact?: { readonly externalId: string } | null;
  readonly invitation?: { readonly code: string } | null;
  readonly createdUser?: { readonly password: string | null } | null;
  readonly deletedCustomerId?: string | null;
  readonly userErrors: readonly UserErrorView[];
}

/** A call that can have changed something upstream, as the upstream received it. */
export interface Written {
  readonly call: string;
  readonly body: unknown;
}

export interface Answered {
  readonly payload: Payload | null;
  readonly errors: readonly GraphError[];
  readonly written: readonly Written[];
  /** All upstream calls but those for tokens, reads too. */
  readonly calls: readonly string[];
}

let keys = 0;

/** Runs a mutation over HTTP; the key is one that nobody used, where the input gives none. */
export async function mutate(
  graph: TestGraph,
  name: MutationName,
  input: Readonly<Record<string, unknown>>,
): Promise<Answered> {
  const before = new Set(received(graph));
  const { data, errors } = await graph.ask<Readonly<Record<string, Payload | null>> | null>(document(name), {
    input: { idempotencyKey: `key-${(keys += 1)}`, ...input },
  });
  const calls = received(graph).filter((call) => !before.has(call));
  return {
    payload: data?.[name] ?? null,
    errors,
    written: calls.filter(isWrite).map((call) => ({ call: nameOf(call), body: call.body })),
    calls: calls.map(nameOf),
  };
}

export function document(name: MutationName): string {
  return `mutation ($input: ${inputType(name)}!) {
    ${name}(input: $input) { ${SELECTIONS[name]} userErrors { field code message } }
  }`;
}

function inputType(name: MutationName): string {
  if (/Provision|Migration/.test(name)) return 'CustomerProgramInput';
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
}

const UPSTREAMS: readonly UpstreamName[] = ['arrowsphere', 'cloudcockpit', 'dkhardware', 'ion'];

/** Calls for tokens are the credentials', not the mutation's. */
function received({ sandbox }: TestGraph): readonly Call[] {
  return UPSTREAMS.flatMap((name) => sandbox.calls(name)).filter(({ path }) => !path.includes('token'));
}

/** DK Hardware is asked how a submission stands by POST. */
export function isWrite({ method, path }: Pick<Call, 'method' | 'path'>): boolean {
  return method !== 'GET' && !path.endsWith('/status') && !path.includes('token');
}

function nameOf({ method, path }: Call): string {
  return `${method} ${path}`;
}
