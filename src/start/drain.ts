import { setTimeout as sleep } from 'node:timers/promises';

export interface Draining {
  /** Asks for no new traffic, and still answers what comes. */
  readonly retire: () => void;
  /** Answers the requests in flight with what they have. */
  readonly hurry: () => void;
  /** Takes no new requests, and lets those in flight finish. */
  readonly close: () => Promise<void>;
}

/** A process that has not ended by then is not clean: orchestrators kill it not much later. */
const DRAIN_MS = 10_000;

/** An operation may take longer than a drain: in time before its end each gets its answer, if not the whole of it. */
const HURRY_MS = 8_000;

/** What a shell reports for a process that the signal ended. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * The first signal lets requests in flight finish, then exits with 0; a second one does not wait.
 * After SIGTERM the process listens on for `graceMs`, so that whoever sends traffic sees that it should go elsewhere;
 * whoever sends SIGINT sits at a terminal and waits for the prompt.
 */
export function drainOnSignal(draining: Draining, graceMs: number): void {
  let isDraining = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (isDraining) process.exit(EXIT_CODES[signal]);
      isDraining = true;
      void drain(draining, signal === 'SIGTERM' ? graceMs : 0);
    });
  }
}

async function drain({ retire, hurry, close }: Draining, graceMs: number): Promise<void> {
  setTimeout(hurry, HURRY_MS);
  setTimeout(() => {
    console.error(`Requests were still in flight after ${DRAIN_MS / 1_000} s; they got no answer.`);
    process.exit(1);
  }, DRAIN_MS);
  try {
    retire();
    await sleep(graceMs);
    await close();
    process.exit(0);
  } catch (error) {
    console.error('The graph did not close cleanly:', error);
    process.exit(1);
  }
}
