import type { FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import { tokenEndpoint } from '../../../sandbox/faults.js';
import type { SandboxUpstream } from '../../../sandbox/upstream.js';

const settings = z.strictObject({ greeting: z.string().optional() });

/** A small upstream, so that the sandbox's core can be tested apart from any vendor's contract. */
export function echoUpstream(): SandboxUpstream {
  let greeting = 'hello';
  let written: string[] = [];
  const routes: FastifyPluginAsync = (app) => {
    app.get<{ Params: { id: string } }>('/things/:id', ({ params }) => ({ id: params.id, greeting }));
    app.post<{ Params: { id: string } }>('/things/:id', ({ params }, reply) => {
      written.push(params.id);
      return reply.code(201).send(params);
    });
    app.post<{ Params: { id: string } }>('/things/:id/touch', ({ params }, reply) => {
      written.push(params.id);
      return reply.code(202).send();
    });
    app.post('/oauth/token', tokenEndpoint, () => ({ access_token: 'a' }));
    return Promise.resolve();
  };
  return {
    name: 'ion',
    prefix: '/ion',
    routes,
    rows: {
      get written() {
        return written;
      },
    },
    reset: () => {
      greeting = 'hello';
      written = [];
    },
    configure: (given) => {
      greeting = settings.parse(given).greeting ?? greeting;
    },
  };
}
