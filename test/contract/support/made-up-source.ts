import { createApp } from '../../../src/app.js';
import { loadConfiguration } from '../../../src/config/load.js';
import { defineProvider } from '../../../src/datasources/provider.js';
import type { CustomerReads } from '../../../src/datasources/source.js';
import { Provider } from '../../../src/types/source.js';
import { HEALTHY } from '../../support/health.js';
import { NOTHING_KEPT } from '../../support/nothing-kept.js';

export interface MadeUpSource {
  readonly id: string;
  readonly customers: Pick<CustomerReads, 'page' | 'get'>;
  /** Answers every read of orders. */
  readonly orders: () => Promise<never>;
}

/** The real server over one source that no upstream stands behind; `log` fills with what it logs from `warn` on. */
export async function startOver({ id, customers, orders }: MadeUpSource) {
  const provider = defineProvider({
    provider: Provider.ION,
    settings: {},
    create: () => ({
      ...{ id, provider: Provider.ION, name: id, capabilities: [] },
      ...{ health: HEALTHY, kept: NOTHING_KEPT },
      customers: { applies: [], maxPageSize: 100, ...customers },
      orders: { applies: [], maxPageSize: 100, page: orders, ofCustomers: orders, lookup: { get: orders } },
      extras: {},
      writes: {},
      close: () => Promise.resolve(),
    }),
  });
  const loaded = await loadConfiguration({
    argv: ['--port', '0'],
    env: {},
    providers: [provider],
    withoutFile: () =>
      Promise.resolve({
        store: { url: 'memory:' },
        sources: [{ id, provider: 'ion', baseUrl: 'http://127.0.0.1:9' }],
      }),
  });
  if (loaded.faults !== undefined) throw new Error(JSON.stringify(loaded.faults));
  const log: string[] = [];
  const app = await createApp(loaded.configuration, {
    logger: { level: 'warn', stream: { write: (line: string) => log.push(line) } },
  });
  return { url: await app.listen(), log, close: () => app.close() };
}
