import type { FastifyInstance, FastifyRequest } from 'fastify';
import { CLOUDCOCKPIT_TENANT } from './credentials.js';
import { CloudCockpitError, forbidden, invalid, unauthorized, unforeseen } from './errors.js';
import { isUuid } from './query.js';
import type { CloudCockpitState } from './state.js';

/** The headers every API call needs (CloudCockpit 2.1), and the shape of the errors. */
export function guard(app: FastifyInstance, state: CloudCockpitState): void {
  app.addHook('preHandler', (request, _reply, done) => {
    done(refusalOf(request, state));
  });
  app.setErrorHandler((error: Error, request, reply) => {
    const refusal = error instanceof CloudCockpitError ? error : unforeseen(error);
    if (refusal.status === 401) reply.header('www-authenticate', 'Bearer');
    reply.code(refusal.status);
    return refusal.type === null ? reply.send() : reply.send(refusal.body(correlationId(request)));
  });
}

function refusalOf({ headers }: FastifyRequest, state: CloudCockpitState): CloudCockpitError | undefined {
  if (state.tokens.scopesOf(headers.authorization) === undefined) return unauthorized();
  const tenant = headers['x-tenant'];
  if (tenant === undefined) return invalid('X-Tenant', 'The X-Tenant header is required.');
  if (String(tenant).toLowerCase() !== CLOUDCOCKPIT_TENANT) return forbidden();
  // Documented as optional; an integrator in production found that calls without it are refused.
  if (!isUuid(String(headers['x-correlation-id']))) {
    return invalid('X-Correlation-Id', 'The X-Correlation-Id header must be a UUID.');
  }
  return undefined;
}

function correlationId({ headers }: FastifyRequest): string {
  const given = String(headers['x-correlation-id']);
  return isUuid(given) ? given : '00000000-0000-0000-0000-000000000000';
}
