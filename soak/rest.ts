import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from './client.js';

export interface Gauges {
  readonly id: string;
  readonly circuit: string;
  readonly status: string;
  readonly remainingBudget: number | null;
  readonly restedAfterMs: number | null;
}

interface Health {
  readonly id: string;
  readonly health: {
    readonly circuit: string;
    readonly status: string;
    readonly remainingBudget: number | null;
  };
}

/** The time a circuit stays open (10 s), and what the first calls after it take. */
const REST_MS = 20_000;

/** Once nothing fails any more every source is used again: asks each now and then, until its circuit is closed. */
export async function comeToRest(client: Client): Promise<readonly Gauges[]> {
  const begun = performance.now();
  const rested = new Map<string, number>();
  for (;;) {
    const sources = await look(client);
    const tookMs = performance.now() - begun;
    for (const { id, health } of sources)
      if (health.circuit === 'CLOSED' && health.status === 'HEALTHY' && !rested.has(id))
        rested.set(id, tookMs);
    if ((sources.length > 0 && rested.size === sources.length) || tookMs > REST_MS)
      return sources.map(({ id, health }) => ({ id, ...health, restedAfterMs: rested.get(id) ?? null }));
    await sleep(500);
    await client.ask('at rest', '{ customers(first: 4) { nodes { id } sources { status } } }');
  }
}

async function look(client: Client): Promise<readonly Health[]> {
  const answer = await client.ask<{ readonly sources: readonly Health[] }>(
    'health',
    '{ sources { id health { circuit status remainingBudget } } }',
  );
  return answer?.data?.sources ?? [];
}
