import type { Configuration } from '../config/configuration.js';
import { faultLine } from '../config/faults.js';
import { loadConfiguration, type LoadOptions } from '../config/load.js';
import type { ChangeEvents, EventRegistrations } from '../datasources/change-events.js';
import type { Datasource } from '../datasources/source.js';
import { UpstreamFailure } from '../errors.js';
import { onFirstUse } from '../store/on-first-use.js';
import { openStore } from '../store/open.js';
import { OperationScope } from '../upstream/scope.js';
import { readWebhookOrder, WEBHOOK_USAGE, type WebhookOrder } from './webhook-arguments.js';

/** Exit codes of sysexits.h. */
const OK = 0;
const FAILED = 1;
const WRONG_USAGE = 64;
const UNUSABLE_CONFIGURATION = 78;

const TIMEOUT_MS = 30_000;

export interface WebhookCommandOptions extends Pick<LoadOptions, 'argv' | 'env' | 'providers'> {
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
}

/** `npm run webhooks`: tells upstreams where their change events should go. Gives the exit code; prints no secret. */
export async function runWebhookCommand(options: WebhookCommandOptions): Promise<number> {
  const { argv, complain, print } = options;
  const order = readWebhookOrder(argv);
  if (typeof order === 'string') {
    complain(`${order}\n\n${WEBHOOK_USAGE}`);
    return WRONG_USAGE;
  }
  const configuration = await configurationOf(order, options);
  if (configuration === undefined) return UNUSABLE_CONFIGURATION;
  try {
    return await withSource(configuration, order, complain, (registrations, scope) =>
      carryOut(order, registrations, scope, print),
    );
  } catch (error) {
    if (!(error instanceof UpstreamFailure)) throw error;
    const { upstreamStatus } = error;
    complain(`${error.message}${upstreamStatus === null ? '' : ` It answered ${upstreamStatus}.`}`);
    return FAILED;
  }
}

async function configurationOf(
  { config }: WebhookOrder,
  { complain, ...options }: WebhookCommandOptions,
): Promise<Configuration | undefined> {
  const missing: string[] = [];
  const loaded = await loadConfiguration({
    ...options,
    argv: config === undefined ? [] : ['--config', config],
    withoutFile() {
      missing.push('name the configuration file with --config or PARTNER_GRAPH_CONFIG');
      return Promise.resolve({});
    },
  });
  const faults = (loaded.faults ?? []).map(faultLine);
  for (const line of missing.length > 0 ? missing : faults) complain(line);
  return loaded.faults === undefined ? loaded.configuration : undefined;
}

type Use = (registrations: EventRegistrations, scope: OperationScope) => Promise<void>;

/** Opens the source that is meant, and closes it again. */
async function withSource(
  { sources, store: settings }: Configuration,
  { sourceId }: WebhookOrder,
  complain: (line: string) => void,
  use: Use,
): Promise<number> {
  const store = onFirstUse(() => openStore(settings));
  const services = { refreshTokens: store.refreshTokens, observe: () => undefined };
  const open = sources.map((source) => source.open(services));
  const scope = new OperationScope('webhooks', TIMEOUT_MS);
  try {
    const found = eventsOf(open, sourceId);
    if (typeof found === 'string') {
      complain(found);
      return FAILED;
    }
    await use(found.registrations, scope);
    return OK;
  } finally {
    scope.end();
    await Promise.all(open.map((source) => source.close()));
    await store.close();
  }
}

/** The events of the source that is named, or of the only one that has any; else in words what is wrong. */
function eventsOf(sources: readonly Datasource[], sourceId: string | undefined): ChangeEvents | string {
  const able = sources.filter(({ events }) => events !== undefined);
  const names = able.map(({ id }) => id).join(', ') || 'none';
  const [source, ...others] = able.filter(({ id }) => sourceId === undefined || id === sourceId);
  if (source?.events === undefined) {
    const problem = sourceId === undefined ? 'no source has' : `there is no source '${sourceId}' with`;
    return `${problem} a webhookSecret; those that have one: ${names}`;
  }
  if (others.length > 0) return `say which source with --source: ${names}`;
  return source.events;
}

async function carryOut(
  order: WebhookOrder,
  registrations: EventRegistrations,
  scope: OperationScope,
  print: (line: string) => void,
): Promise<void> {
  switch (order.action) {
    case 'register': {
      const known = (await registrations.list(scope)).find(({ url }) => url === order.url);
      if (known !== undefined) {
        print(`${known.id} is registered already; after a change of the secret, delete it first.`);
        return;
      }
      print(`${await registrations.create(order.url, scope)} is registered.`);
      return;
    }
    case 'list': {
      const rows = await registrations.list(scope);
      for (const { id, event, url } of rows) print(`${id}  ${event}  ${url}`);
      if (rows.length === 0) print('Nothing is registered.');
      return;
    }
    case 'delete':
      await registrations.delete(order.id, scope);
      print(`${order.id} is deleted.`);
  }
}
