import { isPlausibleExternalId } from '../../ids.js';
import type { CustomerProvision } from '../../types/arrowsphere-details.js';
import type { Customer } from '../../types/customer.js';
import type { OperationScope } from '../../upstream/scope.js';
import { readEach } from '../batch.js';
import { numberedWindow } from '../numbered-list.js';
import type { CustomerReads, PageRequest, ProviderReads } from '../source.js';
import { MAX_PAGE_SIZE, type ArrowSphereClient } from './client.js';
import { mapCustomer, mapInvitation, mapListedContact, type Origin } from './customer-mapping.js';
import type { WireCustomer } from './customer-wire.js';

export function customerReads(client: ArrowSphereClient, origin: Origin): CustomerReads {
  const page = (request: PageRequest, scope: OperationScope) =>
    numberedWindow<WireCustomer, Customer>({
      sourceId: client.sourceId,
      request,
      maxPageSize: MAX_PAGE_SIZE,
      read: (numbered) => client.customers(numbered, scope),
      map: (row) => (row.reference === null ? null : mapCustomer(row, row.reference, origin)),
    });

  return {
    // Not `email`: the upstream has such a filter, but which of a customer's two addresses it looks at is unknown.
    applies: [],
    // No row tells when it was changed.
    lacks: ['updatedSince'],
    maxPageSize: MAX_PAGE_SIZE,
    page: (_criteria, request, scope) => page(request, scope),

    async get(reference, scope): Promise<Customer | null> {
      if (!isPlausibleExternalId(reference)) return null;
      const row = await client.customer(reference, scope);
      return row && mapCustomer(row, reference, origin);
    },

    scan: {
      pageSize: MAX_PAGE_SIZE,
      // Whether the list holds deleted customers, which stay readable one by one, is unknown.
      complete: false,
      page: (position, scope) => page({ position, size: MAX_PAGE_SIZE }, scope),
    },

    contacts: (references, scope) =>
      readEach(references, async (reference) => {
        if (!isPlausibleExternalId(reference)) return null;
        const contacts = await client.contacts(reference, scope);
        return contacts?.map((contact) => mapListedContact(contact, origin)) ?? null;
      }),
  };
}

export function providerReads(client: ArrowSphereClient, origin: Origin): ProviderReads {
  return {
    async invitation(code, scope) {
      if (!isPlausibleExternalId(code)) return null;
      const invitation = await client.invitation(code, scope);
      return invitation && mapInvitation(invitation, code, origin);
    },

    async provision({ customerId, program }, scope): Promise<CustomerProvision | null> {
      if (!isPlausibleExternalId(customerId) || !isPlausibleExternalId(program)) return null;
      const provision = await client.provision(customerId, program, scope);
      if (provision === null) return null;
      const { status, message, attributes } = provision;
      if (status === null) throw client.unreadable('data.status');
      return { status, message, attributes };
    },
  };
}
