import { isDeepStrictEqual } from 'node:util';
import { UpstreamFailure } from '../../errors.js';
import { UserErrorCode, type UserError } from '../../types/user-error.js';
import type { Refusal } from '../../upstream/refusals.js';
import type { OperationScope } from '../../upstream/scope.js';
import { userError } from '../input-rules.js';
import type { CustomerChange, MadeCustomer, OfCustomer, Write, WriteOutcome } from '../writes.js';
import type { Client } from './client.js';
import {
  accountInfoBody,
  accountOf,
  changedAccount,
  givenAccount,
  isDeleted,
  missingMembers,
  textOf,
} from './customer-bodies.js';
import { noSuchCustomer, required } from './customer-places.js';
import { changedCustomerFaults } from './customer-rules.js';
import { customerRefusal } from './refusals.js';
import { untilShown } from './until-shown.js';
import { isGuid, type WireCustomer } from './wire.js';
import type { WriteClient } from './write-client.js';

type CustomerOutcome = WriteOutcome<MadeCustomer>;

export interface WriteSettings {
  readonly sourceId: string;
  /** Whose relations the source reads and writes; null: the credentials' own. */
  readonly resellerId: string | null;
}

/**
 * Up to three calls: the customer is read, account-info gets the whole account with the change merged into it,
 * and internal-identifier the `internalReference`, where the change names such members.
 *
 * account-info goes first because it is the one that may be refused: until then nothing is written.
 * What is told of the second also tells that the first is done; both are absolute, so that the same change under a new key mends the rest.
 */
export function updateCustomer(
  reading: Client,
  writing: WriteClient,
  { sourceId, resellerId }: WriteSettings,
): Write<CustomerChange, MadeCustomer> {
  /** Null where it is changed. */
  async function changeAccount(row: WireCustomer, change: CustomerChange, scope: OperationScope) {
    // A row may lack what CloudCockpit does not take back without.
    const missing = missingMembers(changedAccount(row, change));
    if (missing.length > 0) return refused(required(missing, change));
    const refusal = await writing.changeAccount(row.id, accountInfoBody(row, change), scope);
    return refusal === null ? null : refusedChange(refusal, change);
  }

  async function changeIdentifier(change: CustomerChange, scope: OperationScope) {
    const body = { internalIdentifier: textOf(change.internalReference) ?? null, resellerId };
    const refusal = await writing.changeIdentifier(change.customerId, body, scope);
    return refusal === null ? done(change.customerId) : refusedChange(refusal, change);
  }

  return {
    faults: changedCustomerFaults,

    async send(change, { scope }) {
      const row = await reading.customer(change.customerId, scope);
      if (row === null || isDeleted(row)) return NO_CUSTOMER;
      const changesAccount = Object.keys(givenAccount(change)).length > 0;
      const refusedAccount = changesAccount ? await changeAccount(row, change, scope) : null;
      if (refusedAccount !== null) return refusedAccount;
      if (change.internalReference === undefined) return done(row.id);
      const identifier = changeIdentifier(change, scope);
      return await (changesAccount ? afterAccount(identifier) : identifier);
    },

    /** account-info takes the whole account: the next change would be merged into what this one is about to replace. */
    async shown(change, { scope }) {
      if (Object.keys(givenAccount(change)).length === 0) return;
      const isShown = async () => {
        scope.forgetReads(sourceId);
        const row = await reading.customer(change.customerId, scope);
        return row === null || isChanged(row, change);
      };
      await untilShown(isShown, scope);
    },

    /** Written, where the customer stands as the change wants it; else a repetition could overwrite a newer change. */
    async recover(change, { scope }) {
      scope.forgetReads(sourceId);
      const row = await reading.customer(change.customerId, scope);
      if (row === null || isDeleted(row)) return NO_CUSTOMER;
      return isChanged(row, change) ? done(row.id) : 'cannot tell';
    },
  };
}

/** One call; 202, the customer is gone a moment later. */
export function deleteCustomer(
  reading: Client,
  writing: WriteClient,
  { sourceId }: WriteSettings,
): Write<OfCustomer, MadeCustomer> {
  return {
    faults: ({ customerId }) => (isGuid(customerId) ? [] : [noSuchCustomer()]),

    async send({ customerId }, { scope }) {
      const refusal = await writing.deleteCustomer(customerId, scope);
      if (refusal === null) return done(customerId);
      return refusal.status === 404 ? NO_CUSTOMER : refused([REFUSED_DELETION]);
    },

    async shown({ customerId }, { scope }) {
      const isShown = async () => {
        scope.forgetReads(sourceId);
        const row = await reading.customer(customerId, scope);
        return row === null || isDeleted(row);
      };
      await untilShown(isShown, scope);
    },

    async recover({ customerId }, { scope }) {
      scope.forgetReads(sourceId);
      const row = await reading.customer(customerId, scope);
      return row === null || isDeleted(row) ? done(customerId) : 'cannot tell';
    },
  };
}

const NO_CUSTOMER = refused([noSuchCustomer()]);

const REFUSED_DELETION = userError(
  ['input', 'id'],
  UserErrorCode.REJECTED,
  'CloudCockpit refused to delete this customer.',
);

const REFUSED_IDENTIFIER = refused([
  userError(
    ['input', 'internalReference'],
    UserErrorCode.REJECTED,
    'CloudCockpit refused this internalReference; everything else of this change is done.',
  ),
]);

function refusedChange(refusal: Refusal, change: CustomerChange): CustomerOutcome {
  return refusal.status === 404 ? NO_CUSTOMER : refused(customerRefusal(refusal, change));
}

/** What became of the second call, told together with the first, which took effect. */
async function afterAccount(second: Promise<CustomerOutcome>): Promise<CustomerOutcome> {
  try {
    const outcome = await second;
    return outcome.kind === 'refused' && outcome !== NO_CUSTOMER ? REFUSED_IDENTIFIER : outcome;
  } catch (error) {
    throw halfDone(error);
  }
}

/** The whole must not pass for one that did nothing. */
function halfDone(error: unknown): unknown {
  if (!(error instanceof UpstreamFailure)) return error;
  const { retryAfterMs, upstreamStatus, correlationId } = error;
  return new UpstreamFailure(error.code, error.sourceId, {
    message: `${error.message} internalReference may be as before; everything else of this change is done.`,
    ...{ retryAfterMs, upstreamStatus, correlationId },
    mayHaveHappened: true,
    cause: error,
  });
}

function isChanged(row: WireCustomer, change: CustomerChange): boolean {
  const identifier = textOf(change.internalReference);
  return (
    isDeepStrictEqual(changedAccount(row, change), accountOf(row)) &&
    (identifier === undefined || identifier === row.internalIdentifier)
  );
}

function done(externalId: string): CustomerOutcome {
  return { kind: 'done', made: { externalId, createdUser: null } };
}

function refused(userErrors: readonly UserError[]): CustomerOutcome {
  return { kind: 'refused', userErrors };
}
