import type { Dispatcher } from 'undici';
import type { Stop } from './stop.js';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

const BYTE_ORDER_MARK = 0xfeff;

/**
 * Sends one request and takes in its answer as text.
 *
 * undici's own `request` gives a body as a stream, which takes a third of the CPU of the whole exchange, and leaves
 * whoever waits for a connection waiting after a stop.
 */
export class Reception implements Dispatcher.DispatchHandler {
  #hasLeft = false;
  #status = 0;
  #headers: RawAnswer['headers'] = {};
  readonly #chunks: Buffer[] = [];
  #resolve: (answer: RawAnswer) => void = () => undefined;
  #reject: (reason: Error) => void = () => undefined;

  constructor(private readonly stop: Stop) {}

  /**
   * Whether the first byte of the request may have gone to a socket.
   *
   * An error's code alone does not tell: ECONNRESET may come while connecting, from a kept connection that broke before
   * the request was written (undici looks before it writes), or when the upstream has read it all.
   */
  get hasLeft(): boolean {
    return this.#hasLeft;
  }

  /** The answer, or the error that undici or the stop gives instead. */
  receive(pool: Dispatcher, request: Dispatcher.DispatchOptions): Promise<RawAnswer> {
    return new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
      this.stop.listen(reject);
      pool.dispatch(request, this);
    });
  }

  /** undici calls it on the way to the first write, in the same turn. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#hasLeft = this.stop.reason === null;
    this.stop.listen((reason) => {
      controller.abort(reason);
    });
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: RawAnswer['headers']): void {
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#resolve({ status: this.#status, headers: this.#headers, text: textOf(this.#chunks) });
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.#reject(error);
  }
}

function textOf(chunks: readonly Buffer[]): string {
  const [first] = chunks;
  const text = (first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks)).toString();
  return text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text;
}
