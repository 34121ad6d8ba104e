import type { FastifyReply } from 'fastify';

export type FieldErrors = Readonly<Record<string, readonly string[]>>;

/** A refusal a route throws; `sendRefusal` turns it into the vendor's body. */
export class DkRefusal extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly errors?: FieldErrors,
  ) {
    super(title);
  }
}

export function validationFailed(errors: FieldErrors): DkRefusal {
  return new DkRefusal(400, 'One or more validation errors occurred.', errors);
}

export function systemError(): DkRefusal {
  return new DkRefusal(500, 'System error.');
}

/** The framework could not read the body, e.g. broken JSON: the 400 of any other fault, and nothing of the body in it. */
export function unreadable(): DkRefusal {
  return validationFailed({ $: ['The body is not valid JSON.'] });
}

// What 401, 403 and 404 say is not documented: they follow the one body that has no field errors, the 500's.

export function unauthorized(): DkRefusal {
  return new DkRefusal(401, 'Unauthorized.');
}

export function forbidden(scope: string): DkRefusal {
  return new DkRefusal(403, `The scope '${scope}' is required.`);
}

export function notFound(what: string, id: string): DkRefusal {
  return new DkRefusal(404, `${what} with id '${id}' not found.`);
}

/** `number` makes the trace id, so that the same calls give the same answers after every reset. */
export function sendRefusal(reply: FastifyReply, refusal: DkRefusal, number: number): FastifyReply {
  const { status, title, errors } = refusal;
  const traceId = `d5c99cbf-0000-4000-8000-${String(number).padStart(12, '0')}`;
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  return reply.code(status).send({ status, title, traceId, ...(errors && { errors }) });
}
