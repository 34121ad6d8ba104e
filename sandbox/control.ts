import type { FastifyPluginAsync, FastifyReply } from 'fastify';
import { z } from 'zod';
import { closedObject } from './closed-object.js';
import { faultSchema } from './faults.js';
import { resetStations } from './stations.js';
import type { Station } from './stations.js';

/**
 * `/_control`: faults, settings and counters for whoever is outside the process.
 * Within one order the sequence is reset, clear, settings, faults.
 */
export function controlRoutes(stations: readonly Station[]): FastifyPluginAsync {
  const upstreamName = z.enum(stations.map(({ upstream }) => upstream.name)).optional();
  const order = orderSchema(upstreamName);
  const callsQuery = closedObject({ upstream: upstreamName });

  return (app) => {
    app.setErrorHandler((error, _request, reply) =>
      error instanceof z.ZodError ? refuse(error, reply) : reply.send(error),
    );

    app.get('/', () => report(stations));

    app.get('/calls', (request) => {
      const { upstream: name } = callsQuery.parse(request.query);
      return stations
        .filter(({ upstream }) => name === undefined || upstream.name === name)
        .flatMap(({ log }) => log.calls);
    });

    app.delete('/', () => {
      resetStations(stations);
      return report(stations);
    });

    app.post('/', (request) => {
      const { upstream: name, faults, clear, settings, reset } = order.parse(request.body);
      const chosen = stations.filter(({ upstream }) => name === undefined || upstream.name === name);
      if (reset === true) resetStations(chosen);
      for (const station of chosen) {
        if (clear === true) station.faults.clear();
        if (settings !== undefined) configure(station, settings);
        for (const fault of faults ?? []) station.faults.add(fault);
      }
      return report(chosen);
    });
    return Promise.resolve();
  };
}

function orderSchema(upstreamName: z.ZodType<string | undefined>) {
  return closedObject({
    upstream: upstreamName,
    faults: z.array(faultSchema).optional(),
    clear: z.literal(true).optional(),
    settings: z.record(z.string(), z.unknown()).optional(),
    reset: z.literal(true).optional(),
  }).refine(({ upstream, settings }) => settings === undefined || upstream !== undefined, {
    path: ['upstream'],
    error: 'settings belong to one upstream: name it',
  });
}

function configure({ upstream }: Station, settings: Readonly<Record<string, unknown>>): void {
  try {
    upstream.configure(settings);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    throw new z.ZodError(error.issues.map((issue) => ({ ...issue, path: ['settings', ...issue.path] })));
  }
}

function report(stations: readonly Station[]) {
  return Object.fromEntries(
    stations.map(({ upstream, faults, log }) => [upstream.name, { ...log.totals, faults: faults.active }]),
  );
}

function refuse(error: z.ZodError, reply: FastifyReply): FastifyReply {
  const errors = error.issues.flatMap((issue) =>
    // A member that does not exist is named itself, not the object it was found in.
    (issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]).map(
      (path) => ({ member: z.core.toDotPath(path), problem: issue.message }),
    ),
  );
  return reply.code(400).send({ errors });
}
