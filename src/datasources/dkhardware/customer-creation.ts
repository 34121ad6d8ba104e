import type { CustomerValues, MadeCustomer, ReadProgress, Write } from '../writes.js';
import { addressOfNewCustomer } from './address-bodies.js';
import { findCreated, fingerprintOf, type Creation, type NewCustomer } from './created-customer.js';
import { emailOf, newCustomerBody, phoneOf } from './customer-bodies.js';
import { newCustomerFaults } from './customer-rules.js';
import { fieldOfNewCustomer } from './input-fields.js';
import { saysRepeated } from './refusals.js';
import { outcomeOf, progressOf, succeeded } from './submissions.js';
import { CREATE_SCOPES, scopeFaults } from './write-settings.js';
import type { WriteTools } from './write-tools.js';

/** Creates a customer with its addresses, in one call. */
export function createCustomer({ reads, writes, settings }: WriteTools): Write<CustomerValues, MadeCustomer> {
  const { id, apiRevision, timeZone } = settings;
  return {
    faults: (values) => [...scopeFaults(settings, CREATE_SCOPES), ...newCustomerFaults(values)],

    async send(values, { scope, reference, sentAt }) {
      const submitted = await writes.createCustomer(newCustomerBody(values, reference, apiRevision), scope);
      const creation = { fingerprint: fingerprintOf(newCustomerOf(values)), sentAt };
      const handle = (submissionId: string) => handleOf(creation, submissionId);
      return outcomeOf(submitted, fieldOfNewCustomer, { made: null, handle });
    },

    /**
     * Where not exactly one is found it may be sent again, since a `referenceId` that arrived before is refused (DK 3.3).
     * The bodies of before 2023-10-12 have none: sent twice, they are carried out twice.
     */
    async recover(values, { scope, sentAt }) {
      scope.forgetReads(id);
      const creation = { fingerprint: fingerprintOf(newCustomerOf(values)), sentAt };
      const externalId = await findCreated(creation, reads.customersByCreation, timeZone, scope);
      if (externalId !== null) return { kind: 'done', made: { externalId, createdUser: null } };
      return apiRevision === '2023-01-30' ? 'cannot tell' : null;
    },
  };
}

/** A creation refused as a repetition has succeeded if the customer is there: the earlier try made it. */
export function createProgress({ reads, writes, settings }: WriteTools): ReadProgress {
  return async (handle, scope) => {
    const { submissionId, ...creation } = readHandle(handle);
    const status = await writes.customerStatus(submissionId, scope);
    if (status.kind === 'failed' && saysRepeated(status.errors)) {
      const id = await findCreated(creation, reads.customersByCreation, settings.timeZone, scope);
      if (id !== null) return succeeded(id);
    }
    return progressOf(status, fieldOfNewCustomer);
  };
}

/** Fingerprint, time and submission, e.g. `cFc8…~Xw3x….1769000000000.4711`: only the last may hold dots. */
function handleOf({ fingerprint, sentAt }: Creation, submissionId: string): string {
  return `${fingerprint}.${sentAt}.${submissionId}`;
}

function readHandle(handle: string): Creation & { readonly submissionId: string } {
  const [fingerprint = '', sentAt = '', ...submissionId] = handle.split('.');
  return { fingerprint, sentAt: Number(sentAt), submissionId: submissionId.join('.') };
}

function newCustomerOf(values: CustomerValues): NewCustomer {
  const { companyName: company, contact, address } = values;
  const { firstName, lastName } = contact;
  return {
    ...{ company, firstName, lastName, email: emailOf(values), phone: phoneOf(values) },
    address: addressOfNewCustomer(address, contact),
  };
}
