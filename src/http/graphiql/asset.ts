import { createHash } from 'node:crypto';
import { encode } from './encoding.js';
import type { Encoding } from './encoding.js';

/** One file for the browser: named after its content, compressed at most once for each encoding. */
export class Asset {
  readonly #content: Buffer;
  readonly #encoded = new Map<Encoding, Promise<Buffer>>();
  readonly #hash: string;

  constructor(
    text: string,
    readonly contentType: string,
  ) {
    this.#content = Buffer.from(text);
    this.#hash = createHash('sha256').update(this.#content).digest('hex').slice(0, 16);
  }

  /** `fileName('graphiql.js')` is e.g. `graphiql.3f2a90c1d2e4b567.js`. */
  fileName(name: string): string {
    const dot = name.lastIndexOf('.');
    return `${name.slice(0, dot)}.${this.#hash}${name.slice(dot)}`;
  }

  /** Strong, hence another one for each encoding (RFC 9110, 8.8.3). */
  etag(encoding: Encoding): string {
    return `"${this.#hash}-${encoding}"`;
  }

  body(encoding: Encoding): Promise<Buffer> {
    const known = this.#encoded.get(encoding);
    if (known !== undefined) return known;
    const encoded = encode(this.#content, encoding);
    this.#encoded.set(encoding, encoded);
    return encoded;
  }
}
