import {
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { coded } from './faults.js';

export interface DocumentOptions {
  readonly introspection: boolean;
  /** Lexical tokens: parsing comes before every other check, and nesting costs it its stack. */
  readonly maxTokens: number;
}

/** A document that may be executed, or what is wrong with it; without a document where it could not even be parsed. */
export type ReadDocument =
  | { readonly document: DocumentNode; readonly faults?: never }
  | { readonly document?: DocumentNode; readonly faults: readonly GraphQLError[] };

/** Characters of all the documents that are kept; a parsed one takes some ninety times its text, so that this is 30 MB. */
const KEPT_CHARACTERS = 350_000;

const UNPARSED = 'GRAPHQL_PARSE_FAILED';

/**
 * Parses and validates documents. The valid ones are kept by their text: clients send the same few again and again,
 * and plans and measures hang on the parsed document (ADR 14).
 */
export class Documents {
  readonly #kept = new LRUCache<string, DocumentNode>({
    maxSize: KEPT_CHARACTERS,
    sizeCalculation: (_, text) => text.length,
  });

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly options: DocumentOptions,
  ) {}

  read(text: string): ReadDocument {
    const kept = this.#kept.get(text);
    if (kept !== undefined) return { document: kept };
    const read = this.#parse(text);
    if (read.faults === undefined) this.#kept.set(text, read.document);
    return read;
  }

  #parse(text: string): ReadDocument {
    try {
      const document = parse(text, { maxLexicalTokens: this.options.maxTokens });
      const faults = this.#validate(document);
      if (faults.length === 0) return { document };
      return { document, faults: faults.map((fault) => coded(fault, 'GRAPHQL_VALIDATION_FAILED')) };
    } catch (error) {
      if (error instanceof GraphQLError) return { faults: [coded(error, UNPARSED)] };
      // Its nesting used up the stack.
      if (error instanceof RangeError) return { faults: [tooDeep()] };
      throw error;
    }
  }

  /** graphql-js throws where a variable decides about the field that is subscribed to, which no subscription may have. */
  #validate(document: DocumentNode): readonly GraphQLError[] {
    const { introspection } = this.options;
    const rules = introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
    try {
      return validate(this.schema, document, rules);
    } catch (error) {
      if (error instanceof GraphQLError) return [error];
      throw error;
    }
  }
}

function tooDeep(): GraphQLError {
  return new GraphQLError('The document is nested too deeply.', { extensions: { code: UNPARSED } });
}
