import { randomUUID } from 'node:crypto';

/** An answer other than 200, in the shape that goes with its status (ArrowSphere 1.1). */
export class ArrowSphereError extends Error {
  readonly status: number;
  readonly body: object;

  constructor(status: number, body: object) {
    super(`ArrowSphere answers ${status}`);
    this.status = status;
    this.body = body;
  }
}

/** One fault is a string, several are a list: both are on the wire. */
export function badRequest(...messages: readonly string[]): ArrowSphereError {
  const [first] = messages;
  return new ArrowSphereError(400, {
    status: 400,
    error: 'Bad request',
    messages: messages.length === 1 ? first : messages,
  });
}

export function unauthorized(): ArrowSphereError {
  return new ArrowSphereError(401, { message: 'Unauthorized' });
}

/** What the server's own framework refuses, e.g. a body that is not JSON; anything else is a fault of the sandbox. */
export function unforeseen(error: Error & { readonly statusCode?: number }): ArrowSphereError {
  if (error.statusCode !== undefined && error.statusCode < 500) return badRequest(error.message);
  const body = { status: 500, error: error.message, errorCode: 'SERVER_0001', correlationId: randomUUID() };
  return new ArrowSphereError(500, body);
}

/** For what belongs to another partner; seen in this shape by .NET integrators alone. */
export function forbidden(): ArrowSphereError {
  return new ArrowSphereError(403, {
    status: 403,
    error: 'Forbidden',
    errorCode: 'AUTH_0003',
    correlationId: randomUUID(),
  });
}

export function notFound(what: string): ArrowSphereError {
  return new ArrowSphereError(404, { status: 404, error: 'Not found', messages: `${what} not found` });
}
