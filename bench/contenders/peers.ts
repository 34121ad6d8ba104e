import { transformFile } from '@swc/core';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import type { Contender } from './contender.js';
import { PEERS, ROOT, versionsOf } from './paths.js';

const INSTALL = 'not installed: `npm --prefix bench/peers ci`';
const PRODUCTION = { NODE_ENV: 'production' };

export const apollo: Contender = {
  name: 'apollo',
  description: 'Apollo Server, type-graphql and DataLoader with default settings, NODE_ENV=production',
  versions: () => versionsOf(PEERS, ['@apollo/server', 'type-graphql', 'dataloader', 'graphql']),
  missing: missing('@apollo/server'),
  async launch({ port, upstream }) {
    return { ...node([await compiled('apollo'), String(port), upstream]), path: '/' };
  },
};

export const mercurius: Contender = {
  name: 'mercurius',
  description: 'Mercurius with graphql-jit and an undici pool',
  versions: () => versionsOf(PEERS, ['mercurius', 'graphql-jit', 'fastify', 'undici', 'graphql']),
  missing: missing('mercurius'),
  launch: ({ port, upstream }) => node([`${PEERS}mercurius.js`, String(port), upstream]),
};

function node(args: readonly string[]) {
  return { command: process.execPath, args, env: PRODUCTION, cwd: PEERS };
}

function missing(name: string): () => string | null {
  return () => (existsSync(`${PEERS}node_modules/${name}/package.json`) ? null : INSTALL);
}

/** Decorators need a compiler; the output stands beside its source, where it finds the peers' packages. */
async function compiled(name: string): Promise<string> {
  const { code } = await transformFile(`${PEERS}${name}.mts`, { configFile: `${ROOT}.swcrc` });
  const target = `${PEERS}dist/${name}.js`;
  await mkdir(`${PEERS}dist`, { recursive: true });
  await writeFile(target, code.replaceAll("'./", "'../").replaceAll('"./', '"../'));
  return target;
}
