import type { Refusal } from '../../upstream/refusals.js';
import type { UpstreamRequest } from '../../upstream/request.js';
import type { OperationScope } from '../../upstream/scope.js';
import type { Transport } from '../../upstream/transport.js';
import { readSubmissionId, readSubmissionStatus, type SubmissionStatus } from './submission-wire.js';
import type { RequestContext } from './write-settings.js';

/** A write is taken and carried out later, or refused at once (DK 3.3). */
export type Submitted =
  | { readonly submissionId: string; readonly refusal?: never }
  | { readonly refusal: Refusal; readonly submissionId?: never };

type Submit = (body: object, scope: OperationScope) => Promise<Submitted>;
type SubmitAddress = (customerId: string, body: object, scope: OperationScope) => Promise<Submitted>;
type ReadStatus = (submissionId: string, scope: OperationScope) => Promise<SubmissionStatus>;

/** The writes of the Partner API, one function for each endpoint. */
export interface DkHardwareWriteClient {
  readonly createCustomer: Submit;
  readonly updateCustomer: Submit;
  readonly createAddress: SubmitAddress;
  readonly updateAddress: SubmitAddress;
  readonly deleteAddress: SubmitAddress;
  /** Of a customer's creation or update; it does not know the addresses' submissions. */
  readonly customerStatus: ReadStatus;
  readonly addressStatus: ReadStatus;
}

export function dkHardwareWriteClient(
  transport: Transport,
  sourceId: string,
  context: RequestContext | undefined,
): DkHardwareWriteClient {
  const submit = async (
    request: Omit<UpstreamRequest, 'method'>,
    scope: OperationScope,
  ): Promise<Submitted> => {
    const { answer, refusal } = await transport.write({ method: 'POST', ...request }, scope);
    return refusal === undefined ? { submissionId: readSubmissionId(sourceId, answer.body) } : { refusal };
  };
  const headers = contextHeaders(context);
  const submitCustomer =
    (path: string): Submit =>
    (body, scope) =>
      submit({ path, body }, scope);
  const submitAddress =
    (path: string): SubmitAddress =>
    (id, body, scope) =>
      submit({ path, params: { id }, headers, body }, scope);
  const readStatus =
    (path: string): ReadStatus =>
    async (submissionId, scope) => {
      const question = { method: 'POST', path, body: { submissionId }, changesNothing: true } as const;
      const answer = await transport.call(question, scope);
      return readSubmissionStatus(sourceId, answer.body);
    };
  return {
    createCustomer: submitCustomer('/v1/customer/create'),
    updateCustomer: submitCustomer('/v1/customer/update'),
    createAddress: submitAddress('/v1/customer/{id}/address/create'),
    updateAddress: submitAddress('/v1/customer/{id}/address/update'),
    deleteAddress: submitAddress('/v1/customer/{id}/address/delete'),
    customerStatus: readStatus('/v1/customer/status'),
    addressStatus: readStatus('/v1/customer/address/status'),
  };
}

/** Required of address writes, and not of customers' (DK 3.1). */
function contextHeaders(context: RequestContext | undefined): Readonly<Record<string, string>> {
  if (context === undefined) return {};
  const { userId, userName, initiatedFrom } = context;
  return {
    'User-Id': userId,
    ...(userName !== undefined && { 'User-Name': userName }),
    ...(initiatedFrom !== undefined && { 'Initiated-From': initiatedFrom }),
  };
}
