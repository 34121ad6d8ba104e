import { GROWTH_BAR, MEMORY_BAR } from '../bars.js';
import type { Verdict } from '../judge.js';
import { isMet } from '../judge.js';
import type { Memory } from '../measure/memory.js';
import type { Metered } from '../measure/metered.js';
import type { Cost } from '../measure/rounds.js';
import { growthExponent, type Point } from '../statistics.js';
import type { Workload } from '../workloads.js';
import { fixed, megabytes, type Table } from './table.js';

/** CPU first; the first row is the limit, of which the others are multiples. */
export function costTable(workload: Workload, costs: readonly Cost[], notes: readonly string[]): Table {
  const [limit] = costs;
  return {
    title: `${workload.title} (\`${workload.name}\`)`,
    notes,
    columns: ['', 'CPU ms', 'least–most', '× limit', 'requests/s', 'p50 ms', 'p99 ms', 'RSS MB', 'calls'],
    rows: costs.map((cost) => [
      cost.contender,
      fixed(cost.cpuMs.median),
      `${fixed(cost.cpuMs.least)}–${fixed(cost.cpuMs.most)}`,
      fixed(cost.cpuMs.median / (limit?.cpuMs.median ?? Number.NaN)),
      fixed(cost.requestsPerSecond, 0),
      fixed(cost.p50Ms, 1),
      fixed(cost.p99Ms, 1),
      megabytes(cost.residentBytes),
      fixed(cost.upstreamCalls, cost.upstreamCalls % 1 === 0 ? 0 : 2),
    ]),
  };
}

export interface Growth {
  readonly contender: string;
  /** CPU for each request, by rows. */
  readonly points: readonly Point[];
}

export function growthTable(growths: readonly Growth[]): Table {
  const sizes = growths[0]?.points.map(({ size }) => size) ?? [];
  return {
    title: 'growth with the size of the answer (`growth`)',
    notes: [
      `CPU ms for a request of ${sizes.join(', ')} orders, each with its product and its customer; ten orders for each customer, since a list takes at most 100 rows.`,
      `The exponent is that of the whole way, and of its last part: 1 is linear. The bar is ${GROWTH_BAR} for the whole way.`,
    ],
    columns: ['', ...sizes.map(String), 'exponent', 'of the last part'],
    rows: growths.map(({ contender, points }) => [
      contender,
      ...points.map(({ cost }) => fixed(cost)),
      fixed(growthExponent(points)),
      fixed(growthExponent(points.slice(-2))),
    ]),
  };
}

export function memoryTable(memories: readonly Memory[]): Table {
  const [limit] = memories;
  return {
    title: '50 lists of 1,020 to 2,000 orders at once (`memory`)',
    notes: [
      `The most memory (VmHWM) that a fresh process had while it answered them, no two alike. The bar is ${MEMORY_BAR} × the limit's.`,
    ],
    columns: ['', 'idle MB', 'peak MB', '× limit'],
    rows: memories.map(({ contender, idleBytes, peakBytes }) => [
      contender,
      megabytes(idleBytes),
      megabytes(peakBytes),
      fixed(peakBytes / (limit?.peakBytes ?? Number.NaN)),
    ]),
  };
}

export function meteredTable(metered: readonly Metered[], seconds: number): Table {
  return {
    title: 'metered upstream (`metered`)',
    notes: [
      `30 random reads by id a second for ${seconds} s over 1,500 customers of DK Hardware, which allows 200 reads a minute and answers 429 without a header beyond that. All contenders at the same time, each with a budget of its own. "Warm" is what comes after the first third.`,
    ],
    columns: [
      '',
      'requests',
      'correct',
      'errors',
      'wrong',
      'calls',
      'of them 429',
      'calls a minute, warm',
      'p99 ms',
    ],
    rows: metered.map((each) => [
      each.contender,
      String(each.requests),
      String(each.correct),
      String(each.errors),
      String(each.wrong),
      String(each.upstreamCalls),
      String(each.refusedCalls),
      fixed(each.warmCallsPerMinute, 1),
      fixed(each.p99Ms, 0),
    ]),
  };
}

export function verdictTable(verdicts: readonly Verdict[]): Table {
  return {
    title: 'bars',
    notes: [],
    columns: ['', 'measured', 'at most', 'met'],
    rows: verdicts.map((verdict) => [
      verdict.about,
      fixed(verdict.value),
      String(verdict.most),
      isMet(verdict) ? 'yes' : 'NO',
    ]),
  };
}
