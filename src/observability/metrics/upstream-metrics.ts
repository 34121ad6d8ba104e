import { Counter, Histogram, type Registry } from 'prom-client';
import type { CallRecord } from '../../upstream/scope.js';

const SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Calls to the sources. Labels are ids of the configuration and our own words. */
export class UpstreamMetrics {
  readonly #calls: Counter<'source' | 'method' | 'outcome'>;
  readonly #durations: Histogram<'source'>;
  readonly #cache: Counter<'source' | 'outcome'>;
  readonly #retries: Counter<'source'>;
  readonly #batches: Histogram<'loader'>;
  readonly #circuits: Counter<'source' | 'state'>;

  constructor(registry: Registry) {
    const registers = [registry];
    this.#calls = new Counter({
      ...{
        name: 'partner_graph_upstream_calls_total',
        help: 'Calls that an answer was waited for',
        registers,
      },
      labelNames: ['source', 'method', 'outcome'],
    });
    this.#durations = new Histogram({
      ...{
        name: 'partner_graph_upstream_duration_seconds',
        help: 'Calls that were sent, with waiting',
        registers,
      },
      labelNames: ['source'],
      buckets: SECONDS,
    });
    this.#cache = new Counter({
      ...{ name: 'partner_graph_upstream_cache_total', help: 'Where answers to reads came from', registers },
      labelNames: ['source', 'outcome'],
    });
    this.#retries = new Counter({
      ...{
        name: 'partner_graph_upstream_retries_total',
        help: 'Exchanges after the first of a call',
        registers,
      },
      labelNames: ['source'],
    });
    this.#batches = new Histogram({
      ...{ name: 'partner_graph_loader_batch_size', help: 'Keys that a loader reads at once', registers },
      labelNames: ['loader'],
      buckets: [1, 2, 5, 10, 20, 50, 100, 200],
    });
    this.#circuits = new Counter({
      ...{ name: 'partner_graph_circuit_changes_total', help: 'Circuits that opened or closed', registers },
      labelNames: ['source', 'state'],
    });
  }

  called({ source, method, outcome, cache, attempts, durationMs }: CallRecord): void {
    this.#calls.inc({ source, method, outcome });
    if (attempts > 0) this.#durations.observe({ source }, durationMs / 1_000);
    if (attempts > 1) this.#retries.inc({ source }, attempts - 1);
    if (method === 'GET') this.#cache.inc({ source, outcome: cache });
  }

  loaded(loader: string, keys: number): void {
    this.#batches.observe({ loader }, keys);
  }

  circuitChanged(source: string, state: string): void {
    this.#circuits.inc({ source, state });
  }
}
