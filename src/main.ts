// type-graphql's decorators need it before any type is loaded.
import 'reflect-metadata';
import { createApp } from './app.js';
import type { Configuration } from './config/configuration.js';
import { faultLine, type ConfigurationFault } from './config/faults.js';
import { loadConfiguration } from './config/load.js';
import { providers } from './datasources/registry.js';
import { standardError } from './observability/log.js';
import { announcement } from './start/announcement.js';
import { drainOnSignal } from './start/drain.js';
import { listenProblem } from './start/listen-problem.js';
import { StandIn } from './start/stand-in.js';
import { StoreFault } from './store/faults.js';

/** EX_CONFIG of sysexits.h. */
const UNUSABLE_CONFIGURATION = 78;

const standIn = new StandIn();
const loaded = await loadConfiguration({
  argv: process.argv.slice(2),
  providers,
  withoutFile: () => standIn.document(),
});

if (loaded.faults !== undefined) stop(loaded.faults);
await start(loaded.configuration);

async function start(configuration: Configuration): Promise<void> {
  const { server } = configuration;
  try {
    // Standard output is for people; the log goes where logs go.
    const app = await createApp(configuration, {
      logger: { level: configuration.log.level, stream: standardError() },
    });
    process.on('unhandledRejection', app.stray);
    const graph = await app.listen();
    const close = async () => {
      await app.close();
      await standIn.close();
    };
    drainOnSignal({ ...app, close }, server.drainGraceMs);
    console.log(announcement({ graph, graphiql: server.graphiql, sandbox: standIn.url }));
  } catch (error) {
    if (error instanceof StoreFault) stop([error.fault]);
    const problem = listenProblem(error, server);
    if (problem === undefined) throw error;
    console.error(problem);
    process.exit(1);
  }
}

function stop(faults: readonly ConfigurationFault[]): never {
  for (const fault of faults) console.error(faultLine(fault));
  process.exit(UNUSABLE_CONFIGURATION);
}
