import { getNamedType, type GraphQLField, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import type { Scope } from './caller.js';
import { objectTypes, scopeOf } from './guards.js';
import { declarations } from './requires.js';

/** What everybody may ask for; `node`, `nodes` and `_entities` decide by each id. */
const OPEN = new Set([
  ...['Query.sources', 'Query.operation', 'Subscription.operationUpdated'],
  ...['Query.node', 'Query.nodes', 'Query._entities', 'Query._service'],
]);

/** Entities that everybody may look up by their key. */
const OPEN_ENTITIES = new Set(['Source', 'Operation']);

interface Side {
  readonly scope: Scope;
  /** What must not be reached from outside without the scope. */
  readonly types: readonly string[];
  /** From where it may be reached: whoever is here has shown the scope on the way. */
  readonly within: readonly string[];
}

const CUSTOMERS: Side = {
  scope: 'customers:read',
  types: ['Customer', 'CustomerConnection', 'CustomerEdge', 'CustomerInvitation'],
  within: ['Customer', 'CustomerConnection', 'CustomerEdge', 'CustomerInvitation'],
};
const ORDERS: Side = {
  scope: 'orders:read',
  types: ['Order', 'OrderConnection', 'OrderEdge'],
  within: ['Order', 'OrderConnection', 'OrderEdge', 'OrderPartner'],
};
const SIDES = [CUSTOMERS, ORDERS];

/** They belong to what they stand in: a customer or an order. */
const PARTS = ['Contact', 'Address'];

/** What is open that should not be, one line each; a schema with any must not be served. */
export function guardFaults(schema: GraphQLSchema, expected = declarations): readonly string[] {
  const types = objectTypes(schema);
  return [
    ...types.flatMap((type) =>
      Object.values(type.getFields()).flatMap((field) => fieldFaults(schema, type, field)),
    ),
    ...types.flatMap(entityFaults),
    ...lostDeclarations(types, expected),
  ];
}

function fieldFaults(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
): readonly string[] {
  const place = `${type.name}.${field.name}`;
  const scope = scopeOf(field.resolve);
  const faults: string[] = [];
  if (isRoot(schema, type) && scope === undefined && !OPEN.has(place)) {
    faults.push(`${place} is a root field without @Requires, and not among those open to everybody`);
  }
  if (field.subscribe !== undefined && scopeOf(field.subscribe) !== scope) {
    faults.push(`${place} can be subscribed to without the scope that its events take`);
  }
  const result = getNamedType(field.type).name;
  for (const side of SIDES) {
    if (side.types.includes(result) && scope !== side.scope && !side.within.includes(type.name)) {
      faults.push(`${place} leads to ${result} without @Requires('${side.scope}')`);
    }
  }
  const isWithin = SIDES.some(({ within }) => within.includes(type.name));
  if (PARTS.includes(result) && scope === undefined && !isWithin) {
    faults.push(`${place} leads to ${result} without @Requires`);
  }
  return faults;
}

function isRoot(schema: GraphQLSchema, type: GraphQLObjectType): boolean {
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].includes(type);
}

/** `@apollo/subgraph` keeps its way from a key to an entity in the type's extensions. */
function entityFaults({ name, extensions }: GraphQLObjectType): readonly string[] {
  const { apollo } = extensions;
  const resolve = memberOf(memberOf(apollo, 'subgraph'), 'resolveReference');
  if (typeof resolve !== 'function' || OPEN_ENTITIES.has(name) || scopeOf(resolve) !== undefined) return [];
  return [`${name} is found by its federation key without a scope`];
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}

/** Each `@Requires` must have come through to the field it stands beside. */
function lostDeclarations(
  types: readonly GraphQLObjectType[],
  expected: typeof declarations,
): readonly string[] {
  const left = types.flatMap((type) =>
    Object.values(type.getFields()).flatMap(({ name, resolve }) => {
      const scope = scopeOf(resolve);
      return scope === undefined ? [] : [{ field: name, scope }];
    }),
  );
  return expected.flatMap(({ place, field, scope }) => {
    const index = left.findIndex((guard) => guard.field === field && guard.scope === scope);
    if (index < 0) return [`@Requires('${scope}') of ${place}.${field} guards nothing`];
    left.splice(index, 1);
    return [];
  });
}
