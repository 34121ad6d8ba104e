import type { Migration } from 'kysely';
import { sealCheck } from './001-seal-check.js';
import { refreshTokens } from './002-refresh-tokens.js';
import { idempotency } from './003-idempotency.js';
import { operations } from './004-operations.js';
import { references } from './005-references.js';

/** In the order of their names. One that was ever released is never changed: a file remembers which it has seen. */
export const migrations: Readonly<Record<string, Migration>> = {
  '001-seal-check': sealCheck,
  '002-refresh-tokens': refreshTokens,
  '003-idempotency': idempotency,
  '004-operations': operations,
  '005-references': references,
};
