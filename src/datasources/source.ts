import type { UpstreamFailure } from '../errors.js';
import type { Address } from '../types/address.js';
import type { CustomerProvision } from '../types/arrowsphere-details.js';
import type { Contact } from '../types/contact.js';
import type { Customer } from '../types/customer.js';
import type { CustomerCredit } from '../types/dkhardware-details.js';
import type { CustomerInvitation } from '../types/invitation.js';
import type { CloudProfile } from '../types/ion-details.js';
import type { OrderStatus } from '../types/order-status.js';
import type { Order } from '../types/order.js';
import type { Provider, SourceCapability } from '../types/source.js';
import type { OperationScope } from '../upstream/scope.js';
import type { KeptReads } from '../upstream/cache.js';
import type { TransportHealth } from '../upstream/health.js';
import type { ChangeEvents } from './change-events.js';
import type { Writes } from './writes.js';

/**
 * One configured upstream as the graph uses it.
 *
 * A datasource says what its upstream can do and turns its words into the graph's types;
 * loading, merging and transport policy are not its business.
 * Every read throws an `UpstreamFailure` when the upstream does not answer; none turns trouble into an empty answer.
 */
export interface Datasource {
  readonly id: string;
  readonly provider: Provider;
  readonly name: string;
  readonly capabilities: readonly SourceCapability[];
  readonly health: TransportHealth;
  readonly kept: KeptReads;
  readonly customers: CustomerReads;
  readonly orders: OrderReads;
  readonly extras: ProviderReads;
  readonly writes: Writes;
  /** Absent where the upstream tells nothing by itself, or nothing is configured that would prove its word. */
  readonly events?: ChangeEvents | undefined;
  close(): Promise<void>;
}

export interface CustomerReads extends Listing<CustomerCriteria, Customer>, Lookup<Customer> {
  /** Contacts by customer id. Absent: every customer row carries all there are (`knownContacts`). */
  readonly contacts?: BatchRead<readonly Contact[]>;
  /** Addresses by customer id, for rows that came without. Absent: every row carries them (`knownAddresses`). */
  readonly addresses?: BatchRead<readonly Address[]>;
}

export interface OrderReads extends Listing<OrderCriteria, Order> {
  /** Orders by id. Absent: the upstream has no way to read one order. */
  readonly lookup?: Lookup<Order>;
  /** The same page of the orders of each of these customers, by customer id. */
  ofCustomers(
    customerIds: readonly string[],
    request: PageRequest,
    scope: OperationScope,
  ): Promise<Answers<Page<Order>>>;
}

/** What only some providers know; each absent where the provider has no such thing. */
export interface ProviderReads {
  /** ArrowSphere: one invitation; null where there is none with this code. */
  readonly invitation?: (code: string, scope: OperationScope) => Promise<CustomerInvitation | null>;
  /** ArrowSphere: where a program stands for a customer; null where it was never started. */
  readonly provision?: (
    request: ProvisionRequest,
    scope: OperationScope,
  ) => Promise<CustomerProvision | null>;
  /** DK Hardware: a customer's credit; null where there is no such customer. */
  readonly credit?: (customerId: string, scope: OperationScope) => Promise<CustomerCredit | null>;
  /**
   * CloudCockpit: the personal data that each provider keeps of a customer, by provider instance; never kept.
   * Null where there is no such customer.
   */
  readonly providerData?: (
    customerId: string,
    scope: OperationScope,
  ) => Promise<ReadonlyMap<string, unknown> | null>;
  /** ION: a customer's cloud profiles; null where there is no such customer. */
  readonly cloudProfiles?: (
    request: CloudProfilesRequest,
    scope: OperationScope,
  ) => Promise<readonly CloudProfile[] | null>;
}

export interface ProvisionRequest {
  readonly customerId: string;
  readonly program: string;
}

export interface CloudProfilesRequest {
  readonly customerId: string;
  readonly providerId: string | null;
  readonly enabledOnly: boolean | null;
}

// ---------------------------------------------------------------- lists

/** A list that can be walked from any position; the same criteria and position always go on at the same row. */
export interface Listing<Criteria, Row> {
  /** The criteria this upstream applies exactly as the graph means them; the others are applied to its rows here. */
  readonly applies: readonly (keyof Criteria)[];
  /** The criteria that neither the upstream applies nor its rows tell anything about; a list asking for them leaves the source out. */
  readonly lacks?: readonly (keyof Criteria)[];
  /** The criteria without which the upstream has no list; a list that does not ask for them leaves the source out. */
  readonly needs?: readonly (keyof Criteria)[];
  /** Rows in one upstream page at the most. */
  readonly maxPageSize: number;
  /** Throws UNSUPPORTED where the upstream has no list for these criteria. */
  page(criteria: Criteria, request: PageRequest, scope: OperationScope): Promise<Page<Row>>;
}

export interface PageRequest {
  /** Where to go on; null at the start. Made by the same datasource, opaque to everyone else. */
  readonly position: string | null;
  /** How many rows are wanted, 1 to `maxPageSize`; the page may hold fewer, or more. */
  readonly size: number;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** The position after the row at this index. Called only for rows whose cursor is needed. */
  positionAfter(index: number): string;
  /** The position after the page; null where nothing follows. */
  readonly next: string | null;
  /** All rows that meet the criteria the upstream applied; null where it does not tell. */
  readonly totalCount: number | null;
  /** RFC 3339, when the upstream answered. */
  readonly fetchedAt: string;
}

export interface CustomerCriteria {
  /** Part of a name, a company or an e-mail, lower case. */
  readonly search: string | null;
  /** A whole e-mail address, lower case. */
  readonly email: string | null;
  readonly countryCode: string | null;
  /** RFC 3339; rows without an update time do not meet it. */
  readonly updatedSince: string | null;
  readonly includeDeleted: boolean;
}

export interface OrderCriteria {
  /** The upstream's own ids; null: of every customer. */
  readonly customerIds: readonly string[] | null;
  readonly status: readonly OrderStatus[] | null;
  /** RFC 3339. */
  readonly createdSince: string | null;
}

// ---------------------------------------------------------------- lookups

/** What is known of one key after asking: the value, that there is none (null), or why it cannot be told. */
export type Answer<Value> = Value | null | UpstreamFailure;

/** An answer for every id asked for, found by id: never by position. */
export type Answers<Value> = ReadonlyMap<string, Answer<Value>>;

/** Reads for distinct ids of one source. */
export type BatchRead<Value> = (ids: readonly string[], scope: OperationScope) => Promise<Answers<Value>>;

/** Rows by id: one by one, or for many ids by reading the list they stand in, whichever takes fewer calls. */
export interface Lookup<Row> {
  get(externalId: string, scope: OperationScope): Promise<Row | null>;
  /** The spelling in which rows carry an id, where the upstream takes several for the same; absent: the one asked for. */
  spelling?(externalId: string): string;
  /** Absent: point reads are the only way. */
  readonly scan?: Scan<Row>;
}

/** The whole list an id would stand in, in pages as large as the upstream gives. */
export interface Scan<Row> {
  readonly pageSize: number;
  /**
   * Whether every row that `get` can read is sure to stand in the list, so that an id not seen does not exist.
   * Otherwise ids not seen are asked for one by one.
   */
  readonly complete: boolean;
  /** Rows that are not `wanted` may be left out, so that nobody takes them apart; absent: all are. */
  page(position: string | null, scope: OperationScope, wanted?: ReadonlySet<string>): Promise<Page<Row>>;
}
