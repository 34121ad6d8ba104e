import {
  Kind,
  typeFromAST,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { costOfField, typeOfField, type CostlySelection } from './costly.js';

/** What an operation holds, each use of a fragment counted by itself. */
export interface Counts {
  readonly depth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly directives: number;
}

export interface Measured extends Counts {
  readonly selection: CostlySelection;
}

/** Of one field, selection set or fragment; `fields` are those of its own level. */
interface Shape {
  readonly depth: number;
  readonly aliases: number;
  readonly fields: number;
  readonly directives: number;
  readonly selection: CostlySelection;
}

/** What is measured, and the fragments that have been already. */
interface Measuring {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly shapes: Map<string, Shape>;
}

/**
 * Measures a valid operation in one walk. Each fragment is walked once, so that the time grows with the document
 * and not with what it expands to.
 */
export function measure(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Measured {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const root = schema.getRootType(operation.operation) ?? undefined;
  const measuring = { schema, operation, fragments, shapes: new Map<string, Shape>() };
  const { depth, aliases, fields, directives, selection } = ofSet(operation.selectionSet, root, measuring);
  const own = [operation, ...(operation.variableDefinitions ?? [])];
  return {
    ...{ depth, aliases, rootFields: fields, selection },
    directives: own.reduce((sum, node) => sum + directivesOn(node), directives),
  };
}

function ofSet(
  { selections }: SelectionSetNode,
  parent: GraphQLNamedType | undefined,
  all: Measuring,
): Shape {
  const shapes = selections.map((selection) => ofSelection(selection, parent, all));
  const sum = (count: 'aliases' | 'fields' | 'directives') =>
    shapes.reduce((total, shape) => total + shape[count], 0);
  return {
    depth: shapes.reduce((deepest, { depth }) => Math.max(deepest, depth), 0),
    aliases: sum('aliases'),
    fields: sum('fields'),
    directives: sum('directives'),
    selection: joined(shapes.map(({ selection }) => selection)),
  };
}

function ofSelection(node: SelectionNode, parent: GraphQLNamedType | undefined, all: Measuring): Shape {
  if (node.kind === Kind.FIELD) return ofField(node, parent, all);
  const shape =
    node.kind === Kind.INLINE_FRAGMENT ? ofFragment(node, parent, all) : ofSpread(node.name.value, all);
  return { ...shape, directives: shape.directives + directivesOn(node) };
}

function ofField(node: FieldNode, parent: GraphQLNamedType | undefined, all: Measuring): Shape {
  const inner =
    node.selectionSet === undefined ? NOTHING : ofSet(node.selectionSet, typeOfField(parent, node), all);
  // The full introspection query is deeper than any other may be; graphql-js bounds how far it goes around.
  const isIntrospection = node.name.value === '__schema' || node.name.value === '__type';
  const cost = costOfField(node, parent, inner.selection, all);
  return {
    depth: isIntrospection ? 1 : inner.depth + 1,
    aliases: inner.aliases + (node.alias === undefined ? 0 : 1),
    fields: 1,
    directives: inner.directives + directivesOn(node),
    selection: cost === undefined ? NOTHING.selection : { fields: [cost], parts: [] },
  };
}

function ofFragment(
  { typeCondition, selectionSet }: InlineFragmentNode | FragmentDefinitionNode,
  parent: GraphQLNamedType | undefined,
  all: Measuring,
): Shape {
  const type = typeCondition === undefined ? parent : typeFromAST(all.schema, typeCondition);
  return ofSet(selectionSet, type, all);
}

function ofSpread(name: string, all: Measuring): Shape {
  const known = all.shapes.get(name);
  if (known !== undefined) return known;
  const definition = all.fragments.get(name);
  if (definition === undefined) return NOTHING;
  const shape = ofFragment(definition, undefined, all);
  const whole = { ...shape, directives: shape.directives + directivesOn(definition) };
  all.shapes.set(name, whole);
  return whole;
}

function directivesOn({ directives }: { readonly directives?: readonly unknown[] | undefined }): number {
  return directives?.length ?? 0;
}

const NOTHING: Shape = {
  ...{ depth: 0, aliases: 0, fields: 0, directives: 0 },
  selection: { fields: [], parts: [] },
};

/** Fields by themselves and fragments by reference: a fragment's are never copied. */
function joined(selections: readonly CostlySelection[]): CostlySelection {
  const parts = selections.filter(({ fields, parts: inner }) => fields.length + inner.length > 0);
  const [only, ...others] = parts;
  if (only === undefined) return NOTHING.selection;
  return others.length === 0 ? only : { fields: [], parts };
}
