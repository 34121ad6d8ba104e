import { objectOf, type Json } from './wire.js';

/**
 * Places in the graph: `details/... on ArrowSphereCustomerDetails/provision(program: "ibm")/status`.
 *
 * Steps are GraphQL as it stands in a selection; the empty place is the thing itself.
 */
function stepsOf(place: string): readonly string[] {
  return place === '' ? [] : place.split('/');
}

type Tree = Map<string, Tree>;

/** The selection that asks for all of these places. */
export function selectionOf(places: readonly string[]): string {
  const root: Tree = new Map();
  for (const place of places) {
    let tree = root;
    for (const step of stepsOf(place)) {
      const next = tree.get(step) ?? new Map<string, Tree>();
      tree.set(step, next);
      tree = next;
    }
  }
  return textOf(root);
}

function textOf(tree: Tree): string {
  return [...tree]
    .map(([step, inner]) => (inner.size === 0 ? step : `${step} { ${textOf(inner)} }`))
    .join(' ');
}

/** What the answer has at a place; a list for every list on the way, null where the way ends early. */
export function valueAt(answer: unknown, place: string): unknown {
  return stepsOf(place).reduce<unknown>(stepInto, answer);
}

/** The things at a place, one after the other; null for those that are not there. */
export function thingsAt(answer: Json, place: string): readonly (Json | null)[] {
  const found = valueAt(answer, place);
  return Array.isArray(found) ? found.map(objectOf) : [objectOf(found)];
}

function stepInto(value: unknown, step: string): unknown {
  if (Array.isArray(value)) return value.map((entry: unknown) => stepInto(entry, step));
  // A fragment is no step in the answer.
  if (step.startsWith('...')) return value;
  return objectOf(value)?.[step.replace(/\(.*$/, '')] ?? null;
}
