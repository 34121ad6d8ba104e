import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FromUpstream, ToUpstream, UpstreamOrder } from './upstream/messages.js';
import { PreparedAnswers, type Prepared } from './upstream/prepared.js';

/**
 * The upstreams as a process of their own, whose CPU time is nobody's: every answer is bytes that are ready.
 * `/<contender>/<provider>/…`: the first part says who calls, so that each has counters and a rate budget of its own.
 */
const MINUTE_MS = 60_000;

const answers = new PreparedAnswers();
let order: UpstreamOrder = { latencyMs: 0, dkReadsPerMinute: 0 };
let counts: Record<string, Record<string, number>> = {};
const windows = new Map<string, { endsAt: number; spent: number }>();

const server = createServer({ keepAliveTimeout: 10 * MINUTE_MS }, (request, response) => {
  request.resume();
  const url = request.url ?? '/';
  const end = url.indexOf('/', 1);
  const contender = url.slice(1, end);
  const prepared = answers.at(url.slice(end));
  if (prepared.route === undefined) send(response, prepared);
  else if (order.latencyMs === 0) answer(response, contender, prepared, prepared.route);
  else setTimeout(answer, order.latencyMs, response, contender, prepared, prepared.route);
});

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  tell({ url: `http://127.0.0.1:${port}` });
});

process.on('message', (message: ToUpstream) => {
  if ('order' in message) {
    order = message.order;
    counts = {};
    windows.clear();
  }
  tell({ counts });
});
process.on('disconnect', () => process.exit(0));

function answer(response: ServerResponse, contender: string, prepared: Prepared, route: string): void {
  const isRefused = prepared.provider === 'dkh' && !takeRead(contender);
  const counted = (counts[contender] ??= {});
  const name = isRefused ? '429' : route;
  counted[name] = (counted[name] ?? 0) + 1;
  // The vendor documents neither a body nor a header for it.
  if (isRefused) response.writeHead(429, { 'content-length': 0 }).end();
  else send(response, prepared);
}

function send(response: ServerResponse, { status, body }: Prepared): void {
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
}

/** A fixed window that begins with the first call after the last one ended, as at the vendor. */
function takeRead(contender: string): boolean {
  if (order.dkReadsPerMinute === 0) return true;
  const now = performance.now();
  let window = windows.get(contender);
  if (window === undefined || now >= window.endsAt) {
    window = { endsAt: now + MINUTE_MS, spent: 0 };
    windows.set(contender, window);
  }
  if (window.spent >= order.dkReadsPerMinute) return false;
  window.spent += 1;
  return true;
}

function tell(message: FromUpstream): void {
  process.send?.(message);
}
