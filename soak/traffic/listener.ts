import { createClient, type Client as SocketClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Client } from '../client.js';
import { CUSTOMER, rowProblems, type Row } from '../rows.js';
import type { RowSeen, Truth } from '../truth.js';

interface Change {
  readonly customerChanged: {
    readonly externalId: string;
    readonly changedAt: string;
    readonly source: { readonly id: string };
    readonly customer: Row | null;
  };
}

const QUERY = `subscription { customerChanged { externalId changedAt source { id } customer { ${CUSTOMER} } } }`;

/** Listens to changes all the time; every confirmed write has to reach it. */
export class Listener {
  readonly #socket: SocketClient;
  /** When each customer was last told of, by `sourceId externalId`. */
  readonly #told = new Map<string, number>();
  #stopped = false;

  constructor(
    private readonly client: Client,
    private readonly truth: Truth,
  ) {
    this.#socket = createClient({
      url: `${client.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${client.token}` },
      retryAttempts: 0,
    });
  }

  async listen(): Promise<void> {
    try {
      for await (const result of this.#socket.iterate<Change>({ query: QUERY })) this.#take(result);
      if (!this.#stopped) this.#wrong('the subscription ended by itself');
    } catch (error) {
      if (!this.#stopped) this.#wrong(`the subscription broke: ${describe(error)}`);
    }
  }

  /** Told since that moment. */
  hasHeard({ sourceId, externalId }: RowSeen, since: number): boolean {
    return (this.#told.get(`${sourceId} ${externalId}`) ?? 0) >= since;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#socket.dispose();
  }

  #take({
    data,
    errors,
    extensions,
  }: {
    readonly data?: Change | null | undefined;
    readonly errors?:
      | readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[]
      | undefined;
    readonly extensions?: unknown;
  }): void {
    this.client.tally.request('subscription event');
    for (const error of errors ?? []) {
      const code = error.extensions?.code;
      if (typeof code !== 'string') this.#wrong(`an error without a code: ${error.message}`);
      else this.client.tally.failure(code);
    }
    if (data == null) return;
    const { customerChanged: change } = data;
    this.#told.set(`${change.source.id} ${change.externalId}`, Date.now());
    const isStale = extensions != null && JSON.stringify(extensions).includes('"stale"');
    const askedAt = isStale ? 0 : Date.parse(change.changedAt);
    const answer = {
      data,
      errors: [],
      askedAt,
      answeredAt: Date.now(),
      staleSince: new Map<string, number>(),
    };
    for (const problem of rowProblems(this.truth, answer)) this.#wrong(problem);
  }

  #wrong(what: string): void {
    this.client.tally.wrong('subscription', what);
  }
}

/** A socket that closes tells so in an event, whose text says nothing. */
function describe(error: unknown): string {
  return error instanceof Error ? error.message : JSON.stringify(error);
}
