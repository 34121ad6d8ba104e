import { SANDBOX_EPOCH } from '../random.js';

// Swedish writes `2025-01-15 10:30:00`.
const PARIS = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Paris',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** ISO 8601 with milliseconds and Z, as customers carry it. */
export function isoBefore(milliseconds: number): string {
  return new Date(SANDBOX_EPOCH - milliseconds).toISOString();
}

/** `YYYY-MM-DD HH:MM:SS` without a zone, as orders carry it (ArrowSphere 1.6). */
export function naiveBefore(milliseconds: number): string {
  return isoBefore(milliseconds).slice(0, 19).replace('T', ' ');
}

/** The same without a zone, on the clock of Paris: where the vendor is at home, and what `timeZone` of the source says. */
export function naiveAt(instant: number): string {
  return PARIS.format(instant);
}
