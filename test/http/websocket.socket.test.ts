import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { handleProtocols, makeServer } from 'graphql-ws';
import { WebSocket, WebSocketServer } from 'ws';
import { closeSocket, serveSocket } from '../../src/http/websocket/socket.js';

const schema = buildSchema('type Query { a: Int } type Subscription { texts: String }');
const MESSAGE_BYTES = 100_000;
const LIMITS = { maxBufferedBytes: 1_000_000, pingMs: 60_000 };

let http: Server;
let sockets: WebSocketServer;
let failures: unknown[];

beforeEach(async () => {
  failures = [];
  http = createServer().listen(0, '127.0.0.1');
  sockets = new WebSocketServer({ server: http, handleProtocols });
  await once(http, 'listening');
});
afterEach(() => {
  for (const socket of sockets.clients) socket.terminate();
  sockets.close();
  http.close();
  expect(failures).toEqual([]);
});

/** Texts as fast as they are taken, until the subscriber is gone. */
async function* endless(stats: { sent: number }) {
  try {
    for (;;) {
      await turn();
      stats.sent += 1;
      yield { texts: 'x'.repeat(MESSAGE_BYTES) };
    }
  } finally {
    stats.sent = -stats.sent;
  }
}

/** A client that has introduced itself, and the server's end of its connection. */
async function connect(limits = LIMITS, stats = { sent: 0 }) {
  const connected = new Promise<WebSocket>((resolve) => sockets.once('connection', resolve));
  const { port } = http.address() as AddressInfo;
  const client = new WebSocket(`ws://127.0.0.1:${port}`, 'graphql-transport-ws');
  const socket = await connected;
  const server = makeServer({ schema, roots: { subscription: { texts: () => endless(stats) } } });
  serveSocket(socket, server, limits, (error) => failures.push(error));
  await once(client, 'open');
  client.send('{"type":"connection_init"}');
  await once(client, 'message');
  return { client, socket, stats };
}

const SUBSCRIBE = JSON.stringify({
  id: '1',
  type: 'subscribe',
  payload: { query: 'subscription { texts }' },
});

describe('A client that does not read', () => {
  it('is disconnected with 1013 once too much waits for it; never does more wait', async () => {
    const { client, socket, stats } = await connect();
    client.send(SUBSCRIBE);
    await once(client, 'message');
    const closing = closeCodes(socket);
    client.pause();
    let most = 0;
    while (socket.readyState !== socket.CLOSED) {
      most = Math.max(most, socket.bufferedAmount);
      await turn();
    }
    expect(closing).toEqual([1013]);
    expect(most).toBeGreaterThan(LIMITS.maxBufferedBytes);
    expect(most).toBeLessThan(LIMITS.maxBufferedBytes + 2 * MESSAGE_BYTES);
    // Its subscription has ended with it.
    await turn();
    expect(stats.sent).toBeLessThan(0);
    client.terminate();
  });

  it('and gives no sign of life is disconnected although nothing waits for it', async () => {
    const { client, socket } = await connect({ ...LIMITS, pingMs: 20 });
    client.pause();
    await once(socket, 'close');
    expect(socket.readyState).toBe(socket.CLOSED);
    client.terminate();
  });

  it('cannot hold up a close', async () => {
    const { client, socket } = await connect();
    client.pause();
    await Promise.all([closeSocket(socket, 1001, 'Going away'), closeSocket(socket, 1001, 'Going away')]);
    expect(socket.readyState).toBe(socket.CLOSED);
    client.terminate();
  });
});

describe('A client that reads', () => {
  it('stays, however much it is sent, as long as it answers pings', async () => {
    const { client, socket } = await connect({ ...LIMITS, pingMs: 20 });
    client.send(SUBSCRIBE);
    let received = 0;
    client.on('message', () => (received += 1));
    while (received * MESSAGE_BYTES < 5 * LIMITS.maxBufferedBytes) await once(client, 'message');
    expect(socket.readyState).toBe(socket.OPEN);
    client.close();
    await once(socket, 'close');
  });

  it('and breaks the protocol is told so', async () => {
    const { client } = await connect();
    client.send('not even JSON');
    const [code] = (await once(client, 'close')) as readonly unknown[];
    expect(code).toBe(4400);
  });
});

/** The codes with which this end closes the connection. */
function closeCodes(socket: WebSocket): unknown[] {
  const codes: unknown[] = [];
  const close = socket.close.bind(socket);
  socket.close = (code, reason) => {
    codes.push(code);
    close(code, reason);
  };
  return codes;
}
