import type { ReportedChange } from '../datasources/change-events.js';
import type { ChangeFeed, CustomerChanged } from './change-feed.js';
import { Coalesced } from './coalesced.js';
import { ToldBefore } from './told-before.js';

/** A vendor repeats what was not answered with 200 within minutes (DK 3.6). */
const REPEATS = { forMs: 10 * 60_000, limit: 10_000 };
const STORMS = { windowMs: 1_000, limit: 10_000 };

/** Changes that upstreams report by themselves: each is told once, and storms are thinned out. */
export class ReportedChanges {
  readonly #before = new ToldBefore(REPEATS);
  readonly #storms: Coalesced<CustomerChanged>;

  constructor(
    changes: ChangeFeed,
    /** What is remembered of a source is from before the change. */
    private readonly forget: (sourceId: string) => void,
  ) {
    this.#storms = new Coalesced({
      keyOf: ({ sourceId, externalId }) => `${sourceId} ${externalId}`,
      ...STORMS,
      emit: (change) => {
        changes.customer(change);
      },
    });
  }

  take(sourceId: string, { event, customerIds, changedAt }: ReportedChange): void {
    // Without a date, a second change cannot be told from a repetition of the first.
    const isDated = changedAt !== null;
    if (isDated && this.#before.check([sourceId, event, [...customerIds].sort(), changedAt])) return;
    this.forget(sourceId);
    const time = changedAt ?? new Date().toISOString();
    for (const externalId of customerIds) this.#storms.push({ sourceId, externalId, changedAt: time });
  }

  stop(): void {
    this.#storms.stop();
  }
}
