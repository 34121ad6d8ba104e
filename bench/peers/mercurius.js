// Mercurius with its compiled execution (graphql-jit) and its loaders, calling through an undici pool.
import Fastify from 'fastify';
import mercurius from 'mercurius';
import { Pool } from 'undici';
import { HEADERS, restApi, Upstreams } from './upstreams.js';

const [port, upstream] = process.argv.slice(2);
const { origin, pathname } = new URL(upstream);
const pool = new Pool(origin, { connections: 64 });

const schema = `
  scalar _Any
  union _Entity = Customer
  type Query {
    customers(first: Int = 25, filter: CustomerFilter!): CustomerConnection!
    customerByExternalId(sourceId: ID!, externalId: String!): Customer
    _entities(representations: [_Any!]!): [_Entity]!
  }
  input CustomerFilter { sourceIds: [ID!]! }
  type CustomerConnection { nodes: [Customer!]! pageInfo: PageInfo! }
  type PageInfo { hasNextPage: Boolean! }
  type Customer {
    externalId: String! displayName: String! companyName: String email: String phone: String
    addresses: [Address!] contacts: [Contact!] orders(first: Int = 25): OrderConnection
  }
  type Address { line1: String city: String postalCode: String countryCode: String }
  type Contact { fullName: String email: String phone: String }
  type OrderConnection { nodes: [Order!]! }
  type Order { externalId: String! status: String! products: [Product!]! customer: Customer }
  type Product { sku: String name: String quantity: Int! }
`;

const resolvers = {
  Query: {
    async customers(_, { first, filter }, { upstreams }) {
      return { nodes: await upstreams.merged(filter.sourceIds, first), pageInfo: { hasNextPage: true } };
    },
    customerByExternalId: (_, { sourceId, externalId }, { upstreams }) =>
      upstreams.customer(sourceId, externalId),
    _entities: (_, { representations }, { upstreams }) =>
      Promise.all(
        representations.map(({ sourceId, externalId }) => upstreams.customer(sourceId, externalId)),
      ),
  },
  _Entity: { resolveType: () => 'Customer' },
};

const loaders = {
  Customer: {
    orders: (queries, { upstreams }) =>
      Promise.all(
        queries.map(async ({ obj, params }) => ({
          nodes: await upstreams.orders(obj.sourceId, obj.externalId, params.first),
        })),
      ),
  },
  Order: {
    // Keyed by customer, so that each is read once in a request.
    customer: {
      loader: (queries, { upstreams }) =>
        Promise.all(queries.map(({ obj }) => upstreams.customer(obj.sourceId, obj.customerExternalId))),
      opts: { cache: false },
    },
  },
};

/** Reads of one request: asking twice for the same thing is one call. */
function createUpstreams() {
  const begun = new Map();
  const getOnce = (path) => {
    const known = begun.get(path) ?? getJson(path);
    begun.set(path, known);
    return known;
  };
  return new Upstreams(restApi(getOnce));
}

async function getJson(path) {
  const { statusCode, body } = await pool.request({ method: 'GET', path: pathname + path, headers: HEADERS });
  if (statusCode !== 200) {
    await body.dump();
    throw new Error(`the upstream answered ${statusCode}`);
  }
  return await body.json();
}

const app = Fastify();
app.register(mercurius, {
  schema,
  resolvers,
  loaders,
  jit: 1,
  context: () => ({ upstreams: createUpstreams() }),
});
await app.listen({ host: '127.0.0.1', port: Number(port) });
