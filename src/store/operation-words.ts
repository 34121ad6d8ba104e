import { z } from 'zod';
import type { OperationKind, OperationStatus } from '../types/operation.js';
import type { UserErrorCode } from '../types/user-error.js';

/** The words of the graph's enums, whose own modules bring all of type-graphql with them. A test compares the two. */
const KINDS = [
  'CREATE_CUSTOMER',
  'UPDATE_CUSTOMER',
  'CREATE_ADDRESS',
  'UPDATE_ADDRESS',
  'DELETE_ADDRESS',
  'PROVISION',
  'MIGRATION',
  'CREATE_ORDER',
] as const satisfies readonly `${OperationKind}`[];

const STATUSES = [
  'ACCEPTED',
  'PROCESSING',
  'SUCCEEDED',
  'FAILED',
] as const satisfies readonly `${OperationStatus}`[];

const ERROR_CODES = [
  'INVALID',
  'REQUIRED',
  'TOO_LONG',
  'TAKEN',
  'NOT_FOUND',
  'UNSUPPORTED',
  'REJECTED',
  'CONFLICT',
] as const satisfies readonly `${UserErrorCode}`[];

export const kindSchema = z.enum(KINDS);
export const statusSchema = z.enum(STATUSES);
export const recordedErrorSchema = z.object({
  field: z.array(z.string()).nullable(),
  code: z.enum(ERROR_CODES),
  message: z.string(),
});
