import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it } from '@jest/globals';
import { startTestGraph } from '../support/graph.js';

it('R19: a connection that its client opened ahead of need does not hold up the drain', async () => {
  const graph = await startTestGraph();
  const socket = connect(Number(new URL(graph.url).port), '127.0.0.1');
  await once(socket, 'connect');
  // It is among the server's own once that has answered on another one.
  await fetch(`${graph.url}/health/live`).then((response) => response.text());
  const ended = once(socket, 'close');
  await graph.close();
  await ended;
  expect(socket.bytesRead).toBe(0);
});
