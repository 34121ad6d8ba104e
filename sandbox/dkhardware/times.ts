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

/** `2024-10-20T11:15:45Z`, as in the events. */
export function seconds(at: number): string {
  return `${naive(at)}Z`;
}

/** `2022-10-20T11:15:45.2397901Z`, as in the subscriptions. */
export function sevenDigits(at: number): string {
  return new Date(at).toISOString().replace('Z', '0000Z');
}

/** `HH:MM:SS` */
export const SPAN = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

export function spanMilliseconds(span: string): number {
  return span.split(':').reduce((total, part) => total * 60 + Number(part), 0) * 1_000;
}
