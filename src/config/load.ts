import type { ProviderDefinition } from '../datasources/provider.js';
import { check } from './check.js';
import { assemble, type Configuration } from './configuration.js';
import { readDocument } from './document.js';
import type { ConfigurationFault } from './faults.js';
import { readStartOptions, type StartOptions } from './flags.js';
import { interpolate, referenceFaults, type Environment } from './interpolate.js';
import { readKeyFile } from './key-file.js';
import { productionFaults } from './production.js';
import { authFaults } from './rules.js';
import { settingsSchema } from './schema.js';
import { checkSources } from './sources.js';
import { isTracingWanted } from './tracing.js';

export interface LoadOptions {
  /** The command line, without the interpreter and the script. */
  readonly argv: readonly string[];
  readonly providers: readonly ProviderDefinition[];
  /** The document to use where neither a flag nor the environment names a file. */
  readonly withoutFile: () => Promise<unknown>;
  readonly env?: Environment;
}

export type LoadResult =
  | {
      readonly configuration: Configuration;
      readonly faults?: never;
    }
  | { readonly faults: readonly ConfigurationFault[] };

/** Flags beat environment beats file. Finds every fault in one run, and never throws for one. */
export async function loadConfiguration(options: LoadOptions): Promise<LoadResult> {
  const { argv, providers, withoutFile, env = process.env } = options;
  const start = readStartOptions(argv, env);
  if (start.config === undefined && start.faults.length > 0) return { faults: start.faults };
  const read =
    start.config === undefined ? { document: await withoutFile() } : await readDocument(start.config);
  if (read.faults !== undefined) return { faults: [...start.faults, ...read.faults] };
  return await readConfiguration(read.document, { start, providers, env });
}

interface ReadOptions {
  readonly start: StartOptions;
  readonly providers: readonly ProviderDefinition[];
  readonly env: Environment;
}

async function readConfiguration(
  document: unknown,
  { start, providers, env }: ReadOptions,
): Promise<LoadResult> {
  // An empty file is an empty mapping: what it lacks is then named.
  const draft = interpolate(document ?? {}, env);
  const settings = check(settingsSchema, draft, []);
  const sources = checkSources(draft, providers);
  const keyFile = await readKeyFile(draft);
  const faults = [
    ...start.faults,
    ...referenceFaults(draft),
    ...settings.faults,
    ...sources.faults,
    ...authFaults(draft),
    ...keyFile.faults,
    ...productionFaults(draft),
  ];
  if (faults.length > 0 || settings.value === undefined || sources.value === undefined) return { faults };
  return {
    configuration: assemble(settings.value, sources.value, keyFile.keys, {
      ...start,
      tracing: isTracingWanted(env),
    }),
  };
}
