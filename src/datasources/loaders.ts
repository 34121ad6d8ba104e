import DataLoader from 'dataloader';
import type { Address } from '../types/address.js';
import type { CustomerProvision } from '../types/arrowsphere-details.js';
import type { Contact } from '../types/contact.js';
import type { Customer } from '../types/customer.js';
import type { CustomerCredit } from '../types/dkhardware-details.js';
import type { CloudProfile } from '../types/ion-details.js';
import type { Order } from '../types/order.js';
import type { OperationScope } from '../upstream/scope.js';
import { readEach } from './batch.js';
import type {
  Answer,
  Answers,
  BatchRead,
  CloudProfilesRequest,
  Page,
  PageRequest,
  ProvisionRequest,
} from './source.js';
import type { OpenSource, Sources } from './sources.js';

/** What one loader of one operation does, for metrics and traces. */
export interface LoaderWatch {
  /** Somebody asks for a key. Absent: nobody wants to know. */
  asked?(key: string): void;
  /** Reads a batch. */
  batch<T>(keys: readonly string[], read: () => Promise<T>): Promise<T>;
}

export type WatchLoader = (scope: OperationScope, sourceId: string, loader: string) => LoaderWatch;

const UNWATCHED: LoaderWatch = { batch: (_, read) => read() };

/** A loader by the upstream's own ids; null where the upstream has no such thing. */
type Loader<Value> = DataLoader<string, Value | null>;

export interface CustomerOrdersKey extends PageRequest {
  readonly customerId: string;
}

/** A loader that is made for the first who asks, and then knows the rows that were read before: mostly nobody asks. */
class OnDemand<Row extends { readonly externalId: string }> {
  readonly #read: Row[] = [];
  #loader: Loader<Row> | undefined;

  constructor(private readonly make: () => Loader<Row>) {}

