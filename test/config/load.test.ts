import { describe, expect, it } from '@jest/globals';
import { DEVELOPMENT_ENCRYPTION_KEY } from '../../src/config/configuration.js';
import { ARROW, COCKPIT, configurationOf, linesOf, load, start } from './support/load.js';

const SOURCES = `sources:${ARROW}`;
const LISTENER = `server: { host: file.example, port: 1 }\n${SOURCES}`;

describe('A configuration', () => {
  it('is complete with sources alone', async () => {
    const { sources, ...settings } = configurationOf(await load(SOURCES));
    expect(sources.map(({ id, provider }) => ({ id, provider }))).toEqual([
      { id: 'arrow', provider: 'ARROWSPHERE' },
    ]);
    const { cursorSecret, ...server } = settings.server;
    expect(cursorSecret.length).toBeGreaterThanOrEqual(32);
    expect({ ...settings, server }).toEqual({
      profile: 'development',
      log: { level: 'info' },
      metrics: { token: undefined },
      tracing: false,
      server: {
        ...{ host: '127.0.0.1', port: 4000, drainGraceMs: 500, graphiql: true, introspection: true },
        execution: 'compiled',
      },
      auth: { mode: 'none' },
      store: {
        url: 'file:./var/partner-graph.db',
        encryptionKey: DEVELOPMENT_ENCRYPTION_KEY,
        leaseMs: 10_000,
      },
      limits: {
        operationTimeoutMs: 15_000,
        maxUpstreamCallsPerOperation: 200,
        maxDepth: 12,
        maxAliases: 15,
        maxRootFields: 10,
        maxDirectives: 10,
        maxTokens: 2_000,
        maxCost: 5_000,
        costPerMinute: 0,
        maxBodyBytes: 262_144,
        maxScanPages: 10,
      },
    });
  });

  it('takes what the file says, and counts a member without a value as not written', async () => {
    const file = `server: { graphiql: false }\nlimits:\n  maxDepth: 3\n  maxCost:\nstore:\n${SOURCES}`;
    const { server, limits, store } = configurationOf(await load(file));
    expect(server).toMatchObject({ graphiql: false, introspection: true });
    expect(limits).toMatchObject({ maxDepth: 3, maxCost: 5_000 });
    expect(store.url).toBe('file:./var/partner-graph.db');
  });

  it('cannot be changed at any depth', async () => {
    const configuration = configurationOf(await load(SOURCES));
    const sections: readonly unknown[] = Object.values(configuration);
    const everything = [configuration, ...sections, ...configuration.sources];
    expect(everything.filter((value) => !Object.isFrozen(value))).toEqual([]);
    expect(() => Object.assign(configuration.limits, { maxDepth: 1_000 })).toThrow(TypeError);
  });

  it('can share settings by anchor and alias', async () => {
    const shared = `${ARROW}    transport: &patient { timeoutMs: 9000 }${COCKPIT}    transport: *patient\n`;
    const { sources } = configurationOf(await load(`sources:${shared}`, { env: { CC_SECRET: 'x' } }));
    expect(sources.map(({ id }) => id)).toEqual(['arrow', 'cockpit']);
  });
});

describe('The listener', () => {
  const environment = { PARTNER_GRAPH_HOST: 'environment.example', PARTNER_GRAPH_PORT: '2' };
  const flags = ['--host', 'flag.example', '--port=3'];

  it.each([
    { what: 'the file', from: {}, server: { host: 'file.example', port: 1 } },
    { what: 'the environment', from: { env: environment }, server: { host: 'environment.example', port: 2 } },
    { what: 'flags', from: { env: environment, argv: flags }, server: { host: 'flag.example', port: 3 } },
    { what: 'an empty variable', from: { env: { PARTNER_GRAPH_PORT: '' } }, server: { port: 1 } },
    { what: 'port 0', from: { argv: ['--port', '0'] }, server: { port: 0 } },
  ])('is set by $what', async ({ from, server }) => {
    expect(configurationOf(await load(LISTENER, from)).server).toMatchObject(server);
  });

  const PORT = 'give a whole number from 0 to 65535; 0 takes any free port';
  it.each([
    [
      ['--prot', '80'],
      ['--prot: is not a known flag; did you mean --port?', stray(4)],
    ],
    [['--verbose'], ['--verbose: is not a known flag; use one of --config, --host, --port']],
    [['-p'], ['-p: is not a known flag; use one of --config, --host, --port']],
    [['--port'], [`--port: has no value; ${PORT}`]],
    [
      ['--port', '--host', 'a'],
      [`--port: has no value; ${PORT}`, stray(5)],
    ],
    [['--port', '65536'], [`--port: is not a port; ${PORT}`]],
    [['graph.yml'], [stray(3)]],
  ])('refuses %j', async (argv, lines) => {
    expect(linesOf(await load(LISTENER, { argv }))).toEqual(lines);
  });

  it('names the variable that holds no port', async () => {
    const result = await load(LISTENER, { env: { PARTNER_GRAPH_PORT: 'http' } });
    expect(linesOf(result)).toEqual([`PARTNER_GRAPH_PORT: is not a port; ${PORT}`]);
  });
});

function stray(position: number): string {
  return `argument ${position}: belongs to no flag; name the configuration file with --config`;
}

describe('Without a file', () => {
  const source = {
    id: 'arrow',
    provider: 'arrowsphere',
    baseUrl: 'http://127.0.0.1:4100',
    credentials: { apiKey: 'key' },
  };

  it('the given document is used, and checked like a file', async () => {
    const configuration = configurationOf(await start({ argv: ['--port', '5000'] }, { sources: [source] }));
    expect(configuration.server.port).toBe(5000);
    expect(configuration.sources.map(({ id }) => id)).toEqual(['arrow']);
    expect(linesOf(await start({}, { sources: [{ ...source, baseUrl: 'nowhere' }] }))).toEqual([
      'sources[0].baseUrl (arrow): is not well-formed; must be an absolute http(s) URL',
    ]);
  });

  it('wrong flags are refused before it is asked for', async () => {
    expect(linesOf(await start({ argv: ['--prot=1'] }))).toEqual([
      '--prot: is not a known flag; did you mean --port?',
    ]);
  });

  it('the environment may name one', async () => {
    const result = await start({ env: { PARTNER_GRAPH_CONFIG: 'no-such.yml' } });
    expect(linesOf(result).map((line) => line.split(';')[0])).toEqual(['no-such.yml: does not exist']);
  });
});
