import {
  defaultFieldResolver,
  isObjectType,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { Forbidden } from '../errors.js';
import { isScope, type Caller, type Scope } from './caller.js';
import { REQUIRES } from './requires.js';

export interface CallerContext {
  readonly caller: Caller;
}

/** The scope that a guarded function takes; how a guard is recognised on the executable schema. */
const guards = new WeakMap<object, Scope>();

/** FORBIDDEN for callers that were not granted the scope; null for the others. */
export function missingScope(scope: Scope, { caller }: CallerContext): Forbidden | null {
  return caller.scopes.has(scope) ? null : new Forbidden(scope);
}

function requireScope(scope: Scope, context: CallerContext): void {
  const missing = missingScope(scope, context);
  if (missing !== null) throw missing;
}

/** How a federation entity is found by its key, for callers with this scope. */
export function guardedReference<Key, Context extends CallerContext, Row>(
  scope: Scope,
  resolve: (key: Key, context: Context) => Promise<Row>,
): (key: Key, context: Context) => Promise<Row> {
  // Asynchronous, because one that threw at once would take all other representations with it.
  const guarded = async (key: Key, context: Context) => {
    requireScope(scope, context);
    return await resolve(key, context);
  };
  guards.set(guarded, scope);
  return guarded;
}

/**
 * Puts the guards that `@Requires` declares onto the executable schema, where the way over SDL has lost them.
 * Each wraps its field's resolver synchronously; fields without a guard stay as they are.
 */
export function guardFields(executable: GraphQLSchema, declaring: GraphQLSchema): void {
  for (const type of objectTypes(declaring)) {
    const target = executable.getType(type.name);
    if (!isObjectType(target)) continue;
    const fields = target.getFields();
    for (const { name, extensions } of Object.values(type.getFields())) {
      const scope = extensions[REQUIRES];
      const field = fields[name];
      if (field === undefined || !isScope(scope)) continue;
      field.resolve = guarded(scope, field.resolve ?? defaultFieldResolver);
      if (field.subscribe !== undefined) field.subscribe = guarded(scope, field.subscribe);
    }
  }
}

function guarded(
  scope: Scope,
  resolve: GraphQLFieldResolver<unknown, CallerContext>,
): GraphQLFieldResolver<unknown, CallerContext> {
  const guard: typeof resolve = (source, args, context, info) => {
    requireScope(scope, context);
    return resolve(source, args, context, info);
  };
  guards.set(guard, scope);
  return guard;
}

/** The scope that a function of the executable schema takes; undefined where it has no guard. */
export function scopeOf(resolve: object | undefined): Scope | undefined {
  return resolve === undefined ? undefined : guards.get(resolve);
}

export function objectTypes(schema: GraphQLSchema): readonly GraphQLObjectType[] {
  return Object.values(schema.getTypeMap()).filter(isObjectType);
}
