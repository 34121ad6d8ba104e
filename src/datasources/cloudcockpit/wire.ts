import type { NumberedAnswer } from '../numbered-list.js';
import {
  readAtLeast,
  readBoolean,
  readInt,
  readList,
  readObject,
  readObjects,
  readText,
  type Wire,
} from '../reading.js';

/** A paged answer; a row that cannot be identified is null, because it still takes up a place in the list. */
export type WirePage<Row> = Omit<NumberedAnswer<Row>, 'fetchedAt'>;

/** CustomerViewModel (CloudCockpit 2.3). */
export interface WireCustomer {
  readonly id: string;
  readonly companyName: string | null;
  readonly taxId: string | null;
  readonly country: string | null;
  readonly addressLine1: string | null;
  readonly addressLine2: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly zip: string | null;
  readonly firstName: string | null;
  readonly middleName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly internalIdentifier: string | null;
  readonly resellerId: string | null;
  readonly providerCustomers: readonly WireProviderCustomer[];
  readonly customerAssociations: readonly WireAssociation[];
  /** How a deleted row looks is not documented: any of the usual marks counts. */
  readonly isDeleted: boolean;
  readonly deletedAt: string | null;
}

export interface WireProviderCustomer {
  readonly providerInstanceId: string;
  readonly providerCustomerId: string | null;
  /** All that is kept of the JSON text in `providerCustomerData`; the rest of it is personal data. */
  readonly domain: string | null;
  readonly status: string | null;
  readonly creationError: string | null;
  readonly margin: Wire | null;
  readonly offerTypeMargins: Wire | null;
}

export interface WireAssociation {
  readonly resellerId: string;
  readonly name: string | null;
}

/** An order (CloudCockpit 2.4). */
export interface WireOrder {
  readonly id: string;
  readonly offerId: string | null;
  readonly customerId: string | null;
  readonly subscriptionName: string | null;
  readonly termDuration: string | null;
  readonly billingFrequency: string | null;
  readonly quantity: number | null;
  readonly subscriptionInternalId: string | null;
  readonly parentSubscriptionId: string | null;
  readonly poNumber: string | null;
  readonly status: string | null;
  readonly createdDate: string | null;
  readonly errorMessage: string | null;
}

/** Null where the answer is no page: `items` may be null (documented), but it has to be there. */
export function readPage<Row>(body: unknown, readRow: (item: Wire) => Row | null): WirePage<Row> | null {
  const page = readObject(body);
  if (page === null) return null;
  const items = page.items === null ? [] : readList(page.items);
  if (items === null) return null;
  const hasNext = readBoolean(page.hasNextPage);
  // Nothing here and yet more to come: whoever believed it would walk for ever.
  if (items.length === 0 && hasNext === true) return null;
  const parameters = readObject(page.paginationParameters);
  return {
    rows: items.map((item) => readRow(readObject(item) ?? {})),
    number: readAtLeast(1, parameters?.pageNumber),
    size: readAtLeast(1, parameters?.pageSize),
    // `totalPages` was never seen for customers; `hasNextPage` was (CloudCockpit 2.1).
    pages: null,
    total: readAtLeast(0, page.totalCount),
    hasNext,
  };
}

/** Null where nothing says which customer it is. */
export function readCustomer(row: Wire): WireCustomer | null {
  const id = readGuid(row.id);
  if (id === null) return null;
  return {
    id,
    companyName: readText(row.companyName),
    taxId: readText(row.taxId),
    country: readText(row.country),
    addressLine1: readText(row.addressLine1),
    addressLine2: readText(row.addressLine2),
    city: readText(row.city),
    state: readText(row.state),
    zip: readText(row.zip),
    firstName: readText(row.firstName),
    middleName: readText(row.middleName),
    lastName: readText(row.lastName),
    email: readText(row.email),
    phone: readText(row.phone),
    internalIdentifier: readText(row.internalIdentifier),
    resellerId: readText(row.resellerId),
    providerCustomers: readProviderCustomers(row.providerCustomers),
    customerAssociations: readAssociations(row.customerAssociations),
    isDeleted:
      readBoolean(row.isDeleted) === true ||
      readBoolean(row.deleted) === true ||
      readName(row.status)?.toLowerCase() === 'deleted',
    deletedAt: readText(row.deletedDate) ?? readText(row.deletedAt),
  };
}

