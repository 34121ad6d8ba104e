import type { FastifyInstance } from 'fastify';
import { DAY_MS, seededRandom } from '../random.js';
import { addresseeOf } from './addressees.js';
import type { Addressee } from './addressees.js';
import { bodyOf, number, readBody, requiredText } from './body.js';
import { invitationAt } from './contact-routes.js';
import { badRequest, notFound } from './errors.js';
import type { InvitationRow } from './rows.js';
import type { ArrowSphereState } from './state.js';

const LIFETIME_MS = 31 * DAY_MS;

const invitationBody = bodyOf({ contactId: number, policy: requiredText });
const activationBody = bodyOf({ password: requiredText });

export function invitationWrites(app: FastifyInstance, state: ArrowSphereState): void {
  app.post('/customers/invitations', ({ body }) => {
    const { contactId, policy } = readBody(invitationBody, body);
    const addressee = addresseeOf(state, contactId);
    if (addressee === undefined) throw notFound(`Contact ${contactId}`);
    const invitation = newInvitation(state, addressee, policy);
    state.invitations.set(invitation.code, invitation);
    const { createdAt, expiredAt } = invitation;
    const { customer, contact } = addressee;
    state.changeContact(customer, contact.reference, (row) => [
      { ...row, xcpInvitation: { policy, createdAt, expiredAt } },
    ]);
    return { status: 200, data: invitation };
  });

  app.post<{ Params: { code: string } }>('/customers/invitations/:code/activate', ({ params, body }) => {
    const invitation = invitationAt(state, params.code);
    // The password is asked for and forgotten: nothing of the sandbox keeps it or says it again.
    readBody(activationBody, body);
    if (state.activated.has(invitation.code))
      throw badRequest(`Invitation ${invitation.code} is already activated`);
    const username = seededRandom(`arrowsphere/usernames/${invitation.code}`).uuid();
    state.activated.add(invitation.code);
    const { code, company, contact } = invitation;
    state.invitations.set(code, {
      ...invitation,
      updatedAt: state.isoNow(),
      contact: { ...contact, username },
    });
    state.changeContact(company.reference, contact.reference, (row) => [{ ...row, username }]);
    return { status: 200, data: { username } };
  });
}

function newInvitation(
  state: ArrowSphereState,
  { customer, contact }: Addressee,
  policy: string,
): InvitationRow & { readonly createdAt: string; readonly expiredAt: string } {
  const createdAt = state.isoNow();
  return {
    code: `Inv${seededRandom(`arrowsphere/invitations/${state.next('invitation')}`).hex(9)}`,
    createdAt,
    updatedAt: createdAt,
    company: { reference: customer },
    contact: {
      reference: contact.reference,
      username: contact.username ?? null,
      firstName: contact.firstName,
      lastName: contact.lastName,
      email: contact.email,
    },
    policy,
    expiredAt: state.isoAfter(LIFETIME_MS),
  };
}
