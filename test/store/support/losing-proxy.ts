import { createServer, createConnection, type AddressInfo, type Socket } from 'node:net';

/** Stands between a store and its server, and can lose an answer on the way back. */
export class LosingProxy {
  readonly #sockets = new Set<Socket>();
  #server: ReturnType<typeof createServer> | undefined;
  #losesNext = false;
  /** How many answers it lost. */
  lost = 0;

  /** Gives its port. */
  async listen(port: number): Promise<number> {
    const server = createServer((client) => {
      const upstream = createConnection({ host: '127.0.0.1', port });
      for (const socket of [client, upstream]) {
        this.#sockets.add(socket);
        socket.on('error', () => undefined);
      }
      client.pipe(upstream);
      client.on('close', () => upstream.destroy());
      upstream.on('close', () => client.destroy());
      upstream.on('data', (answer) => {
        // Where the server does not know a script yet, it has done nothing.
        if (!this.#losesNext || answer.includes('-NOSCRIPT')) {
          client.write(answer);
          return;
        }
        this.#losesNext = false;
        this.lost += 1;
        client.resetAndDestroy();
      });
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  }

  /** The server does what it is asked next, and nobody hears of it. */
  loseNextAnswer(): void {
    this.#losesNext = true;
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server?.close();
  }
}
