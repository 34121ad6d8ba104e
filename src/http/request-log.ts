import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { OperationNotes } from '../observability/operations.js';

/** A request that was answered, or whose client left. */
export interface EndedRequest {
  readonly requestId: string;
  readonly method: string;
  /** Without its query. */
  readonly path: string;
  /** The template that it met; null for none. */
  readonly route: string | null;
  readonly status: number;
  /** Whether the client left before it had the whole answer. */
  readonly aborted: boolean;
  readonly durationMs: number;
  /** Null where it came to none. */
  readonly operation: OperationNotes | null;
}

const OPERATION = 'operation';

/** Tells of every request once it is over. Goes before the routes. */
export function observeRequests(fastify: FastifyInstance, onEnd: (request: EndedRequest) => void): void {
  fastify.decorateRequest(OPERATION, null);
  fastify.addHook('onRequest', (request, reply, done) => {
    const startedAt = performance.now();
    // 'close' and not 'finish': it also comes where the client has left.
    reply.raw.once('close', () => {
      onEnd({
        requestId: request.id,
        method: request.method,
        path: request.url.split('?', 1)[0] ?? '',
        route: request.routeOptions.url ?? null,
        status: reply.statusCode,
        aborted: !reply.raw.writableFinished,
        durationMs: performance.now() - startedAt,
        operation: request.getDecorator<OperationNotes | null>(OPERATION),
      });
    });
    done();
  });
}

/** Notes which operation a request came to. */
export function noteOperationOf(request: FastifyRequest, operation: OperationNotes): void {
  request.setDecorator(OPERATION, operation);
}
