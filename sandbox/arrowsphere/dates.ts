import { SANDBOX_EPOCH } from '../random.js';

/** ISO 8601 with milliseconds and Z, as customers carry it. */
export function isoBefore(milliseconds: number): string {
  return new Date(SANDBOX_EPOCH - milliseconds).toISOString();
}

/** `YYYY-MM-DD HH:MM:SS` without a zone, as orders carry it (ArrowSphere 1.6). */
export function naiveBefore(milliseconds: number): string {
  return isoBefore(milliseconds).slice(0, 19).replace('T', ' ');
}
