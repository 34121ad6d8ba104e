import type { WorkloadName } from './workloads.js';

/** What this project may take at the most, as a multiple of what the hand-written endpoint takes in the same run. */
export interface Bar {
  readonly workload: WorkloadName;
  readonly against: 'limit' | 'limit-bulk';
  readonly most: number;
}

/** CPU for each request, with nothing kept between requests. */
export const CPU_BARS: readonly Bar[] = [
  { workload: 'trivial', against: 'limit', most: 2 },
  { workload: 'list', against: 'limit', most: 1.35 },
  { workload: 'nested', against: 'limit', most: 0.65 },
  { workload: 'nested', against: 'limit-bulk', most: 1.35 },
  { workload: 'entities', against: 'limit', most: 1 },
  { workload: 'one', against: 'limit', most: 1.6 },
  { workload: 'merged', against: 'limit', most: 1.4 },
];

/** The exponent with which CPU grows from 10 rows to 1,000. */
export const GROWTH_BAR = 1.05;

/** The most memory under fifty large lists at once, as a multiple of the limit's. */
export const MEMORY_BAR = 2;
