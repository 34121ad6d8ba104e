import { OperationEnded, UpstreamErrorCode, UpstreamFailure } from '../errors.js';
import type { UpstreamAnswer } from './request.js';
import { Stop } from './stop.js';

/** One upstream call as `explain` and the metrics tell it. */
export interface CallRecord {
  readonly source: string;
  readonly method: string;
  /** The path template; never ids, queries or bodies. */
  readonly path: string;
  /** How many keys the call serves. */
  readonly batchSize: number;
  readonly cache: CacheOutcome;
  readonly attempts: number;
  /** Since the operation began. */
  readonly startOffsetMs: number;
  readonly durationMs: number;
  readonly outcome: CallOutcome;
}

/** `ABORTED`: the operation ended first, so that nobody waits for the answer. */
export type CallOutcome = 'OK' | 'ABORTED' | UpstreamErrorCode;

/**
 * `MISS`: went upstream; `NOT_SENT`: failed before it left; `JOINED`: shared a call that somebody else had begun;
 * `HIT`: answered from what was kept; `STALE`: failed, and an older answer stood in for it.
 */
export type CacheOutcome = 'MISS' | 'NOT_SENT' | 'JOINED' | 'HIT' | 'STALE';

export interface ScopeOptions {
  /** Where its calls are noted. */
  readonly calls?: CallRecord[];
  /** Whether every read goes upstream: what decides about a write may not come from an earlier one. */
  readonly anew?: boolean;
  /** Whether nobody waits for it: its calls give way to all others. */
  readonly background?: boolean;
}

export interface StaleSource {
  readonly sourceId: string;
  /** RFC 3339. */
  readonly fetchedAt: string;
}

/** Why it stops its calls, for whoever reads no further: one for all, since an error of its own for each costs its stack. */
const OVER = new OperationEnded();

/**
 * What one GraphQL operation and its upstream calls share: the deadline, the way to stop, the trace.
 *
 * It ends with the operation; nothing of it outlives the answer.
 */
export class OperationScope {
  readonly startedAt = performance.now();
  /** Comes when the operation ends, for whatever reason. */
  readonly stop = new Stop();
  /** Answers to reads already asked for, by source and URL: asking twice in one operation costs nothing. */
  readonly reads = new Map<string, Promise<UpstreamAnswer>>();
  readonly calls: CallRecord[];
  readonly anew: boolean;
  readonly background: boolean;
  readonly #turns = new Map<string, number>();
  readonly #stale = new Map<string, Set<string>>();
  #timer: NodeJS.Timeout;
  readonly #detached: OperationScope[] = [];
  #overdue = false;
  #stoodStillMs = 0;
  #taken = 0;

  constructor(
    readonly requestId: string,
    private readonly timeoutMs: number,
    /** Upstream calls that it may make. */
    readonly maxCalls = Infinity,
    { calls = [], anew = false, background = false }: ScopeOptions = {},
  ) {
    this.calls = calls;
    this.anew = anew;
    this.background = background;
    this.#timer = this.#expiringIn(timeoutMs);
  }

  /** Calls back once: when the operation ends, or now where it has. */
  onEnd(listener: () => void): void {
    this.stop.listen(listener);
  }

  elapsedMs(): number {
    return performance.now() - this.startedAt;
  }

  /** Until its deadline; not less than 0. */
  remainingMs(): number {
    return Math.max(0, this.timeoutMs + this.#stoodStillMs - this.elapsedMs());
  }

  /** Its time stands still while it waits because its caller asked it to: what was waited for is to be read afterwards. */
  async standStill<Value>(wait: () => Promise<Value>): Promise<Value> {
    const leftMs = this.remainingMs();
    const since = this.elapsedMs();
    clearTimeout(this.#timer);
    try {
      return await wait();
    } finally {
      this.#stoodStillMs += this.elapsedMs() - since;
      if (this.stop.reason === null) this.#timer = this.#expiringIn(leftMs);
    }
  }

  /** Stops every call that is still under way and refuses further ones: the answer is sent, or nobody waits for it. */
  end(): void {
    clearTimeout(this.#timer);
    this.stop.now(OVER);
  }

  /** As if its deadline had passed: what it still waits for is a TIMEOUT, what it has is answered. */
  expire(): void {
    for (const scope of this.#detached) scope.expire();
    if (this.stop.reason !== null) return;
    this.#overdue = true;
    this.end();
  }

  /** Counts one more upstream call; false where the operation has used up what it may make. */
  takeCall(): boolean {
    if (this.#taken >= this.maxCalls) return false;
    this.#taken += 1;
    return true;
  }

  /** Numbers its calls to a source, from 1. */
  nextTurn(sourceId: string): number {
    const turn = (this.#turns.get(sourceId) ?? 0) + 1;
    this.#turns.set(sourceId, turn);
    return turn;
  }

  /**
   * A scope for a write, which must be carried through although the client leaves: it ends by itself or at its own
   * deadline. Its calls are noted in this one's trace, and counted by themselves.
   */
  detached(timeoutMs: number): OperationScope {
    const scope = new OperationScope(this.requestId, timeoutMs, this.maxCalls, {
      calls: this.calls,
      anew: true,
    });
    this.#detached.push(scope);
    return scope;
  }

  /** An answer of this time (RFC 3339) stood in for one that the source did not give. */
  noteStale(sourceId: string, fetchedAt: string): void {
    this.#stale.set(sourceId, (this.#stale.get(sourceId) ?? new Set()).add(fetchedAt));
  }

  /** Whether what was read at this time stood in; pages tell by their time alone how old they are. */
  isStale(sourceId: string, fetchedAt: string): boolean {
    return this.#stale.get(sourceId)?.has(fetchedAt) ?? false;
  }

  /** The sources that did not give everything anew, each with the time of the oldest answer that stood in. */
  get stale(): readonly StaleSource[] {
    return [...this.#stale].map(([sourceId, times]) => ({ sourceId, fetchedAt: [...times].sort()[0] ?? '' }));
  }

  /** What was read of a source before a write may not hold after it. */
  forgetReads(sourceId: string): void {
    for (const key of [...this.reads.keys()]) if (key.startsWith(`${sourceId} `)) this.reads.delete(key);
  }

  /** Why a call of an ended operation stopped: its deadline passed, or nobody waits any more. */
  stopReason(sourceId: string): Error {
    return this.#overdue ? new UpstreamFailure(UpstreamErrorCode.TIMEOUT, sourceId) : new OperationEnded();
  }

  #expiringIn(ms: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.expire();
    }, ms);
  }
}
