import type { FastifyInstance, preHandlerHookHandler } from 'fastify';
import type { DK_HARDWARE_CLIENT } from './credentials.js';
import { forbidden, unauthorized } from './errors.js';
import type { DkState } from './state.js';

type Scope = (typeof DK_HARDWARE_CLIENT.scopes)[number];

/** Token first, then budget, then scope: a call without a token belongs to no client and costs nobody's budget. */
export function guardEveryCall(app: FastifyInstance, state: DkState): void {
  app.addHook('preHandler', (request, reply, done) => {
    if (!state.tokens.scopesOf(request.headers.authorization)) {
      done(unauthorized());
      return;
    }
    if (state.rate.take(request.method === 'GET' ? 'reads' : 'writes')) {
      done();
      return;
    }
    const { retryAfter } = state.rate;
    if (retryAfter !== null) reply.header('retry-after', String(retryAfter));
    // No body is documented (DK 3.1).
    void reply.code(429).send();
  });
}

/** A route's own hook: scopes are granted by endpoint (DK 3.2). */
export function requireScope(state: DkState, scope: Scope): { preHandler: preHandlerHookHandler } {
  return {
    preHandler: (request, _reply, done) => {
      const granted = state.tokens.scopesOf(request.headers.authorization)?.includes(scope) ?? false;
      done(granted ? undefined : forbidden(scope));
    },
  };
}

/** The vendor writes list paths with a slash at the end; both forms are taken, of every path. */
export function bothPaths(path: string): readonly string[] {
  return [path, `${path}/`];
}
