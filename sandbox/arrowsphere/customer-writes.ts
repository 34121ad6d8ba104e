import type { FastifyInstance } from 'fastify';
import { emptyBody, readBody } from './body.js';
import { customerChangesBody, newCustomerBody } from './customer-body.js';
import { customerAt } from './customer-routes.js';
import { badRequest } from './errors.js';
import { changedCustomer, firstContact, newCustomer } from './new-customer.js';
import type { ArrowSphereState } from './state.js';

interface OfCustomer {
  Params: { reference: string };
}

export function customerWrites(app: FastifyInstance, state: ArrowSphereState): void {
  app.post('/customers', ({ body }, reply) => {
    const given = readBody(newCustomerBody, body);
    requireUniqueReference(state, given.InternalReference);
    const row = newCustomer(given, state.next('customer'), state.isoNow());
    state.customers.set(row.Reference, row);
    if (given.Contact !== undefined)
      state.contacts.set(row.Reference, [firstContact(given.Contact, state.next('contact'))]);
    return reply.code(201).send({ status: 201, data: { reference: row.Reference } });
  });

  app.patch<OfCustomer>('/customers/:reference', ({ params, body }) => {
    const row = customerAt(state, params.reference);
    const changes = readBody(customerChangesBody, body);
    requireUniqueReference(state, changes.InternalReference, row.Reference);
    const changed = changedCustomer(row, changes);
    state.customers.set(row.Reference, changed);
    return { status: 200, data: { customers: [changed] } };
  });

  // Soft (ArrowSphere 1.2, inferred): the row stays and can be called back. Both may be said twice.
  app.delete<OfCustomer>('/customers/:reference', ({ params, body }, reply) => {
    const row = customerAt(state, params.reference);
    readBody(emptyBody, body);
    state.customers.set(row.Reference, { ...row, DeletedAt: row.DeletedAt ?? state.isoNow() });
    return reply.code(204).send();
  });

  app.put<OfCustomer>('/customers/:reference', ({ params, body }, reply) => {
    const row = customerAt(state, params.reference);
    readBody(emptyBody, body);
    state.customers.set(row.Reference, { ...row, DeletedAt: null });
    return reply.code(204).send();
  });
}

/** Unique where it is not empty (doc comment of the vendor's PHP client); deleted customers keep theirs. */
function requireUniqueReference(state: ArrowSphereState, given: string | undefined, own?: string): void {
  if (given === undefined || given === '') return;
  const others = [...state.customers.values()].filter(({ Reference }) => Reference !== own);
  if (others.some(({ InternalReference }) => InternalReference === given))
    throw badRequest('The field InternalReference must be unique');
}
