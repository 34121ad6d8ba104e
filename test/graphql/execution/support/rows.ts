import {
  defaultFieldResolver,
  getNamedType,
  GraphQLError,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  responsePathAsArray,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import type { Chance } from './chance.js';

/** What one execution works with; `calls` is everything that its resolvers were told. */
export interface MadeUpContext {
  readonly chance: Chance;
  readonly calls: string[];
}

/** A value for this type, or whatever else a resolver might give: nothing, an error, a promise, something unfit. */
export function makeUp(
  type: GraphQLOutputType,
  place: string,
  context: MadeUpContext,
  schema: GraphQLSchema,
): unknown {
  const made = anything(type, place, context, schema);
  // Nobody may come to ask for it.
  if (made instanceof Promise) made.catch(() => undefined);
  return made;
}

function anything(
  type: GraphQLOutputType,
  place: string,
  context: MadeUpContext,
  schema: GraphQLSchema,
): unknown {
  const { chance } = context;
  switch (chance.at(`${place}!`, 60)) {
    case 0:
      throw new Error(`thrown at ${place}`);
    case 1:
      throw new GraphQLError(`refused at ${place}`, { extensions: { code: 'REFUSED', place } });
    case 2:
      return new Error(`given at ${place}`);
    case 3:
      return Promise.reject(new Error(`rejected at ${place}`));
    case 4:
      return null;
    case 5:
      return undefined;
    case 6:
      return Promise.resolve(null);
    case 7:
      throw NO_ERROR;
    case 8:
      return unfit(chance, place);
    case 9:
      return later(chance.at(`${place}ticks`, 4), () => fit(type, place, context, schema));
    case 10:
      return Promise.resolve(fit(type, place, context, schema));
    case 11:
      return later(2, () => {
        throw new Error(`thrown later at ${place}`);
      });
    default:
      return fit(type, place, context, schema);
  }
}

/** Whatever can be thrown is. */
const NO_ERROR: unknown = 'no error at all';

async function later(ticks: number, value: () => unknown): Promise<unknown> {
  for (let tick = 0; tick <= ticks; tick += 1) await Promise.resolve();
  return value();
}

function unfit(chance: Chance, place: string): unknown {
  return chance.pick<unknown>(`${place}unfit`, [
    {},
    [],
    Symbol('unfit'),
    Number.NaN,
    () => ({}),
    'x',
    3n,
    new Map(),
  ]);
}

function fit(type: GraphQLOutputType, place: string, context: MadeUpContext, schema: GraphQLSchema): unknown {
  const { chance } = context;
  if (isNonNullType(type)) return fit(type.ofType, place, context, schema);
  if (isListType(type)) {
    const items = Array.from({ length: chance.at(`${place}#`, 4) }, (_, index) => {
      const itemPlace = `${place}.${index}`;
      // An item that throws would be the list that throws.
      try {
        return makeUp(type.ofType, itemPlace, context, schema);
      } catch (error) {
        return error;
      }
    });
    return chance.oneIn(6, `${place}set`) ? new Set(items) : items;
  }
  const named = getNamedType(type);
  if (isEnumType(named))
    return (
      chance.pick<unknown>(place, [undefined, ...named.getValues().map(({ value }): unknown => value)]) ??
      named.getValues()[0]?.value
    );
  if (isObjectType(named)) return row(named, place, context, schema);
  if (isAbstractType(named)) {
    const possible = schema.getPossibleTypes(named);
    const chosen = possible[chance.at(`${place}type`, possible.length)];
    return chosen === undefined ? null : row(chosen, place, context, schema);
  }
  return plain(named.name, chance, place);
}

function plain(scalar: string, chance: Chance, place: string): unknown {
  switch (scalar) {
    case 'Int':
      return chance.at(place, 1000);
    case 'Float':
      return chance.at(place, 1000) / 8;
    case 'Boolean':
      return chance.oneIn(2, place);
    default:
      return `${scalar} ${chance.at(place, 1000)}`;
  }
}

/** An object with a property for each field, made up when it is read: a value, or a function that gives one. */
export function row(
  type: GraphQLObjectType,
  place: string,
  context: MadeUpContext,
  schema: GraphQLSchema,
): object {
  const says = context.chance.at(`${place}says`, 30);
  const told = ['Nothing', 'Query', 'String', undefined][says];
  return Object.assign(Object.create(prototypeOf(type, schema)) as MadeUpRow, {
    ...{ place, context, kind: type.name },
    ...(says === 3 ? undefined : { __typename: told ?? type.name }),
  });
}

interface MadeUpRow {
  readonly place: string;
  readonly context: MadeUpContext;
}

const prototypes = new WeakMap<GraphQLObjectType, object>();

function prototypeOf(type: GraphQLObjectType, schema: GraphQLSchema): object {
  const known = prototypes.get(type);
  if (known !== undefined) return known;
  const prototype = {};
  for (const field of Object.values(type.getFields())) {
    Object.defineProperty(prototype, field.name, {
      get(this: MadeUpRow): unknown {
        const place = `${this.place}.${field.name}`;
        const value = () => makeUp(field.type, place, this.context, schema);
        if (!this.context.chance.oneIn(12, `${place}()`)) return value();
        return (args: object, given: MadeUpContext, info: GraphQLResolveInfo) => {
          note(given, args, info);
          return value();
        };
      },
    });
  }
  prototypes.set(type, prototype);
  return prototype;
}

/** A resolver that makes something up for the place where it is asked, and notes what it was told. */
export function madeUpResolver(schema: GraphQLSchema): GraphQLFieldResolver<unknown, MadeUpContext> {
  return (source, args: object, context, info) => {
    note(context, args, info);
    // What one caller does to its arguments must not show anywhere else.
    Object.assign(args, { spoilt: true });
    for (const value of Object.values(args))
      if (Array.isArray(value) && !Object.isFrozen(value)) value.push('spoilt');
    const place = responsePathAsArray(info.path).join('.') + JSON.stringify(Object.keys(args));
    return context.chance.oneIn(10, `${place}default`)
      ? defaultFieldResolver(source, args, context, info)
      : makeUp(info.returnType, place, context, schema);
  };
}

function note({ calls }: MadeUpContext, args: object, info: GraphQLResolveInfo): void {
  const { fieldName, fieldNodes, parentType, path, returnType, fragments, operation, variableValues } = info;
  const asked = fieldNodes.map(({ loc }) => loc?.start).join(' ');
  calls.push(
    JSON.stringify([
      ...[
        fieldName,
        asked,
        parentType.name,
        responsePathAsArray(path),
        typesAlong(path),
        returnType.toString(),
      ],
      ...[
        Object.keys(fragments),
        operation.loc?.start,
        variableValues,
        args,
        String(info.rootValue),
        info.schema.getQueryType()?.name,
      ],
    ]),
  );
}

function typesAlong(path: GraphQLResolveInfo['path'] | undefined): readonly (string | undefined)[] {
  return path === undefined ? [] : [...typesAlong(path.prev), path.typename];
}
