import { CustomerStatus, type Customer } from '../../types/customer.js';
import type { OperationScope } from '../../upstream/scope.js';
import { numberedWindow } from '../numbered-list.js';
import type { CustomerReads, Page, PageRequest } from '../source.js';
import { MAX_PAGE_SIZE, type Client } from './client.js';
import { toCustomer, type MappedSource } from './customer-mapping.js';
import { readGuid, type WireCustomer } from './wire.js';

export function customerReads(client: Client, source: MappedSource): CustomerReads {
  // The name of the switch for deleted rows is a guess; whether it is heard, only a deleted row can tell.
  let switchIsIgnored = false;
  const list = { sourceId: source.sourceId, maxPageSize: MAX_PAGE_SIZE };

  const pageOfAll = (request: PageRequest, scope: OperationScope): Promise<Page<Customer>> =>
    numberedWindow<WireCustomer, Customer>({
      ...list,
      request,
      read: (numbered) => client.customers(numbered, true, scope),
      map: (wire) => toCustomer(wire, source),
    });

  const pageOfLiving = async (request: PageRequest, scope: OperationScope): Promise<Page<Customer>> => {
    const page = await numberedWindow<WireCustomer, Customer>({
      ...list,
      request,
      read: (numbered) => client.customers(numbered, false, scope),
      map: (wire) => {
        const customer = toCustomer(wire, source);
        if (customer.status !== CustomerStatus.DELETED) return customer;
        switchIsIgnored = true;
        return null;
      },
    });
    // Where deleted rows come all the same, they are counted too.
    return switchIsIgnored ? { ...page, totalCount: null } : page;
  };

  return {
    applies: ['includeDeleted'],
    // No row tells when it was changed (CloudCockpit 2.3).
    lacks: ['updatedSince'],
    maxPageSize: MAX_PAGE_SIZE,
    page: ({ includeDeleted }, request, scope) => (includeDeleted ? pageOfAll : pageOfLiving)(request, scope),
    spelling: (externalId) => readGuid(externalId) ?? externalId,
    async get(externalId, scope) {
      const id = readGuid(externalId);
      if (id === null) return null;
      const wire = await client.customer(id, scope);
      return wire === null ? null : toCustomer(wire, source);
    },
    scan: {
      pageSize: MAX_PAGE_SIZE,
      complete: true,
      // With deleted customers, as a read by id gives them too.
      page: (position, scope) => pageOfAll({ position, size: MAX_PAGE_SIZE }, scope),
    },
  };
}
