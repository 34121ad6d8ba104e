import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from './client.js';
import { SOURCES } from './truth.js';

/** How one source stands, by `/metrics`. */
export interface Gauges {
  readonly id: string;
  readonly running: number;
  readonly waiting: number;
  readonly pausedSeconds: number;
  readonly isCircuitClosed: boolean;
  /** Null where it did not come to rest. */
  readonly restedAfterMs: number | null;
}

/** The time that a circuit stays open, 10 s, and what the first calls after it take; or the longest pause, 10 s too. */
const REST_MS = 20_000;

/** Once nothing fails any more every source is used again: asks each now and then, until all of them have come to rest. */
export async function comeToRest(client: Client): Promise<readonly Gauges[]> {
  const begun = performance.now();
  const rested = new Map<string, number>();
  for (;;) {
    const gauges = await readGauges(client.url);
    const tookMs = performance.now() - begun;
    for (const source of gauges)
      if (isAtRest(source) && !rested.has(source.id)) rested.set(source.id, tookMs);
    if (rested.size === SOURCES.length || tookMs > REST_MS)
      return gauges.map((source) => ({ ...source, restedAfterMs: rested.get(source.id) ?? null }));
    await sleep(500);
    await client.ask('at rest', '{ customers(first: 4) { nodes { id } sources { status } } }');
  }
}

type Reading = Omit<Gauges, 'restedAfterMs'>;

function isAtRest({ running, waiting, pausedSeconds, isCircuitClosed }: Reading): boolean {
  return running === 0 && waiting === 0 && pausedSeconds === 0 && isCircuitClosed;
}

async function readGauges(url: string): Promise<readonly Reading[]> {
  const response = await fetch(`${url}/metrics`);
  const text = await response.text();
  const gauge = (name: string, labels: string) => {
    const line = text.split('\n').find((one) => one.startsWith(`partner_graph_${name}{${labels}}`));
    return Number(line?.split(' ').at(-1) ?? Number.NaN);
  };
  return SOURCES.map((id) => ({
    id,
    running: gauge('upstream_running', `source="${id}"`),
    waiting: gauge('upstream_waiting', `source="${id}"`),
    pausedSeconds: gauge('upstream_pause_seconds', `source="${id}"`),
    isCircuitClosed: gauge('circuit_state', `source="${id}",state="CLOSED"`) === 1,
  }));
}
