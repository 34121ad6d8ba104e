import type { FastifyPluginAsync } from 'fastify';

export type UpstreamName = 'arrowsphere' | 'cloudcockpit' | 'dkhardware' | 'ion';

/**
 * One emulated upstream: its routes and the state behind them.
 *
 * Counting calls, faults and the server are the sandbox's business (`server.ts`);
 * an upstream only knows its vendor's contract and is strict about what it receives.
 */
export interface SandboxUpstream {
  readonly name: UpstreamName;
  /** Where its routes live on the sandbox's port, e.g. `/arrowsphere/index.php/api`. */
  readonly prefix: string;
  /** Its paths are matched in any case: routes are declared in lower case, and path parameters arrive so. */
  readonly ignoresCase?: boolean;
  readonly routes: FastifyPluginAsync;
  /** Back to the seeded data, with no tokens issued and full rate windows. */
  reset(): void;
  /** What a test may read of the state to compare an answer with: the rows exactly as they stand on the wire. */
  readonly rows: Readonly<Record<string, readonly unknown[]>>;
  /**
   * Switches of this upstream alone, set by `POST /_control` (`settings`), e.g. token lifetime or rate limits.
   * Throws a ZodError for a setting it does not have.
   */
  configure(settings: Readonly<Record<string, unknown>>): void;
}
