import { getOperationAST, GraphQLError, type DocumentNode, type ExecutionArgs } from 'graphql';
import type { Admission, AdmittedOperation, CostReport } from './admission.js';

/** The subscriptions of one connection, as far as they were admitted. */
export class AdmittedSubscriptions {
  readonly #admitted = new WeakMap<DocumentNode, AdmittedOperation>();

  constructor(private readonly admission: Admission) {}

  /** What a valid subscription may be refused for. */
  async refusals(
    { document, operationName, variableValues }: ExecutionArgs,
    payer: string,
  ): Promise<readonly GraphQLError[]> {
    const operation = getOperationAST(document, operationName);
    if (!operation) return [];
    const valid = { document, operation, variables: variableValues ?? {} };
    try {
      this.#admitted.set(document, await this.admission.admit(valid, payer));
      return [];
    } catch (error) {
      if (error instanceof GraphQLError) return [error];
      throw error;
    }
  }

  /** The cost of one event, which its caller pays. */
  settleEvent(document: DocumentNode, data: unknown): CostReport | undefined {
    return this.#admitted.get(document)?.settleEvent(data);
  }
}
