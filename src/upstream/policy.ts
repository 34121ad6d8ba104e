import type { UpstreamAnswer, UpstreamRequest } from './request.js';
import type { CacheOutcome, OperationScope } from './scope.js';
import type { Stop } from './stop.js';

/** One call on its way through the policies. */
export interface Call {
  readonly request: UpstreamRequest;
  /** Whether "there is no such thing" is an answer to it: it asks for one thing, not for a list. */
  readonly mayBeMissing: boolean;
  /** Encoded path and query. */
  readonly target: string;
  readonly scope: OperationScope;
  /** Comes when the call must stop: its deadline passed or its operation ended. */
  readonly stop: Stop;
  /** How long anybody will still wait for it: its operation, or the last of those that share it. */
  readonly remainingMs: () => number;
  /** Takes another place of the source's budget, for a repetition; throws RATE_LIMITED where there is none. */
  readonly takePlace: () => void;
  /** Noted along the way for the trace. */
  readonly progress: Progress;
}

interface Progress {
  /** HTTP exchanges made; those for tokens are not counted. */
  attempts: number;
  /** Where the answer came from instead of an exchange of its own. */
  cache?: CacheOutcome;
}

export type Send = (call: Call) => Promise<UpstreamAnswer>;
export type Policy = (next: Send) => Send;

/** The first policy is the outermost: it sees a call first and its answer last. */
export function compose(policies: readonly Policy[], exchange: Send): Send {
  return policies.reduceRight<Send>((next, policy) => policy(next), exchange);
}
