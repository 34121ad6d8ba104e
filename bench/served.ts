import 'reflect-metadata';
import { createApp } from '../src/app.js';
import { loadConfiguration } from '../src/config/load.js';
import { providers } from '../src/datasources/registry.js';

/**
 * The graph as a process of its own, for benchmarks: `bench/smoke.ts` forks it with a sources document in the
 * environment, is told the URL, and asks for the CPU time used so far.
 */
const { BENCH_SOURCES = '[]' } = process.env;
const loaded = await loadConfiguration({
  argv: ['--port', '0'],
  env: {},
  providers,
  withoutFile: () =>
    Promise.resolve({ store: { url: 'memory:' }, sources: JSON.parse(BENCH_SOURCES) as unknown }),
});
if (loaded.faults !== undefined) throw new Error(`unusable sources: ${JSON.stringify(loaded.faults)}`);
const app = await createApp(loaded.configuration);
const url = await app.listen();

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMs: (user + system) / 1000 });
});
process.on('disconnect', () => process.exit(0));
process.send?.({ url });
