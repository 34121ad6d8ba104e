import type { RefreshTokenStore } from './rotating-refresh-token.js';

/** Keeps refresh tokens as long as the process lives. */
export class RefreshTokenMemory implements RefreshTokenStore {
  readonly #tokens = new Map<string, string>();

  load(sourceId: string): Promise<string | undefined> {
    return Promise.resolve(this.#tokens.get(sourceId));
  }

  save(sourceId: string, refreshToken: string): Promise<void> {
    this.#tokens.set(sourceId, refreshToken);
    return Promise.resolve();
  }
}
