import { buildSubgraphSchema, printSubgraphSchema } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import {
  isObjectType,
  lexicographicSortSchema,
  parse,
  visit,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { guardFaults } from '../access/guard-check.js';
import { guardedReference, guardFields } from '../access/guards.js';
import {
  buildSchemaSync,
  createResolversMap,
  getMetadataStorage,
  type NonEmptyArray,
  type PubSub,
} from 'type-graphql';
import { resolvers } from '../resolvers/index.js';
import {
  resolveCustomerReference,
  resolveOperationReference,
  resolveOrderReference,
} from '../resolvers/references.js';
import { resolveSourceReference } from '../resolvers/source.js';
import { CountryCode, DateTime, Decimal, JSONScalar } from '../types/scalars.js';
import { directResolvers } from './direct-resolvers.js';
import { answerEachRepresentation } from './representations.js';

const FEDERATION = parse(`
  extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@shareable"])
`);

/** How entities are found by their keys: called once for each representation, batched by the loaders. */
const REFERENCES = {
  Customer: { __resolveReference: guardedReference('customers:read', resolveCustomerReference) },
  Order: { __resolveReference: guardedReference('orders:read', resolveOrderReference) },
  Source: { __resolveReference: resolveSourceReference },
  Operation: { __resolveReference: resolveOperationReference },
};

/** type-graphql asks for topics as soon as there is a subscription; every one here brings its own events instead. */
const NO_TOPICS: PubSub = {
  publish: () => undefined,
  subscribe: (topic: string) => {
    throw new TypeError(`There is no topic '${topic}'.`);
  },
};

/**
 * The executable subgraph schema: type-graphql's classes as SDL with their directives, made a subgraph by Apollo.
 *
 * The way over SDL is needed because type-graphql's own `buildTypeDefsAndResolvers` drops every directive.
 */
export function createSchema(): GraphQLSchema {
  leavePlainFieldsPlain();
  const [first, ...others] = resolvers;
  const classes: NonEmptyArray<(typeof resolvers)[number]> = [first, ...others];
  const schema = buildSchemaSync({
    resolvers: classes,
    validate: false,
    pubSub: NO_TOPICS,
    scalarsMap: [],
    orphanedTypes: [],
  });
  const executable = buildSubgraphSchema([
    { typeDefs: typeDefs(schema), resolvers: resolverMap(schema) },
    { typeDefs: FEDERATION, resolvers: REFERENCES },
  ]);
  answerEachRepresentation(executable);
  resolveDirectly(executable);
  guardFields(executable, schema);
  const faults = guardFaults(executable);
  if (faults.length > 0) throw new TypeError(`The schema is not guarded:\n${faults.join('\n')}`);
  return executable;
}

/**
 * A field without a resolver is a property of its row: type-graphql would read it through a function that makes an
 * object each time, and execution could not tell such a field from one that does something (ADR 14).
 * Those with a middleware or `@Authorized` stay wrapped: type-graphql ignores both on simple fields, silently.
 */
function leavePlainFieldsPlain(): void {
  const { fields, middlewares, authorizedFields } = getMetadataStorage();
  const wrapped = [...middlewares, ...authorizedFields];
  for (const field of fields) {
    field.simple ??=
      field.name === field.schemaName &&
      !wrapped.some(({ target, fieldName }) => target === field.target && fieldName === field.name);
  }
}

/** Before the guards, which wrap what they find. */
function resolveDirectly(executable: GraphQLSchema): void {
  for (const [typeName, resolvers] of directResolvers()) {
    const type = executable.getType(typeName);
    if (!isObjectType(type)) continue;
    const fields = type.getFields();
    for (const [name, resolve] of resolvers) {
      const field = fields[name];
      if (field !== undefined) field.resolve = resolve;
    }
  }
}

/** TypeScript runs the decorators of parameters from the last to the first; here arguments stand as they are declared. */
function typeDefs(schema: GraphQLSchema): DocumentNode {
  return visit(parse(printSchemaWithDirectives(schema)), {
    FieldDefinition: (field) => ({ ...field, arguments: [...(field.arguments ?? [])].reverse() }),
  });
}

/**
 * type-graphql tells types apart by `instanceof`, asynchronously;
 * the rows here are plain objects with `__typename`, which graphql-js reads by itself.
 */
function resolverMap(schema: GraphQLSchema) {
  const map = createResolversMap(schema);
  for (const type of Object.values(map)) {
    if (!('__isTypeOf' in type) && !('__resolveType' in type)) continue;
    delete type.__isTypeOf;
    delete type.__resolveType;
  }
  return { ...map, DateTime, Decimal, CountryCode, JSON: JSONScalar };
}

/** The schema as text, in a stable order: what is committed as `schema.graphql`. */
export function printSchema(schema: GraphQLSchema): string {
  return `${printSubgraphSchema(lexicographicSortSchema(schema))}\n`;
}
