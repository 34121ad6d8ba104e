import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { build, GraphProcess } from './support/process.js';
import { Subscriber } from './support/subscriber.js';

let folder: string;
const running: GraphProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'partner-graph-start-'));
  await build();
}, 60_000);
afterEach(async () => {
  for (const graph of running) graph.signal('SIGKILL');
  await Promise.all(running.splice(0).map(({ ended }) => ended));
});
afterAll(() => rm(folder, { recursive: true }));

function startGraph(args: readonly string[], environment?: Readonly<Record<string, string>>): GraphProcess {
  const graph = new GraphProcess(args, environment);
  running.push(graph);
  return graph;
}

async function fileOf(yaml: string): Promise<string> {
  const file = join(folder, 'partner-graph.yml');
  await writeFile(file, yaml);
  return file;
}

describe('A start', () => {
  it('without a configuration prints where everything is, and the query it suggests works', async () => {
    const graph = startGraph(['--port', '0']);
    const command = await graph.printed(/(curl [\s\S]+'\n)/);
    const endpoint = await graph.printed(/GraphQL {3}(\S+)/);
    const [, body] = /-d '(.+)'/.exec(command) ?? [];
    expect(command).toContain(endpoint);
    const answer = await fetch(endpoint, post(body ?? ''));
    const sources = (await answer.text()).match(/(?<="source":)\{"name":"[^"]+"\}/g);
    expect(new Set(sources).size).toBe(4);

    const pages = await Promise.all([graph.printed(/GraphiQL {2}(\S+)/), graph.printed(/Control {3}(\S+)/)]);
    expect(await Promise.all(pages.map(async (page) => (await fetch(page)).status))).toEqual([200, 200]);
    graph.signal('SIGTERM');
    expect(await graph.ended).toMatchObject({ code: 0 });
  });

  it('outlives a rejection that nobody waited for, and notes it without its words', async () => {
    const stray = `process.on('SIGUSR2', () => Promise.reject(new TypeError('canary')))`;
    const module = `data:text/javascript,${encodeURIComponent(stray)}`;
    const graph = startGraph(['--port', '0'], { NODE_OPTIONS: `--import=${module}` });
    const endpoint = await graph.printed(/GraphQL {3}(\S+)/);
    graph.signal('SIGUSR2');
    const answer = await fetch(endpoint, post('{"query":"{ __typename }"}'));
    expect(await answer.json()).toMatchObject({ data: { __typename: 'Query' } });
    graph.signal('SIGTERM');
    const { code, stderr } = await graph.ended;
    expect(code).toBe(0);
    expect(stderr).toContain('a rejection that nobody waited for');
    expect(stderr).not.toContain('canary');
  });

  it('with an unusable file prints every fault on a line of its own, and exits with 78', async () => {
    const file = await fileOf('profile: production\nserver: { prot: 80 }\nsources: [{ provider: ingram }]');
    const { code, stdout, stderr } = await startGraph(['--config', file]).ended;
    expect(code).toBe(78);
    expect(stdout).toBe('');
    expect(
      stderr
        .trimEnd()
        .split('\n')
        .map((line) => line.split(': ')[0]),
    ).toEqual([
      'server.prot',
      'sources[0].provider',
      'auth.mode',
      'server.cursorSecret',
      'store.encryptionKey',
    ]);
  });

  it('with a store that cannot be opened says why on one line, and exits with 78', async () => {
    const source =
      '{ id: arrow, provider: arrowsphere, baseUrl: http://127.0.0.1:9, credentials: { apiKey: key } }';
    const file = await fileOf(`store: { url: "file:${folder}" }\nsources: [${source}]`);
    const { code, stderr } = await startGraph(['--config', file, '--port=0']).ended;
    expect([code, stderr]).toEqual([
      78,
      'store.url: names a file that cannot be opened and written; name one in a folder that this user may write to\n',
    ]);
  });

  it('starts no sandbox beside a file', async () => {
    const file = await fileOf(`store: { url: 'memory:' }
sources:
  - id: arrow
    provider: arrowsphere
    baseUrl: http://127.0.0.1:9
    credentials: { apiKey: key }`);
    const graph = startGraph(['--port=0'], { PARTNER_GRAPH_CONFIG: file });
    await graph.printed(/(curl)/);
    graph.signal('SIGINT');
    const { code, stdout } = await graph.ended;
    expect(code).toBe(0);
    expect(stdout).not.toContain('Sandbox');
  });

  it('on a port that is taken names the port and the flag', async () => {
    const { server, port } = await occupyPort();
    const { code, stderr } = await startGraph(['--port', String(port)]).ended;
    server.close();
    expect(code).toBe(1);
    expect(stderr).toContain(`port ${port} is already in use; choose another with --port`);
  });
});

describe('A drain', () => {
  it('R19: lets a request in flight finish, and takes no new one', async () => {
    const { graph, endpoint, answer } = await startWithSlowRequest(1_500);
    graph.signal('SIGTERM');
    expect((await answer).status).toBe(200);
    expect(await graph.ended).toMatchObject({ code: 0 });
    await expect(fetch(endpoint)).rejects.toThrow('fetch failed');
  });

  it('R19: says 503 to readiness while it still listens, and answers whom an upstream keeps waiting', async () => {
    const hanging = await occupyPort();
    const file = await fileOf(`store: { url: 'memory:' }
server: { drainGraceMs: 5000 }
sources:
  - id: arrow
    provider: arrowsphere
    baseUrl: http://127.0.0.1:${hanging.port}
    credentials: { apiKey: key }
    transport: { timeoutMs: 60000 }`);
    const graph = startGraph(['--port=0', '--config', file]);
    const endpoint = await graph.printed(/GraphQL {3}(\S+)/);
    const ready = async () => (await fetch(new URL('/health/ready', endpoint))).status;
    const asked = once(hanging.server, 'request');
    const query = '{ __typename customers(first: 1) { nodes { id } sources { error { code } } } }';
    const answer = fetch(endpoint, post(JSON.stringify({ query })));
    await asked;

    expect(await ready()).toBe(200);
    graph.signal('SIGTERM');
    await until(async () => (await ready()) === 503);
    expect((await fetch(endpoint, post('{"query":"{ __typename }"}'))).status).toBe(200);

    const sources = [{ error: { code: 'TIMEOUT' } }];
    expect(await (await answer).json()).toMatchObject({ data: { customers: { nodes: [], sources } } });
    expect(await graph.ended).toMatchObject({ code: 0 });
    hanging.server.closeAllConnections();
    hanging.server.close();
  });

  it('R19: ends subscriptions with 1001, and does not wait for them', async () => {
    const graph = startGraph(['--port', '0']);
    const endpoint = await graph.printed(/GraphQL {3}(\S+)/);
    const portal = new Subscriber(endpoint.replace(/\/graphql$/, ''));
    const cut = expect(
      portal.subscribe('subscription { customerChanged { externalId } }').next(),
    ).rejects.toMatchObject({ code: 1001 });
    await portal.heard();
    graph.signal('SIGTERM');
    await cut;
    expect(await graph.ended).toMatchObject({ code: 0 });
  });

  it.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const)('is cut short by a second %s', async (signal, code) => {
    const { graph, answer } = await startWithSlowRequest(30_000);
    const cut = expect(answer).rejects.toThrow('fetch failed');
    graph.signal('SIGTERM');
    await draining(graph);
    graph.signal(signal);
    expect(await graph.ended).toMatchObject({ code });
    await cut;
  });
});

/** A graph over its sandbox, one request to which waits for an upstream that takes `ms`. */
async function startWithSlowRequest(ms: number) {
  const graph = startGraph(['--port', '0']);
  const [endpoint, control] = await Promise.all([
    graph.printed(/GraphQL {3}(\S+)/),
    graph.printed(/Control {3}(\S+)/),
  ]);
  const fault = { upstream: 'arrowsphere', faults: [{ kind: 'latency', ms }] };
  expect((await fetch(control, post(JSON.stringify(fault)))).status).toBe(200);
  const query = '{ customers(first: 1, filter: { sourceIds: ["arrow"] }) { nodes { id } } }';
  const answer = fetch(endpoint, post(JSON.stringify({ query })));
  await until(async () => (await (await fetch(`${control}/calls`)).text()).includes('/customers'));
  return { graph, endpoint, answer };
}

/** The first signal has arrived: nobody is let in any more. */
async function draining(graph: GraphProcess): Promise<void> {
  const endpoint = await graph.printed(/GraphQL {3}(\S+)/);
  await until(() =>
    fetch(endpoint).then(
      ({ status }) => status === 503,
      () => true,
    ),
  );
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
}

function post(body: string) {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body };
}

async function occupyPort(): Promise<{ server: Server; port: number }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('listens on no port');
  return { server, port: address.port };
}
