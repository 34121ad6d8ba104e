import type { ContactInput } from '../../types/contact-input.js';
import type { Wire } from '../reading.js';
import { changedMembers, newMembers } from './members.js';

/** The body of `POST /customers/{reference}/contacts`: camelCase, unlike the main contact in a customer's body. */
export function newContactBody(contact: ContactInput): Wire {
  return newMembers(contactMembers(contact));
}

export function changedContactBody(contact: ContactInput): Wire {
  return changedMembers(contactMembers(contact));
}

function contactMembers({ firstName, lastName, email, phone, username, type, role }: ContactInput): Wire {
  return { firstName, lastName, email, phone, username, type, role };
}
