import type DataLoader from 'dataloader';
import type { Address } from '../types/address.js';
import type { CustomerProvision } from '../types/arrowsphere-details.js';
import type { Contact } from '../types/contact.js';
import type { Customer } from '../types/customer.js';
import type { CustomerCredit } from '../types/dkhardware-details.js';
import type { CloudProfile } from '../types/ion-details.js';
import type { Order } from '../types/order.js';
import type { OperationScope } from '../upstream/scope.js';
import { readEach } from './batch.js';
import { RowsById } from './rows-by-id.js';
import type {
  Answers,
  BatchRead,
  CloudProfilesRequest,
  Page,
  PageRequest,
  ProvisionRequest,
} from './source.js';
import type { OpenSource, Sources } from './sources.js';
import { UNWATCHED, watchedLoader, type WatchLoader } from './watched-loader.js';

/** A loader by the upstream's own ids; null where the upstream has no such thing. */
type Loader<Value> = DataLoader<string, Value | null>;
type KeyedLoader<Key, Value> = DataLoader<Key, Value | null, string>;

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
    const loaders = new SourceLoaders(source, this.scope, this.watch);
    this.#bySource.set(sourceId, loaders);
    return loaders;
  }

  /** After a write: what was loaded of the source before is loaded anew. */
  forget(sourceId: string): void {
    this.#bySource.delete(sourceId);
  }

  /** Rows read in a list need no reading by id. */
  primeCustomers(customers: readonly Customer[]): void {
    for (const customer of customers) this.of(customer.sourceId)?.customers.prime(customer);
  }

  primeOrders(orders: readonly Order[]): void {
    for (const order of orders) this.of(order.sourceId)?.orders?.prime(order);
  }
}

/**
 * The loaders of one source in one operation, each made for the first who asks: most operations ask one or two.
 * Null where the source has no such thing.
 *
 * A class, because getters in a literal make V8 keep each such object, and all that they see, until a full collection.
 */
export class SourceLoaders {
  readonly customers: RowsById<Customer>;
  /** Null where the upstream cannot read one order. */
  readonly orders: RowsById<Order> | null;
  readonly #customerOrders = new Map<string, Loader<Page<Order>>>();
  #contacts: Loader<readonly Contact[]> | undefined;
  #addresses: Loader<readonly Address[]> | undefined;
  #credit: Loader<CustomerCredit> | undefined;
  #providerData: Loader<ReadonlyMap<string, unknown>> | undefined;
  #cloudProfiles: KeyedLoader<CloudProfilesRequest, readonly CloudProfile[]> | undefined;
  #provisions: KeyedLoader<ProvisionRequest, CustomerProvision> | undefined;

  constructor(
    private readonly source: OpenSource,
    private readonly scope: OperationScope,
    private readonly watch: WatchLoader,
  ) {
    const { datasource, customerList, orderList } = source;
    const { id, customers, orders } = datasource;
    const { lookup } = orders;
    this.customers = this.#rows('customers', customers, (ids) =>
      customerList.read(id, customers, ids, scope),
    );
    this.orders = lookup
      ? this.#rows('orders', lookup, (ids) => orderList.read(id, lookup, ids, scope))
      : null;
  }

  /** The same page of the orders of customers: those asked for at the same time are read together. */
  customerOrders({ position, size }: PageRequest): Loader<Page<Order>> {
    const page = position === null ? String(size) : `${size} ${position}`;
    const known = this.#customerOrders.get(page);
    if (known !== undefined) return known;
    const { orders } = this.source.datasource;
    const loader = this.#byIds('customerOrders', (ids, scope) =>
      orders.ofCustomers(ids, { position, size }, scope),
    );
    this.#customerOrders.set(page, loader);
    return loader;
  }

  get contacts(): Loader<readonly Contact[]> | null {
    const { contacts } = this.source.datasource.customers;
    return contacts ? (this.#contacts ??= this.#byIds('contacts', contacts)) : null;
  }

  get addresses(): Loader<readonly Address[]> | null {
    const { addresses } = this.source.datasource.customers;
    return addresses ? (this.#addresses ??= this.#byIds('addresses', addresses)) : null;
  }

  get credit(): Loader<CustomerCredit> | null {
    const { credit } = this.source.datasource.extras;
    return credit ? (this.#credit ??= this.#byEach('credit', credit, itself)) : null;
  }

  get providerData(): Loader<ReadonlyMap<string, unknown>> | null {
    const { providerData } = this.source.datasource.extras;
    return providerData ? (this.#providerData ??= this.#byEach('providerData', providerData, itself)) : null;
  }

  get cloudProfiles(): KeyedLoader<CloudProfilesRequest, readonly CloudProfile[]> | null {
    const { cloudProfiles } = this.source.datasource.extras;
    return cloudProfiles
      ? (this.#cloudProfiles ??= this.#byEach('cloudProfiles', cloudProfiles, profilesKey))
      : null;
  }

  get provisions(): KeyedLoader<ProvisionRequest, CustomerProvision> | null {
    const { provision } = this.source.datasource.extras;
    return provision ? (this.#provisions ??= this.#byEach('provisions', provision, provisionKey)) : null;
  }

  #rows<Row extends { readonly externalId: string }>(
    name: string,
    { spelling = itself }: { readonly spelling?: (id: string) => string },
    read: (ids: readonly string[]) => Promise<Answers<Row>>,
  ): RowsById<Row> {
    return new RowsById(
      () => this.#loader(name, (ids: readonly string[]) => read(ids.map(spelling)), spelling),
      spelling,
    );
  }

  #byIds<Value>(name: string, read: BatchRead<Value>): Loader<Value> {
    return this.#loader(name, (ids) => read(ids, this.scope), itself);
  }

  /** For what an upstream tells of one thing at a time. */
  #byEach<Key, Value>(
    name: string,
    read: (key: Key, scope: OperationScope) => Promise<Value | null>,
    keyOf: (key: Key) => string,
  ): KeyedLoader<Key, Value> {
    return this.#loader(name, (keys) => readEach(keys, (key) => read(key, this.scope), keyOf), keyOf);
  }

  #loader<Key, Value>(
    name: string,
    read: (keys: readonly Key[]) => Promise<Answers<Value>>,
    keyOf: (key: Key) => string,
  ): KeyedLoader<Key, Value> {
    return watchedLoader(this.watch(this.scope, this.source.datasource.id, name), read, keyOf);
  }
}

const itself = (id: string) => id;
const profilesKey = (key: CloudProfilesRequest) =>
  JSON.stringify([key.customerId, key.providerId, key.enabledOnly]);
const provisionKey = ({ customerId, program }: ProvisionRequest) => JSON.stringify([customerId, program]);
