import type { Sources } from '../datasources/sources.js';
import type { LoaderWatch, WatchLoader } from '../datasources/watched-loader.js';
import type { MaskedError } from '../graphql/errors.js';
import type { EndedRequest } from '../http/request-log.js';
import type { CallRecord, OperationScope } from '../upstream/scope.js';
import type { CallObserver } from '../upstream/trace.js';
import type { Log } from './log.js';
import { Metrics } from './metrics/metrics.js';
import { beginNotes, errorCodes, type OperationNotes } from './operations.js';
import type { Tracing } from './tracing/tracing.js';

/** One subscription, from its first event to its end. */
export interface SubscriptionWatch {
  told(): void;
  ended(): void;
}

export interface BegunSubscription {
  readonly requestId: string;
  readonly caller: string;
  readonly name: string | undefined;
}

/** What probes and scrapers ask for every few seconds. */
const QUIET_ROUTES = /^\/(health\/|metrics$)/;

/** What operators see: hands on what happens in the graph to the log, the metrics and, where it is on, the trace. */
export class Observability {
  readonly metrics = new Metrics();

  constructor(
    readonly log: Log,
    readonly tracing: Tracing | undefined,
  ) {}

  /** Of every operation, before anything else is done for it. */
  readonly begun = (
    scope: OperationScope,
    caller: string,
    traceparent: string | undefined,
  ): OperationNotes => {
    const notes = beginNotes(scope, caller);
    this.tracing?.operationBegun(notes, traceparent);
    return notes;
  };

  /** Of every upstream call. */
  readonly called: CallObserver = (record, failure) => {
    this.metrics.upstream.called(record);
    this.tracing?.called(record, failure);
  };

  readonly watchLoader: WatchLoader = (scope, sourceId, loader) => {
    const traced = this.tracing?.watchLoader(scope, sourceId, loader);
    const batch: LoaderWatch['batch'] = (keys, read) => {
      this.metrics.upstream.loaded(loader, keys.length);
      return traced === undefined ? read() : traced.batch(keys, read);
    };
    return traced === undefined ? { batch } : { ...traced, batch };
  };

  /** The one line of each request. */
  readonly requestEnded = (request: EndedRequest): void => {
    const { requestId, method, path, route, status, aborted, durationMs, operation } = request;
    this.metrics.requests.ended(request);
    const level = route !== null && QUIET_ROUTES.test(route) ? 'debug' : 'info';
    if (!this.log.isLevelEnabled(level)) return;
    const calls = operation?.scope.calls ?? [];
    const errors = operation?.errors ?? [];
    // Members that are undefined are left out.
    const line = {
      reqId: requestId,
      method,
      path,
      status,
      ms: Math.round(durationMs * 10) / 10,
      aborted,
      caller: operation?.caller,
      operation: operation?.name,
      type: operation?.type,
      cost: operation?.cost,
      errors: errors.length > 0 ? errorCodes(errors) : undefined,
      upstream: calls.length > 0 ? callsBySource(calls) : undefined,
    };
    this.log[level](line, 'request');
  };

  readonly masked = ({ original, path, requestId }: MaskedError): void => {
    this.metrics.requests.masked();
    this.log.error({ reqId: requestId, err: original, path }, 'masked error');
  };

  readonly subscribed = ({ requestId, caller, name }: BegunSubscription): SubscriptionWatch => {
    const fields = { reqId: requestId, caller, operation: name, type: 'subscription' };
    let events = 0;
    this.metrics.requests.subscribed();
    this.log.info(fields, 'subscription began');
    return {
      told: () => {
        events += 1;
        this.metrics.requests.told();
      },
      ended: () => {
        this.metrics.requests.unsubscribed();
        this.log.info({ ...fields, events }, 'subscription ended');
      },
    };
  };

  watch(sources: Sources): void {
    this.metrics.watch(sources);
    for (const { datasource } of sources) {
      const { id: sourceId, health } = datasource;
      health.watchCircuit((state) => {
        this.metrics.upstream.circuitChanged(sourceId, state);
        this.log.warn({ sourceId, state }, 'circuit changed');
      });
    }
  }

  async close(): Promise<void> {
    this.metrics.close();
    await this.tracing?.close();
  }
}

/** How many calls to each source ended how; those that only joined another are left out. */
function callsBySource(calls: readonly CallRecord[]): Readonly<Record<string, Record<string, number>>> {
  const bySource: Record<string, Record<string, number>> = {};
  for (const { source, cache, outcome } of calls) {
    if (cache === 'JOINED') continue;
    const outcomes = (bySource[source] ??= {});
    const word = cache === 'HIT' || cache === 'STALE' ? cache : outcome;
    outcomes[word] = (outcomes[word] ?? 0) + 1;
  }
  return bySource;
}
