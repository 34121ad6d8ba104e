import {
  coerceInputValue,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isInputType,
  isLeafType,
  isListType,
  Kind,
  typeFromAST,
  type GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  type VariableDefinitionNode,
} from 'graphql';
import { misfit } from './misfit.js';

type Path = readonly (string | number)[];

/**
 * Of variables' values: such an error tells the variable, and the rest only in its message.
 * Coerced once more, a value gives its faults in the same order, this time with their paths.
 */
export function variableFaults(
  errors: readonly GraphQLError[],
  schema: GraphQLSchema,
  variables: Readonly<Record<string, unknown>>,
): void {
  const messages = new Map<VariableDefinitionNode, string[]>();
  for (const error of errors) {
    const [definition] = error.nodes ?? [];
    if (definition?.kind !== Kind.VARIABLE_DEFINITION) continue;
    // Told in names alone.
    if (!Object.hasOwn(variables, definition.variable.name.value)) continue;
    const left = messages.get(definition) ?? faultsOf(definition, schema, variables);
    messages.set(definition, left);
    error.message = left.shift() ?? 'A variable does not fit.';
  }
}

function faultsOf(
  { type: typeNode, variable }: VariableDefinitionNode,
  schema: GraphQLSchema,
  variables: Readonly<Record<string, unknown>>,
): string[] {
  const name = variable.name.value;
  const type = typeFromAST(schema, typeNode);
  if (!isInputType(type)) return [];
  const faults: string[] = [];
  coerceInputValue(
    variables[name],
    type,
    (path, value, error) => {
      const place = `Variable "$${name}${pathText(path)}"`;
      const expected = typeAt(type, path);
      const isMisfit = value !== null && isLeafType(getNamedType(expected));
      // Of objects and nulls graphql-js speaks by names of fields and types.
      faults.push(isMisfit ? misfit(place, expected, error) : `${place}: ${error.message}`);
    },
    true,
  );
  return faults;
}

function pathText(path: Path): string {
  return path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
}

function typeAt(type: GraphQLInputType, path: Path): GraphQLInputType {
  return path.reduce((at: GraphQLInputType, key) => {
    const whole = getNullableType(at);
    if (isListType(whole)) return whole.ofType;
    return (isInputObjectType(whole) ? whole.getFields()[key]?.type : undefined) ?? at;
  }, type);
}
