import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import Fastify from 'fastify';
import { WebSocket } from 'ws';
import { createHttpServer } from '../../src/http/server.js';
import { websocketPlugin } from '../../src/http/websocket.js';

const ARRIVAL_MS = 150;

const server = createHttpServer({
  ...{ maxBodyBytes: 1_000, arrivalMs: ARRIVAL_MS },
  log: Fastify().log,
});
let port: number;

beforeAll(async () => {
  server.post('/', ({ body }) => ({ body }));
  server.get('/slow', async () => {
    await new Promise((resolve) => setTimeout(resolve, 3 * ARRIVAL_MS));
    return 'late';
  });
  await server.register(websocketPlugin, {
    subscriptions: () => ({ opened: () => () => Promise.resolve() }),
    ...{ maxMessageBytes: 1_000, maxBufferedBytes: 1_000, pingMs: 60_000 },
  });
  port = Number(new URL(await server.listen()).port);
});
afterAll(() => server.close());

it.each([
  ['a body', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{'],
  ['a header', 'POST / HTTP/1.1\r\nHost: x\r\nX-Slow: '],
])('S3: %s that comes byte by byte costs its sender the connection', async (_, beginning) => {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.on('data', (data) => (answer += data.toString()));
  socket.on('error', () => undefined);
  socket.write(beginning);
  const dripping = setInterval(() => socket.write('a'), 20);
  await once(socket, 'close');
  clearInterval(dripping);
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
});

it('S3: an answer may take longer than a request', async () => {
  const response = await fetch(`http://127.0.0.1:${port}/slow`);
  expect(await response.text()).toBe('late');
});

it('S3: a WebSocket stays open beyond that time', async () => {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  await new Promise((resolve) => setTimeout(resolve, 3 * ARRIVAL_MS));
  expect(socket.readyState).toBe(WebSocket.OPEN);
  socket.terminate();
});
