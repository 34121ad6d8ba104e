import { Gauge, type Registry } from 'prom-client';
import type { Sources } from '../../datasources/sources.js';
import type { TransportHealth } from '../../upstream/health.js';

const CIRCUIT_STATES = ['CLOSED', 'HALF_OPEN', 'OPEN'] as const;

/** How the sources stand: read when Prometheus asks, so that calls pay nothing for it. */
export function gaugeSources(registry: Registry, sources: Sources): void {
  const gauge = (name: string, help: string, read: (health: TransportHealth) => number | null) => {
    new Gauge<'source'>({
      ...{ name: `partner_graph_${name}`, help, registers: [registry], labelNames: ['source'] },
      collect() {
        for (const { datasource } of sources) {
          const value = read(datasource.health);
          if (value !== null) this.set({ source: datasource.id }, value);
        }
      },
    });
  };
  gauge('upstream_running', 'Calls under way', ({ limiter }) => limiter.running);
  gauge('upstream_waiting', 'Calls that wait for their turn', ({ limiter }) => limiter.waiting);
  gauge(
    'upstream_pause_seconds',
    'How long it wants to be left alone',
    ({ limiter }) => limiter.pausedForMs / 1_000,
  );
  gauge('upstream_budget_reads', 'Reads left in the window', ({ limiter }) => limiter.remainingReads);
  gauge('upstream_budget_writes', 'Writes left in the window', ({ limiter }) => limiter.remainingWrites);

  new Gauge<'source' | 'state'>({
    ...{ name: 'partner_graph_circuit_state', help: '1 for the state that it is in', registers: [registry] },
    labelNames: ['source', 'state'],
    collect() {
      for (const { datasource } of sources)
        for (const state of CIRCUIT_STATES)
          this.set({ source: datasource.id, state }, datasource.health.circuit === state ? 1 : 0);
    },
  });
}
