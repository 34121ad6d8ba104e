// type-graphql's decorators need it before any type is loaded.
import 'reflect-metadata';
import { createApp } from './app.js';
import type { Configuration } from './config/configuration.js';
import { faultLine } from './config/faults.js';
import { loadConfiguration } from './config/load.js';
import { providers } from './datasources/registry.js';
import { announcement } from './start/announcement.js';
import { drainOnSignal } from './start/drain.js';
import { listenProblem } from './start/listen-problem.js';
import { StandIn } from './start/stand-in.js';

/** EX_CONFIG of sysexits.h. */
const UNUSABLE_CONFIGURATION = 78;

const standIn = new StandIn();
const loaded = await loadConfiguration({
  argv: process.argv.slice(2),
  providers,
  withoutFile: () => standIn.document(),
});

if (loaded.faults !== undefined) {
  for (const fault of loaded.faults) console.error(faultLine(fault));
  process.exit(UNUSABLE_CONFIGURATION);
}
for (const notice of loaded.notices) console.error(notice);
await start(loaded.configuration);

async function start(configuration: Configuration): Promise<void> {
  const { server } = configuration;
  // Standard output is for people; the log goes where logs go.
  const app = await createApp(configuration, { logger: { level: 'warn', stream: process.stderr } });
  try {
    const graph = await app.listen();
    drainOnSignal(async () => {
      await app.close();
      await standIn.close();
    });
    console.log(announcement({ graph, graphiql: server.graphiql, sandbox: standIn.url }));
  } catch (error) {
    const problem = listenProblem(error, server);
    if (problem === undefined) throw error;
    console.error(problem);
    process.exit(1);
  }
}
