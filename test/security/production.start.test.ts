import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sandboxSources, startSandbox, type Sandbox } from '../../sandbox/index.js';
import { build, GraphProcess } from '../e2e/support/process.js';
import { TokenIssuer } from '../support/tokens.js';

const SECRETS = {
  CURSOR_SECRET: 'a-cursor-secret-of-32-characters-or-more',
  STORE_ENCRYPTION_KEY: 'an-encryption-key-of-32-characters-or-more',
};

let folder: string;
let sandbox: Sandbox;
let issuer: TokenIssuer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'partner-graph-production-'));
  [sandbox, issuer] = await Promise.all([startSandbox(), TokenIssuer.start(), build()]);
}, 60_000);
afterAll(async () => {
  await Promise.all([sandbox.close(), issuer.close(), rm(folder, { recursive: true })]);
});

/** A file that production accepts. */
function good() {
  return {
    profile: 'production',
    server: { cursorSecret: '${CURSOR_SECRET}' },
    auth: issuer.auth as object,
    store: { url: `file:${join(folder, 'graph.db')}`, encryptionKey: '${STORE_ENCRYPTION_KEY}' },
    sources: sandboxSources(sandbox.url) as readonly object[],
  };
}

async function start(file: object, environment: Readonly<Record<string, string>> = SECRETS) {
  const path = join(folder, 'graph.yml');
  await writeFile(path, JSON.stringify(file));
  return new GraphProcess(['--config', path, '--port', '0'], environment);
}

describe('S14: production refuses to start', () => {
  it.each([
    ['auth.mode', 'without auth', () => ({ ...good(), auth: undefined })],
    ['auth.mode', 'with auth none', () => ({ ...good(), auth: { mode: 'none' } })],
    ['server.cursorSecret', 'without a cursor secret', () => ({ ...good(), server: {} })],
    ['store.encryptionKey', 'without a key for the store', () => ({ ...good(), store: {} })],
    [
      'server.introspection',
      'with introspection by a variable',
      () => ({ ...good(), server: { ...good().server, introspection: '${DEBUG_SWITCH}' } }),
    ],
    [
      'server.graphiql',
      'with GraphiQL by a variable',
      () => ({ ...good(), server: { ...good().server, graphiql: '${DEBUG_SWITCH}' } }),
    ],
  ])('and names %s: %s', async (setting, _, file) => {
    const graph = await start(file(), { ...SECRETS, DEBUG_SWITCH: 'true' });
    const { code, stdout, stderr } = await graph.ended;
    expect([code, stdout]).toEqual([78, '']);
    expect(stderr.trimEnd().split('\n')).toEqual([expect.stringMatching(`^${setting}: `)]);
  });

  it('and names every variable of a secret that is not set', async () => {
    const { code, stderr } = await (await start(good(), {})).ended;
    expect(code).toBe(78);
    expect(stderr).toMatch(/server\.cursorSecret: .*CURSOR_SECRET/);
    expect(stderr).toMatch(/store\.encryptionKey: .*STORE_ENCRYPTION_KEY/);
  });
});

describe('S14: production as it should be', () => {
  let graph: GraphProcess;
  let endpoint: string;

  beforeAll(async () => {
    graph = await start(good());
    endpoint = await graph.printed(/GraphQL {3}(\S+)/);
  }, 30_000);
  afterAll(async () => {
    graph.signal('SIGTERM');
    await graph.ended;
  });

  async function ask(query: string, headers: Readonly<Record<string, string>> = {}) {
    const authorization = `Bearer ${await issuer.token()}`;
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization, ...headers },
      body: JSON.stringify({ query }),
    });
    return { status: response.status, text: await response.text() };
  }

  it('answers whoever has a token, and nobody else', async () => {
    const query = '{ customers(first: 4) { nodes { source { id } } } }';
    const answer = await ask(query);
    expect(answer.status).toBe(200);
    for (const id of ['arrow', 'cockpit', 'dkh', 'ion']) expect(answer.text).toContain(`"id":"${id}"`);
    expect((await ask(query, { authorization: '' })).status).toBe(401);
  });

  it('has no GraphiQL, no introspection, no suggestions and explains no calls', async () => {
    expect((await fetch(new URL('/graphiql', endpoint))).status).toBe(404);
    expect((await ask('{ __schema { types { name } } }')).text).not.toContain('"types"');
    expect((await ask('{ custommers { nodes { id } } }')).text).not.toMatch(/Did you mean|"customers"/);
    const explained = await ask('{ customers(first: 1) { nodes { id } } }', {
      'x-partner-graph-explain': '1',
    });
    expect(explained.text).toContain('"nodes"');
    expect(explained.text).not.toContain('"upstream"');
  });

  it('shows no stack, whatever it is sent', async () => {
    const answers = [
      (await ask('{ customer(id: "x") { id } }')).text,
      (await ask('{')).text,
      await (await fetch(endpoint, { method: 'PUT' })).text(),
      await (await fetch(new URL('/%ff', endpoint))).text(),
    ];
    expect(answers.join('\n')).not.toMatch(/stack|\bat .*\.js|node_modules|dist\//);
  });
});
