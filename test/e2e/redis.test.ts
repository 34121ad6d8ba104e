import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sandboxSources, startSandbox, type Sandbox } from '../../sandbox/index.js';
import { COCKPIT_NINE, DK_NINE } from '../contract/mutations/support/inputs.js';
import { document, isWrite, type Payload } from '../contract/mutations/support/mutate.js';
import { REDIS_SERVER, RedisServer } from '../store/support/redis-server.js';
import { build, GraphProcess } from './support/process.js';

interface Answer<Data> {
  readonly data: Data | null;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}

interface Graph {
  readonly endpoint: string;
  kill(): Promise<unknown>;
}

const LEASE_MS = 1_500;
const OPERATION = 'query ($id: ID!) { operation(id: $id) { id status customer { email } } }';

const describeRedis = REDIS_SERVER === null ? describe.skip : describe;

describeRedis('Two processes that share a Redis server', () => {
  let folder: string;
  let redis: RedisServer;
  let sandbox: Sandbox;
  let one: Graph;
  let other: Graph;
  const running: Graph[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'partner-graph-shared-'));
    [redis, sandbox] = await Promise.all([RedisServer.start(), startSandbox(), build()]);
    const configuration = {
      store: { url: redis.url(), leaseMs: LEASE_MS },
      sources: sandboxSources(sandbox.url),
    };
    // Which JSON is YAML as well.
    await writeFile(join(folder, 'graph.yml'), JSON.stringify(configuration));
    [one, other] = await Promise.all([start(), start()]);
  }, 60_000);
  beforeEach(() => {
    sandbox.reset();
  });
  afterAll(async () => {
    await Promise.all(running.map((graph) => graph.kill()));
    await sandbox.close();
    await redis.stop();
    await rm(folder, { recursive: true });
  });

  async function start(): Promise<Graph> {
    const process = new GraphProcess(['--config', join(folder, 'graph.yml'), '--port', '0']);
    const kill = () => {
      process.signal('SIGKILL');
      return process.ended;
    };
    const graph = { endpoint: await process.printed(/GraphQL {3}(\S+)/), kill };
    running.push(graph);
    return graph;
  }

  it('R18: make one customer of one key that both are given at once', async () => {
    const payloads = await Promise.all(
      [one, other, one, other].map((graph) => create(graph, COCKPIT_NINE, 'at-once')),
    );
    const ids = payloads.map(({ data }) => data?.createCustomer.operation?.id);
    expect(new Set(ids)).toEqual(new Set([expect.any(String)]));
    expect(sandbox.calls('cloudcockpit').filter(isWrite)).toHaveLength(1);
  });

  it('finish what the other began before it was killed', async () => {
    sandbox.upstream('dkhardware').configure({ processingMs: 1_500 });
    const { data } = await create(one, DK_NINE, 'killed');
    const begun = data?.createCustomer.operation;
    expect(begun?.status).toBe('ACCEPTED');
    await one.kill();
    // The portal sends the same again.
    const again = await create(other, { ...DK_NINE, waitMs: 15_000 }, 'killed');
    expect(again.data?.createCustomer.operation).toMatchObject({ id: begun?.id, status: 'SUCCEEDED' });
    expect(sandbox.calls('dkhardware').filter(isWrite)).toHaveLength(1);
    one = await start();
  }, 30_000);

  it('read on and refuse to write while the server is away, and go on when it is back', async () => {
    sandbox.upstream('dkhardware').configure({ processingMs: 500 });
    const { data } = await create(one, { ...DK_NINE, email: 'before@portal.example' }, 'before');
    await redis.kill();
    const refused = await create(one, COCKPIT_NINE, 'away');
    expect(refused.errors?.map(({ extensions }) => extensions.code)).toEqual(['INTERNAL_SERVER_ERROR']);
    const read = await ask<unknown>(one, '{ customers(first: 4) { nodes { id } } }');
    expect(read).toMatchObject({ data: { customers: { nodes: { length: 4 } } } });
    expect(sandbox.calls('cloudcockpit').filter(isWrite)).toEqual([]);

    await redis.run();
    expect(await result(other, data?.createCustomer.operation?.id)).toBe('SUCCEEDED');
    expect((await create(one, COCKPIT_NINE, 'away')).data?.createCustomer.userErrors).toEqual([]);
    expect(sandbox.calls('cloudcockpit').filter(isWrite)).toHaveLength(1);
  }, 40_000);
});

it('A start without the Redis server that is named ends with 78, and does not print its password', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'partner-graph-alone-'));
  const file = join(folder, 'graph.yml');
  const store = { url: 'redis://graph:hunter2@127.0.0.1:1/0' };
  await writeFile(file, JSON.stringify({ store, sources: sandboxSources('http://127.0.0.1:1') }));
  await build();
  const { code, stdout, stderr } = await new GraphProcess(['--config', file, '--port', '0']).ended;
  expect({ code, stdout, stderr }).toEqual({
    code: 78,
    stdout: '',
    stderr:
      'store.url: names a server that cannot be reached; start it, or mend host and port; rediss: is for servers that speak TLS, redis: for others\n',
  });
  await rm(folder, { recursive: true });
});

interface Found {
  readonly operation: Payload['operation'];
}

function create(graph: Graph, input: object, idempotencyKey: string) {
  const variables = { input: { ...input, idempotencyKey } };
  return ask<{ readonly createCustomer: Payload }>(graph, document('createCustomer'), variables);
}

async function ask<Data>({ endpoint }: Graph, query: string, variables = {}): Promise<Answer<Data>> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer<Data>;
}

/** The status of an operation once it has a result, or what it still is after long enough. */
async function result(graph: Graph, id: string | undefined): Promise<string | undefined> {
  const giveUpAt = Date.now() + 15_000;
  for (;;) {
    const { data } = await ask<Found>(graph, OPERATION, { id });
    const status = data?.operation?.status;
    if (status === 'SUCCEEDED' || status === 'FAILED' || Date.now() > giveUpAt) return status;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
