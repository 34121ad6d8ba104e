import {
  getNullableType,
  GraphQLError,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLAbstractType,
  type GraphQLList,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type ResponsePath,
} from 'graphql';
import { inspect } from 'graphql/jsutils/inspect.js';
import { completeLeaf } from './leaf.js';
import { completeList } from './list.js';
import type { Run } from './run.js';
import { infoAt, completeAbstract } from './runtime-type.js';
import type { ExecuteSelection, Selected } from './selected.js';
import { isPromise } from './values.js';

/**
 * Makes of what a resolver gave what the answer shows, or a promise of it; throws where it is not what the type says.
 * `info` is the field's, where a resolver was given one.
 */
export type Complete = (
  value: unknown,
  run: Run,
  path: ResponsePath,
  info: GraphQLResolveInfo | undefined,
) => unknown;

type Composed = GraphQLList<GraphQLOutputType> | GraphQLAbstractType | GraphQLObjectType;

export function compileCompletion(type: GraphQLOutputType, selected: Selected): Complete {
  const { parentType, field } = selected;
  const nullable = getNullableType(type);
  const whereNull = isNonNullType(type)
    ? `Cannot return null for non-nullable field ${parentType.name}.${field.name}.`
    : undefined;
  if (isLeafType(nullable)) return orNull(whereNull, completeLeaf(nullable));
  return unlessNull(whereNull, completePresent(nullable, selected));
}

function completePresent(type: Composed, selected: Selected): Complete {
  if (isListType(type)) return completeList(type.ofType, selected, compileCompletion(type.ofType, selected));
  if (isObjectType(type)) return completeObject(type, selected);
  return completeAbstract(type, selected, (runtimeType) => completeObject(runtimeType, selected));
}

/** Leaves may come out as null whatever went in. */
function orNull(whereNull: string | undefined, complete: Complete): Complete {
  if (whereNull === undefined) return complete;
  return (value, run, path, info) => {
    const completed = complete(value, run, path, info);
    if (completed === null) throw new Error(whereNull);
    return completed;
  };
}

/** Everything else is null where nothing went in, and nowhere else. */
function unlessNull(whereNull: string | undefined, complete: Complete): Complete {
  return (value, run, path, info) => {
    if (value === null || value === undefined) {
      if (whereNull === undefined) return null;
      throw new Error(whereNull);
    }
    if (value instanceof Error) throw value;
    return complete(value, run, path, info);
  };
}

/** What is selected of the object is compiled when the first one comes: a type that never comes costs nothing. */
function completeObject(type: GraphQLObjectType, selected: Selected): Complete {
  let execute: ExecuteSelection | undefined;
  if (type.isTypeOf === undefined) {
    return (value, run, path) => (execute ??= selected.select(type))(run, value, path);
  }
  const refused = (value: unknown) =>
    new GraphQLError(`Expected value of type "${type.name}" but got: ${inspect(value)}.`, {
      nodes: selected.nodes,
    });
  return (value, run, path, info) => {
    const select = (execute ??= selected.select(type));
    const isOne = type.isTypeOf?.(value, run.contextValue, info ?? infoAt(path, selected, run));
    if (isPromise(isOne)) {
      return isOne.then((isReally) => {
        if (!isReally) throw refused(value);
        return select(run, value, path);
      });
    }
    if (!isOne) throw refused(value);
    return select(run, value, path);
  };
}
