import { isScalarType, type GraphQLFieldResolver, type GraphQLResolveInfo } from 'graphql';
import { getMetadataStorage } from 'type-graphql';

type MethodMetadata = ReturnType<typeof getMetadataStorage>['fieldResolvers' | 'queries'][number];
type ParamMetadata = NonNullable<MethodMetadata['params']>[number];

/** By type and field. */
export type DirectResolvers = ReadonlyMap<
  string,
  ReadonlyMap<string, GraphQLFieldResolver<unknown, unknown>>
>;

/**
 * Resolvers of queries and fields whose arguments are scalars, or that have none, as plain calls of their methods.
 *
 * type-graphql makes three objects, two closures and a newly sorted list of parameters for each call, and two promises
 * for each argument; a list of 50 customers has a hundred of them (ADR 14). With input types, middleware or roles, its
 * own way stays. Ask for them once a schema was built: type-graphql's metadata is complete only then.
 */
export function directResolvers(): DirectResolvers {
  const { fieldResolvers, queries, objectTypes } = getMetadataStorage();
  const found = new Map<string, Map<string, GraphQLFieldResolver<unknown, unknown>>>();
  const add = (typeName: string, metadata: MethodMetadata) => {
    const resolve = direct(metadata);
    if (resolve === null) return;
    const fields = found.get(typeName) ?? new Map<string, GraphQLFieldResolver<unknown, unknown>>();
    found.set(typeName, fields.set(metadata.schemaName, resolve));
  };
  for (const query of queries) add('Query', query);
  for (const metadata of fieldResolvers) {
    const objectType = metadata.getObjectType?.();
    const type = objectTypes.find(({ target }) => target === objectType);
    if (type !== undefined && metadata.kind === 'external') add(type.name, metadata);
  }
  return found;
}

/** Null where type-graphql has more to do than to call it. */
function direct({
  target,
  methodName,
  params = [],
  middlewares = [],
  roles,
}: MethodMetadata): GraphQLFieldResolver<unknown, unknown> | null {
  if (middlewares.length > 0 || roles !== undefined) return null;
  const read = [...params].sort((one, other) => one.index - other.index).map(reader);
  const readers = read.filter((each) => each !== null);
  if (readers.length < read.length) return null;
  const resolvers: unknown = Reflect.construct(target, []);
  const method: unknown = Reflect.get(target.prototype as object, methodName);
  if (!isMethod(method)) return null;
  return (root, args: Arguments, context, info) =>
    method.apply(
      resolvers,
      readers.map((take) => take(root, args, context, info)),
    );
}

type Arguments = Readonly<Record<string, unknown>>;

type ReadParameter = (root: unknown, args: Arguments, context: unknown, info: GraphQLResolveInfo) => unknown;

/** Null for a part of the root or the context, and for what is to be made an instance of its class. */
function reader(param: ParamMetadata): ReadParameter | null {
  switch (param.kind) {
    case 'root':
      return param.propertyName === undefined && !param.getType ? (root) => root : null;
    case 'context':
      return param.propertyName === undefined ? (_, __, context) => context : null;
    case 'info':
      return (_, __, ___, info) => info;
    case 'arg': {
      const { name } = param;
      const isPlain = param.validateFn === undefined && isScalar(param.getType());
      return isPlain ? (_, args) => args[name] : null;
    }
    default:
      return null;
  }
}

function isScalar(type: unknown): boolean {
  return type === String || isScalarType(type);
}

type Method = (...values: readonly unknown[]) => unknown;

function isMethod(value: unknown): value is Method {
  return typeof value === 'function';
}
