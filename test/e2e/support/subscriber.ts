import { createClient, type Client, type ClientOptions } from 'graphql-ws';
import { WebSocket } from 'ws';

interface Message<Data> {
  readonly data?: Data | null | undefined;
  readonly errors?: readonly unknown[] | undefined;
}

export type Received<Data> = AsyncIterableIterator<Message<Data>, unknown>;

/** One client of the graph's WebSocket, as a portal's backend has it. */
export class Subscriber {
  readonly #client: Client;
  /** The code with which the connection was closed. */
  readonly closed: Promise<number>;

  constructor(url: string, options: Pick<ClientOptions, 'connectionParams'> = {}) {
    let tell = (_: number): void => undefined;
    this.closed = new Promise((resolve) => (tell = resolve));
    this.#client = createClient({
      url: socketUrl(url),
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      ...options,
      on: {
        closed: (event) => {
          if (isCloseEvent(event)) tell(event.code);
        },
      },
    });
  }

  /** Subscribes at once; results wait to be taken. */
  subscribe<Data>(query: string, variables: Record<string, unknown> = {}): Received<Data> {
    return this.#client.iterate<Data>({ query, variables });
  }

  /** Resolves once the server has begun what was subscribed before: it takes messages in their order. */
  async heard(): Promise<void> {
    await this.subscribe('{ refused }')
      .next()
      .catch(() => undefined);
  }

  async close(): Promise<void> {
    await this.#client.dispose();
  }
}

/** The data of the next message, which must be free of errors. */
export async function nextData<Data>(received: Received<Data>): Promise<Data> {
  const result = await received.next();
  if (result.done === true) throw new Error('The subscription ended.');
  const { data, errors } = result.value;
  if (errors !== undefined || data === undefined || data === null) throw new Error(JSON.stringify(errors));
  return data;
}

export function socketUrl(url: string): string {
  return `${url.replace('http', 'ws')}/graphql`;
}

function isCloseEvent(event: unknown): event is { readonly code: number } {
  return typeof event === 'object' && event !== null && 'code' in event && typeof event.code === 'number';
}
