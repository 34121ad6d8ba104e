import type { FastifyInstance } from 'fastify';
import { badRequest, forbidden, notFound } from './errors.js';
import { listAnswer } from './list-answer.js';
import { text } from './pages.js';
import type { Query } from './pages.js';
import type { ArrowSphereState } from './state.js';
import type { CustomerRow } from './rows.js';

/** References of this shape belong to another partner: reading one is forbidden, not unknown. */
const FOREIGN_REFERENCE = /^XSP9\d{5}$/;

interface OfCustomer {
  Params: { reference: string };
  Querystring: Query;
}

export function customerRoutes(app: FastifyInstance, state: ArrowSphereState): void {
  app.get<{ Querystring: Query }>('/customers', ({ query }) => {
    const rows = [...state.customers.values()].filter(
      (row) => isListed(row, state) && hasEmail(row, text(query, 'email')),
    );
    return listAnswer('customers', rows, query, '/customers', state);
  });

  app.get<OfCustomer>('/customers/:reference', ({ params }) => {
    return { status: 200, data: { customers: [customerAt(state, params.reference)] } };
  });

  app.get<OfCustomer>('/customers/:reference/provision', ({ params, query }) => {
    customerAt(state, params.reference);
    const program = programOf(query);
    const provision = state.provisions.get(params.reference)?.get(program);
    if (provision === undefined) throw notFound(`Provision of ${params.reference} with ${program}`);
    return { status: 200, data: provision };
  });

  app.get<OfCustomer>('/customers/:reference/unknownlicenses', ({ params }) => {
    customerAt(state, params.reference);
    return { status: 200, data: { unknownLicenses: state.unknownLicenses.get(params.reference) ?? [] } };
  });

  app.get<{ Querystring: Query }>('/customers/checkMicrosoftCustomerAgreement', ({ query }) => {
    const reference = text(query, 'customerReference');
    if (reference === undefined) throw badRequest('The field customerReference is required');
    customerAt(state, reference);
    // Who accepted the agreement is the customer's contact with that role.
    const contacts = state.contacts.get(reference) ?? [];
    const isMcaValidated = contacts.some((contact) => contact.role === 'MicrosoftCustomerAgreement');
    return { status: 200, data: { isMcaValidated } };
  });
}

export function customerAt(state: ArrowSphereState, reference: string): CustomerRow {
  const row = state.customers.get(reference);
  if (row !== undefined) return row;
  throw FOREIGN_REFERENCE.test(reference) ? forbidden() : notFound(`Customer ${reference}`);
}

export function programOf(query: Query): string {
  const program = text(query, 'program');
  if (program === undefined) throw badRequest('The field program is required');
  return program;
}

function isListed(row: CustomerRow, state: ArrowSphereState): boolean {
  return state.settings.listDeleted || row.DeletedAt == null;
}

/** The whole address in any case, that of the company or that of its main contact. */
function hasEmail(row: CustomerRow, email: string | undefined): boolean {
  if (email === undefined) return true;
  const contact = row.Contact;
  const addresses = [
    row.EmailContact,
    typeof contact === 'object' && contact !== null && 'Email' in contact ? contact.Email : undefined,
  ];
  return addresses.some(
    (address) => typeof address === 'string' && address.toLowerCase() === email.toLowerCase(),
  );
}
