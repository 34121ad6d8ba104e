/**
 * Gives what becomes of each event. Unlike an async generator, it can be left while it waits for the next one:
 * a generator finishes its `await` first, and a quiet subscription would never end.
 */
export class MappedEvents<Event, Result> implements AsyncIterableIterator<Result, undefined> {
  readonly #events: AsyncIterator<Event, unknown>;

  constructor(
    events: AsyncIterable<Event, unknown>,
    private readonly map: (event: Event) => Promise<Result>,
    /** Stops what `map` is still doing: nobody waits for it any more. */
    private readonly abandon: () => void,
  ) {
    this.#events = events[Symbol.asyncIterator]();
  }

  async next(): Promise<IteratorResult<Result, undefined>> {
    const event = await this.#events.next();
    if (event.done === true) return { done: true, value: undefined };
    return { done: false, value: await this.map(event.value) };
  }

  async return(): Promise<IteratorResult<Result, undefined>> {
    this.abandon();
    await this.#events.return?.();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
