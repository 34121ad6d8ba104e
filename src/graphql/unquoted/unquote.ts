import { Kind, type DocumentNode, type GraphQLError, type GraphQLSchema } from 'graphql';
import { isLiteral, literalFaults } from './literals.js';
import { variableFaults } from './variables.js';

export interface FaultyRequest {
  readonly schema: GraphQLSchema;
  /** Undefined where it could not be parsed. */
  readonly document?: DocumentNode | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Says what graphql-js found wrong with a request in words that never quote it: what stands in the wrong place may be
 * a secret, and answers end in logs. Names of fields, arguments and types stay, and so do codes and locations.
 */
export function unquote(
  errors: readonly GraphQLError[],
  { schema, document, variables }: FaultyRequest,
): void {
  const syntax = errors.filter(({ nodes, positions }) => nodes === undefined && positions !== undefined);
  for (const error of syntax) error.message = syntaxMessage(error.message);
  if (document === undefined) return;

  const literals = errors.filter(({ nodes: [node] = [] }) => node !== undefined && isLiteral(node));
  if (literals.length > 0) literalFaults(literals, document, schema);
  const ofVariables = errors.filter(
    ({ nodes: [node] = [], extensions }) =>
      node?.kind === Kind.VARIABLE_DEFINITION && extensions.code === 'BAD_USER_INPUT',
  );
  if (ofVariables.length > 0) variableFaults(ofVariables, schema, variables);
}

/**
 * In a broken document a token may be anything, e.g. half of a password that has a quotation mark in it.
 * What the grammar expects stands before what it found; all else that graphql-js quotes is the document's.
 */
function syntaxMessage(message: string): string {
  const [, expected] = /^(Syntax Error: Expected .+?), found /.exec(message) ?? [];
  if (expected !== undefined) return `${expected}, found something else.`;
  return message.includes('"') ? 'Syntax Error: What stands here has no place here.' : message;
}
