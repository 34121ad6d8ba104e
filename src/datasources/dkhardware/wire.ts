import { UpstreamErrorCode, UpstreamFailure } from '../../errors.js';
import {
  readBoolean,
  readDecimal,
  readInt,
  readList,
  readObject,
  readObjects,
  readText,
  type Wire,
} from '../reading.js';

/** Rows as the upstream counted them: null stands for one that nothing identifies, so that offsets stay true. */
export type ListedRows<Row> = readonly (Row | null)[];

export type CustomerRow = Readonly<NonNullable<ReturnType<typeof readCustomer>>>;
export type AddressRow = Readonly<ReturnType<typeof readAddress>>;
export type CreditRow = Readonly<ReturnType<typeof readCreditRow>>;
export type OrderRow = Readonly<NonNullable<ReturnType<typeof readOrderRow>>>;
export type ItemRow = Readonly<ReturnType<typeof readItem>>;

/** Every identifier is a number written as text; one spelling each, since `007` would name the row of `7` again. */
export function isDkHardwareId(externalId: string): boolean {
  return /^[1-9]\d{0,63}$/.test(externalId);
}

/** `traceId` of an error body (DK 3.3). */
export function readErrorReference(body: unknown): string | null {
  return readText(readObject(body)?.traceId);
}

/** `{status, title, traceId}` (DK 3.3). */
export function isOwnError(body: unknown): boolean {
  const { status, title, traceId } = readObject(body) ?? {};
  return readInt(status) !== null && readText(title) !== null && readText(traceId) !== null;
}

/** `Customer order with id '…' not found.`: documented for an order's documents, and nothing else for the order (DK 3.3). */
export function saysNoSuchOrder(status: number, body: unknown): boolean {
  return status === 400 && /not found/i.test(readText(readObject(body)?.title) ?? '');
}

export function readCustomerList(sourceId: string, body: unknown): ListedRows<CustomerRow> {
  return readPayloadList(sourceId, body).map((row) => readCustomer(readObject(row) ?? {}));
}

export function readOrderList(sourceId: string, body: unknown): ListedRows<OrderRow> {
  return readPayloadList(sourceId, body).map((row) => readOrderRow(readObject(row) ?? {}));
}

/** `{payload: Customer}`. */
export function readCustomerAnswer(sourceId: string, body: unknown): CustomerRow {
  const row = readObject(readObject(body)?.payload);
  return (row === null ? null : readCustomer(row)) ?? unreadable(sourceId, 'a customer');
}

/** Addresses stand in a bare array, without the envelope of every other list (DK 3.2). */
export function readAddressList(sourceId: string, body: unknown): readonly AddressRow[] {
  return readList(body) === null
    ? unreadable(sourceId, "a customer's addresses")
    : readObjects(body).map(readAddress);
}

export function readCreditAnswer(sourceId: string, body: unknown): CreditRow {
  const row = readObject(readObject(body)?.payload);
  return row === null ? unreadable(sourceId, "a customer's credit") : readCreditRow(row);
}

/** An order stands bare; the envelope of every other read is understood too. Null for JSON `null` and `{}`. */
export function readOrderAnswer(sourceId: string, body: unknown): OrderRow | null {
  if (body === null) return null;
  const answer = readObject(body) ?? unreadable(sourceId, 'an order');
  if (Object.keys(answer).length === 0) return null;
  return readOrderRow(readObject(answer.payload) ?? answer) ?? unreadable(sourceId, 'an order');
}

/** `{payload: {orderEntities: {orders}}}`, where `orders` is an array or null. */
export function readRelatedOrders(sourceId: string, body: unknown): ListedRows<OrderRow> {
  const entities = readObject(readObject(readObject(body)?.payload)?.orderEntities);
  if (entities === null) return unreadable(sourceId, "a customer's relations");
  if (entities.orders === null || entities.orders === undefined) return [];
  const orders = readList(entities.orders) ?? unreadable(sourceId, "a customer's related orders");
  return orders.map((row) => readOrderRow(readObject(row) ?? {}));
}

