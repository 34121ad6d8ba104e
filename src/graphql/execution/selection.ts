import {
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { collectFields, type Variant } from './collect-fields.js';
import { compileField, type ExecuteField } from './field.js';
import type { Values } from './run.js';
import type { ExecuteSelection } from './selected.js';
import { isPromise } from './values.js';

/** A response key with what answers it. */
interface Entry {
  readonly key: string;
  readonly execute: ExecuteField;
}

/** The fields side by side: those that give promises go on at once. */
export function compileSelection(
  variant: Variant,
  type: GraphQLObjectType,
  selectionSets: readonly SelectionSetNode[],
): ExecuteSelection {
  const entries = compileEntries(variant, type, selectionSets);
  return (run, source, path) => {
    const answer = bareAnswer();
    let pending: string[] | undefined;
    try {
      for (const { key, execute } of entries) {
        const completed = execute(run, source, path);
        answer[key] = completed;
        if (isPromise(completed)) (pending ??= []).push(key);
      }
    } catch (error) {
      if (pending === undefined) throw error;
      // What was begun is waited for: it may fail as well, and must not do so unheard.
      return settled(answer, pending).finally(() => {
        throw error;
      });
    }
    return pending === undefined ? answer : settled(answer, pending);
  };
}

/** One field after the other, each with all that is below it: the root fields of a mutation. */
export function compileSerialSelection(
  variant: Variant,
  type: GraphQLObjectType,
  selectionSets: readonly SelectionSetNode[],
): ExecuteSelection {
  const entries = compileEntries(variant, type, selectionSets);
  return (run, source, path) => {
    const answer = bareAnswer();
    const filled = (key: string, value: unknown): Values => {
      answer[key] = value;
      return answer;
    };
    const next = ({ key, execute }: Entry): Values | Promise<Values> => {
      const completed = execute(run, source, path);
      return isPromise(completed) ? completed.then((value) => filled(key, value)) : filled(key, completed);
    };
    let result: Values | Promise<Values> = answer;
    for (const entry of entries) result = isPromise(result) ? result.then(() => next(entry)) : next(entry);
    return result;
  };
}

function compileEntries(
  variant: Variant,
  parentType: GraphQLObjectType,
  selectionSets: readonly SelectionSetNode[],
): readonly Entry[] {
  return [...collectFields(variant, parentType, selectionSets)].flatMap(([responseKey, nodes]) => {
    const [node] = nodes;
    const field = fieldOf(node.name.value, parentType, variant.schema);
    // Validation refuses what does not exist; without it, graphql-js leaves such fields out.
    if (field === undefined) return [];
    const below = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const select = (type: GraphQLObjectType) => compileSelection(variant, type, below);
    const { schema } = variant;
    const selected = { parentType, responseKey, field, node, nodes, schema, select };
    return [{ key: responseKey, execute: compileField(selected) }];
  });
}

function fieldOf(
  name: string,
  parentType: GraphQLObjectType,
  schema: GraphQLSchema,
): GraphQLField<unknown, unknown> | undefined {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  if (parentType === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return parentType.getFields()[name];
}

/**
 * What answers are made from. They have no prototype that anything could be looked up in or set through:
 * `__proto__` is a key like any other. Objects created so grow twice as fast as with the prototype null itself.
 */
const BARE = Object.freeze(Object.create(null)) as object;

function bareAnswer(): Values {
  return Object.create(BARE) as Values;
}

function settled(answer: Values, pending: readonly string[]): Promise<Values> {
  return Promise.all(pending.map((key) => answer[key])).then((values) => {
    pending.forEach((key, index) => {
      answer[key] = values[index];
    });
    return answer;
  });
}
