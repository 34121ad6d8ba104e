import type { KeptReads } from '../../src/upstream/cache.js';

/** For datasources without a transport: every read is a new one. */
export const NOTHING_KEPT: KeptReads = {
  ...{ freshMs: 0, staleMs: 0, epoch: 0, drops: 0 },
  isFresh: () => false,
  drop: () => undefined,
};
