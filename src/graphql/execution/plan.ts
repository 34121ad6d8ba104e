import {
  assertValidSchema,
  Kind,
  OperationTypeNode,
  visit,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Run, Values } from './run.js';
import type { ExecuteSelection, SharedParts } from './selected.js';
import { compileSelection, compileSerialSelection } from './selection.js';

/** More combinations of the variables of `@skip` and `@include` than a client uses; the oldest make room. */
const MAX_VARIANTS = 16;

/** One operation of a document, compiled as far as it has been needed. */
export class Plan implements SharedParts {
  /** The values of the variables in `@skip` and `@include` decide what is executed; all else is the same plan. */
  readonly #variants = new Map<string, ExecuteSelection>();

  constructor(
    readonly schema: GraphQLSchema,
    readonly operation: OperationDefinitionNode,
    readonly fragments: Record<string, FragmentDefinitionNode>,
    private readonly rootType: GraphQLObjectType,
    private readonly conditionNames: readonly string[],
  ) {}

  execute(run: Run): Values | Promise<Values> {
    return this.#variantFor(run.variableValues)(run, run.rootValue, undefined);
  }

  #variantFor(variables: Values): ExecuteSelection {
    const conditions = Object.create(null) as Values;
    for (const name of this.conditionNames) {
      if (Object.hasOwn(variables, name)) conditions[name] = variables[name];
    }
    const key = this.conditionNames.length === 0 ? '' : JSON.stringify(conditions);
    const known = this.#variants.get(key);
    if (known !== undefined) return known;
    const [oldest] = this.#variants.keys();
    if (oldest !== undefined && this.#variants.size >= MAX_VARIANTS) this.#variants.delete(oldest);
    const { schema, operation, fragments, rootType } = this;
    const compile =
      operation.operation === OperationTypeNode.MUTATION ? compileSerialSelection : compileSelection;
    const variant = compile({ schema, operation, fragments, conditions }, rootType, [operation.selectionSet]);
    this.#variants.set(key, variant);
    return variant;
  }
}

/** Plans live as long as their document and its schema. */
const plans = new WeakMap<GraphQLSchema, WeakMap<DocumentNode, Map<string | null, Plan>>>();

/** Undefined where the document has no such operation, or the schema no type for it. */
export function planFor(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null,
): Plan | undefined {
  const ofSchema = plans.get(schema) ?? new WeakMap<DocumentNode, Map<string | null, Plan>>();
  const ofDocument = ofSchema.get(document) ?? new Map<string | null, Plan>();
  const known = ofDocument.get(operationName);
  if (known !== undefined) return known;
  const plan = compile(schema, document, operationName);
  if (plan === undefined) return undefined;
  plans.set(schema, ofSchema.set(document, ofDocument.set(operationName, plan)));
  return plan;
}

function compile(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null,
): Plan | undefined {
  assertValidSchema(schema);
  const operations = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  const [operation, ...others] =
    operationName === null ? operations : operations.filter(({ name }) => name?.value === operationName);
  if (operation === undefined || others.length > 0) return undefined;
  const rootType = schema.getRootType(operation.operation);
  if (rootType == null) return undefined;
  return new Plan(schema, operation, fragmentsOf(document), rootType, conditionNames(document));
}

function fragmentsOf({ definitions }: DocumentNode): Record<string, FragmentDefinitionNode> {
  const fragments = Object.create(null) as Record<string, FragmentDefinitionNode>;
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  }
  return Object.freeze(fragments);
}

function conditionNames(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: ({ name, arguments: given = [] }) => {
      if (name.value !== 'skip' && name.value !== 'include') return;
      for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}
