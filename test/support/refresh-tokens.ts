import { onFirstUse } from '../../src/store/on-first-use.js';
import { openStore } from '../../src/store/open.js';
import type { RefreshTokens } from '../../src/store/store.js';

/** The real thing, in memory: opened only where a source asks for a token. */
export function memoryRefreshTokens(): RefreshTokens {
  const encryptionKey = 'a key of more than thirty-two characters';
  return onFirstUse(() => openStore({ url: 'memory:', encryptionKey })).refreshTokens;
}
