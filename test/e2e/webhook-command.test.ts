import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sandboxSources, startSandbox, type Sandbox } from '../../sandbox/index.js';
import { providers } from '../../src/datasources/registry.js';
import { runWebhookCommand } from '../../src/start/webhook-command.js';

const URL_OF_GRAPH = 'https://graph.example/webhooks/dkhardware/dkh';
const SECRET = 'canary-webhook-secret';

let folder: string;
let sandbox: Sandbox;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'partner-graph-webhooks-'));
  sandbox = await startSandbox();
});
afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  sandbox.reset();
});

type DkEntry = Omit<ReturnType<typeof sandboxSources>[2], 'webhookSecret'> & {
  readonly webhookSecret: string;
};

async function configured(change: (entry: DkEntry) => object = (entry) => entry): Promise<string> {
  const file = join(folder, 'partner-graph.yml');
  const sources = sandboxSources(sandbox.url).map((entry) =>
    entry.id === 'dkh' ? change({ ...entry, webhookSecret: SECRET }) : entry,
  );
  // YAML takes JSON.
  await writeFile(file, JSON.stringify({ store: { url: 'memory:' }, sources }));
  return file;
}

async function run(...argv: string[]) {
  const lines: string[] = [];
  const complaints: string[] = [];
  const code = await runWebhookCommand({
    ...{ argv, providers, env: {} },
    print: (line) => lines.push(line),
    complain: (line) => complaints.push(line),
  });
  const text = [...lines, ...complaints].join('\n');
  expect(text).not.toContain(SECRET);
  return { code, text };
}

const creations = () => sandbox.calls('dkhardware').filter(({ path }) => path.includes('/create'));

describe('npm run webhooks', () => {
  it('registers once, however often it is told to, lists and deletes', async () => {
    const config = await configured(withoutSubscriptionScopes);
    const first = await run('register', '--url', URL_OF_GRAPH, '--config', config);
    expect(first).toMatchObject({ code: 0, text: expect.stringContaining('is registered.') });
    const second = await run('register', '--url', URL_OF_GRAPH, '--config', config);
    expect(second).toMatchObject({ code: 0, text: expect.stringContaining('registered already') });
    expect(creations()).toHaveLength(1);
    expect(creations().map(({ body }) => body)).toMatchObject([
      { webhook: { url: URL_OF_GRAPH, secret: SECRET }, eventType: 'customer:changed' },
    ]);

    const [id = ''] = first.text.split(' ');
    const listed = `${id}  customer:changed  ${URL_OF_GRAPH}`;
    expect((await run('list', '--config', config)).text).toContain(listed);
    expect(await run('delete', '--id', id, '--config', config)).toMatchObject({ code: 0 });
    expect((await run('list', '--source', 'dkh', '--config', config)).text).not.toContain(id);
  });

  it.each([
    [[], 'the action must be register, list or delete'],
    [['register'], '--url is missing'],
    [['delete'], '--id is missing'],
    [['list', 'more'], 'more than one action'],
    [['register', '--url', 'graph.example'], '--url must be an address'],
    [['register', '--url', 'http://graph.example/webhooks/dkhardware/dkh'], '--url must begin with https://'],
    [['register', '--url', 'https://graph.example/graphql'], '--url must end with'],
    [['list', '--prot', 'x'], '--prot is not a known flag'],
    [['list', '--source'], '--source has no value'],
  ])('%j is wrong usage, and told how it goes', async (argv, problem) => {
    const { code, text } = await run(...argv);
    expect(code).toBe(64);
    expect(text).toContain(problem);
    expect(text).toContain('npm run webhooks -- register');
  });

  it('without a configuration, or with an unusable one, says so', async () => {
    expect(await run('list')).toEqual({
      code: 78,
      text: 'name the configuration file with --config or PARTNER_GRAPH_CONFIG',
    });
    const { code, text } = await run('list', '--config', await configured(() => ({ id: 'dkh' })));
    expect(code).toBe(78);
    expect(text).toContain('sources[2].provider');
  });

  it('names the sources that it could be done for, where it cannot', async () => {
    const config = await configured();
    expect(await run('list', '--source', 'ion', '--config', config)).toEqual({
      code: 1,
      text: "there is no source 'ion' with a webhookSecret; those that have one: dkh",
    });
    const none = await configured(({ webhookSecret: _, ...entry }) => entry);
    expect(await run('list', '--config', none)).toEqual({
      code: 1,
      text: 'no source has a webhookSecret; those that have one: none',
    });
  });

  it('tells of an upstream that refuses, or is not there', async () => {
    const config = await configured();
    expect(await run('delete', '--id', 'unknown', '--config', config)).toMatchObject({
      code: 1,
      text: expect.stringContaining("Source 'dkh' refused the request. It answered 400."),
    });
    const gone = await configured((entry) => ({ ...entry, baseUrl: 'http://127.0.0.1:9' }));
    expect(await run('list', '--config', gone)).toMatchObject({
      code: 1,
      text: "Source 'dkh' cannot be reached or is failing.",
    });
  });
});

/** What the graph itself works with need not include the right to register anything. */
function withoutSubscriptionScopes({ credentials, ...entry }: DkEntry) {
  return { ...entry, credentials: { ...credentials, scope: 'customers orders' } };
}
