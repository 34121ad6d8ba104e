import type { GraphQLResolveInfo } from 'graphql';
import { responsePathAsArray } from 'graphql';
import type { UpstreamFailure } from '../errors.js';

export interface UntoldFailure {
  readonly path: readonly (string | number)[];
  readonly failure: UpstreamFailure;
}

/**
 * Sees to it that no list hides a source that failed: who asks for `sources` reads it there,
 * for everyone else it is added to the answer's `errors`.
 */
export class ListReports {
  readonly #untold = new Map<object, readonly UntoldFailure[]>();

  note(connection: object, failures: readonly UpstreamFailure[], info: GraphQLResolveInfo): void {
    if (failures.length === 0) return;
    const path = responsePathAsArray(info.path);
    this.#untold.set(
      connection,
      failures.map((failure) => ({ path, failure })),
    );
  }

  /** The client has asked for this connection's `sources`. */
  told(connection: object): void {
    this.#untold.delete(connection);
  }

  untold(): readonly UntoldFailure[] {
    return [...this.#untold.values()].flat();
  }
}
