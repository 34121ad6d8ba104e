/** Requests in flight get this long to finish. */
const DRAIN_MS = 10_000;

/** What a shell reports for a process that the signal ended. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/** The first signal lets requests in flight finish, then exits with 0; a second one does not wait. */
export function drainOnSignal(close: () => Promise<void>): void {
  let isDraining = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (isDraining) process.exit(EXIT_CODES[signal]);
      isDraining = true;
      void drain(close);
    });
  }
}

async function drain(close: () => Promise<void>): Promise<void> {
  setTimeout(() => {
    console.error(`Requests were still in flight after ${DRAIN_MS / 1_000} s; they got no answer.`);
    process.exit(1);
  }, DRAIN_MS);
  try {
    await close();
    process.exit(0);
  } catch (error) {
    console.error('The graph did not close cleanly:', error);
    process.exit(1);
  }
}
