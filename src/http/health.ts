import type { FastifyPluginCallback } from 'fastify';

export interface HealthOptions {
  /** False while starting and draining: no new traffic should come. */
  readonly isReady: () => boolean;
}

/** `GET /health/live`: the process answers. `GET /health/ready`: it also wants traffic. */
export const healthPlugin: FastifyPluginCallback<HealthOptions> = (fastify, { isReady }, done) => {
  fastify.get('/health/live', () => ({ status: 'live' }));
  fastify.get('/health/ready', (_, reply) => {
    const ready = isReady();
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready' });
  });
  done();
};
