import type { FastifyReply } from 'fastify';

export interface IonError {
  readonly status: number;
  readonly error: string;
  readonly message: string;
  /** What the body's `code` says where it is not the HTTP status (ION 4.6). */
  readonly code?: number;
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

export function notFound(resource: string): IonRefusal {
  return new IonRefusal({ status: 404, error: 'NOT_FOUND', message: `resource '${resource}' not found` });
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
  const { status, error, message, code = status } = answer;
  const requestId = `176ef${String(requestNumber).padStart(16, '0')}`;
  return reply.code(status).send({ error, message, code, details: [{ '@type': REQUEST_INFO, requestId }] });
}
