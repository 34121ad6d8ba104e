import type { GraphQLFieldResolver, GraphQLResolveInfo } from 'graphql';
import { getMetadataStorage } from 'type-graphql';

type FieldResolverMetadata = ReturnType<typeof getMetadataStorage>['fieldResolvers'][number];

/** What a resolver class may declare its parameters as, in this order, to be called without a detour. */
const DIRECT_KINDS = ['root', 'context', 'info'];

/** By type and field. */
export type DirectResolvers = ReadonlyMap<
  string,
  ReadonlyMap<string, GraphQLFieldResolver<unknown, unknown>>
>;

/**
 * Resolvers of fields without arguments, as plain calls of their methods.
 *
 * type-graphql makes three objects, two closures and a newly sorted list of parameters for each call; a list of
 * 50 customers has a hundred of them (ADR 14). With arguments, middleware or roles, its own way stays.
 * Ask for them once a schema was built: type-graphql's metadata is complete only then.
 */
export function directResolvers(): DirectResolvers {
  const { fieldResolvers, objectTypes } = getMetadataStorage();
  const found = new Map<string, Map<string, GraphQLFieldResolver<unknown, unknown>>>();
  for (const metadata of fieldResolvers) {
    const resolve = direct(metadata);
    const objectType = metadata.getObjectType?.();
    const type = objectTypes.find(({ target }) => target === objectType);
    if (resolve === null || type === undefined) continue;
    const fields = found.get(type.name) ?? new Map<string, GraphQLFieldResolver<unknown, unknown>>();
    found.set(type.name, fields.set(metadata.schemaName, resolve));
  }
  return found;
}

/** Null where type-graphql has more to do than to call it. */
function direct(metadata: FieldResolverMetadata): GraphQLFieldResolver<unknown, unknown> | null {
  const { kind, target, methodName, params = [], middlewares = [], roles } = metadata;
  if (kind !== 'external' || middlewares.length > 0 || roles !== undefined) return null;
  if (!params.every(isDirect)) return null;
  const resolvers: unknown = Reflect.construct(target, []);
  const method: unknown = Reflect.get(target.prototype as object, methodName);
  if (!isMethod(method)) return null;
  return (root, _, context, info) => method.call(resolvers, root, context, info);
}

function isDirect(param: NonNullable<FieldResolverMetadata['params']>[number]): boolean {
  if (DIRECT_KINDS[param.index] !== param.kind) return false;
  // A part of the root or the context, or one to be made an instance of its class, is type-graphql's to find.
  return (
    !('propertyName' in param && param.propertyName !== undefined) && !('getType' in param && param.getType)
  );
}

type Method = (root: unknown, context: unknown, info: GraphQLResolveInfo) => unknown;

function isMethod(value: unknown): value is Method {
  return typeof value === 'function';
}
