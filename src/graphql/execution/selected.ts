import {
  isNonNullType,
  locatedError,
  responsePathAsArray,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ResponsePath,
} from 'graphql';
import type { Run, Values } from './run.js';

/** What all executions of an operation share, whatever their variables. */
export interface SharedParts {
  readonly schema: GraphQLSchema;
  readonly fragments: Record<string, FragmentDefinitionNode>;
  readonly operation: OperationDefinitionNode;
}

/** Gives the answer's object for a source object, or a promise of it where one of its fields gives a promise. */
export type ExecuteSelection = (
  run: Run,
  source: unknown,
  path: ResponsePath | undefined,
) => Values | Promise<Values>;

/** A field of one object type as the operation selects it, perhaps at several places at once. */
export interface Selected {
  readonly parentType: GraphQLObjectType;
  readonly responseKey: string;
  readonly field: GraphQLField<unknown, unknown>;
  /** The first place. Arguments are the same at all of them: validation has seen to it. */
  readonly node: FieldNode;
  readonly nodes: readonly FieldNode[];
  readonly schema: GraphQLSchema;
  /** What is selected of the field's value where that is an object of this type. */
  readonly select: (type: GraphQLObjectType) => ExecuteSelection;
}

/** Null with its error reported where the type allows null; otherwise the error goes on to what is around it. */
export function failed(
  thrown: unknown,
  type: GraphQLOutputType,
  { nodes }: Selected,
  run: Run,
  path: ResponsePath,
): null {
  const error = locatedError(thrown, nodes, responsePathAsArray(path));
  if (isNonNullType(type)) throw error;
  run.report(error, path);
  return null;
}
