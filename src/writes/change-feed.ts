import { EventEmitter } from 'node:events';
import type { OperationRecord, OperationReference } from '../store/store.js';

export interface CustomerChanged {
  readonly sourceId: string;
  readonly externalId: string;
  /** RFC 3339. */
  readonly changedAt: string;
}

interface Events {
  customer: [CustomerChanged];
  operation: [OperationRecord];
  release: [];
}

/** What changed at the sources, from the writes of this process, its polls and the webhooks; nothing is kept. */
export class ChangeFeed {
  readonly #events = new EventEmitter<Events>().setMaxListeners(0);
  #released = false;

  customer(change: {
    readonly sourceId: string;
    readonly externalId: string;
    readonly changedAt?: string;
  }): void {
    this.#events.emit('customer', { changedAt: new Date().toISOString(), ...change });
  }

  operation(record: OperationRecord): void {
    this.#events.emit('operation', record);
  }

  /** Gives the way to stop listening. */
  onCustomer(listener: (change: CustomerChanged) => void): () => void {
    this.#events.on('customer', listener);
    return () => this.#events.off('customer', listener);
  }

  onOperation(listener: (record: OperationRecord) => void): () => void {
    this.#events.on('operation', listener);
    return () => this.#events.off('operation', listener);
  }

  /** From now on nobody waits for a result: the process goes, and whoever asked is to have an answer before. */
  release(): void {
    this.#released = true;
    this.#events.emit('release');
  }

  /** Arrives with the operation's result, when the time is over, or with the release, whichever is first. */
  nextResult({ sourceId, id }: OperationReference, waitMs: number) {
    let finish = (): void => undefined;
    const arrived = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const timer = setTimeout(finish, this.#released ? 0 : waitMs);
    this.#events.once('release', finish);
    const off = this.onOperation((record) => {
      if (record.sourceId === sourceId && record.id === id && record.nextPollAt === null) finish();
    });
    const cleaned = arrived.finally(() => {
      clearTimeout(timer);
      this.#events.off('release', finish);
      off();
    });
    return { arrived: cleaned, cancel: finish };
  }
}
