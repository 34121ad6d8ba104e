import { OperationEnded, UpstreamErrorCode, UpstreamFailure } from '../errors.js';
import type { Sources } from '../datasources/sources.js';
import type { Progress } from '../datasources/writes.js';
import type { NewOperation, OperationRecord, OperationRecords, OperationReference } from '../store/store.js';
import { OperationKind } from '../types/operation.js';
import { OperationScope } from '../upstream/scope.js';
import type { ChangeFeed } from './change-feed.js';
import { ForgottenWork } from './forgotten-work.js';

export interface PendingWorkOptions {
  readonly records: OperationRecords;
  readonly sources: Sources;
  readonly changes: ChangeFeed;
  /** Waits between polls: the first, then doubled up to the longest. */
  readonly poll: { readonly firstMs: number; readonly longestMs: number };
  /** For one poll. */
  readonly timeoutMs: number;
  readonly onError: (error: unknown) => void;
  /** An upstream knows nothing of it any more. */
  readonly onForgotten: (record: OperationRecord) => void;
}

export type NewWork = Omit<NewOperation, 'kind' | 'nextPollAt'> & { readonly kind: OperationKind };

const BATCH = 20;

/** Another process that shares the store may be the one that polls; what it finds out is read from there. */
export const REREAD_MS = 2_000;

/** Between polls at the most while somebody waits for the result. */
const WAITED_MS = 2_000;

/**
 * Follows work that upstreams go on with after they answered: polls it at growing intervals, more often while somebody
 * waits, keeps what became of it, and tells them. What a former process left is taken up again; of several processes one polls.
 */
export class PendingWork {
  #timer: NodeJS.Timeout | undefined;
  /** When the timer wakes; never while none is set. */
  #wakesAt = Infinity;
  #failures = 0;
  readonly #forgotten = new ForgottenWork();
  /** Of the polls under way. */
  readonly #scopes = new Set<OperationScope>();
  #running: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(private readonly options: PendingWorkOptions) {}

  /** Takes up what is due, also from before this process began. */
  start(): void {
    this.#wakeAt(Date.now());
  }

  /** Cuts the polls under way short: they can be made again at any time. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    for (const scope of this.#scopes) scope.end();
    await this.#running;
  }

  find(reference: OperationReference): Promise<OperationRecord | null> {
    return this.options.records.find(reference);
  }

  /** Begins to follow; the same reference begins only once. */
  async begin(work: NewWork): Promise<OperationRecord> {
    const { records, poll } = this.options;
    const record = await records.create({ ...work, nextPollAt: Date.now() + poll.firstMs });
    this.#wakeAt(Date.now() + poll.firstMs);
    return record;
  }

