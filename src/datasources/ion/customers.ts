import type { OperationScope } from '../../upstream/scope.js';
import type { Customer } from '../../types/customer.js';
import type { CustomerReads, Page } from '../source.js';
import type { IonClient } from './client.js';
import { toCustomer, type MappedSource } from './customer-mapping.js';
import { readPosition, tokenPage, type TokenPosition } from './token-pages.js';
import { isIonId, type WireCustomer } from './wire.js';

/** ION publishes no maximum; its known clients ask for this many (ION 4.2). */
const MAX_PAGE_SIZE = 1_000;

/** The first part of a search for an e-mail address is ION's own filter; where that finds nothing, the list follows. */
const BY_EMAIL = 0;

export function ionCustomers(client: IonClient, source: MappedSource): CustomerReads {
  const toRow = (row: WireCustomer) => toCustomer(row, source);

  const listPage = async (
    at: TokenPosition,
    scope: OperationScope,
    wanted?: ReadonlySet<string>,
  ): Promise<Page<Customer>> =>
    tokenPage(await client.customers({ pageSize: at.size, pageToken: at.token }, scope, wanted), at, toRow);

  /**
   * Whether ION's filter minds the case is unpublished, and the graph's does not.
   * An address is unique at ION (ION 4.3), so that a hit is the whole answer and costs one call; a miss reads the list.
   */
  const emailPage = async (
    email: string,
    at: TokenPosition,
    scope: OperationScope,
  ): Promise<Page<Customer>> => {
    if (at.part !== BY_EMAIL) return listPage(at, scope);
    const filtered = await client.customers({ pageSize: at.size, pageToken: null, email }, scope);
    const hits = filtered.rows.filter((row) => row.customerEmail?.toLowerCase() === email);
    if (hits.length > 0) return tokenPage({ ...filtered, rows: hits, nextPageToken: null }, at, toRow);
    return listPage({ part: BY_EMAIL + 1, size: at.size, skip: 0, token: null }, scope);
  };

  return {
    // ION deletes nothing, so that no list has deleted rows.
    applies: ['includeDeleted'],
    maxPageSize: MAX_PAGE_SIZE,
    page: ({ email }, request, scope) =>
      email === null
        ? listPage(readPosition(request), scope)
        : emailPage(email, readPosition(request), scope),

    async get(externalId, scope) {
      if (!isIonId(externalId)) return null;
      const customer = await client.customer(externalId, scope);
      return customer === null ? null : toRow(customer);
    },

    scan: {
      pageSize: MAX_PAGE_SIZE,
      complete: true,
      page: (position, scope, wanted) =>
        listPage(readPosition({ position, size: MAX_PAGE_SIZE }), scope, wanted),
    },
  };
}