/** The documents call it a list, their sample is a map keyed by provider instance: both are read (CloudCockpit 2.3). */
function readProviderCustomers(value: unknown): readonly WireProviderCustomer[] {
  if (Array.isArray(value)) return readObjects(value).flatMap((entry) => readProviderCustomer(entry) ?? []);
  const found: WireProviderCustomer[] = [];
  for (const [key, entry] of Object.entries(readObject(value) ?? {})) {
    const read = readProviderCustomer(readObject(entry) ?? {}, key);
    if (read !== null) found.push(read);
  }
  return found;
}

function readProviderCustomer(entry: Wire, key: string | null = null): WireProviderCustomer | null {
  const providerInstanceId = readText(entry.providerInstanceId) ?? readText(key);
  if (providerInstanceId === null) return null;
  return {
    providerInstanceId,
    providerCustomerId: readText(entry.providerCustomerId),
    domain: readDomain(entry.providerCustomerData),
    status: readName(entry.status),
    creationError: readName(entry.customerCreationError),
    margin: readObject(entry.margin),
    offerTypeMargins: readObject(entry.offerTypeMargins),
  };
}

/** The whole of `providerCustomerData` by provider instance: personal data, for those alone who may read it. */
export function readProviderData(body: Wire): ReadonlyMap<string, unknown> {
  const { providerCustomers } = body;
  const entries: readonly (readonly [string | null, Wire])[] = Array.isArray(providerCustomers)
    ? readObjects(providerCustomers).map((entry) => [null, entry])
    : Object.entries(readObject(providerCustomers) ?? {}).map(([key, entry]) => [
        key,
        readObject(entry) ?? {},
      ]);
  return new Map(
    entries.flatMap(([key, entry]) => {
      const instance = readText(entry.providerInstanceId) ?? readText(key);
      return instance === null ? [] : [[instance, parsedData(entry.providerCustomerData)] as const];
    }),
  );
}

export function readDomain(data: unknown): string | null {
  return readText(parsedData(data)?.Domain);
}

/** `providerCustomerData` is JSON inside a string; text that is none reads as null and is never shown. */
function parsedData(data: unknown): Wire | null {
  if (typeof data !== 'string') return readObject(data);
  try {
    return readObject(JSON.parse(data));
  } catch {
    return null; // the parser's message quotes the text
  }
}

function readAssociations(value: unknown): readonly WireAssociation[] {
  const found: WireAssociation[] = [];
  for (const entry of readObjects(value)) {
    const resellerId = readText(entry.resellerId);
    if (resellerId !== null) found.push({ resellerId, name: readText(entry.name) });
  }
  return found;
}

/** Null where nothing says which order it is. */
export function readOrder(row: Wire): WireOrder | null {
  const id = readText(row.id);
  if (id === null) return null;
  return {
    id,
    offerId: readText(row.offerId),
    customerId: readGuid(row.customerId),
    subscriptionName: readText(row.subscriptionName),
    termDuration: readName(row.termDuration),
    billingFrequency: readName(row.billingFrequency),
    quantity: readInt(row.quantity),
    subscriptionInternalId: readText(row.subscriptionInternalId),
    parentSubscriptionId: readText(row.parentSubscriptionId),
    poNumber: readText(row.poNumber),
    status: readName(row.status),
    createdDate: readText(row.createdDate),
    errorMessage: readText(row.errorMessage),
  };
}

/** Enumerations come as `{"name":"Success"}`; where that was only inferred, a bare word may come too. */
export function readName(value: unknown): string | null {
  return readText(value) ?? readText(readObject(value)?.name) ?? readText(readObject(value)?.Name);
}

const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** Whether text is a GUID in the spelling that the graph's ids use; another spelling would be a second id of one customer. */
export function isGuid(text: string): boolean {
  return GUID.test(text);
}

/** A GUID in any case, in the spelling of the graph's ids: GUIDs are compared, not spelled. */
export function readGuid(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const guid = value.toLowerCase();
  return isGuid(guid) ? guid : null;
}

/** `{statusCode, type, description, correlationId, errors}` (CloudCockpit 2.1). */
export function isOwnError(body: unknown): boolean {
  const { statusCode, type } = readObject(body) ?? {};
  return readInt(statusCode) !== null && readText(type) !== null;
}
