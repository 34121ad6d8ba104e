import type { OperationScope } from './scope.js';

/** What decides about a call's place in line. */
export interface Turn {
  readonly scope: OperationScope;
  /** Its number among the calls of its operation to this source, from 1. */
  readonly ordinal: number;
}

/**
 * Calls that wait, in fair order: an operation's n-th call goes before anybody's (n+1)-th, background work after all,
 * and equals in order of arrival. So a stranger's first call overtakes a list's hundredth, and no operation its own.
 *
 * An operation alone may fill the line. Once `bound` calls wait, each operation may still wait with its share of it,
 * so that two long lists cannot shut out everybody else; nobody who waits is put out again.
 */
export class Line<Waiter extends Turn> {
  readonly #waiters: Waiter[] = [];
  readonly #held = new Map<OperationScope, number>();

  constructor(private readonly bound: number) {}

  get size(): number {
    return this.#waiters.length;
  }

  isFullFor(scope: OperationScope): boolean {
    if (this.size < this.bound) return false;
    const held = this.#held.get(scope) ?? 0;
    const operations = this.#held.size + (held === 0 ? 1 : 0);
    return held >= Math.floor(this.bound / operations);
  }

  join(waiter: Waiter): void {
    const before = this.#waiters.findLastIndex((other) => !goesBefore(waiter, other));
    this.#waiters.splice(before + 1, 0, waiter);
    this.#held.set(waiter.scope, (this.#held.get(waiter.scope) ?? 0) + 1);
  }

  leave(waiter: Waiter): void {
    const index = this.#waiters.indexOf(waiter);
    if (index < 0) return;
    this.#waiters.splice(index, 1);
    const left = (this.#held.get(waiter.scope) ?? 0) - 1;
    if (left > 0) this.#held.set(waiter.scope, left);
    else this.#held.delete(waiter.scope);
  }

  first(isWanted: (waiter: Waiter) => boolean): Waiter | undefined {
    return this.#waiters.find(isWanted);
  }

  /** As it stands now: it may be left meanwhile. */
  all(): readonly Waiter[] {
    return [...this.#waiters];
  }
}

function goesBefore(one: Turn, other: Turn): boolean {
  if (one.scope.background !== other.scope.background) return other.scope.background;
  return one.ordinal < other.ordinal;
}
