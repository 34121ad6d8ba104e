import { OperationScope } from '../upstream/scope.js';

export interface OperationLimits {
  readonly operationTimeoutMs: number;
  readonly maxUpstreamCallsPerOperation: number;
}

/** The operations that somebody waits for, so that a process which must go can still answer all of them. */
export class OpenOperations {
  readonly #open = new Set<OperationScope>();

  constructor(private readonly limits: OperationLimits) {}

  begin(requestId: string): OperationScope {
    const { operationTimeoutMs, maxUpstreamCallsPerOperation } = this.limits;
    const scope = new OperationScope(requestId, operationTimeoutMs, maxUpstreamCallsPerOperation);
    this.#open.add(scope);
    scope.onEnd(() => this.#open.delete(scope));
    return scope;
  }

  /** Each answers with what it has; the rest is a TIMEOUT. */
  expire(): void {
    for (const scope of this.#open) scope.expire();
  }
}
