import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sandboxSources, startSandbox, type Sandbox } from '../../sandbox/index.js';
import { build, GraphProcess } from '../e2e/support/process.js';

/** On a signal: collects everything; on the next one: the young alone, and prints what has come to stay since. */
const PROBE = `
  import v8 from 'node:v8';
  import { runInNewContext } from 'node:vm';
  v8.setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc');
  const used = () => v8.getHeapStatistics().used_heap_size;
  let before;
  process.on('SIGUSR2', () => {
    if (before === undefined) {
      gc();
      gc();
      before = used();
      console.log('collected now');
      return;
    }
    for (let i = 0; i < 4; i += 1) gc({ type: 'minor' });
    console.log('survived ' + (used() - before) + ' bytes');
  });`;

const QUERY = `{ customers(first: 100, filter: { sourceIds: ["ion"] }) { nodes { id displayName contacts { email }
  orders(first: 5) { nodes { id products { sku } customer { displayName } } } } } }`;
const REQUESTS = 150;

let folder: string;
let sandbox: Sandbox;
let graph: GraphProcess;

beforeAll(async () => {
  await build();
  folder = await mkdtemp(join(tmpdir(), 'partner-graph-memory-'));
  sandbox = await startSandbox();
  const kept = { freshMs: 0, staleMs: 0 };
  const sources = sandboxSources(sandbox.url).map((source) => ({ ...source, transport: kept }));
  const file = join(folder, 'graph.yml');
  await writeFile(file, JSON.stringify({ store: { url: 'memory:' }, sources }));
  const module = `data:text/javascript,${encodeURIComponent(PROBE)}`;
  graph = new GraphProcess(['--config', file, '--port', '0'], { NODE_OPTIONS: `--import=${module}` });
}, 60_000);
afterAll(async () => {
  graph.signal('SIGKILL');
  await graph.ended;
  await sandbox.close();
  await rm(folder, { recursive: true });
});

async function askOften(endpoint: string): Promise<number> {
  let bytes = 0;
  for (let i = 0; i < REQUESTS; i += 1) {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(endpoint, { method: 'POST', headers, body: JSON.stringify({ query: QUERY }) });
    const text = await answer.text();
    expect(text).not.toContain('"errors"');
    bytes = text.length;
  }
  return bytes;
}

describe('What a request read', () => {
  it('is gone with the next quick collection', async () => {
    const endpoint = await graph.printed(/GraphQL {3}(\S+)/);
    await askOften(endpoint);
    graph.signal('SIGUSR2');
    await graph.printed(/(collected now)/);
    const answerBytes = await askOften(endpoint);
    graph.signal('SIGUSR2');
    const survived = Number(await graph.printed(/survived (-?\d+) bytes/)) / REQUESTS;
    // All that is read, mapped and answered is fourteen times the answer; one to three times it is compiled code.
    expect(survived).toBeLessThan(7 * answerBytes);
  }, 60_000);
});
