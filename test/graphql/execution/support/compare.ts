import {
  execute,
  getOperationAST,
  OperationTypeNode,
  parse,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { executeCompiled, type Execute } from '../../../../src/graphql/execution/execute.js';
import { Chance } from './chance.js';
import type { MadeUpOperation } from './operations.js';
import { row, type MadeUpContext } from './rows.js';

/** All that a client and the resolvers can see of an execution. */
export interface Seen {
  /** As JSON, so that the order of keys counts. */
  readonly answer: string;
  readonly causes: readonly string[];
  readonly calls: readonly string[];
}

/** Undefined where the operation is not a valid one: then nothing executes it. */
export function validDocument(schema: GraphQLSchema, { text }: MadeUpOperation): DocumentNode | undefined {
  const document = parse(text);
  return validate(schema, document).length === 0 ? document : undefined;
}

/** The same work done by both. */
export async function both(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  seed: number,
): Promise<Readonly<Record<'plan' | 'reference', Seen>>> {
  const seen = async (run: Execute): Promise<Seen> => {
    const calls: string[] = [];
    const contextValue: MadeUpContext = { chance: new Chance(seed), calls };
    const rootType = schema.getRootType(operationType(document));
    const rootValue = rootType == null ? undefined : row(rootType, 'root', contextValue, schema);
    const result = await run({
      schema,
      document,
      contextValue,
      rootValue,
      variableValues: structuredClone(variables),
    });
    return { answer: JSON.stringify(result), causes: causes(result), calls: [...calls] };
  };
  const plan = await seen(executeCompiled);
  return { plan, reference: await unheard(() => seen(execute)) };
}

function causes({ errors = [] }: ExecutionResult): readonly string[] {
  return errors.map(({ originalError, nodes = [] }) => `${String(originalError)} ${nodes.length}`);
}

function operationType(document: DocumentNode): OperationTypeNode {
  return getOperationAST(document)?.operation ?? OperationTypeNode.QUERY;
}

/**
 * graphql-js leaves rejections unhandled where an item of a list fails at once and the ones before it fail later;
 * Node ends the process for that. Here all are handled; those of a plan are not, and must not need it.
 */
async function unheard<Result>(act: () => Promise<Result>): Promise<Result> {
  const { then } = Promise.prototype;
  const handled = function (this: Promise<unknown>, ...handlers: Parameters<typeof then>): Promise<unknown> {
    const next: Promise<unknown> = then.apply(this, handlers);
    void then.call(next, undefined, () => undefined);
    return next;
  };
  Reflect.set(Promise.prototype, 'then', handled);
  try {
    return await act();
  } finally {
    Reflect.set(Promise.prototype, 'then', then);
  }
}
