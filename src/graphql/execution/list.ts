import {
  getNullableType,
  GraphQLError,
  isLeafType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type ResponsePath,
} from 'graphql';
import type { Complete } from './completion.js';
import type { Run } from './run.js';
import { failed, type Selected } from './selected.js';
import { isPromise } from './values.js';

/** Completes each item by itself: one that fails is null where the type allows it, and the others stay. */
export function completeList(itemType: GraphQLOutputType, selected: Selected, complete: Complete): Complete {
  const { parentType, field } = selected;
  const notAList = `Expected Iterable, but did not find one for field "${parentType.name}.${field.name}".`;
  const completeItem = compileItem(itemType, selected, complete);
  return (value, run, path, info) => {
    if (!isIterable(value)) throw new GraphQLError(notAList);
    const items: unknown[] = [];
    let waits = false;
    try {
      for (const item of value) {
        const completed = completeItem(item, items.length, run, path, info);
        items.push(completed);
        if (isPromise(completed)) waits = true;
      }
    } catch (error) {
      // The list is lost: whatever else fails in it is nobody's, and must not end the process as unhandled.
      void Promise.allSettled(Array.isArray(value) ? [...items, ...(value as unknown[])] : items);
      throw error;
    }
    return waits ? Promise.all(items) : items;
  };
}

type CompleteItem = (
  item: unknown,
  index: number,
  run: Run,
  listPath: ResponsePath,
  info: GraphQLResolveInfo | undefined,
) => unknown;

function compileItem(itemType: GraphQLOutputType, selected: Selected, complete: Complete): CompleteItem {
  // Leaves do not look at their path: it is made where one of them fails.
  const areLeaves = isLeafType(getNullableType(itemType));
  return (item, index, run, listPath, info) => {
    const path = areLeaves ? undefined : at(listPath, index);
    try {
      const completed = isPromise(item)
        ? item.then((resolved) => complete(resolved, run, path ?? listPath, info))
        : complete(item, run, path ?? listPath, info);
      if (!isPromise(completed)) return completed;
      return completed.then(undefined, (error: unknown) =>
        failed(error, itemType, selected, run, path ?? at(listPath, index)),
      );
    } catch (error) {
      return failed(error, itemType, selected, run, path ?? at(listPath, index));
    }
  };
}

function at(listPath: ResponsePath, index: number): ResponsePath {
  return { prev: listPath, key: index, typename: undefined };
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Symbol.iterator in value &&
    typeof value[Symbol.iterator] === 'function'
  );
}
