import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  sandboxSources,
  startSandbox,
  type Fault,
  type Sandbox,
  type UpstreamName,
} from '../../sandbox/index.js';
import { COCKPIT_NINE, DK_NINE, ION_NINE } from '../contract/mutations/support/inputs.js';
import { document, isWrite, type Payload } from '../contract/mutations/support/mutate.js';
import { build, GraphProcess } from '../e2e/support/process.js';

interface Moment {
  readonly upstream: UpstreamName;
  readonly input: Readonly<Record<string, unknown>> & { readonly sourceId: string };
  readonly fault?: Fault;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** A rule that the store gets before the process writes, and loses with it. */
  readonly trigger?: string;
  /** Whether the process shall be killed now; `payload` is what it answered, once it did. */
  readonly isNow: (sandbox: Sandbox, payload: Payload | null, store: StoreFile) => boolean;
}

/** Long enough for a busy machine to renew it in time. */
const LEASE_MS = 1_500;

const CREATION = { method: 'POST', path: 'ustomers' } as const;
const READING = { method: 'GET', path: '/customers/' } as const;

/** Every point of a write at which its process can die. */
const MOMENTS: Readonly<Record<string, Moment>> = {
  'before it is sent, while a token is fetched': {
    upstream: 'ion',
    input: ION_NINE,
    fault: { kind: 'hang', times: 1, match: { path: '/oauth/token' } },
    isNow: (sandbox) => sandbox.calls('ion').length > 0,
  },
  // Longer than the dead process's claim lasts and the next one takes to start: who looks before then finds none.
  'while the upstream holds it, and before that carries it out': {
    upstream: 'cloudcockpit',
    input: COCKPIT_NINE,
    fault: { kind: 'latency', ms: 7_000, times: 1, match: CREATION },
    isNow: (sandbox) => sandbox.calls('cloudcockpit').some(isWrite),
  },
  'after the upstream carried it out, before that answers': {
    upstream: 'ion',
    input: ION_NINE,
    fault: { kind: 'hang', phase: 'after', times: 1, match: CREATION },
    isNow: (sandbox) => sandbox.calls('ion').some(isWrite),
  },
  'after it was kept, before the portal has its payload': {
    upstream: 'ion',
    input: ION_NINE,
    fault: { kind: 'hang', times: 1, match: READING },
    isNow: (sandbox) => sandbox.calls('ion').some(({ method }) => method === 'GET'),
  },
  'after its operation is kept, before its payload is': {
    upstream: 'cloudcockpit',
    input: COCKPIT_NINE,
    // Its operation goes on for longer than anybody here waits.
    settings: { backgroundMs: 60_000 },
    trigger: `before update on idempotency when new.state = 'done' begin select raise(abort, 'held'); end`,
    isNow: (_, __, store) => store.operations() > 0,
  },
  'while its operation is pending': {
    upstream: 'dkhardware',
    input: DK_NINE,
    settings: { processingMs: 1_500 },
    isNow: (_, payload) => payload?.operation?.status === 'ACCEPTED',
  },
};

/** The file of a process's store, as another process sees it. */
class StoreFile {
  readonly #database;

  constructor(path: string) {
    this.#database = new Libsql(path, { timeout: 5_000 });
  }

  operations(): number {
    return this.#database.prepare('select id from operations').all().length;
  }

  hold(trigger: string): void {
    this.#database.exec(`create trigger held ${trigger}`);
  }

  close(): void {
    this.#database.exec('drop trigger if exists held');
    this.#database.close();
  }
}

interface Outcome {
  /** What the killed process answered, if it still did. */
  readonly first: Payload | null;
  /** What the next process answered to the same, and to the same once more. */
  readonly next: Payload;
  readonly again: Payload;
  readonly writes: number;
}

