import type { ContactInput } from '../../types/contact-input.js';
import type { CustomerInvitation } from '../../types/invitation.js';
import type { Method } from '../../upstream/request.js';
import { readObject, type Wire } from '../reading.js';
import type { InvitationValues, MadeContact, OfContact, OfCustomer, Write, WriteOutcome } from '../writes.js';
import type { ArrowSphereClient } from './client.js';
import { changedContactBody, newContactBody } from './contact-bodies.js';
import {
  changedContactFaults,
  invitationFaults,
  newContactFaults,
  ofContactFaults,
} from './contact-rules.js';
import { mapInvitation, mapListedContact, type Origin } from './customer-mapping.js';
import { readContact, readInvitation } from './customer-wire.js';
import { standsAs } from './read-back.js';
import { CONTACT, INVITATION, NEW_CONTACT } from './refusal-places.js';
import type { ArrowSphereWriteClient } from './write-client.js';

type WithContact<Values> = Values & { readonly contact: ContactInput };

export function addContact(
  client: ArrowSphereWriteClient,
  reading: ArrowSphereClient,
  origin: Origin,
): Write<WithContact<OfCustomer>, MadeContact> {
  return {
    faults: newContactFaults,

    send({ customerId, contact }, { scope }) {
      const request = {
        method: 'POST',
        path: '/customers/{reference}/contacts',
        params: { reference: customerId },
        body: newContactBody(contact),
      } as const;
      const made = (data: unknown) => madeContact(customerId, data, origin);
      return client.write({ request, places: NEW_CONTACT, made }, scope);
    },

    /** The same person among the customer's contacts: contacts tell neither their age nor who made them. */
    async recover({ customerId, contact }, { scope }) {
      const { firstName, lastName, email } = contact;
      const contacts = await reading.contacts(customerId, scope);
      const sharing = contacts?.filter((each) => each.email?.toLowerCase() === email?.toLowerCase()) ?? [];
      const found = sharing.find((each) => each.firstName === firstName && each.lastName === lastName);
      if (found !== undefined) return done({ customerId, contact: mapListedContact(found, origin) });
      return sharing.length === 0 ? null : 'cannot tell';
    },
  };
}

export function updateContact(
  client: ArrowSphereWriteClient,
  origin: Origin,
): Write<WithContact<OfContact>, MadeContact> {
  return {
    faults: changedContactFaults,

    send(values, { scope }) {
      const made = (data: unknown) => madeContact(values.customerId, data, origin);
      const request = toContact('PATCH', values, changedContactBody(values.contact));
      return client.write({ request, places: CONTACT, made }, scope);
    },

    /** Said once more where it does not show, it would overwrite what somebody changed since. */
    async recover({ customerId, contactId, contact }, { scope }) {
      const row = await client.contactRow(customerId, contactId, scope);
      if (row === null || !standsAs(row, changedContactBody(contact))) return 'cannot tell';
      return done({ customerId, contact: mapListedContact(readContact(row), origin) });
    },
  };
}

export function removeContact(client: ArrowSphereWriteClient): Write<OfContact, MadeContact> {
  return {
    faults: ofContactFaults,

    send(values, { scope }) {
      const made = () => ({ customerId: values.customerId, contact: null });
      return client.write({ request: toContact('DELETE', values), places: CONTACT, made }, scope);
    },

    async recover({ customerId, contactId }, { scope }) {
      const row = await client.contactRow(customerId, contactId, scope);
      return row === null ? done({ customerId, contact: null }) : 'cannot tell';
    },
  };
}

/** Cannot be recovered: invitations are in no list, and a second one would be a second e-mail. */
export function inviteContact(
  client: ArrowSphereWriteClient,
  origin: Origin,
): Write<InvitationValues, CustomerInvitation> {
  return {
    faults: invitationFaults,

    send({ contactId, policy }, { scope }) {
      const request = {
        method: 'POST',
        path: '/customers/invitations',
        body: { contactId, policy },
      } as const;
      const made = (data: unknown) => {
        const invitation = readInvitation(readObject(data) ?? {});
        return invitation.code === null ? null : mapInvitation(invitation, invitation.code, origin);
      };
      return client.write({ request, places: INVITATION, made }, scope);
    },
  };
}

function toContact(method: Method, { customerId, contactId }: OfContact, body: Wire = {}) {
  const params = { reference: customerId, contact: contactId };
  return { method, path: '/customers/{reference}/contacts/{contact}', params, body };
}

function madeContact(customerId: string, data: unknown, origin: Origin): MadeContact | null {
  const contact = readObject(data);
  return contact && { customerId, contact: mapListedContact(readContact(contact), origin) };
}

function done(made: MadeContact): WriteOutcome<MadeContact> {
  return { kind: 'done', made };
}
