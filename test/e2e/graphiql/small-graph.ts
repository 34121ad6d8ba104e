import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { buildSchema, graphql } from 'graphql';
import { graphiqlPlugin } from '../../../src/http/graphiql.js';

const schema = buildSchema(`
  type Query {
    "What the caller sent in this header."
    header(name: String!): String
    sources(first: Int = 2): [Source!]!
  }
  type Source { id: ID! name: String! }
`);

const SOURCES = [
  { id: 'a', name: 'Alpha' },
  { id: 'b', name: 'Beta' },
  { id: 'c', name: 'Gamma' },
];

const examples = [
  {
    query: 'query Sources($first: Int) {\n  sources(first: $first) {\n    id\n    name\n  }\n}\n',
    variables: '{\n  "first": 3\n}\n',
  },
  { query: 'query Explained {\n  header(name: "x-partner-graph-explain")\n}\n', variables: '{}' },
];

interface Question {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
}

/** GraphiQL before a graph of one page: what the plugin does by itself, whatever graph stands behind it. */
export async function startSmallGraph(): Promise<{ readonly origin: string; readonly app: FastifyInstance }> {
  const app = Fastify();
  app.post<{ Body: Question }>('/graphql', async ({ body, headers }, reply) => {
    const { query, variables = {}, operationName = null } = body;
    const rootValue = {
      header: ({ name }: { name: string }) => headers[name],
      sources: ({ first }: { first: number }) => SOURCES.slice(0, first),
    };
    return reply.send(
      await graphql({ schema, source: query, rootValue, variableValues: variables, operationName }),
    );
  });
  await app.register(graphiqlPlugin, { endpoint: '/graphql', examples });
  return { origin: await app.listen({ port: 0, host: '127.0.0.1' }), app };
}
