import { AsyncLocalStorage } from 'node:async_hooks';
import { propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Context } from '@opentelemetry/api';
import { defaultFieldResolver, isObjectType, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import type { LoaderWatch } from '../../datasources/watched-loader.js';
import type { UpstreamFailure } from '../../errors.js';
import type { CallRecord, OperationScope } from '../../upstream/scope.js';
import type { OperationNotes } from '../operations.js';
import { OperationTrace } from './operation-trace.js';
import type { Tracing } from './tracing.js';

/** What is being done when something goes upstream. */
interface Place {
  readonly trace: OperationTrace;
  /** The field that does it, as its coordinate in the schema; a caller's aliases are not told. */
  readonly field: string;
  /** Set within a loader's batch, which serves several fields. */
  readonly batch?: Context;
}

type FieldResolver = GraphQLFieldResolver<unknown, { readonly scope?: OperationScope }>;

/** One span an operation, one for each upstream call, one for each batch of a loader, with links to the fields served. */
export class GraphTracing implements Tracing {
  readonly #tracer = trace.getTracer('partner-graph');
  /** Those under way; in a WeakMap they would outlive their requests (ADR 18). */
  readonly #operations = new Map<OperationScope, OperationTrace>();
  readonly #places = new AsyncLocalStorage<Place>();

  constructor(private readonly shutDown: () => Promise<void>) {}

  noteFields(schema: GraphQLSchema): void {
    for (const type of Object.values(schema.getTypeMap()).filter(isObjectType)) {
      for (const field of Object.values(type.getFields())) {
        const { resolve } = field;
        if (resolve === undefined || resolve === defaultFieldResolver) continue;
        field.resolve = this.#noted(`${type.name}.${field.name}`, resolve);
      }
    }
  }

  readonly operationBegun = (notes: OperationNotes, traceparent: string | undefined): void => {
    const parent =
      traceparent === undefined ? ROOT_CONTEXT : propagation.extract(ROOT_CONTEXT, { traceparent });
    const { scope } = notes;
    this.#operations.set(scope, new OperationTrace(this.#tracer, notes, parent));
    scope.onEnd(() => this.#operations.delete(scope));
  };

  /** Told after the call, so that it begins in the past. */
  readonly called = (record: CallRecord, failure: UpstreamFailure | null): void => {
    const place = this.#places.getStore();
    const { source, method, path, durationMs, outcome, cache, attempts, batchSize } = record;
    const status = failure?.upstreamStatus ?? null;
    const span = this.#tracer.startSpan(
      `${method} ${path}`,
      {
        kind: SpanKind.CLIENT,
        startTime: performance.now() - durationMs,
        links: place === undefined || place.batch !== undefined ? [] : [place.trace.linkTo(place.field)],
        attributes: {
          'partner_graph.source': source,
          'http.request.method': method,
          'url.template': path,
          'partner_graph.outcome': outcome,
          'partner_graph.cache': cache,
          'partner_graph.attempts': attempts,
          'partner_graph.batch_size': batchSize,
          ...(status === null ? undefined : { 'http.response.status_code': status }),
        },
      },
      place?.batch ?? place?.trace.context ?? ROOT_CONTEXT,
    );
    if (outcome !== 'OK') span.setStatus({ code: SpanStatusCode.ERROR });
    span.end(performance.now());
    place?.trace.served([place.field]);
  };

  readonly watchLoader = (scope: OperationScope, sourceId: string, loader: string): LoaderWatch => {
    const operation = this.#operations.get(scope);
    if (operation === undefined) return { batch: (_, read) => read() };
    const askedBy = new Map<string, Set<string>>();
    return {
      asked: (key) => {
        const field = this.#places.getStore()?.field;
        if (field !== undefined) askedBy.set(key, (askedBy.get(key) ?? new Set()).add(field));
      },
      batch: async (keys, read) => {
        const fields = new Set(keys.flatMap((key) => [...(askedBy.get(key) ?? [])]));
        const span = this.#tracer.startSpan(
          `load ${loader}`,
          {
            startTime: performance.now(),
            links: [...fields].map((field) => operation.linkTo(field)),
            attributes: {
              'partner_graph.source': sourceId,
              'partner_graph.batch_size': keys.length,
              'partner_graph.fields': [...fields],
            },
          },
          operation.context,
        );
        const batch = trace.setSpan(operation.context, span);
        try {
          return await this.#places.run({ trace: operation, field: loader, batch }, read);
        } finally {
          operation.served(fields);
          span.end(performance.now());
        }
      },
    };
  };

  close(): Promise<void> {
    return this.shutDown();
  }

  #noted(field: string, resolve: FieldResolver): FieldResolver {
    return (source, args, context, info) => {
      const operation = context.scope === undefined ? undefined : this.#operations.get(context.scope);
      const resolved = () => resolve(source, args, context, info);
      return operation === undefined ? resolved() : this.#places.run({ trace: operation, field }, resolved);
    };
  }
}
