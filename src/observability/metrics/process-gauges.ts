import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Gauge, type Registry } from 'prom-client';

const NANOSECONDS = 1e9;

/** Finer, it would wake the process more often than requests do. */
const RESOLUTION_MS = 20;

/**
 * How the process stands, under the names that dashboards for prom-client know; gives the way to stop.
 * Not by its `collectDefaultMetrics`: that cannot be stopped, and watches every garbage collection.
 */
export function gaugeProcess(registry: Registry): () => void {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  const gauge = (name: string, help: string, read: () => number) => {
    new Gauge({
      ...{ name, help, registers: [registry] },
      collect() {
        this.set(read());
      },
    });
  };
  gauge('process_cpu_user_seconds_total', 'User CPU time', () => process.cpuUsage().user / 1e6);
  gauge('process_cpu_system_seconds_total', 'System CPU time', () => process.cpuUsage().system / 1e6);
  gauge('process_resident_memory_bytes', 'Resident memory', () => process.memoryUsage.rss());
  gauge('process_start_time_seconds', 'Since 1970', () => performance.timeOrigin / 1_000);
  gauge('nodejs_heap_size_used_bytes', 'Heap in use', () => process.memoryUsage().heapUsed);
  gauge('nodejs_heap_size_total_bytes', 'Heap', () => process.memoryUsage().heapTotal);
  gauge('nodejs_external_memory_bytes', 'Memory of buffers', () => process.memoryUsage().external);
  // It counts from one sample to the next, so that its resolution is in each value.
  const lag = (nanoseconds: number) => Math.max(0, nanoseconds / NANOSECONDS - RESOLUTION_MS / 1_000) || 0;
  gauge('nodejs_eventloop_lag_p50_seconds', 'Since the last scrape', () => lag(delays.percentile(50)));
  gauge('nodejs_eventloop_lag_p99_seconds', 'Since the last scrape', () => lag(delays.percentile(99)));
  gauge('nodejs_eventloop_lag_max_seconds', 'Since the last scrape', () => {
    const { max } = delays;
    delays.reset();
    return lag(max);
  });
  return () => {
    delays.disable();
  };
}
