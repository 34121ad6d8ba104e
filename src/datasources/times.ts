/**
 * Upstream times as RFC 3339 text with an offset.
 *
 * A time without a zone is read in the source's configured time zone: ArrowSphere's order dates and all of
 * DK Hardware's carry none, and what the vendors document about them contradicts their own samples.
 */
const TIME = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2}):(\d{2})(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/i;

/** One that is told as it stands. */
const TOLD = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?(?:Z|[+-]\d{2}:\d{2})$/;

/** Null for anything that is no time, and for the unset time `0001-01-01T00:00:00` (DK Hardware 3.6). */
export function readTime(value: unknown, timeZone: string): string | null {
  if (typeof value !== 'string') return null;
  // Most times are as they will be told, so that nothing of them is taken apart: rows hold two or more.
  if (TOLD.test(value)) return isOnCalendar(value) ? value : null;
  const [, date, hour = '00', minute = '00', second = '00', fraction = '', zone] = TIME.exec(value) ?? [];
  if (date === undefined) return null;
  const local = `${date}T${hour}:${minute}:${second}${fraction.slice(0, 4)}`;
  if (!isOnCalendar(local)) return null;
  return (
    local + (zone === undefined ? offsetAt(Date.parse(`${local}Z`), timeZone) : withColon(zone.toUpperCase()))
  );
}

/** Of `YYYY-MM-DDTHH:MM:SS…`, read as numbers: `Date` is slower, and takes 30 February and 24:00 for the day after. */
function isOnCalendar(time: string): boolean {
  const year = twoDigits(time, 0) * 100 + twoDigits(time, 2);
  const month = twoDigits(time, 5);
  const day = twoDigits(time, 8);
  if (year <= 1 || day < 1 || day > daysIn(year, month)) return false;
  return twoDigits(time, 11) < 24 && twoDigits(time, 14) < 60 && twoDigits(time, 17) < 60;
}

const ZERO = '0'.charCodeAt(0);

function twoDigits(text: string, at: number): number {
  return (text.charCodeAt(at) - ZERO) * 10 + text.charCodeAt(at + 1) - ZERO;
}

/** 0 where there is no such month. */
function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : (DAYS[month - 1] ?? 0);
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * What clocks in the zone show at an instant, to the second and without an offset:
 * for upstreams that compare such times with their own naive ones.
 */
export function localTime(time: string, timeZone: string): string {
  const instant = Date.parse(time);
  const offset = timeZone === 'UTC' ? 0 : offsetMinutes(instant, timeZone);
  return new Date(instant + offset * MINUTE_MS).toISOString().slice(0, 19);
}

function withColon(zone: string): string {
  return zone === 'Z' || zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
}

/** The offset that clocks in the zone showed at this local time; where they showed it twice, the first. */
function offsetAt(localAsUtc: number, timeZone: string): string {
  if (timeZone === 'UTC') return 'Z';
  // Half a day apart to be on both sides of any change of clocks.
  const before = offsetMinutes(localAsUtc - 12 * HOUR_MS, timeZone);
  const after = offsetMinutes(localAsUtc + 12 * HOUR_MS, timeZone);
  const isValid = (offset: number) => offsetMinutes(localAsUtc - offset * MINUTE_MS, timeZone) === offset;
  return formatOffset(isValid(before) || !isValid(after) ? before : after);
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const QUARTER_MS = 15 * MINUTE_MS;

const formats = new Map<string, Intl.DateTimeFormat>();
const known = new Map<string, number>();

/** Offsets change on quarters of an hour at the finest; remembering them spares a slow formatter in every row. */
function offsetMinutes(instant: number, timeZone: string): number {
  const quarter = Math.floor(instant / QUARTER_MS);
  const key = `${timeZone} ${quarter}`;
  const remembered = known.get(key);
  if (remembered !== undefined) return remembered;
  if (known.size > 50_000) known.clear();
  const offset = computeOffset(quarter * QUARTER_MS, timeZone);
  known.set(key, offset);
  return offset;
}

function computeOffset(instant: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
    formats.set(timeZone, format);
  }
  const name = format.formatToParts(instant).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign, hours, minutes] = /^GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

function formatOffset(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** The earlier of two times as `Date` writes them: what is put together of several answers is as old as the oldest. */
export function oldest(time: string | null, other: string): string {
  return time !== null && time < other ? time : other;
}
