import { randomUUID } from 'node:crypto';

/** How times and leases are counted. */
export interface Timing {
  /** ms since 1970, by the machine's clock. */
  readonly now: () => number;
  readonly leaseMs: number;
}

/** Who holds a lease: another one for every hold, so that nobody mistakes a later hold for their own. */
export function newOwner(): string {
  return randomUUID();
}

/**
 * Renews a lease three times in its life until it is told to stop.
 * So a lease may be short, and the work of a killed process is soon free, however long the work itself may take.
 */
export function keepLease(leaseMs: number, renew: () => Promise<unknown>): () => void {
  const timer = setInterval(() => {
    // A renewal that fails leaves two more; past those, whoever takes over is told apart by the owner's name.
    renew().catch(() => undefined);
  }, leaseMs / 3);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}
