import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Fault, FaultList } from './faults.js';

const HTML_PAGE =
  '<!doctype html><html><head><title>Service</title></head><body><h1>Please try again later</h1></body></html>';

const severed = new WeakSet<FastifyRequest>();

/** Whether a fault closed the connection, so that the client's leaving is not to blame. */
export function isSevered(request: FastifyRequest): boolean {
  return severed.has(request);
}

/** Makes the routes of this scope misbehave as `faults` says, whatever they would have answered. */
export function misbehave(scope: FastifyInstance, faults: FaultList): void {
  // Faults that spoil the handler's own answer wait here until it is being sent.
  const spoiled = new WeakMap<FastifyRequest, Fault>();

  scope.addHook('preHandler', async (request, reply) => {
    const taken = faults.take({
      method: request.method,
      path: request.originalUrl,
      isTokenEndpoint: request.routeOptions.config.tokenEndpoint === true,
    });
    for (const fault of taken) {
      if (fault.kind === 'latency') await delay(fault.ms, undefined, { ref: false });
      else if (fault.kind === 'truncate' || (fault.kind === 'reset' && fault.afterBytes !== undefined)) {
        spoiled.set(request, fault);
      } else return answer(fault, request, reply);
    }
    return undefined;
  });

  scope.addHook('onSend', (request, reply, payload, done) => {
    const fault = spoiled.get(request);
    if (fault === undefined || typeof payload !== 'string') {
      done(null, payload);
      return;
    }
    done(null, spoil(fault, request, reply, Buffer.from(payload)));
  });
}

function answer(fault: Fault, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  switch (fault.kind) {
    case 'status':
      return reply.code(fault.status).send(fault.body);
    case 'html':
      return reply.code(200).type('text/html; charset=utf-8').send(HTML_PAGE);
    case 'empty':
      return reply.code(200).send();
    case 'rate-limit':
      if (fault.retryAfter != null) reply.header('retry-after', String(fault.retryAfter));
      return reply.code(429).send();
    case 'reset':
      severed.add(request);
      request.raw.socket.resetAndDestroy();
      return reply.hijack();
    default:
      return reply.hijack(); // hang: the socket stays open until the client or the sandbox closes it
  }
}

function spoil(fault: Fault, request: FastifyRequest, reply: FastifyReply, body: Buffer): Buffer | Readable {
  if (fault.kind !== 'reset') {
    // Only the JSON is broken: the length is that of what is sent.
    const half = body.subarray(0, Math.ceil(body.length / 2));
    reply.header('content-length', half.length);
    return half;
  }
  reply.header('content-length', body.length);
  severed.add(request);
  const head = body.subarray(0, fault.afterBytes);
  return Readable.from(
    (async function* () {
      if (head.length > 0) yield head;
      // A turn of the loop lets the head leave first; closing without a reset lets the client read it.
      await delay(5, undefined, { ref: false });
      reply.raw.socket?.destroySoon();
      await new Promise(() => undefined);
    })(),
  );
}
