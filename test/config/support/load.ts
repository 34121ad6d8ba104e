import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { faultLine } from '../../../src/config/faults.js';
import type { Environment } from '../../../src/config/interpolate.js';
import { loadConfiguration, type LoadResult } from '../../../src/config/load.js';
import { defineProvider, httpUrl, secret } from '../../../src/datasources/provider.js';
import { Provider } from '../../../src/types/source.js';

const create = (): never => {
  throw new Error('reading a configuration opens no datasource');
};

/** Two providers with the settings of the real ones, so that these tests need neither of those. */
const providers = [
  defineProvider({
    provider: Provider.ARROWSPHERE,
    settings: { credentials: z.strictObject({ apiKey: secret }) },
    create,
  }),
  defineProvider({
    provider: Provider.CLOUDCOCKPIT,
    settings: {
      tenant: z.string().min(1),
      credentials: z.strictObject({
        tokenUrl: httpUrl,
        clientId: z.string().min(1),
        clientSecret: secret,
        scope: z.string().min(1),
      }),
      webhookSecret: secret.optional(),
    },
    create,
  }),
];

/** A file, and the lines with which it is refused. */
export interface FaultCase {
  readonly what: string;
  readonly file: string;
  readonly lines: readonly string[];
}

interface Start {
  readonly argv?: readonly string[];
  readonly env?: Environment;
}

/** Loads the YAML text as `partner-graph.yml` of an empty folder would be. */
export async function load(yaml: string, { argv = [], env = {} }: Start = {}): Promise<LoadResult> {
  const folder = await mkdtemp(join(tmpdir(), 'partner-graph-config-'));
  try {
    const file = join(folder, 'partner-graph.yml');
    await writeFile(file, yaml);
    return await start({ argv: ['--config', file, ...argv], env });
  } finally {
    await rm(folder, { recursive: true });
  }
}

export function start({ argv = [], env = {} }: Start, document?: unknown): Promise<LoadResult> {
  const withoutFile = () =>
    document === undefined
      ? Promise.reject(new Error('this start names a file, or is refused before one is needed'))
      : Promise.resolve(document);
  return loadConfiguration({ argv, env, providers, withoutFile });
}

/** The lines as they are printed; the folder of `load` is left out of them. */
export function linesOf(result: LoadResult): readonly string[] {
  return (result.faults ?? []).map((fault) => faultLine(fault).replace(/^\/.*\/(?=partner-graph\.yml)/, ''));
}

export function configurationOf(result: LoadResult) {
  if (result.faults !== undefined) throw new Error(linesOf(result).join('\n'));
  return result.configuration;
}

export const ARROW = `
  - id: arrow
    provider: arrowsphere
    baseUrl: https://arrow.example/api
    credentials: { apiKey: arrow-key }
`;

export const COCKPIT = `
  - id: cockpit
    provider: cloudcockpit
    baseUrl: https://cockpit.example
    tenant: partner.example
    credentials:
      tokenUrl: https://login.example/token
      clientId: client
      clientSecret: "\${CC_SECRET}"
      scope: scope
`;
