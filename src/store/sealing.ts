import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Sealed with another key than this one. */
export class ForeignSeal extends Error {
  override readonly name = 'ForeignSeal';

  constructor() {
    super('The value was sealed with another key.');
  }
}

/** Sealed with this key, but changed since, or moved here from another place. */
export class BrokenSeal extends Error {
  override readonly name = 'BrokenSeal';

  constructor() {
    super('The sealed value is damaged.');
  }
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** `v1.<key id>.<nonce, ciphertext, tag>` */
const SEALED = /^v1\.([\w-]{11})\.([\w-]+)$/;

/** Where a sealed value stands, e.g. table, column, row: it opens in no other place. */
export type Place = readonly string[];

/**
 * AES-256-GCM with a key of the configuration.
 * The key is derived by HKDF, which takes milliseconds less than a password function and is for random keys alone.
 */
export class Sealing {
  readonly #key: Buffer;
  readonly #fingerprintKey: Buffer;
  readonly #keyId: string;

  constructor(encryptionKey: string) {
    const derive = (purpose: string, bytes: number) =>
      Buffer.from(hkdfSync('sha256', encryptionKey, '', `partner-graph store: ${purpose}`, bytes));
    this.#key = derive('seal', 32);
    this.#fingerprintKey = derive('fingerprint', 32);
    this.#keyId = derive('key id', 8).toString('base64url');
  }

  seal(text: string, place: Place): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.#key, nonce).setAAD(bound(place));
    const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `v1.${this.#keyId}.${sealed.toString('base64url')}`;
  }

  /** Throws ForeignSeal or BrokenSeal. */
  open(sealed: string, place: Place): string {
    const [, keyId, encoded = ''] = SEALED.exec(sealed) ?? [];
    if (keyId === undefined) throw new BrokenSeal();
    if (keyId !== this.#keyId) throw new ForeignSeal();
    const bytes = Buffer.from(encoded, 'base64url');
    if (bytes.length < NONCE_BYTES + TAG_BYTES) throw new BrokenSeal();
    const decipher = createDecipheriv(CIPHER, this.#key, bytes.subarray(0, NONCE_BYTES))
      .setAAD(bound(place))
      .setAuthTag(bytes.subarray(-TAG_BYTES));
    try {
      const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
      return Buffer.concat([text, decipher.final()]).toString('utf8');
    } catch {
      throw new BrokenSeal(); // the library's message says less
    }
  }

  /** The same for the same texts; without the key it tells nothing of them, however few there could be. */
  fingerprint(...texts: readonly string[]): string {
    return createHmac('sha256', this.#fingerprintKey).update(JSON.stringify(texts)).digest('base64url');
  }
}

/** As JSON, so that no two places can read the same. */
function bound(place: Place): Buffer {
  return Buffer.from(JSON.stringify(place));
}
