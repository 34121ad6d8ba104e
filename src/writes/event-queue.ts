import { GraphQLError } from 'graphql';

export interface EventQueueOptions<Event> {
  /** An event that nobody has taken yet gives way to a later one of the same key. */
  readonly keyOf: (event: Event) => string;
  /** Events that may wait at the most. */
  readonly limit: number;
}

interface Reader<Event> {
  readonly resolve: (result: IteratorResult<Event, undefined>) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Events for one reader who may be slower than they come, in bounded memory.
 * Where more wait than may, all are dropped and the reader is told: a gap must not look like silence.
 */
export class EventQueue<Event> implements AsyncIterableIterator<Event, undefined> {
  readonly #waiting = new Map<string, Event>();
  #stopListening = (): void => undefined;
  #reader: Reader<Event> | undefined;
  #failure: Error | undefined;
  #ended = false;

  constructor(private readonly options: EventQueueOptions<Event>) {}

  /** Begins to listen; `listen` gives the way to stop, which is called once the queue takes nothing more. */
  follow(listen: () => () => void): this {
    this.#stopListening = listen();
    return this;
  }

  push(event: Event): void {
    if (this.#ended) return;
    const { keyOf, limit } = this.options;
    const key = keyOf(event);
    if (!this.#waiting.has(key) && this.#waiting.size >= limit) {
      this.#waiting.clear();
      this.#failure = new EventsLost();
      this.end();
      return;
    }
    this.#waiting.set(key, event);
    this.#serve();
  }

  /** Takes nothing more; what waits is still given. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#stopListening();
    this.#serve();
  }

  next(): Promise<IteratorResult<Event, undefined>> {
    return new Promise((resolve, reject) => {
      this.#reader = { resolve, reject };
      this.#serve();
    });
  }

  /** The reader leaves, also one that waits for an event. */
  return(): Promise<IteratorResult<Event, undefined>> {
    this.#waiting.clear();
    this.end();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #serve(): void {
    const reader = this.#reader;
    if (reader === undefined) return;
    for (const [key, value] of this.#waiting) {
      this.#reader = undefined;
      this.#waiting.delete(key);
      reader.resolve({ done: false, value });
      return;
    }
    if (!this.#ended) return;
    this.#reader = undefined;
    if (this.#failure === undefined) reader.resolve({ done: true, value: undefined });
    else reader.reject(this.#failure);
    this.#failure = undefined;
  }
}

/** More happened than could be told one by one. */
class EventsLost extends GraphQLError {
  constructor() {
    super('More changed than could be told one by one; read anew what you show, and subscribe again.', {
      extensions: { code: 'EVENTS_LOST' },
    });
  }
}
