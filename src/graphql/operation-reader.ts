import {
  getOperationAST,
  Kind,
  type ASTNode,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { Documents, type DocumentOptions } from './documents.js';
import { coded, refusal } from './faults.js';
import { isLiteral } from './unquoted/literals.js';
import { unquote } from './unquoted/unquote.js';

type Variables = Readonly<Record<string, unknown>>;

/** What a client sends, by whatever way. */
export interface GraphRequest {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Variables;
}

/** One operation of a valid document; its variables are coerced where it is executed. */
export interface ReadOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly operationName: string | null;
  readonly variables: Variables;
}

/** Reads requests, over HTTP and WebSocket alike. What it finds wrong is told with a code, and never quotes the request. */
export class OperationReader {
  readonly #documents: Documents;

  constructor(
    readonly schema: GraphQLSchema,
    options: DocumentOptions,
  ) {
    this.#documents = new Documents(schema, options);
  }

  read({ query, operationName, variables }: GraphRequest): ReadOperation | readonly GraphQLError[] {
    const { document, faults } = this.#documents.read(query);
    if (faults !== undefined) {
      unquote(faults, { schema: this.schema, document, variables });
      return faults;
    }
    const operation = getOperationAST(document, operationName);
    if (!operation) return [refusal('operationName: must name one of the operations in the document.')];
    return { document, operation, operationName, variables };
  }

  /**
   * What graphql-js found wrong with values while it executed an operation, as its client may read it:
   * with a code, which it gives none, and without the value, which it quotes. Other errors stay as they are.
   */
  told(
    { document, variables }: Pick<ReadOperation, 'document' | 'variables'>,
    errors: readonly GraphQLError[],
  ): readonly GraphQLError[] {
    const told = errors.map((error) => (isMisfit(error) ? coded(error, 'BAD_USER_INPUT') : error));
    unquote(told, { schema: this.schema, document, variables });
    return told;
  }
}

/**
 * What does not fit is told by the node of its variable or value, and that there is too much of it by none;
 * what this graph answers wrongly, by the node of its field, and what was thrown by accident, by its original.
 */
function isMisfit({ nodes: [node] = [], originalError, extensions }: GraphQLError): boolean {
  if (extensions.code !== undefined) return false;
  return node === undefined ? originalError === undefined : isVariable(node) || isLiteral(node);
}

function isVariable({ kind }: ASTNode): boolean {
  return kind === Kind.VARIABLE || kind === Kind.VARIABLE_DEFINITION;
}
