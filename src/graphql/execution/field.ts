import {
  defaultFieldResolver,
  getNullableType,
  isLeafType,
  TypeNameMetaFieldDef,
  type ResponsePath,
} from 'graphql';
import { compileArguments } from './arguments.js';
import { compileCompletion, type Complete } from './completion.js';
import { unchangedKind } from './leaf.js';
import type { Run } from './run.js';
import { failed, type Selected } from './selected.js';
import { isObjectLike, isPromise } from './values.js';

/** Gives what the answer shows for one field of a source object, or a promise of it. */
export type ExecuteField = (run: Run, source: unknown, parent: ResponsePath | undefined) => unknown;

export function compileField(selected: Selected): ExecuteField {
  const { field, parentType } = selected;
  if (field === TypeNameMetaFieldDef) return () => parentType.name;
  const complete = compileCompletion(field.type, selected);
  const isPlain = field.resolve === undefined || field.resolve === defaultFieldResolver;
  // An argument can be wrong even where nobody reads it.
  return isPlain && field.args.length === 0
    ? plainField(selected, complete)
    : resolvedField(selected, complete);
}

function resolvedField(selected: Selected, complete: Complete): ExecuteField {
  const { resolve = defaultFieldResolver, type } = selected.field;
  const argumentsFor = compileArguments(selected);
  return (run, source, parent) => {
    const path = pathOf(selected, parent);
    try {
      const info = run.info(selected, path);
      const result: unknown = resolve(source, argumentsFor(run), run.contextValue, info);
      const completed = isPromise(result)
        ? result.then((value) => complete(value, run, path, info))
        : complete(result, run, path, info);
      return isPromise(completed)
        ? completed.then(undefined, (error: unknown) => failed(error, type, selected, run, path))
        : completed;
    } catch (error) {
      return failed(error, type, selected, run, path);
    }
  };
}

/** A property of the source; no resolver, and with it no `info` and no arguments. */
function plainField(selected: Selected, complete: Complete): ExecuteField {
  const { name, type } = selected.field;
  // Leaves do not look at their path: it is made where one of them fails.
  const isLeaf = isLeafType(getNullableType(type));
  const unchanged = unchangedKind(type);
  return (run, source, parent) => {
    const path = isLeaf ? undefined : pathOf(selected, parent);
    try {
      const property = isObjectLike(source) ? source[name] : undefined;
      if (typeof property === unchanged) return property;
      const result =
        typeof property === 'function'
          ? called(source, selected, run, path ?? pathOf(selected, parent))
          : property;
      const completed = isPromise(result)
        ? result.then((value) => complete(value, run, path ?? NOWHERE, undefined))
        : complete(result, run, path ?? NOWHERE, undefined);
      return isPromise(completed)
        ? completed.then(undefined, (error: unknown) =>
            failed(error, type, selected, run, path ?? pathOf(selected, parent)),
          )
        : completed;
    } catch (error) {
      return failed(error, type, selected, run, path ?? pathOf(selected, parent));
    }
  };
}

const NOWHERE: ResponsePath = { prev: undefined, key: '', typename: undefined };

/** A property that is a function is called as graphql-js calls it. */
function called(source: unknown, selected: Selected, run: Run, path: ResponsePath): unknown {
  return defaultFieldResolver(source, {}, run.contextValue, run.info(selected, path));
}

function pathOf({ responseKey, parentType }: Selected, prev: ResponsePath | undefined): ResponsePath {
  return { prev, key: responseKey, typename: parentType.name };
}
