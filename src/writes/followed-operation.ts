import type { OperationRecord, OperationReference } from '../store/store.js';
import type { ChangeFeed } from './change-feed.js';
import { EventQueue } from './event-queue.js';
import { REREAD_MS, type PendingWork } from './pending-work.js';

interface Services {
  readonly changes: ChangeFeed;
  readonly pending: Pick<PendingWork, 'find'>;
}

/** An operation only ever goes forward. */
const STAGE = { ACCEPTED: 0, PROCESSING: 1, SUCCEEDED: 2, FAILED: 2 } as const;
const LAST_STAGE = 2;

/** The operation as it stands, then every change of its status, the result last; null where there is none. */
export async function followOperation(
  { changes, pending }: Services,
  reference: OperationReference,
): Promise<EventQueue<OperationRecord> | null> {
  const updates = new EventQueue<OperationRecord>({ keyOf: ({ status }) => status, limit: LAST_STAGE + 1 });
  const tell = tellOnce(updates);
  // It listens before it reads, so that no change falls in between.
  updates.follow(() => {
    const timer = setInterval(() => {
      // A store that is gone for a moment is asked again.
      pending.find(reference).then(tell, () => undefined);
    }, REREAD_MS).unref();
    const off = changes.onOperation((record) => {
      if (record.sourceId === reference.sourceId && record.id === reference.id) tell(record);
    });
    return () => {
      clearInterval(timer);
      off();
    };
  });
  try {
    const record = await pending.find(reference);
    tell(record);
    if (record !== null) return updates;
  } catch (error) {
    updates.end();
    throw error;
  }
  updates.end();
  return null;
}

/** Passes on what is further than what was told before, and ends with the result. */
function tellOnce(updates: EventQueue<OperationRecord>): (record: OperationRecord | null) => void {
  let told = -1;
  return (record) => {
    if (record === null || STAGE[record.status] <= told) return;
    told = STAGE[record.status];
    updates.push(record);
    if (told === LAST_STAGE) updates.end();
  };
}
