import {
  defaultTypeResolver,
  GraphQLError,
  isObjectType,
  type GraphQLAbstractType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type ResponsePath,
} from 'graphql';
import { inspect } from 'graphql/jsutils/inspect.js';
import type { Complete } from './completion.js';
import type { Run } from './run.js';
import type { Selected } from './selected.js';
import { isObjectLike, isPromise } from './values.js';

/** Interfaces and unions: finds out which object type a value has, and completes it as one of those. */
export function completeAbstract(
  type: GraphQLAbstractType,
  selected: Selected,
  compileFor: (runtimeType: GraphQLObjectType) => Complete,
): Complete {
  const resolveType = type.resolveType ?? defaultTypeResolver;
  const byName = new Map<unknown, Complete>();
  const completeAs = (name: unknown, value: unknown): Complete => {
    const known = byName.get(name);
    if (known !== undefined) return known;
    const runtimeType = validRuntimeType(name, type, selected, value);
    const complete = compileFor(runtimeType);
    byName.set(runtimeType.name, complete);
    return complete;
  };
  return (value, run, path, info) => {
    // Most rows say what they are; then nothing has to be made up for a resolver.
    const told = resolveType === defaultTypeResolver && isObjectLike(value) ? value.__typename : undefined;
    if (typeof told === 'string') return completeAs(told, value)(value, run, path, info);
    const fieldInfo = info ?? infoAt(path, selected, run);
    const name: unknown = resolveType(value, run.contextValue, fieldInfo, type);
    return isPromise(name)
      ? name.then((resolved) => completeAs(resolved, value)(value, run, path, fieldInfo))
      : completeAs(name, value)(value, run, path, fieldInfo);
  };
}

/** The field's `info` for what is asked about one of its items, in whatever depth of lists. */
export function infoAt(path: ResponsePath, selected: Selected, run: Run): GraphQLResolveInfo {
  let fieldPath = path;
  while (typeof fieldPath.key === 'number' && fieldPath.prev !== undefined) fieldPath = fieldPath.prev;
  return run.info(selected, fieldPath);
}

/** graphql-js's own words for each way in which a type resolver can be wrong. */
function validRuntimeType(
  name: unknown,
  type: GraphQLAbstractType,
  { schema, parentType, field, nodes }: Selected,
  value: unknown,
): GraphQLObjectType {
  const mustResolve = `Abstract type "${type.name}" must resolve to an Object type at runtime for field "${parentType.name}.${field.name}"`;
  if (name === null || name === undefined) {
    throw new GraphQLError(
      `${mustResolve}. Either the "${type.name}" type should provide a "resolveType" function or each possible type should provide an "isTypeOf" function.`,
      { nodes },
    );
  }
  if (isObjectType(name)) {
    throw new GraphQLError(
      'Support for returning GraphQLObjectType from resolveType was removed in graphql-js@16.0.0 please return type name instead.',
    );
  }
  if (typeof name !== 'string') {
    throw new GraphQLError(`${mustResolve} with value ${inspect(value)}, received "${inspect(name)}".`);
  }
  const runtimeType = schema.getType(name);
  const resolvedTo = `Abstract type "${type.name}" was resolved to a`;
  if (runtimeType === undefined) {
    throw new GraphQLError(`${resolvedTo} type "${name}" that does not exist inside the schema.`, { nodes });
  }
  if (!isObjectType(runtimeType)) {
    throw new GraphQLError(`${resolvedTo} non-object type "${name}".`, { nodes });
  }
  if (!schema.isSubType(type, runtimeType)) {
    throw new GraphQLError(
      `Runtime Object type "${runtimeType.name}" is not a possible type for "${type.name}".`,
      { nodes },
    );
  }
  return runtimeType;
}
