import { isDeepStrictEqual } from 'node:util';
import { UserErrorCode, type UserError } from '../../types/user-error.js';
import { userError } from '../input-rules.js';
import { earliestMade } from '../made-since.js';
import type { CustomerChange, CustomerValues, MadeCustomer, Write, WriteOutcome } from '../writes.js';
import type { IonClient } from './client.js';
import {
  changedMembers,
  customerBody,
  membersOf,
  missingMembers,
  newMembers,
  type CustomerMembers,
} from './customer-bodies.js';
import { changedCustomerFaults, newCustomerFaults, noSuchCustomer, required } from './customer-rules.js';
import { customerRefusal } from './refusals.js';
import type { WireCustomer } from './wire.js';
import type { IonWriteClient } from './write-client.js';

type CustomerOutcome = WriteOutcome<MadeCustomer>;

export function createCustomer(
  reading: IonClient,
  writing: IonWriteClient,
): Write<CustomerValues, MadeCustomer> {
  return {
    faults: newCustomerFaults,

    async send(values, { scope }) {
      const { row, refusal } = await writing.createCustomer(customerBody(newMembers(values)), scope);
      if (refusal !== undefined) return refused(customerRefusal(refusal, values));
      return { kind: 'done', made: { externalId: row.id, createdUser: row.createdUser } };
    },

    /**
     * An address belongs to one customer of ION, who is found by it; a row that does not tell its time is not taken for it.
     * Its first user cannot be had again: the password stood in the answer that was lost, and is set anew in ION's portal.
     */
    async recover(values, { scope, sentAt }) {
      const wanted = newMembers(values);
      const email = wanted.customerEmail ?? '';
      const { rows } = await reading.customers({ pageSize: 10, pageToken: null, email }, scope);
      const made = rows.find((row) => isMadeSince(sentAt, row) && isMadeBy(wanted, row));
      return made === undefined ? null : done(made.id);
    },
  };
}

/**
 * ION replaces the whole customer, so that a change is merged into what stands there: read, read again, replace.
 * Refused where somebody changed the customer between the two reads. Only the last call writes.
 */
export function updateCustomer(
  reading: IonClient,
  writing: IonWriteClient,
  sourceId: string,
): Write<CustomerChange, MadeCustomer> {
  return {
    faults: changedCustomerFaults,

    async send(change, { scope }) {
      const { customerId } = change;
      const row = await reading.customer(customerId, scope);
      if (row === null) return NO_CUSTOMER;
      const members = changedMembers(row, change);
      // Rows of ION are sparse at times, and ION does not take them back as it gave them.
      const missing = missingMembers(members);
      if (missing.length > 0) return refused(required(missing, change));

      scope.forgetReads(sourceId);
      const fresh = await reading.customer(customerId, scope);
      if (!isDeepStrictEqual(fresh, row)) return refused([CHANGED_MEANWHILE]);

      const { refusal } = await writing.replaceCustomer(customerId, customerBody(members), scope);
      if (refusal === undefined) return done(customerId);
      return refusal.status === 404 ? NO_CUSTOMER : refused(customerRefusal(refusal, change));
    },

    /** Written, where the customer stands as the change wants it; else a repetition could overwrite a newer change. */
    async recover(change, { scope }) {
      const row = await reading.customer(change.customerId, scope);
      if (row === null) return NO_CUSTOMER;
      const wanted = customerBody(changedMembers(row, change));
      return isDeepStrictEqual(wanted, customerBody(membersOf(row))) ? done(row.id) : 'cannot tell';
    },
  };
}

const NO_CUSTOMER = refused([noSuchCustomer(['input', 'id'])]);

const CHANGED_MEANWHILE = userError(
  ['input', 'id'],
  UserErrorCode.CONFLICT,
  'Somebody else changed this customer at the same time; read it again and decide whether the change still holds.',
);

/** ION tells when a customer was made, but not by which request. */
function isMadeSince(sentAt: number, { createTime }: WireCustomer): boolean {
  return Date.parse(createTime ?? '') >= earliestMade(sentAt);
}

function isMadeBy(wanted: CustomerMembers, row: WireCustomer): boolean {
  return (
    row.customerEmail?.toLowerCase() === wanted.customerEmail?.toLowerCase() &&
    row.customerOrganization === wanted.customerOrganization &&
    row.customerName === wanted.customerName
  );
}

function done(externalId: string): CustomerOutcome {
  return { kind: 'done', made: { externalId, createdUser: null } };
}

function refused(userErrors: readonly UserError[]): CustomerOutcome {
  return { kind: 'refused', userErrors };
}
