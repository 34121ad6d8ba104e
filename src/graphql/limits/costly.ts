import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  valueFromASTUntyped,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from 'graphql';
import {
  ASKED_FOR_EACH,
  INTROSPECTION_WEIGHT,
  isConnection,
  listLengthOf,
  weightOf,
  type FieldWeight,
} from './weights.js';

export type Variables = Readonly<Record<string, unknown>>;

/** A field that gives objects; leaves cost nothing and are left out. */
export interface CostlyField {
  readonly responseName: string;
  readonly weight: FieldWeight;
  /** How often it is asked upstream, where an argument says so; else once. */
  readonly asks: ((variables: Variables) => number) | undefined;
  /** How many objects come back; `PAGE` as many as the enclosing connection is asked for. */
  readonly length: ((variables: Variables) => number) | typeof PAGE;
  /** Of a connection: its `first`. */
  readonly page: ((variables: Variables) => number) | undefined;
  readonly selection: CostlySelection;
}

/** `parts` are shared where fragments are used again. */
export interface CostlySelection {
  readonly fields: readonly CostlyField[];
  readonly parts: readonly CostlySelection[];
}

export const PAGE = Symbol('page');

interface Surroundings {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
}

/** `first` as the resolvers take it; outside of these bounds they refuse it. */
const PAGE_SIZE = { least: 1, default: 25, most: 100 };

const ONE = () => 1;

/** Undefined for leaves. */
export function costOfField(
  node: FieldNode,
  parent: GraphQLNamedType | undefined,
  selection: CostlySelection,
  { schema, operation }: Surroundings,
): CostlyField | undefined {
  const field = fieldOf(parent, node);
  if (field === undefined || parent === undefined) return undefined;
  const responseName = node.alias?.value ?? node.name.value;
  if (field === SchemaMetaFieldDef || field === TypeMetaFieldDef) {
    const nothing = { fields: [], parts: [] };
    return {
      ...{ responseName, weight: INTROSPECTION_WEIGHT, selection: nothing },
      ...{ asks: undefined, length: ONE, page: undefined },
    };
  }
  const type = getNamedType(field.type);
  if (!isCompositeType(type)) return undefined;

  const argument = (name: string) => argumentReader(name, node, field, operation);
  const found = listLengthOf(parent, field);
  const length =
    found === undefined
      ? ONE
      : found.by === 'page'
        ? PAGE
        : found.by === 'keys'
          ? keyCount(argument(found.argument))
          : () => found.length;
  return {
    ...{ responseName, length, selection },
    weight: weightOf(parent, field.name, type, parent === schema.getMutationType()),
    page: isConnection(type) ? pageSize(argument('first')) : undefined,
    asks:
      `${parent.name}.${field.name}` === ASKED_FOR_EACH.field
        ? keyCount(memberOf(argument(ASKED_FOR_EACH.argument), ASKED_FOR_EACH.member))
        : undefined,
  };
}

/** The type under a field, where it is known: what validation let pass has one. */
export function typeOfField(
  parent: GraphQLNamedType | undefined,
  node: FieldNode,
): GraphQLNamedType | undefined {
  const field = fieldOf(parent, node);
  return field && getNamedType(field.type);
}

function fieldOf(
  parent: GraphQLNamedType | undefined,
  { name }: FieldNode,
): GraphQLField<unknown, unknown> | undefined {
  if (name.value === '__schema') return SchemaMetaFieldDef;
  if (name.value === '__type') return TypeMetaFieldDef;
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name.value] : undefined;
}

type ArgumentReader = (variables: Variables) => unknown;

function argumentReader(
  name: string,
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  { variableDefinitions }: OperationDefinitionNode,
): ArgumentReader {
  const byDefault: unknown = field.args.find((argument) => argument.name === name)?.defaultValue;
  const given = node.arguments?.find((argument) => argument.name.value === name)?.value;
  if (given === undefined) return () => byDefault;
  const defaults = defaultsOf(variableDefinitions ?? []);
  if (given.kind === Kind.VARIABLE) {
    const variable = given.name.value;
    const otherwise = Object.hasOwn(defaults, variable) ? defaults[variable] : byDefault;
    return (variables) => {
      // Every object has something by a name such as `toString`.
      const value = Object.hasOwn(variables, variable) ? variables[variable] : undefined;
      return value === undefined ? otherwise : value;
    };
  }
  // Its members may be variables; those of a list are as many whatever they hold.
  if (given.kind === Kind.OBJECT)
    return (variables) => valueFromASTUntyped(given, withoutPrototype({ ...defaults, ...variables }));
  const value: unknown = valueFromASTUntyped(given);
  return () => value;
}

/** As graphql-js looks members up: it finds those of the prototype too. */
function withoutPrototype(values: Variables): Record<string, unknown> {
  return Object.assign(Object.create(null) as Record<string, unknown>, values);
}

function defaultsOf(definitions: readonly VariableDefinitionNode[]): Variables {
  return Object.fromEntries(
    definitions.flatMap(({ variable, defaultValue }) =>
      defaultValue === undefined ? [] : [[variable.name.value, valueFromASTUntyped(defaultValue)]],
    ),
  );
}

function memberOf(read: ArgumentReader, member: string): ArgumentReader {
  return (variables) => {
    const object: unknown = read(variables);
    return isObject(object) ? object[member] : undefined;
  };
}

function isObject(value: unknown): value is Variables {
  return typeof value === 'object' && value !== null;
}

function pageSize(read: ArgumentReader) {
  return (variables: Variables): number => {
    const first = read(variables);
    if (typeof first !== 'number') return PAGE_SIZE.default;
    return Math.min(PAGE_SIZE.most, Math.max(PAGE_SIZE.least, first));
  };
}

/** GraphQL takes a single value for a list of one. */
function keyCount(read: ArgumentReader) {
  return (variables: Variables): number => {
    const keys = read(variables);
    return Array.isArray(keys) ? Math.max(1, keys.length) : 1;
  };
}
