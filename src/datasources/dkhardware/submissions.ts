import type { UserError } from '../../types/user-error.js';
import type { MadeCustomer, Progress, WriteOutcome } from '../writes.js';
import type { FieldOf } from './input-fields.js';
import { failureErrors, refusalErrors } from './refusals.js';
import type { SubmissionStatus } from './submission-wire.js';
import type { Submitted } from './write-client.js';

/** What a write has come to once the upstream answered it: never done, only taken or refused (DK 3.3). */
export function outcomeOf(
  { submissionId, refusal }: Submitted,
  fieldOf: FieldOf,
  pending: { readonly made: MadeCustomer | null; readonly handle?: (submissionId: string) => string },
): WriteOutcome<MadeCustomer> {
  if (refusal !== undefined) return refused(refusalErrors(refusal, fieldOf));
  const { made, handle = (id) => id } = pending;
  return { kind: 'pending', handle: handle(submissionId), made };
}

export function refused(userErrors: readonly UserError[]): WriteOutcome<never> {
  return { kind: 'refused', userErrors };
}

export function progressOf(status: SubmissionStatus, fieldOf: FieldOf): Progress {
  switch (status.kind) {
    case 'processing':
      return { kind: 'processing' };
    case 'succeeded':
      return succeeded(status.customerId);
    case 'failed':
      return { kind: 'failed', userErrors: failureErrors(status.errors, fieldOf) };
  }
}

export function succeeded(customerExternalId: string | null): Progress {
  return { kind: 'succeeded', customerExternalId, orderExternalId: null };
}
