import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * Lets a drain end connections on which nothing was asked yet. Clients open them ahead of need, and Node takes each for
 * one whose first request is on its way: its own `closeIdleConnections` leaves them open for a minute.
 */
export function endSilentConnections(fastify: FastifyInstance): void {
  const silent = new Set<Socket>();
  let isClosing = false;
  fastify.server.on('connection', (socket: Socket) => {
    if (isClosing) socket.destroy();
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  fastify.server.on('request', ({ socket }) => silent.delete(socket));
  fastify.server.on('upgrade', ({ socket }) => silent.delete(socket));
  fastify.addHook('preClose', (done) => {
    isClosing = true;
    // What has begun to ask is answered.
    for (const socket of silent) if (socket.bytesRead === 0) socket.destroy();
    done();
  });
}
