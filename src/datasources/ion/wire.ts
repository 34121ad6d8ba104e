import type { CreatedUser } from '../../types/created-user.js';
import { readDecimal, readInt, readList, readObject, readObjects, readText, type Wire } from '../reading.js';

/**
 * What ION writes, as far as it is read: whatever is not named here stays outside the graph.
 * Left out on purpose, because they hold passwords: an order item's `attributes`, `provisioningInfo`,
 * and a customer's `user`, but for the answer to its creation (ION 4.3, 4.5).
 */
export interface WireCustomer {
  readonly id: string;
  readonly customerOrganization: string | null;
  readonly customerAddress: WireAddress | null;
  readonly customerName: string | null;
  readonly customerEmail: string | null;
  readonly customerTitle: string | null;
  readonly customerPhone: string | null;
  readonly customerStatus: string | null;
  readonly languageCode: string | null;
  readonly uid: string | null;
  readonly createTime: string | null;
  readonly updateTime: string | null;
  /** Legacy, like the last name: in no endpoint's schema, but tolerated where it comes (ION 4.3). */
  readonly primaryContactFirstName: string | null;
  readonly primaryContactLastName: string | null;
}

export interface WireAddress {
  readonly street: string | null;
  readonly suite: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly zip: string | null;
  readonly country: string | null;
}

export interface WireOrder {
  readonly id: string;
  readonly customerId: string | null;
  readonly referenceId: string | null;
  readonly status: string | null;
  readonly currencyCode: string | null;
  readonly total: string | null;
  readonly createTime: string | null;
  readonly updateTime: string | null;
  readonly orderItems: readonly WireOrderItem[];
}

export interface WireOrderItem {
  readonly id: string | null;
  readonly referenceId: string | null;
  readonly status: string | null;
  readonly resourceId: string | null;
  readonly skuId: string | null;
  readonly productName: string | null;
  readonly skuName: string | null;
  readonly planName: string | null;
  readonly providerName: string | null;
  readonly quantity: number | null;
  readonly price: string | null;
  readonly resellerPO: string | null;
  readonly endCustomerPO: string | null;
  readonly createTime: string | null;
}

/** One page of a list that is paged by opaque tokens. */
export interface WireList<Row> {
  readonly rows: readonly Row[];
  /** Null at the end: ION leaves the token out or writes it empty. */
  readonly nextPageToken: string | null;
}

// ---------------------------------------------------------------- ids

/** The path ids of ION are int64: digits, never zero. */
export function isIonId(text: string): boolean {
  return /^[1-9]\d{0,18}$/.test(text);
}

function readId(value: unknown): string | null {
  const text = readText(value);
  return text !== null && isIonId(text) ? text : null;
}

const CUSTOMER_NAME = /^accounts\/[^/]+\/customers\/([^/]+)$/;
const ORDER_NAME = /^accounts\/[^/]+\/customers\/([^/]+)\/orders\/([^/]+)$/;
const ITEM_NAME = /\/orderItems\/([^/]+)$/;

// ---------------------------------------------------------------- answers

/** Null where the answer is no customer, or one that does not say which. */
export function readCustomer(body: unknown): WireCustomer | null {
  const row = readObject(body);
  return row === null ? null : readCustomerRow(row);
}

export function readCustomerList(
  body: unknown,
  isFirst: boolean,
  wanted?: ReadonlySet<string>,
): WireList<WireCustomer> | null {
  return readTokenList(body, isFirst, 'customers', (row) =>
    wanted === undefined || mayBeOneOf(wanted, row) ? readCustomerRow(row) : null,
  );
}

/** A list of a thousand is looked through for a few: the others are passed over by what would be their ids. */
function mayBeOneOf(wanted: ReadonlySet<string>, { name, id }: Wire): boolean {
  const last = typeof name === 'string' ? name.slice(name.lastIndexOf('/') + 1) : '';
  return wanted.has(last) || wanted.has(readText(id) ?? '');
}

/**
 * The first user of a customer, with a generated password: only the answer to a creation tells it, and only once.
 * Nobody but the caller of that creation may get it.
 */
export function readCreatedUser(body: unknown): CreatedUser | null {
  const user = readObject(readObject(body)?.user);
  if (user === null) return null;
  const email = readText(user.email);
  return { userName: readText(user.userName) ?? email ?? '', email, password: readText(user.password) };
}

/** Null where the answer is no order, or one that does not say which. */
export function readOrder(body: unknown): WireOrder | null {
  const row = readObject(body);
  return row === null ? null : readOrderRow(row);
}

export function readOrderList(body: unknown, isFirst: boolean): WireList<WireOrder> | null {
  return readTokenList(body, isFirst, 'orders', readOrderRow);
}

