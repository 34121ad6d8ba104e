import type { TransportHealth } from '../../src/upstream/health.js';

/** Of a source that nobody has called yet. */
export const HEALTHY: TransportHealth = {
  ...{ failing: false, lastError: null, circuit: 'CLOSED', remainingBudget: null },
  limiter: { running: 0, waiting: 0, remainingReads: null, remainingWrites: null, pausedForMs: 0 },
  watchCircuit: () => undefined,
};
