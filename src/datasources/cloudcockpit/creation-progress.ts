import { ProviderCustomerStatus } from '../../types/cloudcockpit-details.js';
import { UserErrorCode, type UserError } from '../../types/user-error.js';
import { userError } from '../input-rules.js';
import type { ReadProgress } from '../writes.js';
import type { Client } from './client.js';
import { isDeleted } from './customer-bodies.js';
import { providerCustomerStatus } from './statuses.js';
import type { WireProviderCustomer } from './wire.js';

/** Handle: the customer's id. Its own row tells how far its providers are; there is no callback (CloudCockpit 2.5). */
export function creationProgress(reading: Client): ReadProgress {
  return async (customerId, scope) => {
    const row = await reading.customer(customerId, scope);
    // Its creation was answered, so that it is most likely still on its way to where it is read from.
    if (row === null) return { kind: 'unknown' };
    if (isDeleted(row)) return { kind: 'failed', userErrors: [deletedMeanwhile()] };
    const at = (status: ProviderCustomerStatus) =>
      row.providerCustomers.filter((entry) => providerCustomerStatus(entry.status) === status);
    const failed = at(ProviderCustomerStatus.FAILED);
    // A status of another name is no result either.
    const isSettled =
      failed.length + at(ProviderCustomerStatus.SUCCESS).length === row.providerCustomers.length;
    if (!isSettled) return { kind: 'processing' };
    if (failed.length > 0) return { kind: 'failed', userErrors: failed.map(failedCreation) };
    return { kind: 'succeeded', customerExternalId: row.id, orderExternalId: null };
  };
}

/** The customer exists; the instance stands in the message, because its place in the input is not known any more. */
function failedCreation({ providerInstanceId, creationError }: WireProviderCustomer): UserError {
  const at = `at provider instance ${providerInstanceId}`;
  const field = ['input', 'cloudCockpit', 'providerCustomers'];
  switch (creationError) {
    case 'DomainExists':
      return userError(field, UserErrorCode.TAKEN, `The domain is taken ${at}.`);
    case 'InvalidCompanyInfo':
      return userError(field, UserErrorCode.INVALID, `The company's data is not accepted ${at}.`);
    default:
      return userError(field, UserErrorCode.REJECTED, `The customer could not be created ${at}.`);
  }
}

function deletedMeanwhile(): UserError {
  return userError(null, UserErrorCode.NOT_FOUND, 'The customer was deleted before its providers had it.');
}
