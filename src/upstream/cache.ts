import { LRUCache } from 'lru-cache';
import { UpstreamErrorCode, UpstreamFailure } from '../errors.js';
import type { Call, Policy } from './policy.js';
import { readKey } from './read-key.js';
import type { UpstreamAnswer } from './request.js';

export interface CacheSettings {
  readonly freshMs: number;
  readonly staleMs: number;
  readonly maxCacheBytes: number;
  /** A body without what must not be kept; the same for whoever maps it. */
  readonly withoutSecrets?: ((body: unknown) => unknown) | undefined;
}

/** How long what was read of a source stands, for whoever keeps something of it. */
export interface KeptReads {
  readonly freshMs: number;
  readonly staleMs: number;
  /** Counts what made everything kept so far no longer fresh. */
  readonly epoch: number;
  /** Counts what made it unfit even to stand in. */
  readonly drops: number;
  /** Whether what was read then (RFC 3339) may be given as if it had just been read. */
  isFresh(fetchedAt: string): boolean;
  /** The upstream changed: nothing that was read before may be given as if it were read now. */
  drop(): void;
}

/** What an entry takes beside its key and its answer, so that a million tiny answers are bounded too. */
const ENTRY_SIZE = 500;

/** The answers of one source, bounded by what they and their keys take as text; the one that was not asked for longest goes first. */
export class AnswerCache implements KeptReads {
  readonly freshMs: number;
  readonly staleMs: number;
  epoch = 0;
  drops = 0;
  /** What was read before may be from before a write that the upstream took and carries out later; ms since 1970. */
  #settledAt = 0;
  readonly #answers: LRUCache<string, UpstreamAnswer> | null;
  readonly #withoutSecrets: (body: unknown) => unknown;

  constructor({ freshMs, staleMs, maxCacheBytes, withoutSecrets }: CacheSettings) {
    this.freshMs = freshMs;
    this.staleMs = staleMs;
    this.#withoutSecrets = withoutSecrets ?? ((body) => body);
    const isUsed = maxCacheBytes > 0 && Math.max(freshMs, staleMs) > 0;
    this.#answers = isUsed
      ? new LRUCache({
          maxSize: maxCacheBytes,
          sizeCalculation: ({ size }, key) => size + key.length + ENTRY_SIZE,
        })
      : null;
  }

  isFresh(fetchedAt: string): boolean {
    return isYounger(this.freshMs, fetchedAt) && Date.parse(fetchedAt) >= this.#settledAt;
  }

  /** An answer that is young enough to be given as if it had just been read. */
  fresh(key: string): UpstreamAnswer | undefined {
    const answer = this.#answers?.get(key);
    return answer !== undefined && this.isFresh(answer.fetchedAt) ? answer : undefined;
  }

  /** An answer that may stand in for an upstream that fails. */
  stale(key: string): UpstreamAnswer | undefined {
    const answer = this.#answers?.get(key);
    return answer !== undefined && isYounger(this.staleMs, answer.fetchedAt) ? answer : undefined;
  }

  keep(key: string, answer: UpstreamAnswer): void {
    if (this.#answers === null || this.#answers.get(key)?.fetchedAt === answer.fetchedAt) return;
    this.#answers.set(key, { ...answer, body: this.#withoutSecrets(answer.body) });
  }

  forget(key: string): void {
    this.#answers?.delete(key);
  }

  drop(): void {
    this.epoch += 1;
    this.drops += 1;
    this.#answers?.clear();
  }

  /** The upstream may have changed: nothing is fresh any more, but still the best there is where the upstream is down. */
  doubt(): void {
    this.epoch += 1;
    // Also what was read in this very millisecond.
    this.settle(1);
  }

  /** For so long every read goes upstream, since each may show what the one before did not. */
  settle(ms: number): void {
    this.#settledAt = Math.max(this.#settledAt, Date.now() + ms);
  }
}

/** By the clock that `fetchedAt` is told in; after the clock was set back, nothing counts as young. */
export function isYounger(ageMs: number, fetchedAt: string): boolean {
  const age = Date.now() - Date.parse(fetchedAt);
  return age >= 0 && age < ageMs;
}

/** How long what was only taken (202) may take to show in reads; the vendors say no more than "later". */
const SETTLE_MS = 60_000;
const TAKEN = 202;

/**
 * Answers reads from what was kept while that is fresh, and from an older answer where the upstream fails.
 * A write voids everything when it ends: what was under way meanwhile is not kept either. After one that failed,
 * older answers may still stand in: tried while the upstream is down, it would take away what stands in for it.
 * One that reached nobody voids nothing.
 */
export function answerFromCache(sourceId: string, cache: AnswerCache): Policy {
  return (next) => {
    const write = async (call: Call) => {
      try {
        const answer = await next(call);
        cache.drop();
        if (answer.status === TAKEN) cache.settle(SETTLE_MS);
        return answer;
      } catch (error) {
        if (!reachedNobody(error)) cache.doubt();
        throw error;
      }
    };
    const read = async (call: Call) => {
      const key = readKey(call);
      const known = call.scope.anew ? undefined : cache.fresh(key);
      if (known !== undefined) {
        call.progress.cache = 'HIT';
        return known;
      }
      const { epoch } = cache;
      try {
        const answer = await next(call);
        if (epoch === cache.epoch) cache.keep(key, answer);
        return answer;
      } catch (error) {
        if (isGone(error)) cache.forget(key);
        const older = isDown(error) && !call.scope.anew ? cache.stale(key) : undefined;
        if (older === undefined) throw error;
        call.progress.cache = 'STALE';
        call.scope.noteStale(sourceId, older.fetchedAt);
        return older;
      }
    };
    return (call) => {
      if (call.request.changesNothing === true) return next(call);
      if (call.request.method !== 'GET') return write(call);
      return call.request.uncached === true ? next(call) : read(call);
    };
  };
}

const DOWN: readonly UpstreamErrorCode[] = [
  UpstreamErrorCode.UNAVAILABLE,
  UpstreamErrorCode.TIMEOUT,
  UpstreamErrorCode.CIRCUIT_OPEN,
  UpstreamErrorCode.RATE_LIMITED,
  UpstreamErrorCode.QUEUE_FULL,
];

/** Whether the upstream said nothing about what was asked for, so that what it said before is the best there is. */
export function isDown(error: unknown): error is UpstreamFailure {
  return error instanceof UpstreamFailure && DOWN.includes(error.code);
}

function reachedNobody(error: unknown): boolean {
  return error instanceof UpstreamFailure && !error.mayHaveHappened && error.upstreamStatus === null;
}

function isGone(error: unknown): boolean {
  return error instanceof UpstreamFailure && error.code === UpstreamErrorCode.NOT_FOUND;
}
