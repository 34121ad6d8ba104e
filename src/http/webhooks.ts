import type { FastifyError, FastifyPluginCallback } from 'fastify';
import { isGenuineNowhere, type ReportedChange } from '../datasources/change-events.js';
import type { Sources } from '../datasources/sources.js';
import { Provider } from '../types/source.js';

export interface WebhookOptions {
  readonly sources: Sources;
  readonly onChange: (sourceId: string, change: ReportedChange) => void;
}

/** Ten thousand ids at the most; the vendor's samples have two. */
const MAX_BODY_BYTES = 64 * 1024;

const REFUSED = { error: 'UNAUTHENTICATED', message: 'This is not from a source that sends events here.' };
const MALFORMED = { error: 'BAD_REQUEST', message: 'The body is no event that can be read.' };

/** `POST /webhooks/dkhardware/{sourceId}`: what DK Hardware tells by itself. */
export const webhooksPlugin: FastifyPluginCallback<WebhookOptions> = (fastify, options, done) => {
  const { sources, onChange } = options;
  const eventsOf = (sourceId: string) => {
    const datasource = sources.get(sourceId)?.datasource;
    return datasource?.provider === Provider.DKHARDWARE ? datasource.events : undefined;
  };

  fastify.post<{ Params: { sourceId: string } }>(
    '/webhooks/dkhardware/:sourceId',
    { bodyLimit: MAX_BODY_BYTES },
    (request, reply) => {
      const { sourceId } = request.params;
      const events = eventsOf(sourceId);
      const isGenuine = (events?.isGenuine ?? isGenuineNowhere)(request.body);
      if (events === undefined || !isGenuine) return reply.code(401).send(REFUSED);

      const reading = events.read(request.body);
      if (reading.kind === 'malformed') return reply.code(400).send(MALFORMED);
      if (reading.kind === 'changed') onChange(sourceId, reading.change);
      // Only 200 counts as received (DK 3.6), also for what nobody wants to know.
      return reply.send({ status: 'received' });
    },
  );
  // What the parser says of a body may quote it, and a secret stands in it.
  fastify.setErrorHandler((error: FastifyError, request, reply) => {
    const { statusCode = 500, code } = error;
    if (statusCode < 500) return reply.code(statusCode).send({ ...MALFORMED, error: code });
    request.log.error({ reqId: request.id, err: error }, 'a webhook could not be taken');
    return reply.code(500).send({ error: 'INTERNAL_SERVER_ERROR', message: 'Something went wrong here.' });
  });
  done();
};
