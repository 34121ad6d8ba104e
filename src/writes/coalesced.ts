export interface CoalescedOptions<Event> {
  readonly keyOf: (event: Event) => string;
  /** After an event, how long those of the same key wait for the last of them. */
  readonly windowMs: number;
  /** Keys that may have a window open at once; past it the oldest closes early. */
  readonly limit: number;
  readonly emit: (event: Event) => void;
}

interface Window<Event> {
  readonly timer: NodeJS.Timeout;
  /** The newest event since the window opened. */
  held: Event | undefined;
}

/**
 * Thins out storms: the first event of a key goes through at once, and of those that follow within the window only
 * the last one, when it closes. Nobody misses the newest state, and a thousand events make few.
 */
export class Coalesced<Event> {
  readonly #windows = new Map<string, Window<Event>>();

  constructor(private readonly options: CoalescedOptions<Event>) {}

  push(event: Event): void {
    const key = this.options.keyOf(event);
    const open = this.#windows.get(key);
    if (open !== undefined) {
      open.held = event;
      return;
    }
    this.#open(key);
    this.options.emit(event);
  }

  /** Forgets what is held; nothing comes any more. */
  stop(): void {
    for (const { timer } of this.#windows.values()) clearTimeout(timer);
    this.#windows.clear();
  }

  #open(key: string): void {
    const { windowMs, limit, emit } = this.options;
    const [oldest] = this.#windows.keys();
    if (oldest !== undefined && this.#windows.size >= limit) {
      const held = this.#close(oldest);
      if (held !== undefined) emit(held);
    }
    const timer = setTimeout(() => {
      const held = this.#close(key);
      if (held === undefined) return;
      // What comes next is still part of the same storm.
      this.#open(key);
      emit(held);
    }, windowMs);
    timer.unref();
    this.#windows.set(key, { timer, held: undefined });
  }

  /** Gives what the window held. */
  #close(key: string): Event | undefined {
    const window = this.#windows.get(key);
    clearTimeout(window?.timer);
    this.#windows.delete(key);
    return window?.held;
  }
}
