import { CustomerStatus } from '../../types/customer.js';
import type { Method } from '../../upstream/request.js';
import { readObject } from '../reading.js';
import type {
  CustomerChange,
  CustomerValues,
  MadeCustomer,
  OfCustomer,
  Write,
  WriteOutcome,
} from '../writes.js';
import { changedCustomerBody, newCustomerBody } from './customer-bodies.js';
import { findMadeCustomer, type CustomerPlaces } from './customer-recovery.js';
import { changedCustomerFaults, newCustomerFaults } from './customer-rules.js';
import { standsAs } from './read-back.js';
import { CUSTOMER, newCustomerPlaces } from './refusal-places.js';
import { readReference } from './wire.js';
import type { ArrowSphereWriteClient } from './write-client.js';

export function createCustomer(places: CustomerPlaces): Write<CustomerValues, MadeCustomer> {
  return {
    faults: newCustomerFaults,

    send(values, { scope }) {
      const request = { method: 'POST', path: '/customers', body: newCustomerBody(values) } as const;
      const made = (data: unknown) => {
        const reference = readReference(readObject(data)?.reference);
        return reference === null ? null : customer(reference);
      };
      return places.client.write({ request, places: newCustomerPlaces(values), made }, scope);
    },

    async recover(values, call) {
      const found = await findMadeCustomer(values, places, call);
      return found === null || found === 'cannot tell' ? found : done(found.externalId);
    },
  };
}

/**
 * Found to have happened where the customer stands as the change wants it. Elsewhere nobody can tell, of deletions and
 * reactivations too: said once more, it would overwrite what somebody changed since.
 */
export function updateCustomer(client: ArrowSphereWriteClient): Write<CustomerChange, MadeCustomer> {
  return {
    faults: changedCustomerFaults,

    send: (change, { scope }) =>
      client.write(toCustomer('PATCH', change.customerId, changedCustomerBody(change)), scope),

    async recover(change, { scope }) {
      const row = await client.customerRow(change.customerId, scope);
      return row !== null && standsAs(row, changedCustomerBody(change))
        ? done(change.customerId)
        : 'cannot tell';
    },
  };
}

/** Soft (I): the customer stays readable and can be called back. */
export function deleteCustomer({ client, customers }: CustomerPlaces): Write<OfCustomer, MadeCustomer> {
  return {
    faults: () => [],
    send: ({ customerId }, { scope }) => client.write(toCustomer('DELETE', customerId), scope),

    async recover({ customerId }, { scope }) {
      const found = await customers.get(customerId, scope);
      return found === null || found.status === CustomerStatus.DELETED ? done(customerId) : 'cannot tell';
    },
  };
}

export function reactivateCustomer({ client, customers }: CustomerPlaces): Write<OfCustomer, MadeCustomer> {
  return {
    faults: () => [],
    send: ({ customerId }, { scope }) => client.write(toCustomer('PUT', customerId), scope),

    async recover({ customerId }, { scope }) {
      const found = await customers.get(customerId, scope);
      return found?.status === CustomerStatus.ACTIVE ? done(customerId) : 'cannot tell';
    },
  };
}

function toCustomer(method: Method, reference: string, body = {}) {
  return {
    request: { method, path: '/customers/{reference}', params: { reference }, body },
    places: CUSTOMER,
    made: () => customer(reference),
  };
}

/** ArrowSphere makes no user with a customer. */
function customer(externalId: string): MadeCustomer {
  return { externalId, createdUser: null };
}

function done(externalId: string): WriteOutcome<MadeCustomer> {
  return { kind: 'done', made: customer(externalId) };
}
