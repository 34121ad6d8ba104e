import { CPU_BARS, type Bar } from './bars.js';
import type { Cost } from './measure/rounds.js';
import type { WorkloadName } from './workloads.js';

export interface Verdict {
  readonly about: string;
  readonly value: number;
  readonly most: number;
}

/** A value that could not be measured is past every bar. */
export function isMet({ value, most }: Verdict): boolean {
  return value <= most;
}

export function verdictLine(verdict: Verdict): string {
  const { about, value, most } = verdict;
  return `${isMet(verdict) ? '✓' : '✗'} ${about}: ${value.toFixed(2)} (at most ${most})`;
}

export type Costs = ReadonlyMap<WorkloadName, readonly Cost[]>;

/** The bars of the workloads that were measured. */
export function cpuVerdicts(costs: Costs, bars: readonly Bar[] = CPU_BARS): readonly Verdict[] {
  return bars.flatMap(({ workload, against, most }) => {
    const measured = costs.get(workload);
    if (measured === undefined) return [];
    const value = cpuOf(measured, 'partner-graph') / cpuOf(measured, against);
    return [{ about: `${workload}, CPU as a multiple of ${against}`, value, most }];
  });
}

function cpuOf(costs: readonly Cost[], contender: string): number {
  return costs.find((cost) => cost.contender === contender)?.cpuMs.median ?? Number.NaN;
}
