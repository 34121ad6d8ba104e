import type { OperationScope } from '../../upstream/scope.js';
import { readEach } from '../batch.js';
import type { CustomerReads, PageRequest } from '../source.js';
import { toAddress, type MappedSource } from './address-mapping.js';
import { MAX_LIMIT, type DkHardwareClient } from './client.js';
import { createdSlice } from './created-order.js';
import { toCustomer } from './customer-mapping.js';
import { toPage } from './slice.js';
import { updatedSlice, windowStart } from './updated-order.js';
import { isDkHardwareId, type CustomerRow } from './wire.js';

export function dkHardwareCustomers(client: DkHardwareClient, source: MappedSource): CustomerReads {
  const map = (row: CustomerRow) => toCustomer(row, source);

  const createdPage = async (request: PageRequest, scope: OperationScope) =>
    toPage(await createdSlice((window) => client.customersByCreation(window, scope), request), map);

  const updatedPage = async (since: string, request: PageRequest, scope: OperationScope) => {
    const sinceMs = Date.parse(since);
    const start = windowStart(sinceMs, source.timeZone);
    const slice = await updatedSlice((window) => client.customersByUpdate(window, scope), start, request);
    return toPage(slice, (row) => {
      const customer = map(row);
      return customer.updatedAt !== null && Date.parse(customer.updatedAt) >= sinceMs ? customer : null;
    });
  };

  return {
    // Nothing is ever deleted here, so that rows with and without the deleted ones are the same.
    applies: ['updatedSince', 'includeDeleted'],
    maxPageSize: MAX_LIMIT,
    page: ({ updatedSince }, request, scope) =>
      updatedSince === null ? createdPage(request, scope) : updatedPage(updatedSince, request, scope),

    async get(externalId, scope) {
      if (!isDkHardwareId(externalId)) return null;
      const row = await client.customer(externalId, scope);
      return row === null ? null : map(row);
    },

    scan: {
      pageSize: MAX_LIMIT,
      complete: true,
      page: (position, scope) => createdPage({ position, size: MAX_LIMIT }, scope),
    },

    addresses: (ids, scope) =>
      readEach(ids, async (id) => {
        if (!isDkHardwareId(id)) return null;
        const addresses = await client.addresses(id, scope);
        return addresses?.map((address) => toAddress(address, source)) ?? null;
      }),
  };
}
