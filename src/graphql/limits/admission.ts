import { GraphQLError, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { CallerBudgets, type BudgetLeft, type Charge } from './caller-budget.js';
import type { Variables } from './costly.js';
import { OperationLimits, type MeasuredOperation, type OperationBounds } from './operation-limits.js';

export interface AdmissionBounds extends OperationBounds {
  /** For each caller; 0 is no limit. */
  readonly costPerMinute: number;
}

/** `extensions.cost` of an answer. */
export interface CostReport {
  readonly estimated: number;
  readonly actual: number;
  readonly maximum: number;
  readonly budget?: BudgetLeft;
}

export interface ValidOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Variables;
}

/** Decides whether a valid operation runs, for HTTP and WebSocket alike, and tells what it did cost. */
export class Admission {
  readonly #limits: OperationLimits;
  readonly #budgets: CallerBudgets | undefined;

  constructor(schema: GraphQLSchema, bounds: AdmissionBounds) {
    this.#limits = new OperationLimits(schema, bounds);
    this.#budgets = bounds.costPerMinute === 0 ? undefined : new CallerBudgets(bounds.costPerMinute);
  }

  /** Gives QUERY_TOO_COMPLEX or COST_LIMIT_EXCEEDED where it is refused. */
  async admit(
    { document, operation, variables }: ValidOperation,
    payer: string,
  ): Promise<AdmittedOperation | GraphQLError> {
    try {
      const measured = this.#limits.check(document, operation, variables);
      const charge = await this.#budgets?.charge(payer, measured.estimated);
      return new AdmittedOperation(measured, charge, (actual) => this.#budgets?.spend(payer, actual));
    } catch (refused) {
      if (refused instanceof GraphQLError) return refused;
      throw refused;
    }
  }
}

export class AdmittedOperation {
  constructor(
    private readonly measured: MeasuredOperation,
    private readonly charge: Charge | undefined,
    private readonly spend: (actual: number) => Promise<void> | undefined,
  ) {}

  /**
   * The cost of its answer, which its caller is charged; but no less than one for each upstream call that was made
   * for it: what is not there costs no answer anything, and the upstream as much as what is.
   */
  settle(data: unknown, upstreamCalls: number): CostReport {
    const report = this.#report(data);
    if (this.charge === undefined) return report;
    const { estimated, actual, maximum } = report;
    return { estimated, actual, maximum, budget: this.charge.settle(Math.max(actual, upstreamCalls)) };
  }

  /** The cost of one event of a subscription, paid as it comes. */
  settleEvent(data: unknown): CostReport {
    const report = this.#report(data);
    void this.spend(report.actual);
    return report;
  }

  #report(data: unknown) {
    const { estimated, maximum } = this.measured;
    return { estimated, actual: this.measured.actual(data), maximum };
  }
}
