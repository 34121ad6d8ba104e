import { getArgumentValues, Kind, type ArgumentNode } from 'graphql';
import type { Run, Values } from './run.js';
import type { Selected } from './selected.js';

/** The arguments for one call of a field's resolver: an object of its own, which the resolver may change. */
export type ArgumentsFor = (run: Run) => Values;

/**
 * Coerces what it can once: literals for good, variables once a request.
 * Lists, input objects and what a scalar makes an object of are made anew for each call, as graphql-js does:
 * nothing that one resolver does to them shows elsewhere.
 */
export function compileArguments(selected: Selected): ArgumentsFor {
  const { field, node } = selected;
  if (field.args.length === 0) return () => ({});
  const coerce = (run: Run) => getArgumentValues(field, node, run.variableValues);
  const given = node.arguments ?? [];
  if (given.some(isComposed)) return coerce;

  const literals = given.filter((argument) => !isVariable(argument)).map(({ name }) => name.value);
  const isSteady = (values: Values) => literals.every((name) => isPrimitive(values[name]));
  if (literals.length < given.length) {
    return (run) => {
      const kept = run.steadyArguments.get(selected);
      if (kept !== undefined) return { ...kept };
      const values = coerce(run);
      if (isSteady(values)) run.steadyArguments.set(selected, values);
      return { ...values };
    };
  }
  let kept: Values | undefined;
  return (run) => {
    if (kept !== undefined) return { ...kept };
    const values = coerce(run);
    if (isSteady(values)) kept = values;
    return { ...values };
  };
}

function isVariable({ value }: ArgumentNode): boolean {
  return value.kind === Kind.VARIABLE;
}

/** Variables may stand inside of these. */
function isComposed({ value }: ArgumentNode): boolean {
  return value.kind === Kind.LIST || value.kind === Kind.OBJECT;
}

function isPrimitive(value: unknown): boolean {
  return value === null || (typeof value !== 'object' && typeof value !== 'function');
}
