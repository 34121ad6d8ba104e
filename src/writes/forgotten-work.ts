import type { Progress } from '../datasources/writes.js';
import type { OperationRecord } from '../store/store.js';
import { UserErrorCode } from '../types/user-error.js';

/**
 * An upstream may show work only a while after it took it, so that both must be over before the work is given up:
 * so many answers in a row, and this age.
 */
const ANSWERS = 10;
const AGE_MS = 15 * 60_000;

/** Counts the answers by which an upstream says that it knows of no such work; an outage is no answer. */
export class ForgottenWork {
  readonly #answers = new Map<string, number>();

  /** The progress as it was read, or the end of work that its upstream has forgotten. */
  judge({ sourceId, id, createdAt }: OperationRecord, progress: Progress): Progress {
    const key = `${sourceId} ${id}`;
    if (progress.kind !== 'unknown') {
      this.#answers.delete(key);
      return progress;
    }
    const answers = (this.#answers.get(key) ?? 0) + 1;
    this.#answers.set(key, answers);
    if (answers < ANSWERS || Date.now() - createdAt < AGE_MS) return progress;
    this.#answers.delete(key);
    return { kind: 'failed', userErrors: [forgotten(sourceId)] };
  }
}

function forgotten(sourceId: string) {
  const message = `Source '${sourceId}' knows nothing of this any more, and what became of it is not known; read the customer again before you send it once more.`;
  return { field: null, code: UserErrorCode.NOT_FOUND, message };
}
