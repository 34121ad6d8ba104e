import type { Caller } from '../access/caller.js';
import type { ListServices } from '../datasources/list-page.js';
import type { Loaders } from '../datasources/loaders.js';
import type { Sources } from '../datasources/sources.js';
import type { OperationNotes } from '../observability/operations.js';
import type { OperationScope } from '../upstream/scope.js';
import type { ChangeFeed } from '../writes/change-feed.js';
import type { WriteServices } from '../writes/run-write.js';
import type { ListReports } from './list-reports.js';

/** What the resolvers of one operation work with. */
export interface GraphContext {
  readonly scope: OperationScope;
  /** The sources this caller may see; for them there are no others. */
  readonly sources: Sources;
  readonly loaders: Loaders;
  readonly lists: ListServices;
  readonly listReports: ListReports;
  readonly writes: GraphWrites;
  readonly caller: Caller;
  /** What the log and the metrics will tell of the operation. */
  readonly notes: OperationNotes;
  /** Whose budget of cost the operation is paid from. */
  readonly payer: string;
}

/** What mutations and operations work with; it outlives the request. */
export interface GraphWrites extends WriteServices {
  readonly changes: ChangeFeed;
  /** For one write with all its calls. */
  readonly timeoutMs: number;
}

/** How somebody asks. */
export interface Client {
  readonly address: string;
  /** The caller's own (W3C Trace Context). */
  readonly traceparent: string | undefined;
}

export type ContextFor<Context = GraphContext> = (
  scope: OperationScope,
  caller: Caller,
  client: Client,
) => Context;
