import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { CallLog, OpenCall } from './counters.js';
import { isSevered } from './misbehaviour.js';
import type { UpstreamName } from './upstream.js';

/** Records every call that reaches this scope, whether a route answers it or none does. */
export function observe(scope: FastifyInstance, upstream: UpstreamName, log: CallLog): void {
  const open = new WeakMap<FastifyRequest, OpenCall>();

  scope.addHook('onRequest', (request, reply, done) => {
    const call = log.record({
      upstream,
      method: request.method,
      path: request.originalUrl,
      route: request.is404 ? null : (request.routeOptions.url ?? null),
      headers: { ...request.headers },
    });
    open.set(request, call);
    reply.raw.once('close', () => {
      if (reply.raw.headersSent) call.status = reply.raw.statusCode;
      call.aborted = !reply.raw.writableFinished && !isSevered(request);
    });
    done();
  });

  scope.addHook('preHandler', (request, _reply, done) => {
    const call = open.get(request);
    if (call !== undefined && request.body !== undefined) call.body = request.body;
    done();
  });
}
