/**
 * Tells whoever listens, once, that what they do must stop, and why.
 *
 * An AbortSignal in small: three of those for each call, with their events, took half as much CPU as the exchange.
 */
export class Stop {
  #reason: Error | null = null;
  readonly #listeners = new Set<(reason: Error) => void>();

  /** Null as long as nothing has to stop. */
  get reason(): Error | null {
    return this.#reason;
  }

  /** Throws the reason where it has come. */
  check(): void {
    if (this.#reason !== null) throw this.#reason;
  }

  /** Calls back once: when it comes, or now where it has. */
  listen(listener: (reason: Error) => void): void {
    if (this.#reason === null) this.#listeners.add(listener);
    else listener(this.#reason);
  }

  forget(listener: (reason: Error) => void): void {
    this.#listeners.delete(listener);
  }

  /** Only the first reason counts. */
  now(reason: Error): void {
    if (this.#reason !== null) return;
    this.#reason = reason;
    for (const listener of this.#listeners) listener(reason);
    this.#listeners.clear();
  }
}

/** The promise, or the reason of the stop as soon as that comes: for what does not end by itself then, or too late. */
export function untilStopped<Value>(promise: Promise<Value>, stop: Stop): Promise<Value> {
  return new Promise((resolve, reject) => {
    stop.listen(reject);
    void promise.then(resolve, reject).then(() => {
      stop.forget(reject);
    });
  });
}

/** Ends when the time has passed, or with the reason of the stop as soon as that comes. */
export function sleep(ms: number, stop: Stop): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = (reason: Error) => {
      clearTimeout(timer);
      reject(reason);
    };
    const timer = setTimeout(() => {
      stop.forget(leave);
      resolve();
    }, ms);
    stop.listen(leave);
  });
}
