import type { FastifyInstance } from 'fastify';
import { customerAt } from './customer-routes.js';
import { notFound } from './errors.js';
import type { ContactRow, InvitationRow } from './rows.js';
import type { ArrowSphereState } from './state.js';

export function contactRoutes(app: FastifyInstance, state: ArrowSphereState): void {
  // A bare list, the one exception among the envelopes (ArrowSphere 1.1).
  app.get<{ Params: { reference: string } }>('/customers/:reference/contacts', ({ params }) => {
    customerAt(state, params.reference);
    return { status: 200, data: state.contacts.get(params.reference) ?? [] };
  });

  app.get<{ Params: { reference: string; contact: string } }>(
    '/customers/:reference/contacts/:contact',
    ({ params }) => ({ status: 200, data: contactAt(state, params.reference, params.contact) }),
  );

  app.get<{ Params: { code: string } }>('/customers/invitations/:code', ({ params }) => {
    return { status: 200, data: invitationAt(state, params.code) };
  });
}

export function contactAt(state: ArrowSphereState, customer: string, reference: string): ContactRow {
  customerAt(state, customer);
  const contact = state.contacts.get(customer)?.find((row) => row.reference === reference);
  if (contact === undefined) throw notFound(`Contact ${reference}`);
  return contact;
}

export function invitationAt(state: ArrowSphereState, code: string): InvitationRow {
  const invitation = state.invitations.get(code);
  if (invitation === undefined) throw notFound(`Invitation ${code}`);
  return invitation;
}
