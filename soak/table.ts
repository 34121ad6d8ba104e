import { slopes } from './memory.js';
import type { Gauges } from './rest.js';
import type { SoakReport } from './soak.js';

/** Growth of the heap that a run of minutes may show: kept answers still fill up, a leak goes on. */
const MOST_HEAP_MB_PER_MINUTE = 5;

/** Too short a run says nothing about memory. */
const LEAST_SECONDS_FOR_MEMORY = 120;

const SHOWN = 20;

/** What must not be, in words; empty for a good run. */
export function violations(report: SoakReport): readonly string[] {
  const { tally, unhandledRejections, gauges, memory, seconds } = report;
  const { heapMbPerMinute } = slopes(memory);
  const isLong = seconds >= LEAST_SECONDS_FOR_MEMORY;
  const restless = gauges.filter(({ restedAfterMs }) => restedAfterMs === null);
  return [
    ...tally.wrongAnswers,
    ...unhandledRejections,
    ...restless.map((source) => `${source.id} does not come to rest: ${standing(source)}`),
    ...(isLong && heapMbPerMinute > MOST_HEAP_MB_PER_MINUTE
      ? [`the heap grows by ${heapMbPerMinute.toFixed(1)} MB a minute`]
      : []),
  ];
}

/** The report as a Markdown table, and what went wrong below it. */
export function table(report: SoakReport): string {
  const { tally, seconds, seed, faults, creations, gauges, unhandledRejections, memory } = report;
  const { heapMbPerMinute, rssMbPerMinute } = slopes(memory);
  const last = memory.at(-1);
  const rows: readonly (readonly [string, string])[] = [
    ['run', `${(seconds / 60).toFixed(1)} min, seed \`${seed}\``],
    ['requests', `${sum(tally.requests)}: ${list(tally.requests)}`],
    ['faults', `${sum(faults)}: ${list(faults)}`],
    ['failures told by their code', `${sum(tally.failures)}: ${list(tally.failures)}`],
    ['customers created', list(creations)],
    ['wrong answers', String(tally.wrongAnswers.length)],
    ['unhandled rejections', String(unhandledRejections.length)],
    [
      'memory after a collection',
      `heap ${(last?.heapMb ?? 0).toFixed(0)} MB, ${signed(heapMbPerMinute)} MB/min; RSS ${(last?.rssMb ?? 0).toFixed(0)} MB, ${signed(rssMbPerMinute)} MB/min`,
    ],
    ['at rest', gauges.map((source) => `${source.id} ${standing(source)}`).join('; ')],
  ];
  return ['| soak | |', '| --- | --- |', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n');
}

function standing({ running, waiting, isCircuitClosed, restedAfterMs }: Gauges): string {
  const circuit = isCircuitClosed ? 'closed' : 'not closed';
  const rest = restedAfterMs === null ? 'never' : `after ${(restedAfterMs / 1_000).toFixed(1)} s`;
  return `${running} running, ${waiting} waiting, circuit ${circuit}, ${rest}`;
}

/** The first few, so that one cause does not hide the others' lines. */
export function worst(found: readonly string[]): string {
  const rest = found.length - SHOWN;
  return [...found.slice(0, SHOWN), ...(rest > 0 ? [`… and ${rest} more`] : [])].join('\n');
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0);
}

function list(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([name, count]) => `${name} ${count}`).join(', ');
}

function signed(number: number): string {
  return `${number < 0 ? '−' : '+'}${Math.abs(number).toFixed(1)}`;
}
