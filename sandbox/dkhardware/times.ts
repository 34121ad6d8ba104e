/** What the vendor shows for a date that was never set (DK 3.6). */
export const UNSET_TIME = '0001-01-01T00:00:00';

export const HOUR_MS = 3_600_000;

/** `2023-08-15T08:22:51`: no zone, whole seconds. */
export function naive(at: number): string {
  return new Date(at).toISOString().slice(0, 19);
}

/** The instant behind a naive time, read as the UTC the vendor documents. */
export function instant(time: string): number {
  return Date.parse(`${time}Z`);
}
