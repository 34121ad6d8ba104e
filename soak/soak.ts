import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSandbox, type Sandbox } from '../sandbox/index.js';
import { seededRandom } from '../sandbox/random.js';
import { Client } from './client.js';
import { GraphProcess } from './graph-process.js';
import type { MemorySample } from './memory.js';
import { comeToRest, type Gauges } from './rest.js';
import type { SoakSettings } from './settings.js';
import { Tally } from './tally.js';
import { Caller } from './traffic/caller.js';
import { Listener } from './traffic/listener.js';
import { readByIds, readPage } from './traffic/reads.js';
import { askBadly, leaveEarly, reportChange } from './traffic/strangers.js';
import { walk } from './traffic/walks.js';
import { Writes } from './traffic/writes.js';
import { pause, Trouble } from './trouble.js';
import { SOURCES, Truth } from './truth.js';

export interface SoakReport {
  readonly seconds: number;
  readonly seed: string;
  readonly tally: Tally;
  readonly faults: ReadonlyMap<string, number>;
  readonly creations: ReadonlyMap<string, number>;
  readonly memory: readonly MemorySample[];
  readonly gauges: readonly Gauges[];
  /** Lines of its log that tell of a promise nobody waited for. */
  readonly unhandledRejections: readonly string[];
}

const MEMORY_EVERY_MS = 5_000;

/** Mixed traffic against the graph over upstreams that fail at random, every answer compared with what they hold. */
export async function soak(settings: SoakSettings): Promise<SoakReport> {
  const sandbox = await startSandbox();
  const graph = await GraphProcess.start(sandbox.url);
  try {
    return await run(settings, sandbox, graph);
  } finally {
    if (graph.isRunning) await graph.stop();
    await sandbox.close();
  }
}

async function run({ seconds, seed, callers }: SoakSettings, sandbox: Sandbox, graph: GraphProcess) {
  const tally = new Tally();
  const truth = new Truth(sandbox);
  const client = new Client(graph.url, graph.token, tally);
  const callerNamed = (name: string) => new Caller(client, truth, seededRandom(`${seed}/${name}`));
  const writes = new Writes(truth, SOURCES);
  const listener = new Listener(client, truth);
  const listening = listener.listen();
  await sleep(200);

  const trouble = new Trouble(sandbox.url, seededRandom(`${seed}/trouble`));
  const over = AbortSignal.timeout(seconds * 1_000);
  // Everyone who pauses listens to it.
  setMaxListeners(0, over);
  const memory: MemorySample[] = [];
  await Promise.all([
    trouble.until(over),
    watchMemory(graph, memory, over),
    ...Array.from({ length: callers }, (_, index) => act(callerNamed(`caller ${index}`), writes, over)),
  ]);

  const gauges = await comeToRest(client);
  // Work that upstreams carry out by themselves, and events about it, take a moment.
  await sleep(2_000);
  const judge = callerNamed('judge');
  writes.check(judge);
  for (const row of writes.confirmed)
    if (!listener.hasHeard(row, row.sentAt))
      judge.wrong('subscription', `nothing told of the change of ${row.sourceId} ${row.externalId}`);
  checkBudget(judge, sandbox);
  await listener.stop();
  await listening;
  const exitCode = await graph.stop();
  if (exitCode !== 0)
    judge.wrong('process', `it ended with ${String(exitCode)}: ${graph.log.slice(-5).join(' ')}`);
  return {
    ...{ seconds, seed, tally, memory, gauges },
    ...{ faults: trouble.struck, creations: writes.outcomes },
    unhandledRejections: graph.log.filter((line) => /unhandled|rejection/i.test(line)),
  };
}

/** What callers do, as often as it says. */
const HABITS = [
  [26, readPage],
  [34, readByIds],
  [4, walk],
  [12, leaveEarly],
  [8, askBadly],
  [4, reportChange],
] as const;
const [UPDATES, CREATIONS] = [7, 3];

async function act(caller: Caller, writes: Writes, over: AbortSignal): Promise<void> {
  const habits: readonly ((caller: Caller) => Promise<void>)[] = [
    ...HABITS.flatMap(([often, habit]) => Array.from({ length: often }, () => habit)),
    ...Array.from({ length: UPDATES }, () => (one: Caller) => writes.update(one)),
    ...Array.from({ length: CREATIONS }, () => (one: Caller) => writes.create(one)),
  ];
  while (!over.aborted) {
    await caller.random.pick(habits)(caller);
    await pause(caller.random.int(0, 100), over);
  }
}

async function watchMemory(graph: GraphProcess, samples: MemorySample[], over: AbortSignal): Promise<void> {
  const begun = performance.now();
  while (!over.aborted && graph.isRunning) {
    samples.push({ ...(await graph.memory()), atMs: performance.now() - begun });
    await pause(MEMORY_EVERY_MS, over);
  }
}

/** No fault says 429 for DK Hardware: one that it says means that its budget was not kept. */
function checkBudget(judge: Caller, sandbox: Sandbox): void {
  const refused = sandbox.calls('dkhardware').filter(({ status }) => status === 429).length;
  if (refused > 0) judge.wrong('budget', `DK Hardware had to refuse ${refused} calls past its budget`);
}
