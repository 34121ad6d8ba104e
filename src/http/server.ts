import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
} from 'fastify';
import { MASKED } from '../graphql/errors.js';
import { REQUEST_ID_HEADER, requestIdOf } from './request-id.js';
import { endSilentConnections } from './silent-connections.js';

export interface HttpOptions {
  readonly maxBodyBytes: number;
  readonly log: FastifyBaseLogger;
  /** How long a request may take to arrive, its body included; default `ARRIVAL_MS`. */
  readonly arrivalMs?: number;
}

/** Enough for the largest body over a poor line; who sends byte by byte would otherwise hold a socket for ever. */
const ARRIVAL_MS = 15_000;

/** The HTTP server without its routes: ids, limits, and errors as JSON that never tells a stack. */
export function createHttpServer({
  maxBodyBytes,
  log,
  arrivalMs = ARRIVAL_MS,
}: HttpOptions): FastifyInstance {
  const fastify = Fastify({
    bodyLimit: maxBodyBytes,
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    // A logger for each request is a sixteenth of what a small one costs; the few who log name the request themselves.
    childLoggerFactory: (logger) => logger,
    genReqId: requestIdOf,
    requestIdHeader: false,
    // Without both here, Fastify leaves Node's limit for headers alone, and a body may drip for ever.
    requestTimeout: arrivalMs,
    http: {
      requestTimeout: arrivalMs,
      headersTimeout: arrivalMs,
      connectionsCheckingInterval: arrivalMs / 5,
    },
    // Open keep-alive connections must not hold up the drain; requests in flight are still answered.
    forceCloseConnections: 'idle',
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header(REQUEST_ID_HEADER, request.id);
    done();
  });
  endSilentConnections(fastify);
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
  fastify.setErrorHandler((error: FastifyError, request, reply) => {
    if ((error.statusCode ?? 500) < 500) return reply.send(error);
    request.log.error({ reqId: request.id, err: error }, 'masked error');
    return reply.code(500).send({ error: 'INTERNAL_SERVER_ERROR', message: MASKED });
  });
  fastify.setNotFoundHandler((request, reply) => {
    const message = `There is nothing at ${request.method} ${request.url.split('?')[0] ?? ''}; the graph is at /graphql.`;
    return reply.code(404).send({ error: 'NOT_FOUND', message });
  });
  return fastify;
}
