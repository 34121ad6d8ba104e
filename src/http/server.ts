import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { REQUEST_ID_HEADER, requestIdOf } from './request-id.js';

export interface HttpOptions {
  readonly maxBodyBytes: number;
  readonly log: FastifyBaseLogger;
}

/** The HTTP server without its routes: ids, limits, and errors as JSON that never tells a stack. */
export function createHttpServer({ maxBodyBytes, log }: HttpOptions): FastifyInstance {
  const fastify = Fastify({
    bodyLimit: maxBodyBytes,
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestIdOf,
    requestIdHeader: false,
    // Open keep-alive connections must not hold up the drain; requests in flight are still answered.
    forceCloseConnections: 'idle',
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header(REQUEST_ID_HEADER, request.id);
    done();
  });
  let isClosing = false;
  fastify.addHook('preClose', (done) => {
    isClosing = true;
    done();
  });
  // A kept-alive connection whose last answer comes during the drain would hold it up until it times out.
  fastify.addHook('onSend', (_, reply, payload, done) => {
    if (isClosing) reply.header('connection', 'close');
    done(null, payload);
  });
  fastify.setNotFoundHandler((request, reply) => {
    const message = `There is nothing at ${request.method} ${request.url.split('?')[0] ?? ''}; the graph is at /graphql.`;
    return reply.code(404).send({ error: 'NOT_FOUND', message });
  });
  return fastify;
}
