import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { bodyOf, emptyBody, listOf, number, optionalText, readBody, requiredText } from './body.js';
import { contactAt } from './contact-routes.js';
import { customerAt } from './customer-routes.js';
import { badRequest } from './errors.js';
import type { ContactRow } from './rows.js';
import type { ArrowSphereState } from './state.js';

/** The one unit that the sandbox's partner has. */
const ORGANIZATION_UNIT = { id: 1, name: 'Paris office' };

const contactBody = bodyOf({
  firstName: requiredText,
  lastName: requiredText,
  email: requiredText,
  phone: requiredText,
  username: optionalText,
  type: optionalText,
  role: optionalText,
  organizationUnitId: number.optional(),
  organizationUnitIds: listOf(number).optional(),
});
const contactChangesBody = contactBody.partial();

interface OfCustomer {
  Params: { reference: string };
}
interface OfContact {
  Params: { reference: string; contact: string };
}

export function contactWrites(app: FastifyInstance, state: ArrowSphereState): void {
  app.post<OfCustomer>('/customers/:reference/contacts', ({ params, body }) => {
    const { Reference } = customerAt(state, params.reference);
    const given = readBody(contactBody, body);
    const contact: ContactRow = {
      type: 'Other',
      role: '',
      isActive: true,
      organizationUnits: [],
      ...membersOf(given),
      reference: `CC-${state.next('contact')}`,
      email: given.email,
    };
    state.contacts.set(Reference, [...(state.contacts.get(Reference) ?? []), contact]);
    return { status: 200, data: contact };
  });

  app.patch<OfContact>('/customers/:reference/contacts/:contact', ({ params, body }) => {
    const contact = contactAt(state, params.reference, params.contact);
    const changes = membersOf(readBody(contactChangesBody, body));
    const changed: ContactRow = { ...contact, ...changes, email: changes.email ?? contact.email };
    state.changeContact(params.reference, params.contact, () => [changed]);
    return { status: 200, data: changed };
  });

  app.delete<OfContact>('/customers/:reference/contacts/:contact', ({ params, body }, reply) => {
    contactAt(state, params.reference, params.contact);
    readBody(emptyBody, body);
    state.changeContact(params.reference, params.contact, () => []);
    return reply.code(204).send();
  });
}

/** Units go in by their ids and come out with their names. */
function membersOf({ organizationUnitIds, ...contact }: z.infer<typeof contactChangesBody>) {
  const unit = contact.organizationUnitId;
  const ids = organizationUnitIds ?? (unit === undefined ? undefined : [unit]);
  const unknown = [...(ids ?? []), ...(unit === undefined ? [] : [unit])].find(
    (id) => id !== ORGANIZATION_UNIT.id,
  );
  if (unknown !== undefined) throw badRequest(`Organization unit ${unknown} not found`);
  return ids === undefined ? contact : { ...contact, organizationUnits: ids.map(() => ORGANIZATION_UNIT) };
}
