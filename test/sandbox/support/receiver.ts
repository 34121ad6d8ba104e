import { createServer, type ServerResponse } from 'node:http';
import { once } from 'node:events';

/** A subscriber to webhooks on this machine, which answers as a test tells it to. */
export class Receiver {
  readonly received: unknown[] = [];
  /** 0 leaves the call without an answer. */
  status = 200;
  readonly #server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      this.#take(JSON.parse(Buffer.concat(parts).toString('utf8')), response);
    });
  });
  #waiting: (() => void)[] = [];

  async start(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    if (typeof address !== 'object' || address === null) throw new Error('no port');
    return `http://127.0.0.1:${address.port}/hooks/dk`;
  }

  /** Waits until so many calls have come in since it was started. */
  async until(count: number): Promise<void> {
    while (this.received.length < count) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #take(body: unknown, response: ServerResponse): void {
    this.received.push(body);
    if (this.status !== 0) response.writeHead(this.status).end();
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
