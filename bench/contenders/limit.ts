import { fileURLToPath } from 'node:url';
import type { Contender } from './contender.js';
import { startCommand, type StartCommand } from '../start-command.js';
import { ROOT, versionsOf } from './paths.js';

const SERVER = fileURLToPath(new URL('../serve-limit.js', import.meta.url));

export const limit = handWritten(
  'limit',
  'plain',
  'written by hand on Fastify and undici: a call for each thing',
);
export const limitBulk = handWritten(
  'limit-bulk',
  'bulk',
  'the same with the bulk reads that this project makes',
);

/** What `npm start` gives Node, so that no difference is one of memory settings. */
export function startFlags({ args }: StartCommand): readonly string[] {
  return args.filter((arg) => arg.startsWith('--'));
}

function handWritten(name: string, mode: string, description: string): Contender {
  return {
    name,
    description,
    versions: () => versionsOf(ROOT, ['fastify', 'undici']),
    missing: () => null,
    launch: ({ port, upstream }) => ({
      command: process.execPath,
      args: [...startFlags(startCommand()), SERVER, mode, String(port), upstream],
      env: { NODE_ENV: 'production' },
    }),
  };
}
