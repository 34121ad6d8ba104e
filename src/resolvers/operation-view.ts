import { encodeNodeId } from '../ids.js';
import type { OperationRecord } from '../store/store.js';
import { OperationKind, OperationStatus, type Operation } from '../types/operation.js';
import { UserErrorCode } from '../types/user-error.js';

/** A kept operation as the graph shows it. */
export function toOperation(record: OperationRecord): Operation {
  const { sourceId, id, kind, status, customerExternalId, orderExternalId } = record;
  return {
    __typename: 'Operation',
    id: encodeNodeId('operation', sourceId, id),
    kind: OperationKind[kind],
    status: OperationStatus[status],
    userErrors: record.userErrors.map(({ field, code, message }) => ({
      field,
      code: UserErrorCode[code],
      message,
    })),
    createdAt: new Date(record.createdAt).toISOString(),
    updatedAt: new Date(record.updatedAt).toISOString(),
    sourceId,
    customerExternalId,
    orderExternalId,
  };
}
