import { Registry } from 'prom-client';
import type { Sources } from '../../datasources/sources.js';
import { gaugeProcess } from './process-gauges.js';
import { RequestMetrics } from './request-metrics.js';
import { gaugeSources } from './source-gauges.js';
import { UpstreamMetrics } from './upstream-metrics.js';

/** What `/metrics` tells. A registry of its own: two graphs in one process do not share theirs. */
export class Metrics {
  readonly #registry = new Registry();
  readonly requests = new RequestMetrics(this.#registry);
  readonly upstream = new UpstreamMetrics(this.#registry);
  readonly #stopProcess = gaugeProcess(this.#registry);

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** Of which sources it tells. */
  watch(sources: Sources): void {
    gaugeSources(this.#registry, sources);
  }

  read(): Promise<string> {
    return this.#registry.metrics();
  }

  close(): void {
    this.#stopProcess();
  }
}
