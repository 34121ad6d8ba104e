import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyPluginCallback } from 'fastify';

export interface MetricsOptions {
  /** The metrics as Prometheus reads them. */
  readonly read: () => Promise<string>;
  readonly contentType: string;
  /** Whoever asks must bring it; undefined: nobody is asked for anything. */
  readonly token: string | undefined;
}

/** `GET /metrics`: Prometheus text. */
export const metricsPlugin: FastifyPluginCallback<MetricsOptions> = (fastify, options, done) => {
  const { read, contentType, token } = options;
  fastify.get('/metrics', async (request, reply) => {
    if (token !== undefined && !isSame(request.headers.authorization, `Bearer ${token}`)) {
      const message = 'Send the token: Authorization: Bearer <metrics.token>.';
      return reply.code(401).header('www-authenticate', 'Bearer').send({ error: 'UNAUTHENTICATED', message });
    }
    return reply.type(contentType).send(await read());
  });
  done();
};

/** In a time that tells nothing of the token, nor of its length. */
function isSame(given = '', expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
