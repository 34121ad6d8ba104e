import { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { graphiqlPlugin } from '../../../src/http/graphiql.js';

const typeDefs = `#graphql
  type Query {
    "What the caller sent in this header."
    header(name: String!): String
    sources(first: Int = 2): [Source!]!
  }
  type Source { id: ID! name: String! }
`;

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

/** GraphiQL before a graph of one page: what the plugin does by itself, whatever graph stands behind it. */
export async function startSmallGraph(): Promise<{ readonly origin: string; readonly app: FastifyInstance }> {
  const apollo = new ApolloServer<{ headers: Record<string, string | string[] | undefined> }>({
    typeDefs,
    resolvers: {
      Query: {
        header: (_root: unknown, { name }: { name: string }, { headers }) => headers[name],
        sources: (_root: unknown, { first }: { first: number }) => SOURCES.slice(0, first),
      },
    },
  });
  await apollo.start();
  const app = Fastify();
  app.post(
    '/graphql',
    fastifyApolloHandler(apollo, { context: ({ headers }) => Promise.resolve({ headers }) }),
  );
  await app.register(graphiqlPlugin, { endpoint: '/graphql', examples });
  app.addHook('onClose', () => apollo.stop());
  return { origin: await app.listen({ port: 0, host: '127.0.0.1' }), app };
}
