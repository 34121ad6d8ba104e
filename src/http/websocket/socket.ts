import { once } from 'node:events';
import type { Server } from 'graphql-ws';
import type { RawData, WebSocket } from 'ws';

export interface SocketLimits {
  /** What may wait to be sent to one client. */
  readonly maxBufferedBytes: number;
  /** How often clients are asked for a sign of life; one that gives none until the next time is gone. */
  readonly pingMs: number;
}

/** RFC 6455's registry: try again later. */
const TRY_AGAIN_LATER = 1013;
const INTERNAL_ERROR = 1011;
const NORMAL = 1000;

/** How long a client has to answer a close before its socket is destroyed. */
const CLOSING_MS = 1_000;

/** What speaks GraphQL with a client may also end the connection. */
export interface ServedSocket {
  close(code: number, reason: string): void;
}

/** Connects one client to what speaks GraphQL with it, in bounded memory however slowly it reads. */
export function serveSocket(
  socket: WebSocket,
  server: Server<ServedSocket>,
  { maxBufferedBytes, pingMs }: SocketLimits,
  onFailure: (error: unknown) => void,
): void {
  const { protocol } = socket;
  const stopPinging = ping(socket, pingMs);
  const closed = server.opened(
    {
      protocol,
      send(text) {
        // It does not wait for the client: what waits then waits here, where it is counted.
        if (socket.readyState === socket.OPEN) socket.send(text);
        if (socket.bufferedAmount > maxBufferedBytes) {
          void closeSocket(socket, TRY_AGAIN_LATER, 'Reads too slowly');
        }
        return Promise.resolve();
      },
      close: (code = NORMAL, reason = '') => void closeSocket(socket, code, reason),
      onMessage(receive) {
        socket.on('message', (data) => {
          receive(textOf(data)).catch((error: unknown) => {
            onFailure(error);
            void closeSocket(socket, INTERNAL_ERROR, 'Internal error');
          });
        });
      },
    },
    {
      close: (code, reason) => void closeSocket(socket, code, reason),
    },
  );
  // A broken frame or a message that is too long; `ws` closes the socket with the right code.
  socket.on('error', () => undefined);
  socket.once('close', (code, reason) => {
    stopPinging();
    closed(code, reason.toString()).catch(onFailure);
  });
}

/** Resolves when the socket is closed, which takes no longer than `CLOSING_MS`, whatever the client does. */
export async function closeSocket(socket: WebSocket, code: number, reason: string): Promise<void> {
  if (socket.readyState === socket.CLOSED) return;
  const closed = once(socket, 'close');
  if (socket.readyState === socket.OPEN) {
    socket.close(code, fitting(reason));
    setTimeout(() => {
      socket.terminate();
    }, CLOSING_MS).unref();
  }
  await closed;
}

/** RFC 6455, 5.5; graphql-ws puts ids into it, which clients choose. */
const MAX_REASON_BYTES = 123;

function fitting(reason: string): string {
  return Buffer.byteLength(reason) <= MAX_REASON_BYTES ? reason : '';
}

function ping(socket: WebSocket, everyMs: number): () => void {
  let isAlive = true;
  socket.on('pong', () => {
    isAlive = true;
  });
  const timer = setInterval(() => {
    if (!isAlive) {
      socket.terminate();
      return;
    }
    isAlive = false;
    socket.ping();
  }, everyMs);
  return () => {
    clearInterval(timer);
  };
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return data instanceof ArrayBuffer ? Buffer.from(data).toString('utf8') : data.toString('utf8');
}