let folder: string;
const running: { stop(): Promise<unknown> }[] = [];
const outcomes: Record<string, Promise<Outcome>> = {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'partner-graph-killed-'));
  await build();
  // All at once: each waits for the claim of its dead process to run out.
  for (const [name, moment] of Object.entries(MOMENTS)) outcomes[name] = outcomeOf(name, moment);
  await Promise.allSettled(Object.values(outcomes));
}, 90_000);
afterAll(async () => {
  await Promise.all(running.map((one) => one.stop()));
  await rm(folder, { recursive: true });
});

describe('A process that is killed', () => {
  it.each(Object.keys(MOMENTS))('%s: the next one answers, and nothing is written twice', async (name) => {
    const outcome = await outcomes[name];
    expect(outcome?.writes).toBe(1);
    expect(outcome?.next.userErrors).toEqual([]);
    const [made, madeAgain] = [madeBy(outcome?.next), madeBy(outcome?.again)];
    expect(made).toEqual(expect.any(String));
    expect(madeAgain).toBe(made);
    // Also while its operation still goes on.
    expect(outcome?.next.customer?.externalId).toBe(made);
    // What was answered before the kill is what is answered after it.
    if (outcome?.first?.operation)
      expect(outcome.next.operation).toMatchObject({ id: outcome.first.operation.id, status: 'SUCCEEDED' });
  });
});

async function outcomeOf(
  name: string,
  { upstream, input, fault, settings, trigger, isNow }: Moment,
): Promise<Outcome> {
  const sandbox = await startSandbox();
  running.push({ stop: () => sandbox.close() });
  if (settings !== undefined) sandbox.upstream(upstream).configure(settings);
  if (fault !== undefined) sandbox.fault(upstream, fault);
  const place = join(folder, `${Object.keys(MOMENTS).indexOf(name)}`);
  const config = await configFor(sandbox, input.sourceId, place);

  let first: Payload | null = null;
  const killed = await startGraph(config);
  const store = new StoreFile(`${place}.db`);
  if (trigger !== undefined) store.hold(trigger);
  void create(killed.endpoint, input, 0).then(
    (payload) => (first = payload),
    () => undefined,
  );
  while (!isNow(sandbox, first, store)) await pause();
  await killed.stop();
  store.close();

  const { endpoint } = await startGraph(config);
  const next = await createPatiently(endpoint, input);
  const again = await createPatiently(endpoint, input);
  return { first, next, again, writes: sandbox.calls(upstream).filter(isWrite).length };
}

/** Which JSON is YAML as well. */
async function configFor(sandbox: Sandbox, sourceId: string, place: string): Promise<string> {
  const file = `${place}.yml`;
  const configuration = {
    store: { url: `file:${place}.db`, leaseMs: LEASE_MS },
    limits: { operationTimeoutMs: 4_500 },
    sources: sandboxSources(sandbox.url).filter(({ id }) => id === sourceId),
  };
  await writeFile(file, JSON.stringify(configuration));
  return file;
}

async function startGraph(config: string) {
  const graph = new GraphProcess(['--config', config, '--port', '0']);
  const stop = () => {
    graph.signal('SIGKILL');
    return graph.ended;
  };
  running.push({ stop });
  return { endpoint: await graph.printed(/GraphQL {3}(\S+)/), stop };
}

/** What a portal does: the same again until it is answered. */
async function createPatiently(endpoint: string, input: object): Promise<Payload> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const payload = await create(endpoint, input, 4_000);
    if (payload !== null) return payload;
    if (Date.now() > deadline) throw new Error('Never answered.');
    await pause();
  }
}

async function create(endpoint: string, input: object, waitMs: number): Promise<Payload | null> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: document('createCustomer'),
      variables: { input: { ...input, idempotencyKey: 'the-key', waitMs } },
    }),
  });
  const { data } = (await response.json()) as {
    readonly data: { readonly createCustomer: Payload } | null;
  };
  return data?.createCustomer ?? null;
}

function madeBy(payload: Payload | undefined): string | undefined {
  return payload?.customer?.externalId ?? payload?.operation?.customer?.externalId;
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20));
}
