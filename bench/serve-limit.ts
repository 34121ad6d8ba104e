import Fastify from 'fastify';
import { Pool } from 'undici';
import { bulkOperations } from './limit/bulk-operations.js';
import { plainOperations, type Variables } from './limit/operations.js';
import { Reads } from './limit/rest.js';

/**
 * The hand-written endpoint that everything is compared with: no GraphQL, one function for each operation.
 * `node serve-limit.js plain|bulk <port> <upstream>`
 */
const [mode, port = '0', upstream = ''] = process.argv.slice(2);
const operations = mode === 'bulk' ? bulkOperations : plainOperations;
const { origin, pathname } = new URL(upstream);
const pool = new Pool(origin, { connections: 64 });

interface Body {
  readonly operationName?: string;
  readonly variables?: Variables;
}

const fastify = Fastify();
fastify.post<{ Body: Body }>('/graphql', async ({ body: { operationName, variables } }, reply) => {
  const operation = operations[operationName ?? 'Trivial'];
  if (operation === undefined) return reply.code(400).send();
  const data = await operation(variables ?? ({} as Variables), new Reads(pool, pathname));
  return reply.type('application/json; charset=utf-8').send(JSON.stringify({ data }));
});
await fastify.listen({ host: '127.0.0.1', port: Number(port) });
