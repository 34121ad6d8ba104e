import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyPluginCallback } from 'fastify';
import { handleProtocols } from 'graphql-ws';
import { WebSocketServer, type WebSocket } from 'ws';
import type { SubscriptionServer } from '../graphql/subscriptions.js';
import { REQUEST_ID_HEADER, requestIdOf } from './request-id.js';
import { closeSocket, serveSocket, type SocketLimits } from './websocket/socket.js';

export interface WebSocketOptions extends SocketLimits {
  readonly subscriptions: SubscriptionServer;
  readonly maxMessageBytes: number;
}

const PATH = '/graphql';

/** Sent to those who stay when the process goes (RFC 6455, 7.4.1). */
const GOING_AWAY = 1001;

/**
 * WebSocket at `/graphql`, protocol `graphql-transport-ws` only: others are closed with 4406.
 * Every stream ends when the drain begins.
 */
export const websocketPlugin: FastifyPluginCallback<WebSocketOptions> = (fastify, options, done) => {
  const { subscriptions, maxMessageBytes } = options;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageBytes,
    handleProtocols,
  });
  let isClosing = false;

  sockets.on('headers', (headers: string[], request: IncomingMessage) => {
    headers.push(`${REQUEST_ID_HEADER}: ${requestIdOf(request)}`);
  });
  sockets.on('connection', (socket: WebSocket, request: IncomingMessage) => {
    const requestId = requestIdOf(request);
    const client = {
      authorization: request.headers.authorization,
      address: request.socket.remoteAddress ?? 'unknown',
    };
    serveSocket(socket, subscriptions(requestId, client), options, (error) => {
      fastify.log.error({ reqId: requestId, err: error }, 'a WebSocket message could not be handled');
    });
  });
  fastify.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const refused = isClosing ? '503 Service Unavailable' : refusalOf(request);
    if (refused !== undefined) {
      refuse(socket, refused);
      return;
    }
    // The same for the answer to the upgrade and for all that is logged of the connection.
    request.headers[REQUEST_ID_HEADER] = requestIdOf(request);
    sockets.handleUpgrade(request, socket, head, (webSocket) =>
      sockets.emit('connection', webSocket, request),
    );
  });
  // Before the server waits for its connections to end: these would not end by themselves.
  fastify.addHook('preClose', async () => {
    isClosing = true;
    await Promise.all([...sockets.clients].map((socket) => closeSocket(socket, GOING_AWAY, 'Going away')));
  });
  done();
};

function refusalOf({ url = '', headers }: IncomingMessage): string | undefined {
  if (url.split('?')[0] !== PATH) return '404 Not Found';
  return isOwnPage(headers) ? undefined : '403 Forbidden';
}

/**
 * Browsers let any page open a WebSocket anywhere, and tell where the page is from;
 * over HTTP, pages of others could not read this graph either.
 */
function isOwnPage({ origin, host }: IncomingMessage['headers']): boolean {
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

function refuse(socket: Duplex, status: string): void {
  // A client that is gone already is no trouble.
  socket.once('error', () => undefined);
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
