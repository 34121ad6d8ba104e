import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sandboxSources, startSandbox, type Fault, type Sandbox } from '../../sandbox/index.js';
import { ION_NINE } from '../contract/mutations/support/inputs.js';
import { document } from '../contract/mutations/support/mutate.js';
import { build, GraphProcess } from '../e2e/support/process.js';
import { startReceiver } from '../observability/support/receiver.js';
import { TokenIssuer } from '../support/tokens.js';

/** Where each is put, in the order of the helper that uses it. */
const CANARY = {
  metrics: 'canary-metrics-token-of-32-characters-or-more',
  upstream: 'canary-in-an-upstream-body',
  tokens: 'canary-in-a-token-endpoint-body',
  variable: 'canary-variable',
  literal: 'canary-literal',
  alias: 'canary_alias',
  header: 'canary-header',
  query: 'canary-query-string',
  webhook: 'canary-webhook-body',
  password: 'canary-ion-password-',
};

/** Everything an upstream may answer that is no answer; each quotes a secret. */
const FAILURES: readonly Fault[] = [400, 401, 403, 404, 409, 422, 429, 500, 503].map((status) => ({
  ...{ kind: 'status', status, times: 1 },
  body: { error: CANARY.upstream, message: CANARY.upstream, error_description: CANARY.upstream },
}));

let folder: string;
let sandbox: Sandbox;
let issuer: TokenIssuer;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let graph: GraphProcess;
let endpoint: string;
let bearer: string;
let metrics = '';
let metricsStatus = 0;
let stdout = '';
let stderr = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'partner-graph-observed-'));
  [sandbox, issuer, receiver] = await Promise.all([
    startSandbox(),
    TokenIssuer.start(),
    startReceiver(),
    build(),
  ]);
  bearer = await issuer.token({ sub: 'a-portal\n{"level":"fatal"}' });
  await writeFile(join(folder, 'graph.yml'), JSON.stringify(configuration()));
  graph = new GraphProcess(['--config', join(folder, 'graph.yml'), '--port', '0'], receiver.environment);
  endpoint = await graph.printed(/GraphQL {3}(\S+)/);
  await readThroughTrouble();
  await askBadly();
  await writeOnce();
  metricsStatus = (await fetch(new URL('/metrics', endpoint))).status;
  const told = await fetch(new URL('/metrics', endpoint), {
    headers: { authorization: `Bearer ${CANARY.metrics}` },
  });
  metrics = await told.text();
  graph.signal('SIGTERM');
  ({ stdout, stderr } = await graph.ended);
}, 90_000);
afterAll(async () => {
  graph.signal('SIGKILL');
  receiver.close();
  await Promise.all([sandbox.close(), issuer.close(), rm(folder, { recursive: true })]);
});

function configuration() {
  return {
    auth: issuer.auth,
    log: { level: 'debug' },
    metrics: { token: CANARY.metrics },
    store: { url: `file:${join(folder, 'graph.db')}` },
    sources: sandboxSources(sandbox.url).map((source) => ({
      ...source,
      transport: { retries: 0, freshMs: 0, staleMs: 0 },
    })),
  };
}

/** Every failure at a list and at a read by id, then a token endpoint that quotes what it was sent. */
async function readThroughTrouble(): Promise<void> {
  const query = `query Canaries($text: String) {
    customers(filter: { search: $text }) { nodes { id } }
    ${CANARY.alias}: customerByExternalId(sourceId: "ion", externalId: "${CANARY.literal}") { id orders { nodes { id } } }
  }`;
  for (const fault of FAILURES) {
    sandbox.fault('ion', fault);
    sandbox.fault('arrowsphere', fault);
    await post({ query, variables: { text: CANARY.variable } });
  }
  sandbox.upstream('dkhardware').configure({ revokeTokens: true });
  sandbox.fault('dkhardware', {
    ...{ kind: 'status', status: 400, match: { path: 'token' } },
    body: { error: 'invalid_client', error_description: CANARY.tokens },
  });
  await post({ query, variables: { text: CANARY.variable } });
}

async function askBadly(): Promise<void> {
  await post({ query: `{ customer(id: "${CANARY.literal}") { ${CANARY.alias} } }` });
  await post({ query: `{ customer(id: "${CANARY.literal}` });
  await post({ query: '{ __typename }', operationName: `${CANARY.literal}\n` });
  await post({ operationName: CANARY.literal });
  await fetch(`${endpoint}?query=${CANARY.query}`, {
    headers: { authorization: `Bearer ${CANARY.header}`, 'x-request-id': `${CANARY.header} {` },
  });
  await fetch(endpoint, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
    body: `{"${CANARY.literal}`,
  });
  await fetch(new URL('/webhooks/dkhardware/dkh', endpoint), {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
    body: JSON.stringify({ Secret: CANARY.webhook, [CANARY.webhook]: 1 }),
  });
}

async function writeOnce(): Promise<void> {
  const input = { ...ION_NINE, idempotencyKey: 'canary-idempotency-key' };
  const answer = await post({ query: document('createCustomer'), variables: { input } });
  expect(answer).toContain(CANARY.password);
}

async function post(body: object): Promise<string> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${bearer}` };
  const response = await fetch(endpoint, { method: 'POST', headers, body: JSON.stringify(body) });
  return await response.text();
}

function secrets(): readonly string[] {
  const credentials = sandboxSources(sandbox.url).flatMap(({ credentials }) =>
    Object.entries(credentials).filter(([name]) => /key|secret|token$/i.test(name)),
  );
  return [
    ...Object.values(CANARY),
    ...[bearer, 'canary-idempotency-key', 'sandbox-dkhardware-webhook-secret', ION_NINE.contact.email],
    ...credentials.map(([, secret]) => secret),
  ];
}

describe('S11: what operators see', () => {
  it.each([
    ['standard output', () => stdout],
    ['the log, at its most talkative', () => stderr],
    ['the metrics', () => metrics],
    ['traces', () => receiver.text()],
  ])('holds no secret and nothing of what was asked: %s', (_, text) => {
    expect(text().length).toBeGreaterThan(100);
    expect(secrets().filter((secret) => text().includes(secret))).toEqual([]);
  });

  it('was put to the test: sources failed in every way, and a token endpoint as well', () => {
    for (const code of ['UNAVAILABLE', 'RATE_LIMITED', 'FORBIDDEN', 'REJECTED', 'UNAUTHENTICATED'])
      expect(metrics).toMatch(new RegExp(`upstream_calls_total\\{[^}]*outcome="${code}"\\} [1-9]`));
    expect(receiver.spans().length).toBeGreaterThan(20);
  });

  it('S9: is one line of JSON for each event, whatever callers are called', () => {
    const lines = stderr
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.filter(({ level }) => level === 'fatal')).toEqual([]);
    const requests = lines.filter(({ msg }) => msg === 'request');
    expect(requests).toContainEqual(
      expect.objectContaining({
        ...{ caller: 'a-portal?{"level":"fatal"}', operation: 'Canaries', type: 'query', status: 200 },
        ...{ path: '/graphql', method: 'POST', cost: expect.anything(), ms: expect.any(Number) },
      }),
    );
    expect(requests.map(({ status }) => status)).toEqual(expect.arrayContaining([200, 400, 401]));
  });

  it('metrics are told to whoever brings the token', () => {
    expect(metricsStatus).toBe(401);
    expect(metrics).toContain('partner_graph_upstream_calls_total{');
  });
});
