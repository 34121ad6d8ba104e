import type { ChainName } from '../refresh-tokens.js';
import type { OperationReference } from '../store.js';

/** With the version of what stands under it: one that keeps things otherwise takes another number, and brings them over. */
const PREFIX = 'partner-graph:v1';

export const SEAL_KEY = `${PREFIX}:seal`;

export function chainKey({ sourceId, origin }: ChainName): string {
  return `${PREFIX}:refresh-tokens:${sourceId}:${origin}`;
}

export function requestKey(id: string): string {
  return `${PREFIX}:idempotency:${id}`;
}

/** There while somebody holds what stands under `key`. */
export function leaseKey(key: string): string {
  return `${key}:lease`;
}

export function operationKey({ sourceId, id }: OperationReference): string {
  return `${PREFIX}:operations:${sourceId}:${id}`;
}

/** The ids of a source's unfinished operations, sorted by the time from which each may be taken. */
export function dueKey(sourceId: string): string {
  return `${PREFIX}:due:${sourceId}`;
}
