import {
  getOperationAST,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { Documents, type DocumentOptions } from './documents.js';
import { coded, refusal } from './faults.js';
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

  /** Values in the document are coerced while it is executed, and quoted where they do not fit. */
  unquoted({ document, variables }: ReadOperation, faults: readonly GraphQLError[]): readonly GraphQLError[] {
    unquote(faults, { schema: this.schema, document, variables });
    return faults;
  }
}