function readPayloadList(sourceId: string, body: unknown): readonly unknown[] {
  return readList(readObject(body)?.payload) ?? unreadable(sourceId, 'a list');
}

function unreadable(sourceId: string, what: string): never {
  throw new UpstreamFailure(UpstreamErrorCode.BAD_RESPONSE, sourceId, {
    message: `Source '${sourceId}' answered the request for ${what} with something else.`,
  });
}

/** Null where not even an address of the customer carries the customer's id. */
function readCustomer(row: Wire) {
  // Absent and empty differ: rows without the member have their addresses at an endpoint of their own.
  const addresses = readList(row.addresses) === null ? null : readObjects(row.addresses).map(readAddress);
  const id = readText(row.customerId) ?? addresses?.[0]?.customerId ?? null;
  if (id === null) return null;
  return {
    id,
    createdAt: readText(row.createdAt),
    updatedAt: readText(row.updatedAt),
    firstName: readText(row.firstName),
    lastName: readText(row.lastName),
    company: readText(row.company),
    phone: readText(row.phone),
    altPhone: readText(row.altPhone),
    fax: readText(row.fax),
    email: readText(row.email),
    channel: readText(row.channel),
    createdBy: readUser(row.createdBy),
    customerType: readText(row.customerType),
    addresses,
    creditApproved: readBoolean(row.creditApproved),
    creditLimit: readDecimal(row.creditLimit),
    notes: readText(row.notes),
  };
}

function readUser(value: unknown) {
  const user = readObject(value);
  const id = readText(user?.id);
  return id === null ? null : { id, name: readText(user?.name) };
}

function readAddress(row: Wire) {
  return {
    addressId: readText(row.addressId),
    customerId: readText(row.customerId),
    firstName: readText(row.firstName),
    lastName: readText(row.lastName),
    company: readText(row.company),
    phone: readText(row.phone),
    altPhone: readText(row.altPhone),
    fax: readText(row.fax),
    zip: readText(row.zip),
    country: readText(row.country),
    state: readText(row.state),
    city: readText(row.city),
    address1: readText(row.address1),
    address2: readText(row.address2),
    isDefaultBilling: readBoolean(row.isDefaultBilling) ?? false,
    isDefaultShipping: readBoolean(row.isDefaultShipping) ?? false,
    createdAt: readText(row.createdAt),
    updatedAt: readText(row.updatedAt),
  };
}

function readCreditRow(row: Wire) {
  return {
    creditApproved: readBoolean(row.creditApproved) ?? false,
    creditHold: readBoolean(row.creditHold),
    creditLimit: readDecimal(row.creditLimit),
    balance: readDecimal(row.balance),
    creditAvailable: readDecimal(row.creditAvailable),
  };
}

function readOrderRow(row: Wire) {
  const id = readText(row.orderId);
  if (id === null) return null;
  const currentStatus = readObject(row.currentStatus);
  const billing = readObject(row.billing);
  const shipping = readObject(row.shipping);
  return {
    id,
    customerId: readText(row.customerId),
    createdAt: readText(row.createdAt),
    updatedAt: readText(row.updatedAt),
    status: readText(currentStatus?.name) ?? readText(row.status),
    statusId: readText(currentStatus?.id) ?? readText(row.statusId),
    poNumber: readText(row.poNumber),
    total: readDecimal(row.total),
    // "default USD" in the vendor's table of order fields; sparse rows leave it out.
    currency: readText(row.currency) ?? 'USD',
    billing: billing === null ? null : readAddress(billing),
    shipping: shipping === null ? null : readAddress(shipping),
    items: readObjects(row.items).map(readItem),
  };
}

function readItem(row: Wire) {
  return {
    itemId: readText(row.itemId),
    linePosition: readInt(row.linePosition),
    mpn: readText(row.mpn),
    itemName: readText(row.itemName),
    quantity: readInt(row.quantity),
    unitPrice: readDecimal(row.unitPrice),
    tax: readDecimal(row.tax),
    discount: readDecimal(row.discount),
  };
}
