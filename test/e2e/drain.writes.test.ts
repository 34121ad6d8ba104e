import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sandboxSources, startSandbox, type Sandbox } from '../../sandbox/index.js';
import { DK_NINE } from '../contract/mutations/support/inputs.js';
import { document, isWrite, type Payload } from '../contract/mutations/support/mutate.js';
import { build, GraphProcess } from './support/process.js';

let folder: string;
let sandbox: Sandbox;
let running: GraphProcess[] = [];

beforeAll(build, 60_000);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'partner-graph-drain-'));
  sandbox = await startSandbox();
});
afterEach(async () => {
  for (const graph of running) graph.signal('SIGKILL');
  await Promise.all(running.map(({ ended }) => ended));
  running = [];
  await sandbox.close();
  await rm(folder, { recursive: true });
});

describe('R19: a write that is under way when the process is told to stop', () => {
  it.each([
    ['its submission is not done for long', false],
    ['the poll of its submission hangs', true],
  ])('is answered as it stands, and goes on in the next process: %s', async (_, hangs) => {
    sandbox.upstream('dkhardware').configure({ processingMs: 600_000 });
    if (hangs) sandbox.fault('dkhardware', { kind: 'hang', match: { path: '/v1/customer/status' } });
    const first = await startGraph();
    const answer = create(first.endpoint, 30_000);
    await until(() => sandbox.calls('dkhardware').some(({ path }) => path.endsWith('/status')));
    // Half of the time a drain has: this one waits for nobody.
    const late = new AbortController();
    const timer = setTimeout(() => {
      late.abort();
    }, 5_000);
    first.graph.signal('SIGTERM');
    const { status, payload } = await answer;
    const { code, stderr } = await first.graph.ended;
    clearTimeout(timer);
    expect([status, code, late.signal.aborted]).toEqual([200, 0, false]);
    expect(stderr).not.toContain('in flight');
    expect(payload.operation?.status).toMatch(/^(ACCEPTED|PROCESSING)$/);

    sandbox.clearFaults();
    const next = await startGraph();
    const again = await create(next.endpoint, 0);
    expect(again.payload.operation?.id).toBe(payload.operation?.id);
    expect(sandbox.calls('dkhardware').filter(isWrite)).toHaveLength(1);
  });

  it('is answered though its upstream takes a while', async () => {
    sandbox.fault('dkhardware', { kind: 'latency', ms: 1_500, match: { path: '/v1/customer/create' } });
    const { graph, endpoint } = await startGraph();
    const answer = create(endpoint, 0);
    await until(() => sandbox.calls('dkhardware').some(isWrite));
    graph.signal('SIGTERM');
    const { status, payload } = await answer;
    expect([status, (await graph.ended).code]).toEqual([200, 0]);
    expect(payload.operation?.id).toEqual(expect.any(String));
  });
});

async function startGraph() {
  const file = join(folder, 'graph.yml');
  const sources = sandboxSources(sandbox.url).filter(({ id }) => id === DK_NINE.sourceId);
  const configuration = {
    store: { url: `file:${join(folder, 'graph.db')}` },
    limits: { operationTimeoutMs: 60_000 },
    sources: sources.map((source) => ({ ...source, transport: { timeoutMs: 60_000 } })),
  };
  await writeFile(file, JSON.stringify(configuration));
  const graph = new GraphProcess(['--config', file, '--port', '0']);
  running.push(graph);
  return { graph, endpoint: await graph.printed(/GraphQL {3}(\S+)/) };
}

async function create(endpoint: string, waitMs: number) {
  const input = { ...DK_NINE, idempotencyKey: 'the-key', waitMs };
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: document('createCustomer'), variables: { input } }),
  });
  const { data } = (await response.json()) as { readonly data: { readonly createCustomer: Payload } };
  return { status: response.status, payload: data.createCustomer };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}
