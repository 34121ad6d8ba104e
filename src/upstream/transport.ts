import { Pool } from 'undici';
import { UpstreamErrorCode, UpstreamFailure } from '../errors.js';
import { authenticated } from './authenticate.js';
import { AnswerCache, answerFromCache, type KeptReads } from './cache.js';
import { limitCalls } from './call-limit.js';
import { Circuit, failFast, guard } from './circuit.js';
import type { Credentials } from './credentials/credentials.js';
import { tokenEndpoint, type TokenEndpoint } from './credentials/token-endpoint.js';
import { limitTime } from './deadline.js';
import { httpExchange } from './exchange.js';
import { HealthRecord, noteHealth, type TransportHealth } from './health.js';
import { joinReads } from './join.js';
import { Limiter } from './limiter.js';
import { compose, type Call } from './policy.js';
import { refusalOf, type Refusal } from './refusals.js';
import { rememberReads } from './remember.js';
import { requestTarget, type UpstreamAnswer, type UpstreamRequest } from './request.js';
import { retry } from './retry.js';
import type { OperationScope } from './scope.js';
import { traceCalls, type CallObserver } from './trace.js';

/** How every provider calls its upstream. The provider says *what*; the transport knows *how*. */
export interface Transport {
  /** A 2xx answer with readable JSON (a write's may be without a body); anything else throws an `UpstreamFailure`. */
  call(request: UpstreamRequest, scope: OperationScope): Promise<UpstreamAnswer>;
  /** As `call`, but null where the upstream says in its own words (404 in its errors' shape) that there is no such thing. */
  find(request: UpstreamRequest, scope: OperationScope): Promise<UpstreamAnswer | null>;
  /** As `call`, but gives the refusal where the upstream says no to the request itself (400, 404, 409, 412, 422) in JSON. */
  write(request: UpstreamRequest, scope: OperationScope): Promise<WriteAnswer>;
  readonly health: TransportHealth;
  readonly kept: KeptReads;
  close(): Promise<void>;
}

export type WriteAnswer =
  | { readonly answer: UpstreamAnswer; readonly refusal?: never }
  | { readonly refusal: Refusal; readonly answer?: never };

export interface TransportSettings {
  /** For one exchange, the wait for a token included; not the wait for its turn, nor between two tries. */
  readonly timeoutMs: number;
  /** Calls under way at once. */
  readonly concurrency: number;
  /** Calls that may wait for their turn. */
  readonly queue: number;
  readonly maxResponseBytes: number;
  /** What the upstream allows in any 60 seconds; 0: no limit. */
  readonly readsPerMinute: number;
  readonly writesPerMinute: number;
  /** Tries after the first, for what may be tried again. */
  readonly retries: number;
  /** The longest wait that an upstream may ask for before calls fail instead. */
  readonly retryAfterCapMs: number;
  /** So many failures in a row open the circuit, for so long. */
  readonly circuit: { readonly failures: number; readonly openMs: number };
  /** How long an answer stands for the next one who asks; 0: nothing is kept. */
  readonly freshMs: number;
  /** How old an answer may be that stands in for an upstream that fails. */
  readonly staleMs: number;
  /** What kept answers may take, as JSON text. */
  readonly maxCacheBytes: number;
}

export interface TransportOptions {
  readonly sourceId: string;
  readonly baseUrl: string;
  readonly settings: TransportSettings;
  readonly credentials: (connect: ConnectTokenEndpoint) => Credentials;
  readonly headers?: (call: Call) => Readonly<Record<string, string>>;
  readonly errorReference: (body: unknown) => string | null;
  readonly isOwnError: (body: unknown) => boolean;
  /** A body as it may be kept: without what nobody should find in memory later, the same for whoever maps it. */
  readonly withoutSecrets?: (body: unknown) => unknown;
  readonly observe?: CallObserver;
}

/** Gives the token endpoint at an absolute URL, over this source's own sockets. */
export type ConnectTokenEndpoint = (url: string) => TokenEndpoint;

export function createTransport(options: TransportOptions): Transport {
  const { sourceId, settings } = options;
  const base = new URL(options.baseUrl);
  const pools = new SourcePools(settings);
  const circuit = new Circuit(sourceId, {
    ...settings.circuit,
    onChange: (state) => {
      health.circuitChanged(state);
    },
  });
  const limiter = new Limiter(sourceId, settings);
  const health = new HealthRecord(circuit, limiter);
  const { withoutSecrets } = options;
  const cache = new AnswerCache({ ...settings, withoutSecrets });
  const credentials = options.credentials((url) => {
    const { origin, pathname, search } = new URL(url);
    return tokenEndpoint(sourceId, pools.at(origin), pathname + search, settings.timeoutMs);
  });

  // The way of a call, outermost first.
  const send = compose(
    [
      rememberReads(sourceId),
      traceCalls(sourceId, options.observe),
      answerFromCache(sourceId, cache),
      // After them, so that asking for the same thing again costs nothing here either.
      limitCalls(sourceId),
      joinReads(sourceId, cache),
      failFast(circuit),
      retry(sourceId, { retries: settings.retries, circuit }),
      limiter.policy,
      guard(circuit),
      noteHealth(health),
      limitTime(sourceId, settings.timeoutMs),
    ],
    authenticated(
      credentials,
      httpExchange({
        sourceId,
        pool: pools.at(base.origin),
        basePath: base.pathname.replace(/\/$/, ''),
        headers: options.headers ?? (() => ({})),
        errorReference: options.errorReference,
        isOwnError: options.isOwnError,
      }),
    ),
  );

  const ask = async (request: UpstreamRequest, scope: OperationScope, mayBeMissing: boolean) =>
    await send({
      request,
      mayBeMissing,
      target: requestTarget(request),
      scope,
      stop: scope.stop,
      remainingMs: () => scope.remainingMs(),
      takePlace: () => undefined,
      progress: { attempts: 0 },
    });

  const call: Transport['call'] = (request, scope) => ask(request, scope, false);

  const find: Transport['find'] = async (request, scope) => {
    try {
      return await ask(request, scope, true);
    } catch (error) {
      if (error instanceof UpstreamFailure && error.code === UpstreamErrorCode.NOT_FOUND) return null;
      throw error;
    }
  };

  const write: Transport['write'] = async (request, scope) => {
    try {
      return { answer: await call(request, scope) };
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === undefined) throw error;
      return { refusal };
    }
  };

  return { call, find, write, health, kept: cache, close: () => pools.close() };
}

/** One pool for the API and, where tokens come from another host, one for that. */
class SourcePools {
  readonly #pools = new Map<string, Pool>();

  constructor(private readonly settings: TransportSettings) {}

  at(origin: string): Pool {
    const known = this.#pools.get(origin);
    if (known !== undefined) return known;
    const pool = new Pool(origin, {
      connections: this.settings.concurrency,
      // A connection that nobody waits for any more is given up, though not to the millisecond.
      connectTimeout: this.settings.timeoutMs,
      // Every call has its own deadline.
      headersTimeout: 0,
      bodyTimeout: 0,
      maxResponseSize: this.settings.maxResponseBytes,
    });
    this.#pools.set(origin, pool);
    return pool;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#pools.values()].map((pool) => pool.destroy()));
  }
}
