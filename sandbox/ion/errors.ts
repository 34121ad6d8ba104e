import type { FastifyReply } from 'fastify';

export interface IonError {
  readonly status: number;
  readonly error: string;
  readonly message: string;
  /** What the body's `code` says where it is not the HTTP status (ION 4.6). */
  readonly code?: number;
  /** What `details[0]` holds beside its type and the request's id. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** A refusal a route throws; `sendIonError` turns it into the vendor's body. */
export class IonRefusal extends Error {
  constructor(readonly answer: IonError) {
    super(answer.message);
  }
}

export function invalidRequest(message: string, code?: number): IonRefusal {
  return new IonRefusal({
    status: 400,
    error: 'INVALID_REQUEST',
    message,
    ...(code !== undefined && { code }),
  });
}

export function permissionDenied(resource: string): IonRefusal {
  return new IonRefusal({
    status: 403,
    error: 'PERMISSION_DENIED',
    message: `permission denied to access ${resource}`,
  });
}

export function notFound(resource: string, code = 404): IonRefusal {
  return new IonRefusal({
    status: 404,
    error: 'NOT_FOUND',
    message: `resource '${resource}' not found`,
    code,
  });
}

export function preconditionFailed(referenceEntity: string, code: string, detail: string): IonRefusal {
  return new IonRefusal({
    status: 412,
    error: 'FAILED_PRECONDITION',
    message: detail,
    detail: { referenceEntity, code, detail },
  });
}

/** All that is wrong with an order, one entry each; the blank at the end of their code is the vendor's (ION 4.6). */
export function invalidOrder(details: readonly string[]): IonRefusal {
  return new IonRefusal({
    status: 400,
    error: 'BAD_REQUEST: Invalid provisioning data',
    message: 'BAD_REQUEST: Invalid provisioning data',
    code: 3,
    detail: {
      '@type': 'type.googleapis.com/v3orberrors.ErrorBody',
      errors: details.map((detail) => ({ code: 'COMM-VL-001 ', detail })),
    },
  });
}

/** The 401 body is not documented; this one follows the shape of the others (ION 4.1). */
export function unauthenticated(): IonRefusal {
  return new IonRefusal({
    status: 401,
    error: 'UNAUTHENTICATED',
    message: 'access token is missing, unknown or expired',
  });
}

const REQUEST_INFO = 'type.googleapis.com/google.rpc.RequestInfo';

export function sendIonError(reply: FastifyReply, answer: IonError, requestNumber: number): FastifyReply {
  const { status, error, message, code = status, detail } = answer;
  const requestId = `176ef${String(requestNumber).padStart(16, '0')}`;
  return reply
    .code(status)
    .send({ error, message, code, details: [{ '@type': REQUEST_INFO, requestId, ...detail }] });
}
