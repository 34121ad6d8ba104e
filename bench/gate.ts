import { CPU_BARS, GROWTH_BAR, MEMORY_BAR } from './bars.js';
import type { Contender } from './contenders/contender.js';
import { limit, limitBulk } from './contenders/limit.js';
import { partnerGraph } from './contenders/partner-graph.js';
import { cpuVerdicts, isMet, verdictLine, type Verdict } from './judge.js';
import { measureMemory } from './measure/memory.js';
import { readOptions } from './options.js';
import { Session } from './session.js';
import { growthExponent } from './statistics.js';
import { WORKLOADS, type WorkloadName } from './workloads.js';

/**
 * `npm run bench:gate`: exit code 1 where this project takes more than its bars allow, a line for each of them.
 * What is past its bar is measured once more, twice as long, before it counts: another's load is over by then, mostly.
 */
const { quick, workloads } = readOptions(process.argv.slice(2));
const roundMs = quick ? 200 : 500;
const settings = { rounds: quick ? 5 : 9, roundMs, warmUpMs: 10_000, warmUpShare: 1, concurrency: 1 };

const names = [...new Set(CPU_BARS.map(({ workload }) => workload))].filter(
  (name) => workloads.length === 0 || workloads.includes(name),
);
const session = await Session.open([limit, limitBulk, partnerGraph]);
try {
  const verdicts = [
    ...(await cpu(names, 1)),
    ...(workloads.length === 0 ? [await growth(), await memory()] : []),
  ];
  for (const verdict of verdicts) console.log(verdictLine(verdict));
  if (!verdicts.every(isMet)) process.exitCode = 1;
} finally {
  await session.close();
}

async function cpu(measured: readonly WorkloadName[], times: 1 | 2): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const name of measured) {
    const costs = await session.cost(WORKLOADS[name], { ...settings, roundMs: roundMs * times });
    const found = cpuVerdicts(new Map([[name, costs]]));
    verdicts.push(...(times === 1 && !found.every(isMet) ? await cpu([name], 2) : found));
  }
  return verdicts;
}

async function growth(): Promise<Verdict> {
  const grown = await session.growth(settings);
  const points = grown.find(({ contender }) => contender === partnerGraph.name)?.points ?? [];
  return {
    about: 'growth, exponent of CPU from 10 rows to 1,000',
    value: growthExponent(points),
    most: GROWTH_BAR,
  };
}

async function memory(): Promise<Verdict> {
  const peak = async (contender: Contender) => (await measureMemory(contender, session.upstream)).peakBytes;
  const ofLimit = await peak(limit);
  return {
    about: 'memory, peak as a multiple of limit',
    value: (await peak(partnerGraph)) / ofLimit,
    most: MEMORY_BAR,
  };
}
