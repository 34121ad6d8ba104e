import { describe, expect, it } from '@jest/globals';
import { cpuVerdicts, isMet, verdictLine } from '../../bench/judge.js';
import type { Cost } from '../../bench/measure/rounds.js';
import { spread } from '../../bench/statistics.js';

const cost = (contender: string, ...cpuMs: number[]): Cost => ({
  ...{ contender, cpuMs: spread(cpuMs) },
  ...{ requestsPerSecond: 1, p50Ms: 1, p99Ms: 1, residentBytes: 1, upstreamCalls: 1 },
});

describe('cpuVerdicts', () => {
  const bars = [{ workload: 'list', against: 'limit', most: 1.35 }] as const;

  it('compares the medians, so that one bad round says nothing', () => {
    const costs = new Map([['list', [cost('limit', 1, 1, 1), cost('partner-graph', 1.3, 1.3, 9)]]] as const);
    const [verdict] = cpuVerdicts(costs, bars);
    expect(verdict).toMatchObject({ value: 1.3, most: 1.35 });
    expect(verdict && isMet(verdict)).toBe(true);
  });

  it('is not met past the bar, and met on it', () => {
    expect(isMet({ about: 'list', value: 1.36, most: 1.35 })).toBe(false);
    expect(isMet({ about: 'list', value: 1.35, most: 1.35 })).toBe(true);
  });

  it('is not met where a contender is missing', () => {
    const costs = new Map([['list', [cost('partner-graph', 1)]]] as const);
    expect(cpuVerdicts(costs, bars).map(isMet)).toEqual([false]);
  });

  it('says nothing of workloads that were not measured', () => {
    expect(cpuVerdicts(new Map(), bars)).toEqual([]);
  });
});

describe('verdictLine', () => {
  it('says what was measured and what is allowed', () => {
    expect(verdictLine({ about: 'list', value: 1.5, most: 1.35 })).toBe('✗ list: 1.50 (at most 1.35)');
  });
});
