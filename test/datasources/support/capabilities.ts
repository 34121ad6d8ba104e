import type { BatchRead, CustomerCriteria, Datasource } from '../../../src/datasources/source.js';
import type { Writes } from '../../../src/datasources/writes.js';
import { UpstreamFailure } from '../../../src/errors.js';
import type { Customer } from '../../../src/types/customer.js';
import { SourceCapability } from '../../../src/types/source.js';
import { OperationScope } from '../../../src/upstream/scope.js';

/** A datasource as it is found: with the first customers of its list. */
interface Found {
  readonly source: Datasource;
  readonly customers: readonly Customer[];
  readonly scope: OperationScope;
}

type Evidence = (found: Found) => boolean | Promise<boolean>;

const EVERYBODY: CustomerCriteria = {
  search: null,
  email: null,
  countryCode: null,
  updatedSince: null,
  includeDeleted: false,
};
const PAGE = { position: null, size: 25 };

/** What a datasource must be able to do, to be believed when it claims a capability. */
const EVIDENCE: Readonly<Record<SourceCapability, Evidence>> = {
  READ_CUSTOMERS: readsCustomers,
  READ_CONTACTS: (found) =>
    knows(found, ({ knownContacts }) => knownContacts, found.source.customers.contacts),
  READ_ADDRESSES: (found) =>
    knows(found, ({ knownAddresses }) => knownAddresses, found.source.customers.addresses),
  READ_ORDERS: readsOrders,
  INVITATIONS: ({ source }) => source.extras.invitation !== undefined,
  PROVISIONING: ({ source }) => source.extras.provision !== undefined,
  CLOUD_PROFILES: ({ source }) => source.extras.cloudProfiles !== undefined,
  CREATE_CUSTOMER: writes('createCustomer'),
  UPDATE_CUSTOMER: writes('updateCustomer'),
  DELETE_CUSTOMER: writes('deleteCustomer'),
  WRITE_CONTACTS: writes('addContact', 'updateContact', 'removeContact'),
  WRITE_ADDRESSES: writes('addAddress', 'updateAddress', 'removeAddress'),
  CREATE_ORDER: writes('createOrder'),
  UPDATE_ORDER: writes('updateOrder'),
  CHANGE_EVENTS: ({ source }) => source.events !== undefined,
};

/** The capabilities that a running upstream shows a datasource to have, whatever it claims. */
export async function shownCapabilities(source: Datasource): Promise<SourceCapability[]> {
  const scope = new OperationScope('capabilities', 10_000);
  try {
    const { rows: customers } = await source.customers.page(EVERYBODY, PAGE, scope);
    const shown: SourceCapability[] = [];
    for (const capability of Object.values(SourceCapability)) {
      if (await EVIDENCE[capability]({ source, customers, scope })) shown.push(capability);
    }
    return shown;
  } finally {
    scope.end();
  }
}

/** That there is a write; what it writes is shown by the tests of each provider. */
function writes(...names: readonly (keyof Writes)[]): Evidence {
  return ({ source }) => names.every((name) => source.writes[name] !== undefined);
}

async function readsCustomers({ source, customers: [first], scope }: Found): Promise<boolean> {
  if (first === undefined) return false;
  return (await source.customers.get(first.externalId, scope))?.id === first.id;
}

async function readsOrders({ source, customers, scope }: Found): Promise<boolean> {
  const pages = await source.orders.ofCustomers(idsOf(customers), PAGE, scope);
  const orders = customers.flatMap(({ externalId }) => {
    const page = pages.get(externalId);
    return page instanceof UpstreamFailure ? [] : (page?.rows ?? []);
  });
  return orders.length > 0;
}

/** Whether these are known of every customer, from its row or by asking, and somebody has some. */
async function knows<Row>(
  { customers, scope }: Found,
  known: (customer: Customer) => readonly Row[] | null,
  read?: BatchRead<readonly Row[]>,
): Promise<boolean> {
  const answers = await read?.(idsOf(customers), scope);
  const rows = customers.map((customer) => known(customer) ?? answers?.get(customer.externalId));
  return rows.every((each) => Array.isArray(each)) && rows.some((each) => each.length > 0);
}

function idsOf(customers: readonly Customer[]): string[] {
  return customers.map(({ externalId }) => externalId);
}
