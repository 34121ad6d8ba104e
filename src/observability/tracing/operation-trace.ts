import { SpanKind, trace, type Context, type Link, type Span, type Tracer } from '@opentelemetry/api';
import { errorCodes, type OperationNotes } from '../operations.js';

/** The span of one operation, and those of its fields that asked upstreams for something. */
export class OperationTrace {
  /** Makes what is begun in it a child of the operation. */
  readonly context: Context;
  readonly #span: Span;
  readonly #fields = new Map<string, { readonly span: Span; endedAt: number }>();

  constructor(
    private readonly tracer: Tracer,
    private readonly notes: OperationNotes,
    parent: Context,
  ) {
    const { scope } = notes;
    const options = { kind: SpanKind.SERVER, startTime: scope.startedAt };
    this.#span = tracer.startSpan('graphql', options, parent);
    this.context = trace.setSpan(parent, this.#span);
    scope.onEnd(() => {
      this.#end();
    });
  }

  /** A link to the span of a field, by its coordinate in the schema, e.g. `Customer.orders`: one for all its rows. */
  linkTo(coordinate: string): Link {
    const known = this.#fields.get(coordinate);
    if (known !== undefined) return { context: known.span.spanContext() };
    const span = this.tracer.startSpan(coordinate, { startTime: performance.now() }, this.context);
    this.#fields.set(coordinate, { span, endedAt: performance.now() });
    return { context: span.spanContext() };
  }

  /** A call or a batch that these fields waited for is over. */
  served(coordinates: Iterable<string>): void {
    for (const coordinate of coordinates) {
      const field = this.#fields.get(coordinate);
      if (field !== undefined) field.endedAt = performance.now();
    }
  }

  #end(): void {
    for (const { span, endedAt } of this.#fields.values()) span.end(endedAt);
    const { type, name, errors } = this.notes;
    this.#span.updateName(type ?? 'graphql');
    if (type !== null) this.#span.setAttribute('graphql.operation.type', type);
    if (name !== null) this.#span.setAttribute('graphql.operation.name', name);
    if (errors.length > 0) this.#span.setAttribute('partner_graph.errors', Object.keys(errorCodes(errors)));
    this.#span.end(performance.now());
  }
}
