import { writeFileSync } from 'node:fs';
import { CONTENDERS } from './contenders/all.js';
import type { Contender } from './contenders/contender.js';
import { limit, limitBulk } from './contenders/limit.js';
import { ROOT } from './contenders/paths.js';
import { partnerGraph } from './contenders/partner-graph.js';
import { cpuVerdicts } from './judge.js';
import { measureMemory } from './measure/memory.js';
import { measureMetered } from './measure/metered.js';
import { readOptions, settingsFor } from './options.js';
import { head } from './report/head.js';
import { markdown, type Table } from './report/table.js';
import { costTable, growthTable, memoryTable, meteredTable, verdictTable } from './report/tables.js';
import { Session, takesPart } from './session.js';
import { SLOW_LISTS, WORKLOADS, type WorkloadName } from './workloads.js';

/** `npm run bench`: every contender at every workload, as tables. */
const LATENCY_MS = 20;

const options = readOptions(process.argv.slice(2));
const settings = settingsFor(options);
const isAsked = (name: string) => options.workloads.length === 0 || options.workloads.includes(name);
// The limit is always there: it is what the others are compared with.
const contenders = CONTENDERS.filter(
  (each) => each === limit || options.only.length === 0 || options.only.includes(each.name),
);
const present = contenders.filter((each) => each.missing() === null);
/** In the quick form, what takes a peer a minute is asked of the limits and this project alone. */
const isQuickEnough = (each: Contender) => !options.quick || [limit, limitBulk, partnerGraph].includes(each);
const able = (workload: string) => present.filter((each) => takesPart(each, workload));

const parts: string[] = [];
say(head(contenders, options, settings));
const session = await Session.open(present);
try {
  await costs();
  if (isAsked('growth')) tell(growthTable(await session.growth(settings.alone, isQuickEnough)));
  if (isAsked('latency')) await latency();
  if (isAsked('memory')) await memory();
  if (isAsked('metered')) await metered();
} finally {
  await session.close();
}
const isWhole = !options.quick && options.only.length === 0 && options.workloads.length === 0;
if (isWhole) writeFileSync(`${ROOT}bench/RESULTS.md`, `${parts.join('\n\n')}\n`);

async function costs(): Promise<void> {
  const measured = new Map<WorkloadName, Awaited<ReturnType<Session['cost']>>>();
  for (const workload of Object.values(WORKLOADS)) {
    if (!isAsked(workload.name)) continue;
    const found = await session.cost(workload, settings.alone);
    measured.set(workload.name, found);
    tell(costTable(workload, found, []));
  }
  if (present.includes(partnerGraph) && measured.size > 0) tell(verdictTable(cpuVerdicts(measured)));
}

async function latency(): Promise<void> {
  await session.upstream.behave({ latencyMs: LATENCY_MS });
  const found = await session.cost(SLOW_LISTS, settings.crowded);
  await session.upstream.behave();
  tell(costTable(SLOW_LISTS, found, ['Fifty requests at once.']));
}

async function memory(): Promise<void> {
  const measured = [];
  for (const contender of able('memory').filter(isQuickEnough))
    measured.push(await measureMemory(contender, session.upstream));
  tell(memoryTable(measured));
}

async function metered(): Promise<void> {
  const seconds = settings.meteredSeconds;
  const metering = able('metered').filter((each) => each !== partnerGraph);
  tell(meteredTable(await measureMetered(metering, session.upstream, seconds), seconds));
}

function tell(table: Table): void {
  say(markdown(table));
}

function say(text: string): void {
  parts.push(text);
  console.log(`${text}\n`);
}