  /** The operation once it has a result, or as it stands when the time is over. */
  async settled(reference: OperationReference, waitMs: number): Promise<OperationRecord | null> {
    const result = this.options.changes.nextResult(reference, waitMs);
    const record = await this.find(reference);
    if (record === null || isSettled(record) || waitMs <= 0) {
      result.cancel();
      return record;
    }
    const lookAgain = () => {
      // A store that is gone for a moment is asked again.
      this.#foundOutElsewhere(reference).then(
        (isFoundOut) => {
          if (isFoundOut) result.cancel();
        },
        () => undefined,
      );
    };
    lookAgain();
    const reread = setInterval(lookAgain, REREAD_MS).unref();
    await result.arrived;
    clearInterval(reread);
    return await this.find(reference);
  }

  /** Whether another process kept a result; what this one read before may be from before it. */
  async #foundOutElsewhere(reference: OperationReference): Promise<boolean> {
    const record = await this.find(reference);
    if (record === null) return false;
    if (!isSettled(record)) {
      await this.#hurry(record);
      return false;
    }
    this.options.sources.get(reference.sourceId)?.datasource.kept.drop();
    return true;
  }

  /** Somebody waits: it is polled soon after it was last. Kept in the store, so that it holds whoever polls. */
  async #hurry(record: OperationRecord): Promise<void> {
    if (record.nextPollAt === null) return;
    const soon = record.updatedAt + WAITED_MS;
    if (record.nextPollAt > soon) await this.options.records.update(record, { nextPollAt: soon });
    // Here too, though it may be another process's work: that one may be dead.
    this.#wakeAt(Math.min(record.nextPollAt, soon));
  }

  /** An earlier time that is already set stays: new work must not put off the old. */
  #wakeAt(time: number): void {
    if (this.#stopped || time >= this.#wakesAt) return;
    clearTimeout(this.#timer);
    this.#wakesAt = time;
    this.#timer = setTimeout(
      () => {
        this.#wakesAt = Infinity;
        this.#running = this.#running.then(() => this.#pollDue());
      },
      Math.max(0, time - Date.now()),
    );
    this.#timer.unref();
  }

  /** Goes on whatever fails: one record costs none of the others, and a store that fails is asked again later. */
  async #pollDue(): Promise<void> {
    const { records, sources, poll, onError } = this.options;
    if (this.#stopped) return;
    try {
      const due = await records.takeDue(sources.ids(), BATCH);
      await Promise.all(due.map((record) => this.#poll(record).catch(onError)));
      const next = await records.nextDueAt(sources.ids());
      this.#failures = 0;
      // Another process may have begun work by then, and been killed.
      this.#wakeAt(Math.min(next ?? Infinity, Date.now() + poll.longestMs));
    } catch (error) {
      onError(error);
      this.#failures += 1;
      this.#wakeAt(Date.now() + growing(poll, this.#failures));
    }
  }

  async #poll(record: OperationRecord): Promise<void> {
    const { records, changes, sources } = this.options;
    const read = await this.#progressOf(record);
    const progress = read && this.#forgotten.judge(record, read);
    const updated = await records.update(record, changeOf(record, progress, this.#nextPollAt(record)));
    if (updated === null) return;
    if (read?.kind === 'unknown' && progress?.kind === 'failed') this.options.onForgotten(updated);
    const datasource = sources.get(record.sourceId)?.datasource;
    if (updated.status !== record.status) {
      // What was read while the upstream went on by itself may be from before.
      datasource?.kept.drop();
      changes.operation(updated);
    }
    // Work that failed may have changed something all the same: CloudCockpit has the customer by then.
    if (datasource === undefined || !isSettled(updated) || updated.customerExternalId === null) return;
    changes.customer({ sourceId: record.sourceId, externalId: updated.customerExternalId });
  }

  /** Null where the upstream does not answer, which says nothing about the work: it is asked again later. */
  async #progressOf({ sourceId, kind, handle }: OperationRecord): Promise<Progress | null> {
    const read = this.options.sources.get(sourceId)?.datasource.writes.progress?.[OperationKind[kind]];
    if (read === undefined) return null;
    const scope = this.#newScope(kind);
    try {
      return await read(handle, scope);
    } catch (error) {
      if (error instanceof UpstreamFailure)
        return error.code === UpstreamErrorCode.NOT_FOUND ? { kind: 'unknown' } : null;
      if (!(error instanceof OperationEnded)) this.options.onError(error);
      return null;
    } finally {
      this.#scopes.delete(scope);
      scope.end();
    }
  }

  /** Polls wait behind what somebody waits for, and are never answered from what was kept. */
  #newScope(kind: OperationRecord['kind']): OperationScope {
    const asked = { anew: true, background: true };
    const scope = new OperationScope(
      `operation-${kind.toLowerCase()}`,
      this.options.timeoutMs,
      Infinity,
      asked,
    );
    this.#scopes.add(scope);
    if (this.#stopped) scope.end();
    return scope;
  }

  /** As long again as it has taken so far: gaps double, however often it was polled while somebody waited. */
  #nextPollAt({ createdAt }: OperationRecord): number {
    const { firstMs, longestMs } = this.options.poll;
    const now = Date.now();
    return now + Math.min(longestMs, Math.max(firstMs, now - createdAt));
  }
}

function growing({ firstMs, longestMs }: PendingWorkOptions['poll'], times: number): number {
  return Math.min(longestMs, firstMs * 2 ** Math.min(times, 30));
}

function isSettled({ status }: OperationRecord): boolean {
  return status === 'SUCCEEDED' || status === 'FAILED';
}

function changeOf(record: OperationRecord, progress: Progress | null, nextPollAt: number) {
  switch (progress?.kind) {
    case undefined:
    case 'unknown':
    case 'processing':
      return { status: 'PROCESSING', nextPollAt } as const;
    case 'failed':
      return { status: 'FAILED', userErrors: progress.userErrors } as const;
    case 'succeeded': {
      // What was named when the work was accepted, an upstream need not name again.
      const customerExternalId = progress.customerExternalId ?? record.customerExternalId;
      const orderExternalId = progress.orderExternalId ?? record.orderExternalId;
      return { status: 'SUCCEEDED', customerExternalId, orderExternalId } as const;
    }
  }
}