  get loader(): Loader<Row> {
    if (this.#loader === undefined) {
      this.#loader = this.make();
      for (const row of this.#read) this.#loader.prime(row.externalId, row);
    }
    return this.#loader;
  }

  prime(row: Row): void {
    if (this.#loader === undefined) this.#read.push(row);
    else this.#loader.prime(row.externalId, row);
  }
}

/** The loaders of one source in one operation. What a source cannot do rejects or is null, as the resolvers expect it. */
export interface SourceLoaders {
  readonly customers: Loader<Customer>;
  /** Null where the upstream cannot read one order. */
  readonly orders: Loader<Order> | null;
  readonly contacts: Loader<readonly Contact[]> | null;
  readonly addresses: Loader<readonly Address[]> | null;
  readonly customerOrders: DataLoader<CustomerOrdersKey, Page<Order> | null, string>;
  readonly credit: Loader<CustomerCredit> | null;
  readonly providerData: Loader<ReadonlyMap<string, unknown>> | null;
  readonly cloudProfiles: DataLoader<CloudProfilesRequest, readonly CloudProfile[] | null, string> | null;
  readonly provisions: DataLoader<ProvisionRequest, CustomerProvision | null, string> | null;
  primeCustomer(customer: Customer): void;
  primeOrder(order: Order): void;
}

/**
 * The loaders of one operation, a set for each source that was asked.
 *
 * They live as long as the operation: what one caller loaded is never seen by another.
 */
export class Loaders {
  readonly #bySource = new Map<string, SourceLoaders>();

  constructor(
    private readonly sources: Sources,
    private readonly scope: OperationScope,
    private readonly watch: WatchLoader = () => UNWATCHED,
  ) {}

  /** Undefined where there is no such source, or none that this caller may see. */
  of(sourceId: string): SourceLoaders | undefined {
    const known = this.#bySource.get(sourceId);
    if (known !== undefined) return known;
    const source = this.sources.get(sourceId);
    if (source === undefined) return undefined;
    const loaders = sourceLoaders(source, this.scope, this.watch);
    this.#bySource.set(sourceId, loaders);
    return loaders;
  }

  /** After a write: what was loaded of the source before is loaded anew. */
  forget(sourceId: string): void {
    this.#bySource.delete(sourceId);
  }

  /** Rows read in a list need no reading by id. */
  primeCustomers(customers: readonly Customer[]): void {
    for (const customer of customers) this.of(customer.sourceId)?.primeCustomer(customer);
  }

  primeOrders(orders: readonly Order[]): void {
    for (const order of orders) this.of(order.sourceId)?.primeOrder(order);
  }
}

function sourceLoaders(source: OpenSource, scope: OperationScope, watch: WatchLoader): SourceLoaders {
  const { id: sourceId, customers, orders, extras } = source.datasource;
  const { lookup } = orders;
  const { credit, providerData, cloudProfiles, provision } = extras;
  const loader = <Key, Value>(
    name: keyof SourceLoaders,
    read: (keys: readonly Key[]) => Promise<Answers<Value>>,
    keyOf: (key: Key) => string,
  ) => watchedLoader(watch(scope, sourceId, name), read, keyOf);
  const byIds = <Value>(name: keyof SourceLoaders, read: BatchRead<Value>, spelling = itself) =>
    loader(name, (ids: readonly string[]) => read(ids.map(spelling), scope), spelling);
  const customersById = new OnDemand(() =>
    byIds(
      'customers',
      (ids) => source.customerList.read(sourceId, customers, ids, scope),
      customers.spelling,
    ),
  );
  const ordersById = lookup
    ? new OnDemand(() =>
        byIds('orders', (ids) => source.orderList.read(sourceId, lookup, ids, scope), lookup.spelling),
      )
    : null;
  return {
    get customers() {
      return customersById.loader;
    },
    get orders() {
      return ordersById?.loader ?? null;
    },
    primeCustomer: (customer) => {
      customersById.prime(customer);
    },
    primeOrder: (order) => ordersById?.prime(order),
    contacts: customers.contacts ? byIds('contacts', customers.contacts) : null,
    addresses: customers.addresses ? byIds('addresses', customers.addresses) : null,
    customerOrders: loader('customerOrders', (keys) => readOrderPages(source, keys, scope), orderPageKey),
    credit: credit ? byIds('credit', (ids) => readEach(ids, (id) => credit(id, scope))) : null,
    providerData: providerData
      ? byIds('providerData', (ids) => readEach(ids, (id) => providerData(id, scope)))
      : null,
    cloudProfiles: cloudProfiles
      ? loader(
          'cloudProfiles',
          (keys) => readEach(keys, (key) => cloudProfiles(key, scope), profilesKey),
          profilesKey,
        )
      : null,
    provisions: provision
      ? loader(
          'provisions',
          (keys) => readEach(keys, (key) => provision(key, scope), provisionKey),
          provisionKey,
        )
      : null,
  };
}

/** A DataLoader whose answers are found by key, never by position. */
function watchedLoader<Key, Value>(
  watch: LoaderWatch,
  read: (keys: readonly Key[]) => Promise<Answers<Value>>,
  keyOf: (key: Key) => string,
): DataLoader<Key, Value | null, string> {
  return new DataLoader<Key, Value | null, string>(
    async (keys) => {
      const answers = await watch.batch(keys.map(keyOf), () => read(keys));
      return keys.map((key) => {
        const answer = answers.get(keyOf(key));
        return answer === undefined ? new Error(`A batch read left out the key '${keyOf(key)}'.`) : answer;
      });
    },
    {
      cacheKeyFn: (key) => {
        const text = keyOf(key);
        watch.asked?.(text);
        return text;
      },
    },
  );
}

const itself = (id: string) => id;
const orderPageKey = ({ customerId, position, size }: CustomerOrdersKey) =>
  JSON.stringify([customerId, size, position]);
const profilesKey = (key: CloudProfilesRequest) =>
  JSON.stringify([key.customerId, key.providerId, key.enabledOnly]);
const provisionKey = ({ customerId, program }: ProvisionRequest) => JSON.stringify([customerId, program]);

/** Customers whose same page is wanted are read together; mostly that is the first page of all of them. */
async function readOrderPages(
  source: OpenSource,
  keys: readonly CustomerOrdersKey[],
  scope: OperationScope,
): Promise<Answers<Page<Order>>> {
  const answers = new Map<string, Answer<Page<Order>>>();
  await Promise.all(
    samePages(keys).map(async ({ request, customerIds }) => {
      const pages = await source.datasource.orders.ofCustomers(customerIds, request, scope);
      for (const [customerId, page] of pages) answers.set(orderPageKey({ customerId, ...request }), page);
    }),
  );
  return answers;
}

function samePages(keys: readonly CustomerOrdersKey[]) {
  const groups = new Map<string, { readonly request: PageRequest; readonly customerIds: string[] }>();
  for (const { customerId, position, size } of keys) {
    const page = JSON.stringify([size, position]);
    const group = groups.get(page) ?? { request: { position, size }, customerIds: [] };
    group.customerIds.push(customerId);
    groups.set(page, group);
  }
  return [...groups.values()];
}
