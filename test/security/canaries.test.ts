import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sandboxSources, startSandbox, type Fault, type Sandbox } from '../../sandbox/index.js';
import { ARROW_NINE, COCKPIT_NINE, DK_NINE, ION_NINE } from '../contract/mutations/support/inputs.js';
import { document } from '../contract/mutations/support/mutate.js';
import { build, GraphProcess } from '../e2e/support/process.js';

const PASSWORD = 'canary-ion-password-';
/** What only the provider is told of a customer: CloudCockpit passes it on as text. */
const PERSONAL = 'canary-credentials-mail';
const SEALS = {
  cursorSecret: 'canary-cursor-secret-of-32-characters-or-more',
  encryptionKey: 'canary-encryption-key-of-32-characters-or-more',
};

/** All that lose an answer, or spoil it, after the upstream wrote; a truncated one has the password in its log's reach. */
const SPOILERS: readonly Fault[] = [
  { kind: 'truncate' },
  { kind: 'html', phase: 'after' },
  { kind: 'reset', afterBytes: 200 },
  { kind: 'status', status: 500, phase: 'after', body: { error: 'INTERNAL_ERROR', message: 'canary-body' } },
];

let folder: string;
let sandbox: Sandbox;
let graph: GraphProcess;
let endpoint: string;
/** Every answer but the one that shows a password. */
const answers: string[] = [];
let firstAnswer = '';
let stored = '';
let written = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'partner-graph-canaries-'));
  [sandbox] = await Promise.all([startSandbox(), build()]);
  await writeFile(
    join(folder, 'graph.yml'),
    JSON.stringify({
      server: { cursorSecret: SEALS.cursorSecret },
      store: { url: `file:${join(folder, 'graph.db')}`, encryptionKey: SEALS.encryptionKey },
      sources: sandboxSources(sandbox.url),
    }),
  );
  graph = new GraphProcess(['--config', join(folder, 'graph.yml'), '--port', '0']);
  endpoint = await graph.printed(/GraphQL {3}(\S+)/);
  await writeEverywhere();
  await spoilAnswers();
  stored = await bytesOf('graph.db');
  graph.signal('SIGTERM');
  const { stdout, stderr } = await graph.ended;
  written = stdout + stderr;
}, 90_000);
afterAll(async () => {
  graph.signal('SIGKILL');
  await sandbox.close();
  await rm(folder, { recursive: true });
});

describe('what is secret', () => {
  it('is a password that one answer shows, and none besides', () => {
    expect(firstAnswer.split(PASSWORD)).toHaveLength(2);
    expect(answers.join('\n')).not.toContain(PASSWORD);
    // The repetition is the same customer, and says nothing of its user.
    expect(answers[0]).toContain('"createdUser":null');
    expect(answers[0]).toContain('Meridian Test Org 9');
  });

  it('was really at hand: every source gave a token, and ION a password', () => {
    expect(tokens().length).toBeGreaterThanOrEqual(4);
    expect(answers.join('\n')).toContain('UPSTREAM_BAD_RESPONSE');
    expect(written).toContain('GraphQL');
    expect(stored.length).toBeGreaterThan(10_000);
  });

  it.each([
    ['an answer, an error or an explained call', () => answers.join('\n') + withoutPassword(firstAnswer)],
    ['standard output or the log', () => written],
    ['the bytes of the store', () => stored],
  ])('is never in %s', (_, text) => {
    const found = secrets().filter((secret) => text().includes(secret));
    expect(found).toEqual([]);
  });
});

/** A creation at each source, each repeated; ION's first, whose answer has the password. */
async function writeEverywhere(): Promise<void> {
  firstAnswer = await create(ION_NINE, 'first');
  answers.push(await create(ION_NINE, 'first'));
  const [provider] = COCKPIT_NINE.cloudCockpit.providerCustomers;
  const cloudCockpit = {
    providerCustomers: [{ ...provider, data: { Domain: 'nine', CredentialsEmail: PERSONAL } }],
  };
  for (const input of [ARROW_NINE, { ...COCKPIT_NINE, cloudCockpit }, { ...DK_NINE, waitMs: 5_000 }])
    for (let tries = 0; tries < 2; tries += 1) answers.push(await create(input, `first-${input.sourceId}`));
}

async function spoilAnswers(): Promise<void> {
  for (const [index, fault] of SPOILERS.entries()) {
    const contact = { ...ION_NINE.contact, email: `spoilt${index}@meridian.example` };
    sandbox.fault('ion', { ...fault, times: 1, match: { method: 'POST', path: '/customers' } });
    // What looks for it fails as well, so that the failure itself is told.
    sandbox.fault('ion', { kind: 'html', times: 1, match: { method: 'GET', path: '/customers' } });
    for (let tries = 0; tries < 2; tries += 1)
      answers.push(await create({ ...ION_NINE, contact }, `spoilt-${index}`));
  }
}

async function create(input: object, idempotencyKey: string): Promise<string> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-partner-graph-explain': '1' },
    body: JSON.stringify({
      query: document('createCustomer'),
      variables: { input: { ...input, idempotencyKey } },
    }),
  });
  return await response.text();
}

function secrets(): readonly string[] {
  const credentials = sandboxSources(sandbox.url).flatMap(({ credentials }) =>
    Object.entries(credentials).filter(([name]) => /key|secret|token$/i.test(name)),
  );
  const plain = [
    ...[PASSWORD, PERSONAL, 'canary-body', ...Object.values(SEALS), 'sandbox-dkhardware-webhook-secret'],
    ...credentials.map(([, secret]) => secret),
    ...tokens(),
    // What the first one was exchanged for: in the store, sealed.
    'sandbox-ion-refresh-1',
  ];
  return [...plain, ...plain.map((secret) => Buffer.from(secret).toString('base64').replace(/=+$/, ''))];
}

/** Access tokens as they were used, refresh tokens as they were spent. */
function tokens(): readonly string[] {
  const calls = (['arrowsphere', 'cloudcockpit', 'dkhardware', 'ion'] as const).flatMap((name) =>
    sandbox.calls(name),
  );
  const used = calls.flatMap(({ headers, body }) => [
    String(headers.authorization ?? headers.apikey ?? '').replace('Bearer ', ''),
    /refresh_token"?[=:]"?([\w-]+)/.exec(JSON.stringify(body ?? ''))?.[1] ?? '',
  ]);
  return [...new Set(used)].filter((token) => token !== '');
}

function withoutPassword(answer: string): string {
  return answer.replace(new RegExp(`"password":"${PASSWORD}[^"]+"`), '');
}

/** The file, and what stands beside it while it is open. */
async function bytesOf(name: string): Promise<string> {
  const files = (await readdir(folder)).filter((file) => file.startsWith(name));
  const contents = await Promise.all(files.map((file) => readFile(join(folder, file), 'latin1')));
  return contents.join('\n');
}
