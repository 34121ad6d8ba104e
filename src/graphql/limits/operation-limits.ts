import { GraphQLError, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { actualCost, planAnswer, type AnswerPlan } from './actual.js';
import type { Variables } from './costly.js';
import { estimate } from './estimate.js';
import { measure, type Counts, type Measured } from './measure.js';

/** As the configuration has them. */
export interface OperationBounds {
  readonly maxDepth: number;
  readonly maxAliases: number;
  readonly maxRootFields: number;
  readonly maxDirectives: number;
  readonly maxCost: number;
}

/** An operation within its bounds, with what it costs. */
export interface MeasuredOperation {
  readonly estimated: number;
  readonly maximum: number;
  actual(data: unknown): number;
}

/** What a person calls each of the counts. */
const WORDS = {
  depth: { limit: 'maxDepth', has: 'is nested', unit: 'deep' },
  aliases: { limit: 'maxAliases', has: 'has', unit: 'aliases' },
  rootFields: { limit: 'maxRootFields', has: 'has', unit: 'fields at its root' },
  directives: { limit: 'maxDirectives', has: 'has', unit: 'directives' },
} as const satisfies Record<keyof Counts, unknown>;

const COUNTS = ['depth', 'aliases', 'rootFields', 'directives'] as const satisfies (keyof Counts)[];

/** Refuses operations before anything is done for them, by what they hold and what they would cost. */
export class OperationLimits {
  /** Parsed documents are kept and used again: each operation is measured once. */
  readonly #measured = new WeakMap<OperationDefinitionNode, Measured>();
  readonly #plans = new WeakMap<Measured, AnswerPlan>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly bounds: OperationBounds,
  ) {}

  /** Throws QUERY_TOO_COMPLEX or COST_LIMIT_EXCEEDED; the document must be valid. */
  check(document: DocumentNode, operation: OperationDefinitionNode, variables: Variables): MeasuredOperation {
    const measured = this.#measure(document, operation);
    for (const count of COUNTS) this.#checkCount(count, measured[count]);
    const maximum = this.bounds.maxCost;
    const estimated = atMost(estimate(measured.selection, variables));
    if (estimated > maximum) throw tooCostly(estimated, maximum);
    return { estimated, maximum, actual: (data) => actualCost(this.#plan(measured), data) };
  }

  #checkCount(count: keyof Counts, found: number): void {
    const { limit, has, unit } = WORDS[count];
    const maximum = this.bounds[limit];
    if (found <= maximum) return;
    const actual = atMost(found);
    throw new GraphQLError(
      `The operation ${has} ${actual} ${unit}; ${maximum} are allowed (limits.${limit}).`,
      { extensions: { code: 'QUERY_TOO_COMPLEX', limit, maximum, actual } },
    );
  }

  #measure(document: DocumentNode, operation: OperationDefinitionNode): Measured {
    const known = this.#measured.get(operation);
    if (known !== undefined) return known;
    const measured = measure(this.schema, document, operation);
    this.#measured.set(operation, measured);
    return measured;
  }

  #plan(measured: Measured): AnswerPlan {
    const known = this.#plans.get(measured);
    if (known !== undefined) return known;
    const plan = planAnswer([measured.selection]);
    this.#plans.set(measured, plan);
    return plan;
  }
}

function tooCostly(estimated: number, maximum: number): GraphQLError {
  return new GraphQLError(
    `The operation may cost ${estimated}; ${maximum} is allowed (limits.maxCost). Ask for shorter pages or less of each row.`,
    { extensions: { code: 'COST_LIMIT_EXCEEDED', estimated, maximum } },
  );
}

/** Fragments of fragments grow past what JSON can say. */
function atMost(count: number): number {
  return Math.min(count, Number.MAX_SAFE_INTEGER);
}
