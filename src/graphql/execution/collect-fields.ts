import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  Kind,
  typeFromAST,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type NamedTypeNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Values } from './run.js';
import type { SharedParts } from './selected.js';

/** An operation for one outcome of its `@skip` and `@include`. */
export interface Variant extends SharedParts {
  /** The values of the variables that these directives read. */
  readonly conditions: Values;
}

/** The specification's CollectFields over selection sets that are merged: the places of each response key. */
export function collectFields(
  variant: Variant,
  type: GraphQLObjectType,
  selectionSets: readonly SelectionSetNode[],
): ReadonlyMap<string, readonly [FieldNode, ...FieldNode[]]> {
  const fields = new Map<string, [FieldNode, ...FieldNode[]]>();
  const spread = new Set<string>();
  const collect = ({ selections }: SelectionSetNode) => {
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD && spread.has(selection.name.value)) continue;
      if (!isIncluded(selection, variant)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const places = fields.get(key);
        if (places === undefined) fields.set(key, [selection]);
        else places.push(selection);
        continue;
      }
      if (selection.kind === Kind.FRAGMENT_SPREAD) spread.add(selection.name.value);
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : variant.fragments[selection.name.value];
      if (fragment !== undefined && appliesTo(type, fragment.typeCondition, variant.schema)) {
        collect(fragment.selectionSet);
      }
    }
  };
  selectionSets.forEach(collect);
  return fields;
}

function isIncluded(node: SelectionNode, { conditions }: Variant): boolean {
  return (
    getDirectiveValues(GraphQLSkipDirective, node, conditions)?.if !== true &&
    getDirectiveValues(GraphQLIncludeDirective, node, conditions)?.if !== false
  );
}

function appliesTo(
  type: GraphQLObjectType,
  condition: NamedTypeNode | undefined,
  schema: GraphQLSchema,
): boolean {
  if (condition === undefined) return true;
  const conditional = typeFromAST(schema, condition);
  return conditional === type || (isAbstractType(conditional) && schema.isSubType(conditional, type));
}
