import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Contender } from './contender.js';
import { startCommand } from '../start-command.js';
import { packageFile, ROOT, versionsOf } from './paths.js';

/** This project as `npm start` runs it, with the variables, the flags and the file of that script; nothing is kept. */
export const partnerGraph: Contender = asStarted(
  {
    name: 'partner-graph',
    description: 'this project, as `npm start` runs it, with nothing kept between requests',
  },
  { freshMs: 0, staleMs: 0, readsPerMinute: 0 },
);

/** The same with its own cache and budget settings, for what somebody asks again. */
export const partnerGraphWarm: Contender = asStarted(
  {
    name: 'partner-graph warm',
    description: 'the same with its default settings: what was read stays fresh for 15 s',
    workloads: ['list', 'nested', 'one', 'metered'],
  },
  {},
);

function asStarted(
  about: Pick<Contender, 'name' | 'description' | 'workloads'>,
  kept: Readonly<Record<string, number>>,
): Contender {
  return {
    ...about,
    versions: () =>
      `partner-graph ${packageFile(ROOT).version}, ${versionsOf(ROOT, ['graphql', 'fastify', 'undici'])}`,
    missing: () => null,
    launch({ port, upstream }) {
      const file = join(mkdtempSync(join(tmpdir(), 'partner-graph-bench-')), 'partner-graph.yml');
      writeFileSync(file, JSON.stringify(configuration(upstream, kept)));
      const { env, args } = startCommand();
      return {
        command: process.execPath,
        args: [...args, '--port', String(port), '--config', file],
        ...{ env, cwd: ROOT },
      };
    },
  };
}

/**
 * As in production but for two things. The peers know no callers, so that `auth` is none, which only development allows.
 * And they have no bounds on what one client may ask for or how many calls are under way, so that these are far away.
 */
function configuration(upstream: string, kept: Readonly<Record<string, number>>) {
  const transport = { concurrency: 64, queue: 100_000, ...kept };
  const oauth = (provider: string) => ({
    tokenUrl: `${upstream}/${provider}/token`,
    ...{ clientId: 'bench', clientSecret: 'bench', scope: 'bench' },
  });
  const source = (id: string, provider: string, folder = id) => ({
    ...{ id, provider, baseUrl: `${upstream}/${folder}`, transport },
  });
  const ion = (id: string, accountId: string) => ({
    ...{ ...source(id, 'ion', 'ion'), accountId, credentials: { refreshToken: 'bench' } },
  });
  return {
    profile: 'development',
    server: { graphiql: false, introspection: false },
    store: { url: 'memory:' },
    limits: { maxCost: 20_000 },
    sources: [
      { ...source('arrow', 'arrowsphere'), credentials: { apiKey: 'bench' } },
      { ...source('cockpit', 'cloudcockpit'), tenant: 'bench.example', credentials: oauth('cockpit') },
      { ...source('dkh', 'dkhardware'), credentials: oauth('dkh') },
      ion('ion', '10003'),
      ion('ion10', '10010'),
      ion('ion20', '10020'),
    ],
  };
}