/** `{error, message, code, details}`; details may be left out, as everything empty (ION 4.1, 4.6). */
export function isOwnError(body: unknown): boolean {
  const { error, message, code } = readObject(body) ?? {};
  return readText(error) !== null && readText(message) !== null && readInt(code) !== null;
}

/** The request id of ION's error body, which stands in any of its details. */
export function readErrorReference(body: unknown): string | null {
  const details = readObjects(readObject(body)?.details);
  return readText(details.find(({ requestId }) => readText(requestId) !== null)?.requestId);
}

/**
 * Null where the answer is no list.
 *
 * proto3 JSON leaves empty members out, so that `{}` is a list without rows (ION 4.1), but on a first page alone:
 * where ION itself said that rows follow, an answer with neither a list nor a token is no end of it.
 * An answer that has other members in place of the list is not taken for an empty one.
 * A token that is no text would end the walk early, and is therefore no small oddity either.
 */
function readTokenList<Row>(
  body: unknown,
  isFirst: boolean,
  member: string,
  readRow: (row: Wire) => Row | null,
): WireList<Row> | null {
  const answer = readObject(body);
  if (answer === null) return null;
  const token = answer.nextPageToken ?? '';
  const mayOmit = (isFirst || token !== '') && hasOnly(answer, [member, 'nextPageToken']);
  const list = mayOmit && isAbsent(answer[member]) ? [] : readList(answer[member]);
  if (list === null || typeof token !== 'string') return null;
  const rows: Row[] = [];
  for (const object of readObjects(list)) {
    const row = readRow(object);
    if (row !== null) rows.push(row);
  }
  return { rows, nextPageToken: token === '' ? null : token };
}

export function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

export function hasOnly(answer: Wire, members: readonly string[]): boolean {
  return Object.keys(answer).every((name) => members.includes(name));
}

// ---------------------------------------------------------------- rows

/** The id stands in the resource name; an `id` member, which one old guide claims, is read where it comes (ION 4.3). */
function readCustomerRow(row: Wire): WireCustomer | null {
  const id = readId(CUSTOMER_NAME.exec(readText(row.name) ?? '')?.[1]) ?? readId(row.id);
  if (id === null) return null;
  return {
    id,
    customerOrganization: readText(row.customerOrganization),
    customerAddress: readAddress(row.customerAddress),
    customerName: readText(row.customerName),
    customerEmail: readText(row.customerEmail),
    customerTitle: readText(row.customerTitle),
    customerPhone: readText(row.customerPhone),
    customerStatus: readText(row.customerStatus),
    languageCode: readText(row.languageCode),
    uid: readText(row.uid),
    createTime: readText(row.createTime),
    updateTime: readText(row.updateTime),
    primaryContactFirstName: readText(row.primaryContactFirstName),
    primaryContactLastName: readText(row.primaryContactLastName),
  };
}

function readAddress(value: unknown): WireAddress | null {
  const address = readObject(value);
  if (address === null) return null;
  return {
    street: readText(address.street),
    suite: readText(address.suite),
    city: readText(address.city),
    state: readText(address.state),
    zip: readText(address.zip),
    country: readText(address.country),
  };
}

/** The leaner orders of the vendor's SDK have their ids in the name alone (ION 4.5). */
function readOrderRow(row: Wire): WireOrder | null {
  const [, customerId, orderId] = ORDER_NAME.exec(readText(row.name) ?? '') ?? [];
  const id = readId(orderId) ?? readId(row.orderId);
  if (id === null) return null;
  return {
    id,
    customerId: readId(customerId) ?? readId(row.customerId),
    referenceId: readText(row.referenceId),
    status: readText(row.status),
    currencyCode: readText(row.currencyCode),
    total: readDecimal(row.total),
    createTime: readText(row.createTime),
    updateTime: readText(row.updateTime),
    orderItems: readObjects(row.orderItems).map(readOrderItem),
  };
}

/** An item's name gives its own id and nothing more: the vendor's sample names another customer in it (ION 4.5). */
function readOrderItem(item: Wire): WireOrderItem {
  return {
    id: ITEM_NAME.exec(readText(item.name) ?? '')?.[1] ?? null,
    referenceId: readText(item.referenceId),
    status: readText(item.status),
    resourceId: readText(item.resourceId),
    skuId: readText(item.skuId),
    productName: readText(item.productName),
    skuName: readText(item.skuName),
    planName: readText(item.planName),
    providerName: readText(item.providerName),
    quantity: readInt(item.quantity),
    price: readDecimal(item.price),
    resellerPO: readText(item.resellerPO),
    endCustomerPO: readText(item.endCustomerPO),
    createTime: readText(item.createTime),
  };
}
