import type { FastifyInstance } from 'fastify';
import { customerAt } from './customer-routes.js';
import { notFound } from './errors.js';
import type { ArrowSphereState } from './state.js';

export function contactRoutes(app: FastifyInstance, state: ArrowSphereState): void {
  // A bare list, the one exception among the envelopes (ArrowSphere 1.1).
  app.get<{ Params: { reference: string } }>('/customers/:reference/contacts', ({ params }) => {
    customerAt(state, params.reference);
    return { status: 200, data: state.contacts.get(params.reference) ?? [] };
  });

  app.get<{ Params: { reference: string; contact: string } }>(
    '/customers/:reference/contacts/:contact',
    ({ params }) => {
      customerAt(state, params.reference);
      const contact = state.contacts
        .get(params.reference)
        ?.find(({ reference }) => reference === params.contact);
      if (contact === undefined) throw notFound(`Contact ${params.contact}`);
      return { status: 200, data: contact };
    },
  );

  app.get<{ Params: { code: string } }>('/customers/invitations/:code', ({ params }) => {
    const invitation = state.invitations.get(params.code);
    if (invitation === undefined) throw notFound(`Invitation ${params.code}`);
    return { status: 200, data: invitation };
  });
}
