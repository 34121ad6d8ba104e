import type { Contender } from '../contenders/contender.js';
import { Running } from '../contenders/running.js';
import type { Upstream } from '../upstream/upstream.js';
import { LARGE_LISTS } from '../workloads.js';
import { load } from './load.js';

const AT_ONCE = 50;

export interface Memory {
  readonly contender: string;
  readonly idleBytes: number;
  readonly peakBytes: number;
}

/** The most memory that a fresh process has while it answers fifty large lists at once. */
export async function measureMemory(contender: Contender, upstream: Upstream): Promise<Memory> {
  const running = await Running.start(contender, upstream.url);
  try {
    const idleBytes = running.residentBytes;
    await load(running, LARGE_LISTS, { concurrency: AT_ONCE, durationMs: 0, requests: AT_ONCE });
    return { contender: contender.name, idleBytes, peakBytes: running.peakBytes };
  } finally {
    await running.stop();
  }
}
