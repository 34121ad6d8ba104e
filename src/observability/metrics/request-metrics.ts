import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { EndedRequest } from '../../http/request-log.js';
import { errorCodes } from '../operations.js';

/** From a plain answer out of memory to the longest operation. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30];

/** What callers ask for and get. Labels are our own words: routes, types, status codes, error codes. */
export class RequestMetrics {
  readonly #requests: Counter<'route' | 'type' | 'status'>;
  readonly #durations: Histogram<'type'>;
  readonly #errors: Counter<'code'>;
  readonly #cost: Histogram;
  readonly #openSubscriptions: Gauge;
  readonly #events: Counter;
  readonly #masked: Counter;

  constructor(registry: Registry) {
    const registers = [registry];
    this.#requests = new Counter({
      ...{
        name: 'partner_graph_requests_total',
        help: 'Requests by route, operation type and status',
        registers,
      },
      labelNames: ['route', 'type', 'status'],
    });
    this.#durations = new Histogram({
      ...{
        name: 'partner_graph_request_duration_seconds',
        help: 'GraphQL requests, to their last byte',
        registers,
      },
      labelNames: ['type'],
      buckets: SECONDS,
    });
    this.#errors = new Counter({
      ...{ name: 'partner_graph_errors_total', help: 'GraphQL errors by code', registers },
      labelNames: ['code'],
    });
    this.#cost = new Histogram({
      ...{ name: 'partner_graph_operation_cost', help: 'What operations did cost', registers },
      buckets: [1, 5, 10, 50, 100, 500, 1_000, 5_000],
    });
    this.#openSubscriptions = new Gauge({
      ...{ name: 'partner_graph_subscriptions_open', help: 'Subscriptions that clients hold', registers },
    });
    this.#events = new Counter({
      ...{ name: 'partner_graph_subscription_events_total', help: 'Events told to subscribers', registers },
    });
    this.#masked = new Counter({
      ...{
        name: 'partner_graph_masked_errors_total',
        help: 'Faults of this server; the log has them',
        registers,
      },
    });
  }

  ended({ route, status, aborted, durationMs, operation }: EndedRequest): void {
    const type = operation?.type ?? 'none';
    // nginx's word for a client that left.
    this.#requests.inc({ route: route ?? 'none', type, status: aborted ? 499 : status });
    if (operation === null) return;
    this.#durations.observe({ type }, durationMs / 1_000);
    if (operation.errors.length > 0)
      for (const [code, count] of Object.entries(errorCodes(operation.errors)))
        this.#errors.inc({ code }, count);
    if (operation.cost !== null) this.#cost.observe(operation.cost.actual);
  }

  subscribed(): void {
    this.#openSubscriptions.inc();
  }

  told(): void {
    this.#events.inc();
  }

  unsubscribed(): void {
    this.#openSubscriptions.dec();
  }

  masked(): void {
    this.#masked.inc();
  }
}
