import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ProviderDefinition } from '../../src/datasources/provider.js';
import { providers } from '../../src/datasources/registry.js';
import type { Datasource } from '../../src/datasources/source.js';
import { SourceCapability } from '../../src/types/source.js';
import { sandboxSources, startSandbox, type Sandbox } from '../../sandbox/index.js';
import { memoryRefreshTokens } from '../support/refresh-tokens.js';
import { shownCapabilities } from './support/capabilities.js';

const DATASOURCES = new URL('../../src/datasources/', import.meta.url);
const FIXTURES = new URL('../fixtures/upstreams/', import.meta.url);
const MAX_LINES = 300;

interface Manifest {
  readonly samples: readonly { readonly file: string; readonly system: string }[];
}

const manifest = JSON.parse(readFileSync(new URL('manifest.json', FIXTURES), 'utf8')) as Manifest;
const folders = readdirSync(DATASOURCES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const read = (file: string) => readFileSync(new URL(file, DATASOURCES), 'utf8');
const definitionOf = (folder: string) => providers.find(({ provider }) => provider.toLowerCase() === folder);

it('every registered provider has a folder of its name', () => {
  expect(providers.map(({ provider }) => provider.toLowerCase()).sort()).toEqual([...folders].sort());
});

describe.each(folders)('the provider in %s', (folder) => {
  it('is registered with what its folder exports', async () => {
    const exported: unknown = Object.values(
      (await import(`../../src/datasources/${folder}/index.js`)) as object,
    )[0];
    expect(definitionOf(folder)).toBe(exported);
  });

  it.each(['index.ts', 'client.ts', 'wire.ts'])('has its %s', (file) => {
    expect(existsSync(new URL(`${folder}/${file}`, DATASOURCES))).toBe(true);
  });

  it('tells about itself in a README', () => {
    const [title, ...text] = read(`${folder}/README.md`).split('\n');
    expect(title).toMatch(/^# \w/);
    expect(text.join('\n').length).toBeGreaterThan(500);
  });

  it('has samples of what its upstream answers', () => {
    const files = manifest.samples.flatMap(({ file, system }) => (system === folder ? [file] : []));
    expect(files.length).toBeGreaterThan(5);
    expect(files.filter((file) => !existsSync(new URL(file, FIXTURES)))).toEqual([]);
  });

  it(`keeps every file within ${MAX_LINES} lines`, () => {
    const files = readdirSync(new URL(folder, DATASOURCES)).filter((file) => file.endsWith('.ts'));
    const long = files.filter((file) => read(`${folder}/${file}`).trimEnd().split('\n').length > MAX_LINES);
    expect(long).toEqual([]);
  });
});

describe('capabilities', () => {
  let sandbox: Sandbox;
  const opened: Datasource[] = [];

  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterAll(async () => {
    await Promise.all(opened.map((source) => source.close()));
    await sandbox.close();
  });

  it.each(folders)('%s claims what it has, and nothing else', async (folder) => {
    const source = open(folder, definitionOf(folder), sandbox);
    expect([...source.capabilities].sort()).toEqual((await shownCapabilities(source)).sort());
  });

  it('are not believed without what backs them', async () => {
    const source = open('arrowsphere', definitionOf('arrowsphere'), sandbox);
    const { applies, maxPageSize, page, get } = source.customers;
    const withoutContacts = { applies, maxPageSize, page, get };
    const shown = await shownCapabilities({ ...source, customers: withoutContacts, extras: {} });
    expect(source.capabilities.filter((capability) => !shown.includes(capability))).toEqual([
      SourceCapability.READ_CONTACTS,
      SourceCapability.INVITATIONS,
      SourceCapability.PROVISIONING,
    ]);
  });

  function open(folder: string, definition: ProviderDefinition | undefined, { url }: Sandbox): Datasource {
    const entry = sandboxSources(url).find(({ provider }) => provider === folder);
    if (definition === undefined || entry === undefined)
      throw new Error(`Nothing can be opened for ${folder}.`);
    const configured = definition.schema.parse(entry);
    const source = configured.open({ refreshTokens: memoryRefreshTokens(), observe: () => undefined });
    opened.push(source);
    return source;
  }
});
