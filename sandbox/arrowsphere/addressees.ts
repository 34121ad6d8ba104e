import type { ContactRow } from './rows.js';
import type { ArrowSphereState } from './state.js';

export interface Addressee {
  /** The customer's reference. */
  readonly customer: string;
  readonly contact: ContactRow;
}

/**
 * Whom the number in a new invitation means, which no document says.
 * Here it is the main contact's `SyncPartnerContactRefId`, or n for the contact `CC-n`; the two never meet.
 */
export function addresseeOf(state: ArrowSphereState, contactId: number): Addressee | undefined {
  for (const [customer, contacts] of state.contacts) {
    const contact = contacts.find(({ reference }) => reference === `CC-${contactId}`);
    if (contact !== undefined) return { customer, contact };
  }
  for (const { Reference, Contact } of state.customers.values()) {
    const contact = { ...(typeof Contact === 'object' ? Contact : {}) };
    if ('SyncPartnerContactRefId' in contact && contact.SyncPartnerContactRefId === contactId)
      return { customer: Reference, contact: listed(contact) };
  }
  return undefined;
}

/** The main contact in the words of the list of contacts, in which it need not stand. */
function listed(contact: Readonly<Record<string, unknown>>): ContactRow {
  return {
    reference: String(contact.ContactPersonID),
    firstName: contact.FirstName,
    lastName: contact.LastName,
    email: String(contact.Email),
  };
}
