import type { CustomerChange, CustomerValues } from '../writes.js';
import { addressOfNewCustomer } from './address-bodies.js';
import type { ApiRevision } from './write-settings.js';

/**
 * The body of `/v1/customer/create`, as in the vendor's valid request: what is not given is `""` for the company,
 * null for the numbers, and left out for the type. Before 2023-10-12 it had no wrapper and no `referenceId` (DK 3.2).
 */
export function newCustomerBody(values: CustomerValues, referenceId: string, revision: ApiRevision) {
  const { contact, address, additionalAddresses } = values;
  const customer = {
    firstName: contact.firstName,
    lastName: contact.lastName,
    email: emailOf(values),
    company: values.companyName ?? '',
    phone: phoneOf(values),
    altPhone: null,
    fax: null,
    customerType: values.type ?? undefined,
    addresses: [address, ...(additionalAddresses ?? [])].map((each) => addressOfNewCustomer(each, contact)),
  };
  return revision === '2023-10-12' ? { referenceId, customer } : customer;
}

/** The body of `/v1/customer/update`, which has no place for a `referenceId` in either revision. */
export function changedCustomerBody(values: CustomerChange, revision: ApiRevision) {
  const customer = changedMembers(values);
  return revision === '2023-10-12' ? { customer } : customer;
}

/** What the input leaves out is undefined, is not sent, and stays as it is; the e-mail address must stay out (DK 3.2). */
export function changedMembers({ customerId, contact, ...values }: CustomerChange) {
  return {
    customerId,
    firstName: contact?.firstName,
    lastName: contact?.lastName,
    // The vendor writes no company as empty text, never as null (DK 3.4).
    company: values.companyName === null ? '' : values.companyName,
    phone: eitherOf(values.phone, contact?.phone),
    altPhone: values.altPhone,
    fax: values.fax,
    customerType: values.type,
  };
}

/** A customer has one e-mail address, which the input may give in either of two places. */
export function emailOf({ email, contact }: CustomerValues): string | null | undefined {
  return email ?? contact.email;
}

/** Nor has it two telephone numbers. */
export function phoneOf({ phone, contact }: CustomerValues): string | null {
  return phone ?? contact.phone ?? null;
}

/** Null clears, and undefined leaves alone. */
function eitherOf(first: string | null | undefined, second: string | null | undefined) {
  return first ?? second ?? (first === null ? null : second);
}
