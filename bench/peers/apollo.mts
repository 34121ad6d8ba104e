// Apollo Server with type-graphql and DataLoader as their documentation shows them: defaults everywhere, global fetch.
import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import DataLoader from 'dataloader';
import { parse } from 'graphql';
import {
  Arg,
  buildSchema,
  createResolversMap,
  Ctx,
  Directive,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { HEADERS, restApi, Upstreams } from './upstreams.js';

const [port, upstream] = process.argv.slice(2);

@ObjectType()
class Address {
  @Field(() => String, { nullable: true }) line1;
  @Field(() => String, { nullable: true }) city;
  @Field(() => String, { nullable: true }) postalCode;
  @Field(() => String, { nullable: true }) countryCode;
}

@ObjectType()
class Contact {
  @Field(() => String, { nullable: true }) fullName;
  @Field(() => String, { nullable: true }) email;
  @Field(() => String, { nullable: true }) phone;
}

@ObjectType()
class Product {
  @Field(() => String, { nullable: true }) sku;
  @Field(() => String, { nullable: true }) name;
  @Field(() => Int) quantity;
}

@Directive('@key(fields: "sourceId externalId")')
@ObjectType()
class Customer {
  @Field(() => ID) sourceId;
  @Field(() => String) externalId;
  @Field(() => String) displayName;
  @Field(() => String, { nullable: true }) companyName;
  @Field(() => String, { nullable: true }) email;
  @Field(() => String, { nullable: true }) phone;
  @Field(() => [Address], { nullable: true }) addresses;
  @Field(() => [Contact], { nullable: true }) contacts;
}

@ObjectType()
class Order {
  @Field(() => String) externalId;
  @Field(() => String) status;
  @Field(() => [Product]) products;
  sourceId;
  customerExternalId;
}

@ObjectType()
class PageInfo {
  @Field(() => Boolean) hasNextPage;
}

@ObjectType()
class CustomerConnection {
  @Field(() => [Customer]) nodes;
  @Field(() => PageInfo) pageInfo;
}

@ObjectType()
class OrderConnection {
  @Field(() => [Order]) nodes;
}

@InputType()
class CustomerFilter {
  @Field(() => [ID]) sourceIds;
}

@Resolver(() => Customer)
class CustomerResolver {
  @Query(() => CustomerConnection)
  async customers(
    @Arg('first', () => Int, { nullable: true, defaultValue: 25 }) first,
    @Arg('filter', () => CustomerFilter) filter,
    @Ctx() { upstreams },
  ) {
    return { nodes: await upstreams.merged(filter.sourceIds, first), pageInfo: { hasNextPage: true } };
  }

  @Query(() => Customer, { nullable: true })
  customerByExternalId(
    @Arg('sourceId', () => ID) sourceId,
    @Arg('externalId', () => String) externalId,
    @Ctx() { customers },
  ) {
    return customers.load(`${sourceId} ${externalId}`);
  }

  @FieldResolver(() => OrderConnection, { nullable: true })
  async orders(
    @Root() { sourceId, externalId },
    @Arg('first', () => Int, { nullable: true, defaultValue: 25 }) first,
    @Ctx() { orders },
  ) {
    return { nodes: await orders.load(`${sourceId} ${externalId} ${first}`) };
  }
}

@Resolver(() => Order)
class OrderResolver {
  @FieldResolver(() => Customer, { nullable: true })
  customer(@Root() { sourceId, customerExternalId }, @Ctx() { customers }) {
    return customers.load(`${sourceId} ${customerExternalId}`);
  }
}

async function getJson(path) {
  const response = await fetch(upstream + path, { headers: HEADERS });
  if (!response.ok) throw new Error(`the upstream answered ${response.status}`);
  return await response.json();
}

/** One call for each key: no upstream gives rows by many ids. */
function loader(read) {
  return new DataLoader((keys) => Promise.all(keys.map((key) => read(...key.split(' ')))));
}

function createContext() {
  const upstreams = new Upstreams(restApi(getJson));
  return {
    upstreams,
    customers: loader((sourceId, externalId) => upstreams.customer(sourceId, externalId)),
    orders: loader((sourceId, externalId, first) => upstreams.orders(sourceId, externalId, first)),
  };
}

const schema = await buildSchema({
  resolvers: [CustomerResolver, OrderResolver],
  orphanedTypes: [Customer],
});
const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key"])\n';
const resolvers = createResolversMap(schema);
resolvers.Customer.__resolveReference = ({ sourceId, externalId }, { customers }) =>
  customers.load(`${sourceId} ${externalId}`);
const server = new ApolloServer({
  schema: buildSubgraphSchema({ typeDefs: parse(link + printSchemaWithDirectives(schema)), resolvers }),
});
await startStandaloneServer(server, {
  listen: { host: '127.0.0.1', port: Number(port) },
  context: async () => createContext(),
});
