import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { strikesAfter } from './faults.js';
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
  // Faults that let the handler run wait here until its answer is being sent.
  const waiting = new WeakMap<FastifyRequest, Fault>();

  scope.addHook('preHandler', async (request, reply) => {
    const taken = faults.take({
      method: request.method,
      path: request.originalUrl,
      isTokenEndpoint: request.routeOptions.config.tokenEndpoint === true,
    });
    for (const fault of taken) {
      if (fault.kind === 'latency') await delay(fault.ms, undefined, { ref: false });
      else if (strikesAfter(fault)) waiting.set(request, fault);
      else return answerInstead(fault, request, reply);
    }
    return undefined;
  });

  scope.addHook('onSend', (request, reply, payload, done) => {
    const fault = waiting.get(request);
    if (fault === undefined) done(null, payload);
    else if (fault.kind === 'hang')
      return; // the answer is ready and never leaves
    else if (fault.kind === 'reset' && fault.afterBytes === undefined) sever(request);
    else done(null, spoil(fault, request, reply, payload));
  });
}

/** Before the handler: it never runs. */
function answerInstead(fault: Fault, request: FastifyRequest, reply: FastifyReply): FastifyReply {
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
      sever(request);
      return reply.hijack();
    default:
      return reply.hijack(); // hang: the socket stays open until the client or the sandbox closes it
  }
}

/** After the handler: what goes out in place of the answer it made. */
function spoil(fault: Fault, request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
  switch (fault.kind) {
    case 'status':
      reply.code(fault.status).removeHeader('content-type');
      if (fault.body === undefined) return null;
      reply.type(typeof fault.body === 'string' ? 'text/plain' : 'application/json');
      return typeof fault.body === 'string' ? fault.body : JSON.stringify(fault.body);
    case 'html':
      reply.code(200).type('text/html; charset=utf-8');
      return HTML_PAGE;
    case 'empty':
      reply.code(200).removeHeader('content-type');
      return null;
    case 'truncate':
      return typeof payload === 'string' ? firstHalf(reply, Buffer.from(payload)) : payload;
    case 'reset':
      return typeof payload === 'string'
        ? brokenOff(request, reply, Buffer.from(payload), fault.afterBytes)
        : payload;
    default:
      return payload;
  }
}

function sever(request: FastifyRequest): void {
  severed.add(request);
  request.raw.socket.resetAndDestroy();
}

/** Only the JSON is broken: the length is that of what is sent. */
function firstHalf(reply: FastifyReply, body: Buffer): Buffer {
  const half = body.subarray(0, Math.ceil(body.length / 2));
  reply.header('content-length', half.length);
  return half;
}

function brokenOff(request: FastifyRequest, reply: FastifyReply, body: Buffer, bytes = 0): Readable {
  reply.header('content-length', body.length);
  severed.add(request);
  const head = body.subarray(0, bytes);
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
