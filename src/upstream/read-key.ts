import type { Call } from './policy.js';

/** What makes two reads of one source the same: what is asked for, how, and whether it may be missing or kept. */
export function readKey({ request, target, mayBeMissing }: Call): string {
  const { headers, uncached = false } = request;
  const marks = `${mayBeMissing ? '?' : ''}${uncached ? '!' : ''}`;
  return headers === undefined ? `${marks}${target}` : `${marks}${target} ${JSON.stringify(headers)}`;
}
