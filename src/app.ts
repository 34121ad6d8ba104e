import { createAuthenticate } from './access/authenticate.js';
import type { Configuration } from './config/configuration.js';
import { CursorCodec } from './datasources/cursor.js';
import { Loaders } from './datasources/loaders.js';
import { Sources } from './datasources/sources.js';
import { createAnswer } from './graphql/answer.js';
import { errorTeller } from './graphql/errors.js';
import { executors } from './graphql/execution/execute.js';
import { Admission } from './graphql/limits/admission.js';
import { payerOf } from './graphql/limits/caller-budget.js';
import { OperationReader } from './graphql/operation-reader.js';
import { createSchema } from './graphql/schema.js';
import { createSubscriptionServer } from './graphql/subscriptions.js';
import { loadExamples } from './http/graphiql/examples.js';
import { graphiqlPlugin } from './http/graphiql.js';
import { graphqlPlugin } from './http/graphql.js';
import { healthPlugin } from './http/health.js';
import { metricsPlugin } from './http/metrics.js';
import { OpenOperations } from './http/open-operations.js';
import { observeRequests } from './http/request-log.js';
import { createHttpServer } from './http/server.js';
import { webhooksPlugin } from './http/webhooks.js';
import { websocketPlugin } from './http/websocket.js';
import { createLog, type LogOptions } from './observability/log.js';
import { Observability } from './observability/observability.js';
import type { ContextFor } from './resolvers/context.js';
import { ListReports } from './resolvers/list-reports.js';
import { openStore } from './store/open.js';
import { ChangeFeed } from './writes/change-feed.js';
import { Duplicates } from './writes/duplicates.js';
import { PendingWork } from './writes/pending-work.js';
import { ReportedChanges } from './writes/reported-changes.js';

export interface App {
  /** Starts to listen; gives the base URL. */
  listen(): Promise<string>;
  /** Says at `/health/ready` that no new traffic should come; what comes is answered, and waits for no operation. */
  retire(): void;
  /** Ends what requests in flight still wait for: each is answered with what it has. */
  hurry(): void;
  /** Notes a rejection that nobody waited for: a defect of this program that must not end what others have in flight. */
  stray(error: unknown): void;
  /** Takes no new requests, lets those in flight finish, closes the sources. */
  close(): Promise<void>;
}

export interface AppOptions {
  /** Where the log goes; by default nowhere. */
  readonly logger?: LogOptions;
}

/** How often unfinished work is asked for: soon at first, then ever less often. */
const POLL = { firstMs: 500, longestMs: 60_000 };

/** What one client may hold, and how long it may keep silent. */
const SOCKETS = {
  maxSubscriptionsPerSocket: 100,
  maxBufferedBytes: 1024 * 1024,
  connectionInitMs: 3_000,
  pingMs: 12_000,
};

/** Wires the parts together: sources, schema, GraphQL server, HTTP. */
export async function createApp(configuration: Configuration, { logger }: AppOptions = {}): Promise<App> {
  const { server: settings, limits, profile } = configuration;
  const log = createLog(logger);
  const store = await openStore({
    ...configuration.store,
    notice: (message) => {
      log.warn(message);
    },
  });
  // Loaded only where somebody wants traces: it takes as long as all the rest.
  const tracing = configuration.tracing
    ? (await import('./observability/tracing/start.js')).startTracing()
    : undefined;
  const observed = new Observability(log, tracing);
  const services = { refreshTokens: store.refreshTokens, observe: observed.called };
  const sources = Sources.open(configuration.sources.map((source) => source.open(services)));
  observed.watch(sources);
  const cursors = new CursorCodec(settings.cursorSecret);

  const http = createHttpServer({ maxBodyBytes: limits.maxBodyBytes, log });
  observeRequests(http, observed.requestEnded);
  const schema = createSchema();
  tracing?.noteFields(schema);
  const { introspection } = settings;
  const execution = {
    reader: new OperationReader(schema, { introspection, maxTokens: limits.maxTokens }),
    admission: new Admission(schema, limits),
    execute: executors[settings.execution],
    tell: errorTeller({ introspection, onMasked: observed.masked }),
  };

  const authenticate = createAuthenticate(configuration.auth);
  const changes = new ChangeFeed();
  const reported = new ReportedChanges(changes, (sourceId) => sources.get(sourceId)?.datasource.kept.drop());
  const pending = new PendingWork({
    ...{ records: store.operations, sources, changes, poll: POLL, timeoutMs: limits.operationTimeoutMs },
    onError: (error) => {
      log.error({ err: error }, 'polling pending work failed');
    },
    onForgotten: ({ sourceId, id, kind }) => {
      log.warn({ sourceId, id, kind }, 'an upstream knows nothing of this work any more');
    },
  });
  const writes = {
    ...{ idempotency: store.idempotency, pending, changes, timeoutMs: limits.operationTimeoutMs },
    duplicates: new Duplicates(),
    // The last call of a try begins within its time at the latest; as long again is given to the upstream.
    settleMs: 2 * limits.operationTimeoutMs,
  };
  const contextFor: ContextFor = (scope, caller, { address, traceparent }) => {
    const notes = observed.begun(scope, caller.id, traceparent);
    const visible = caller.sources === 'all' ? sources : sources.only(caller.sources);
    const loaders = new Loaders(visible, scope, observed.watchLoader);
    const lists = { sources: visible, loaders, scope, cursors, maxScanPages: limits.maxScanPages };
    const payer = payerOf(caller, address);
    const listReports = new ListReports();
    return { scope, sources: visible, loaders, lists, listReports, writes, caller, notes, payer };
  };

  let ready = false;
  await http.register(healthPlugin, { isReady: () => ready });
  const { contentType } = observed.metrics;
  await http.register(metricsPlugin, {
    read: () => observed.metrics.read(),
    ...{ contentType, token: configuration.metrics.token },
  });
  const operations = new OpenOperations(limits);
  await http.register(graphqlPlugin, {
    answer: createAnswer(execution),
    ...{ operations, authenticate, contextFor, explain: profile !== 'production' },
  });
  await http.register(websocketPlugin, {
    subscriptions: createSubscriptionServer({
      ...execution,
      ...SOCKETS,
      ...limits,
      authenticate,
      contextFor,
      onSubscribed: observed.subscribed,
    }),
    maxMessageBytes: limits.maxBodyBytes,
    ...SOCKETS,
  });
  await http.register(webhooksPlugin, {
    sources,
    onChange: (sourceId, change) => {
      reported.take(sourceId, change);
    },
  });
  if (settings.graphiql)
    await http.register(graphiqlPlugin, { endpoint: '/graphql', examples: loadExamples() });

  return {
    async listen() {
      const url = await http.listen({ host: settings.host, port: settings.port });
      pending.start();
      ready = true;
      log.info({ profile }, 'started');
      return url;
    },
    retire() {
      ready = false;
      changes.release();
    },
    hurry() {
      operations.expire();
    },
    stray(error) {
      log.error({ err: error }, 'a rejection that nobody waited for');
    },
    async close() {
      ready = false;
      changes.release();
      await http.close();
      await pending.stop();
      reported.stop();
      await Promise.all([...sources].map(({ datasource }) => datasource.close()));
      await store.close();
      log.info('stopped');
      await observed.close();
    },
  };
}
