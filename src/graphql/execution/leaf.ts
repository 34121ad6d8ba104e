import {
  getNullableType,
  GraphQLBoolean,
  GraphQLID,
  GraphQLString,
  isLeafType,
  type GraphQLLeafType,
  type GraphQLOutputType,
} from 'graphql';
import { inspect } from 'graphql/jsutils/inspect.js';

/** What these make of values of one JavaScript type is the value itself. */
const UNCHANGED = new Map<unknown, string>([
  [GraphQLString.serialize, 'string'],
  [GraphQLID.serialize, 'string'],
  [GraphQLBoolean.serialize, 'boolean'],
]);

/** The JavaScript type whose values need no completion where this is what is wanted; '' where every value does. */
export function unchangedKind(type: GraphQLOutputType): string {
  const nullable = getNullableType(type);
  return (isLeafType(nullable) ? UNCHANGED.get(nullable.serialize) : undefined) ?? '';
}

/** Scalars and enums; gives null for null and throws what the scalar throws. */
export function completeLeaf(type: GraphQLLeafType): (value: unknown) => unknown {
  const unchanged = unchangedKind(type);
  return (value) => {
    if (typeof value === unchanged) return value;
    if (value === null || value === undefined) return null;
    if (value instanceof Error) throw value;
    const serialized: unknown = type.serialize(value);
    if (serialized !== null && serialized !== undefined) return serialized;
    throw new Error(
      `Expected \`${inspect(type)}.serialize(${inspect(value)})\` to ` +
        `return non-nullable value, returned: ${inspect(serialized)}`,
    );
  };
}
