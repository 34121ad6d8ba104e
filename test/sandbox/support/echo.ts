import type { FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import { tokenEndpoint } from '../../../sandbox/faults.js';
import type { SandboxUpstream } from '../../../sandbox/upstream.js';

const settings = z.strictObject({ greeting: z.string().optional() });

/** A small upstream, so that the sandbox's core can be tested apart from any vendor's contract. */
export function echoUpstream(): SandboxUpstream {
  let greeting = 'hello';
  const routes: FastifyPluginAsync = (app) => {
    app.get<{ Params: { id: string } }>('/things/:id', ({ params }) => ({ id: params.id, greeting }));
    app.post<{ Params: { id: string } }>('/things/:id', ({ params }, reply) => reply.code(201).send(params));
    app.post('/oauth/token', tokenEndpoint, () => ({ access_token: 'a' }));
    return Promise.resolve();
  };
  return {
    name: 'ion',
    prefix: '/ion',
    routes,
    rows: {},
    reset: () => {
      greeting = 'hello';
    },
    configure: (given) => {
      greeting = settings.parse(given).greeting ?? greeting;
    },
  };
}
