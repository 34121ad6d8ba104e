import {
  getNullableType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';

/** Texts that only a careless conversion writes. */
const CARELESS = /\[object \w+\]|\bundefined\b|\bNaN\b/;

/** Parts of a row that fields with resolvers of their own are made of. */
const PARTS: Readonly<Record<string, string>> = { knownAddresses: 'Address', knownContacts: 'Contact' };

/** Where a row is not what its type promises: a null that may not be, a value that cannot be sent, a careless text. */
export function misfits(schema: GraphQLSchema, type: string, row: object): readonly string[] {
  const found = schema.getType(type);
  return isObjectType(found) ? inObject(schema, found, row, type) : [`${type} is no object type`];
}

function inObject(schema: GraphQLSchema, type: GraphQLObjectType, row: object, path: string): string[] {
  const fields = Object.values(type.getFields()).flatMap((field) =>
    // What is not there comes from a resolver.
    field.name in row
      ? inField(schema, field.type, Reflect.get(row, field.name), `${path}.${field.name}`)
      : [],
  );
  const parts = Object.entries(PARTS).flatMap(([name, part]) => {
    const rows: unknown = Reflect.get(row, name);
    return Array.isArray(rows) ? rows.flatMap((one: object) => misfits(schema, part, one)) : [];
  });
  return [...fields, ...parts];
}

function inField(schema: GraphQLSchema, type: GraphQLOutputType, value: unknown, path: string): string[] {
  if (value === null || value === undefined)
    return isNonNullType(type) ? [`${path} is ${String(value)}`] : [];
  const named = getNullableType(type);
  if (isListType(named)) {
    if (!Array.isArray(value)) return [`${path} is no list`];
    return value.flatMap((item, index) => inField(schema, named.ofType, item, `${path}[${index}]`));
  }
  if (isLeafType(named)) return inLeaf(() => named.serialize(value), path);
  if (typeof value !== 'object') return [`${path} is ${typeof value}`];
  if (!isAbstractType(named)) return inObject(schema, named, value, path);
  const name: unknown = Reflect.get(value, '__typename');
  return typeof name === 'string' ? [...misfits(schema, name, value)] : [`${path} does not say its type`];
}

function inLeaf(serialize: () => unknown, path: string): string[] {
  try {
    const sent = serialize();
    return typeof sent === 'string' && CARELESS.test(sent) ? [`${path} is ${sent.slice(0, 80)}`] : [];
  } catch (error) {
    return [`${path} cannot be sent: ${String(error)}`];
  }
}
