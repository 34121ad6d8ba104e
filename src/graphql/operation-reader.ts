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

  /** What graphql-js says of variables that do not fit. */
  misfits(operation: ReadOperation, faults: readonly GraphQLError[]): readonly GraphQLError[] {
    return this.unquoted(
      operation,
      faults.map((fault) => coded(fault, 'BAD_USER_INPUT')),
    );
  }

  /**
   * Errors of the execution as they may be told. Values in the document, and variables that are null, are coerced only
   * then; graphql-js quotes them where they do not fit, and gives such errors no code.
   */
  unquoted({ document, variables }: ReadOperation, errors: readonly GraphQLError[]): readonly GraphQLError[] {
    const told = errors.map((error) => (isMisfit(error) ? coded(error, 'BAD_USER_INPUT') : error));
    unquote(told, { schema: this.schema, document, variables });
    return told;
  }
}

/** What does not fit is told by the node of its value; what this graph answers wrongly, by the node of its field. */
function isMisfit({ nodes: [node] = [], extensions }: GraphQLError): boolean {
  return extensions.code === undefined && node !== undefined && (isVariable(node) || isLiteral(node));
}

function isVariable({ kind }: ASTNode): boolean {
  return kind === Kind.VARIABLE;
}
