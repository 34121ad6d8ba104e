import type { Memory } from './graph-process.js';

export interface MemorySample extends Memory {
  readonly atMs: number;
}

/** What the first part of a run fills: compiled queries, kept answers, pools. */
const WARM_UP = 0.4;

export interface Slopes {
  readonly heapMbPerMinute: number;
  readonly rssMbPerMinute: number;
}

/** Growth after the warm-up, by least squares. */
export function slopes(samples: readonly MemorySample[]): Slopes {
  const warm = samples.slice(Math.floor(samples.length * WARM_UP));
  const minutes = warm.map(({ atMs }) => atMs / 60_000);
  return {
    heapMbPerMinute: slope(
      minutes,
      warm.map(({ heapMb }) => heapMb),
    ),
    rssMbPerMinute: slope(
      minutes,
      warm.map(({ rssMb }) => rssMb),
    ),
  };
}

function slope(xs: readonly number[], ys: readonly number[]): number {
  const [meanX, meanY] = [mean(xs), mean(ys)];
  const across = xs.reduce((sum, x) => sum + (x - meanX) ** 2, 0);
  const along = xs.reduce((sum, x, index) => sum + (x - meanX) * ((ys[index] ?? 0) - meanY), 0);
  return across === 0 ? 0 : along / across;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);
}
