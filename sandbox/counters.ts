import type { UpstreamName } from './upstream.js';

/** How many calls are kept in full for each upstream; older ones stay in the totals only. */
const KEPT_CALLS = 10_000;

/** One call as an upstream received it; `status` and `aborted` settle when the exchange ends. */
export interface Call {
  readonly upstream: UpstreamName;
  readonly method: string;
  /** As received, with its query. */
  readonly path: string;
  /** The route's template, e.g. `/ion/api/v3/accounts/:accountId/customers`; null where no route matched. */
  readonly route: string | null;
  /** null while unanswered, and for ever where the socket closed before the head of an answer. */
  readonly status: number | null;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body?: unknown;
  /** The client closed the connection before it had the whole answer. */
  readonly aborted: boolean;
}

export type OpenCall = { -readonly [Member in keyof Call]: Call[Member] };

/** What one upstream received, from when it arrived: a call that hangs is counted too. */
export class CallLog {
  #calls: OpenCall[] = [];
  #byRoute = new Map<string, number>();

  record(call: Omit<Call, 'status' | 'at' | 'aborted'>): OpenCall {
    const open: OpenCall = { ...call, status: null, at: Date.now(), aborted: false };
    this.#calls.push(open);
    // Trimmed a tenth at a time: shifting the array on every call would cost more than the call.
    if (this.#calls.length > KEPT_CALLS * 1.1) this.#calls = this.#calls.slice(-KEPT_CALLS);
    const key = `${call.method} ${call.route ?? '(no route)'}`;
    this.#byRoute.set(key, (this.#byRoute.get(key) ?? 0) + 1);
    return open;
  }

  get calls(): readonly Call[] {
    return this.#calls.slice(-KEPT_CALLS);
  }

  /** Received since the last reset, by `METHOD template`; not bounded by what is kept in full. */
  get totals(): { readonly calls: number; readonly byRoute: Readonly<Record<string, number>> } {
    const calls = [...this.#byRoute.values()].reduce((sum, count) => sum + count, 0);
    return { calls, byRoute: Object.fromEntries(this.#byRoute) };
  }

  reset(): void {
    this.#calls = [];
    this.#byRoute.clear();
  }
}
