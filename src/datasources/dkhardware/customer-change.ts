import { readText } from '../reading.js';
import type { CustomerChange, MadeCustomer, ReadProgress, Write } from '../writes.js';
import { changedCustomerBody, changedMembers } from './customer-bodies.js';
import { changedCustomerFaults } from './customer-rules.js';
import { fieldOfChangedCustomer } from './input-fields.js';
import { outcomeOf, progressOf } from './submissions.js';
import type { CustomerRow } from './wire.js';
import { scopeFaults, UPDATE_SCOPES } from './write-settings.js';
import { idFaults, type WriteTools } from './write-tools.js';

/** Changes what is given of a customer and leaves the rest. */
export function updateCustomer({ reads, writes, settings }: WriteTools): Write<CustomerChange, MadeCustomer> {
  const madeOf = ({ customerId }: CustomerChange) => ({ externalId: customerId, createdUser: null });
  return {
    faults: (values) => [
      ...scopeFaults(settings, UPDATE_SCOPES),
      ...idFaults(values.customerId, ['input', 'id']),
      ...changedCustomerFaults(values),
    ],

    async send(values, { scope }) {
      const submitted = await writes.updateCustomer(changedCustomerBody(values, settings.apiRevision), scope);
      return outcomeOf(submitted, fieldOfChangedCustomer, { made: madeOf(values) });
    },

    /** Never sent again where it does not show: carried out late, it would overwrite what somebody changed since. */
    async recover(values, { scope }) {
      scope.forgetReads(settings.id);
      const row = await reads.customer(values.customerId, scope);
      return row !== null && shows(row, values) ? { kind: 'done', made: madeOf(values) } : 'cannot tell';
    },
  };
}

export function updateProgress({ writes }: WriteTools): ReadProgress {
  return async (handle, scope) =>
    progressOf(await writes.customerStatus(handle, scope), fieldOfChangedCustomer);
}

const CHANGED = ['firstName', 'lastName', 'company', 'phone', 'altPhone', 'fax', 'customerType'] as const;

function shows(row: CustomerRow, values: CustomerChange): boolean {
  const changed = changedMembers(values);
  return CHANGED.every(
    (member) => changed[member] === undefined || readText(changed[member]) === row[member],
  );
}
