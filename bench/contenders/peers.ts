import { transformFile } from '@swc/core';
import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
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

const MESH = `${PEERS}mesh/`;

export const mesh: Contender = {
  name: 'mesh',
  description: 'GraphQL Mesh v1, served by Hive Gateway',
  versions: () =>
    versionsOf(PEERS, ['@graphql-hive/gateway', '@graphql-mesh/compose-cli', '@omnigraph/json-schema']),
  missing: missing('@graphql-hive/gateway'),
  impossible: { entities: 'what serves a supergraph is no subgraph of another' },
  async launch({ port, upstream }) {
    const supergraph = `${PEERS}dist/supergraph.graphql`;
    await mkdir(`${PEERS}dist`, { recursive: true });
    await promisify(execFile)(
      `${PEERS}node_modules/.bin/mesh-compose`,
      ['--config-path', 'mesh.config.js', '--output', supergraph],
      { cwd: MESH, env: { ...process.env, BENCH_UPSTREAM: upstream } },
    );
    const gateway = `${PEERS}node_modules/@graphql-hive/gateway/dist/bin.js`;
    const options = ['--config-path', 'gateway.config.js', '--host', '127.0.0.1', '--port', String(port)];
    return { ...node([gateway, 'supergraph', supergraph, ...options]), cwd: MESH };
  },
};

const TAILCALL = `${PEERS}node_modules/@tailcallhq/core-linux-x64-gnu/bin/tailcall`;
const ONE_ADDRESS = 'a field has one address, whatever its arguments say';

export const tailcall: Contender = {
  name: 'tailcall',
  description: 'Tailcall, a server in Rust; the newest version from npm that runs with glibc 2.36',
  versions: () => versionsOf(PEERS, ['@tailcallhq/core-linux-x64-gnu']),
  missing() {
    if (!existsSync(TAILCALL)) return INSTALL;
    return spawnSync(TAILCALL, ['--version']).status === 0 ? null : 'its binary does not run on this system';
  },
  impossible: {
    merged: 'one list of several calls takes code that it has no place for',
    growth: ONE_ADDRESS,
    memory: ONE_ADDRESS,
    metered: ONE_ADDRESS,
  },
  async launch({ port, upstream }) {
    const folder = `${PEERS}tailcall/`;
    const template = await readFile(`${folder}bench.graphql`, 'utf8');
    const file = `${PEERS}dist/bench.graphql`;
    await mkdir(`${PEERS}dist`, { recursive: true });
    await writeFile(
      file,
      template
        .replaceAll('UPSTREAM', upstream)
        .replace('PORT', String(port))
        .replace('functions.js', `${folder}functions.js`),
    );
    return {
      command: TAILCALL,
      args: ['start', file],
      env: { TAILCALL_TRACKER: 'false', TAILCALL_LOG_LEVEL: 'error' },
    };
  },
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
