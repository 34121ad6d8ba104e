import { isPlausibleExternalId } from '../../ids.js';
import type { ContactInput } from '../../types/contact-input.js';
import { Provider } from '../../types/source.js';
import { UserErrorCode, type UserError } from '../../types/user-error.js';
import { Email, emptied, faultsOf, Required, unsupported, userError, Within } from '../input-rules.js';
import type { InvitationValues, OfContact } from '../writes.js';
import { changedContactBody } from './contact-bodies.js';
import { orNothingToChange } from './nothing-to-change.js';

const CONTACT = ['input', 'contact'];

/** What the vendor's type requires; type and role are open lists (ArrowSphere 1.4). */
class NewContactRules {
  @Required() firstName?: string | null;
  @Required() lastName?: string | null;
  @Required() @Email() email?: string | null;
  @Required() phone?: string | null;
}

class ChangedContactRules {
  @Email() email?: string | null;
}

class InvitationRules {
  @Within(1, 0x7fffffff) contactId?: number;
  @Required() policy?: string;
}

export function newContactFaults({ contact }: { readonly contact: ContactInput }): readonly UserError[] {
  return [...faultsOf(NewContactRules, contact, CONTACT), ...misplaced(contact)];
}

export function changedContactFaults(
  values: OfContact & { readonly contact: ContactInput },
): readonly UserError[] {
  const { contact } = values;
  const faults = [
    ...ofContactFaults(values),
    ...emptied(Provider.ARROWSPHERE, contact, ['firstName', 'lastName', 'email', 'phone'], CONTACT),
    ...faultsOf(ChangedContactRules, contact, CONTACT),
    ...misplaced(contact),
  ];
  return orNothingToChange(faults, changedContactBody(contact));
}

/** Unlike a customer's id, this one comes as the caller wrote it, and becomes part of a path. */
export function ofContactFaults({ contactId }: OfContact): readonly UserError[] {
  if (isPlausibleExternalId(contactId)) return [];
  const field = ['input', 'contactExternalId'];
  return [userError(field, UserErrorCode.NOT_FOUND, 'ArrowSphere has no such contact.')];
}

export function invitationFaults(values: InvitationValues): readonly UserError[] {
  return faultsOf(InvitationRules, values, ['input']);
}

function misplaced(contact: ContactInput): UserError[] {
  return unsupported(Provider.ARROWSPHERE, contact, ['middleName', 'title'], CONTACT);
}
