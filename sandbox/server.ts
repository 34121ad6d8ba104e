import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { controlRoutes } from './control.js';
import { CallLog } from './counters.js';
import type { Call } from './counters.js';
import { FaultList } from './faults.js';
import type { Fault } from './faults.js';
import { misbehave } from './misbehaviour.js';
import { observe } from './observation.js';
import { resetStations } from './stations.js';
import type { Station } from './stations.js';
import { createUpstreams } from './upstreams.js';
import type { SandboxUpstream, UpstreamName } from './upstream.js';

export interface SandboxOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly host?: string;
  /** All of them by default. */
  readonly upstreams?: readonly SandboxUpstream[];
}

/** The running upstreams, and what a test does to them without going through HTTP. */
export interface Sandbox {
  /** e.g. `http://127.0.0.1:4100`, without a slash at the end. */
  readonly url: string;
  upstream(name: UpstreamName): SandboxUpstream;
  fault(name: UpstreamName, fault: Fault): void;
  clearFaults(name?: UpstreamName): void;
  /** What this upstream received since the last reset, oldest first; see `KEPT_CALLS` for how many. */
  calls(name: UpstreamName): readonly Call[];
  /** Seeded data, no faults, no recorded calls. */
  reset(): void;
  /** Closes every socket at once, also those of calls that hang. */
  close(): Promise<void>;
}

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, host = '127.0.0.1', upstreams = createUpstreams() } = options;
  const stations = new Map<UpstreamName, Station>(
    upstreams.map((upstream) => [upstream.name, { upstream, faults: new FaultList(), log: new CallLog() }]),
  );
  const app = buildServer([...stations.values()]);
  const url = await app.listen({ port, host });
  const station = (name: UpstreamName) => {
    const found = stations.get(name);
    if (found === undefined) throw new Error(`the sandbox was started without the upstream ${name}`);
    return found;
  };
  return {
    url,
    upstream: (name) => station(name).upstream,
    fault: (name, fault) => {
      station(name).faults.add(fault);
    },
    clearFaults: (name) => {
      for (const { faults } of name === undefined ? stations.values() : [station(name)]) faults.clear();
    },
    calls: (name) => station(name).log.calls,
    reset: () => {
      resetStations(stations.values());
    },
    close: () => app.close(),
  };
}

function buildServer(stations: readonly Station[]): FastifyInstance {
  const caseless = stations
    .map(({ upstream }) => upstream)
    .filter((upstream) => upstream.ignoresCase === true);
  const app = Fastify({
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    // An id longer than the router's 100 characters has to reach its handler to be refused in the vendor's words.
    routerOptions: { maxParamLength: 1_000 },
    rewriteUrl: ({ url = '/' }) =>
      caseless.some(({ prefix }) => url.startsWith(`${prefix}/`)) ? lowerCasePath(url) : url,
  });
  answerUnknownPaths(app);
  for (const { upstream, faults, log } of stations) {
    app.register(
      async (scope) => {
        observe(scope, upstream.name, log);
        misbehave(scope, faults);
        answerUnknownPaths(scope);
        await scope.register(upstream.routes);
      },
      { prefix: upstream.prefix },
    );
  }
  app.register(controlRoutes(stations), { prefix: '/_control' });
  return app;
}

function lowerCasePath(url: string): string {
  const end = url.indexOf('?');
  return end < 0 ? url.toLowerCase() : url.slice(0, end).toLowerCase() + url.slice(end);
}

/** Set in each upstream's own scope too: only then do its hooks see, and record, such a call. */
function answerUnknownPaths(scope: FastifyInstance): void {
  scope.setNotFoundHandler((request, reply) => {
    const path = request.originalUrl;
    return reply
      .code(404)
      .send({ error: 'Not found', method: request.method, path, message: `no such path: ${path}` });
  });
}
