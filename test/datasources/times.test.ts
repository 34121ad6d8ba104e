import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { localTime, readTime } from '../../src/datasources/times.js';

const ZONES = [
  'UTC',
  'Europe/Paris',
  'America/New_York',
  'America/St_Johns',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Chatham',
  'America/Sao_Paulo',
] as const;

/** To the second, from 1980 to 2040: older clocks were not set by quarters of an hour. */
const anySecond = fc.integer({ min: Date.UTC(1980, 0, 1) / 1_000, max: Date.UTC(2040, 0, 1) / 1_000 });
const anyZone = fc.constantFrom(...ZONES);

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What a clock in the zone shows, as `Intl` has it: `2024-05-15T09:39:05`. */
function shownAt(instant: number, timeZone: string): string {
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  clocks.set(timeZone, clock);
  return clock.format(instant).replace(' ', 'T');
}

describe('an upstream time', () => {
  it('keeps the offset it was written with', () => {
    expect(readTime('2024-05-15T09:39:05.123Z', 'Europe/Paris')).toBe('2024-05-15T09:39:05.123Z');
    expect(readTime('2024-05-15T09:39:05+0200', 'UTC')).toBe('2024-05-15T09:39:05+02:00');
    expect(readTime('2024-05-15t09:39:05z', 'Europe/Paris')).toBe('2024-05-15T09:39:05Z');
  });

  it('without one is read in the zone of its source', () => {
    expect(readTime('2024-05-15 09:39:05', 'Europe/Paris')).toBe('2024-05-15T09:39:05+02:00');
    expect(readTime('2024-02-29', 'Europe/Paris')).toBe('2024-02-29T00:00:00+01:00');
    expect(readTime('2024-05-15 09:39:05', 'Asia/Kathmandu')).toBe('2024-05-15T09:39:05+05:45');
    expect(readTime('2024-05-15 09:39:05', 'America/St_Johns')).toBe('2024-05-15T09:39:05-02:30');
    expect(readTime('2024-05-15 09:39:05', 'UTC')).toBe('2024-05-15T09:39:05Z');
  });

  it('keeps milliseconds of any finer fraction (DK 3.6 writes seven digits)', () => {
    expect(readTime('2022-10-20T11:15:45.2397901Z', 'UTC')).toBe('2022-10-20T11:15:45.239Z');
  });

  it.each(['2023-02-29 09:39:05', '2024-02-30', '2024-04-31T00:00:00Z', '2024-05-15 24:00:00', '2024-13-01'])(
    'that stands in no calendar is none: %s',
    (time) => {
      expect(readTime(time, 'Europe/Paris')).toBeNull();
    },
  );

  it.each(['0001-01-01T00:00:00', '0000-00-00 00:00:00', '', 'yesterday', '15/05/2024', 1715758745, null])(
    'that is unset or none reads as null: %j',
    (value) => {
      expect(readTime(value, 'Europe/Paris')).toBeNull();
    },
  );

  it('is the instant at which a clock of its zone shows it', () => {
    fc.assert(
      fc.property(anySecond, anyZone, (second, timeZone) => {
        const shown = shownAt(second * 1_000, timeZone);
        const read = Date.parse(readTime(shown, timeZone) ?? '');
        expect(shownAt(read, timeZone)).toBe(shown);
      }),
      { numRuns: 1_000 },
    );
  });

  it('keeps the figures it was written with', () => {
    fc.assert(
      fc.property(anySecond, anyZone, (second, timeZone) => {
        const shown = shownAt(second * 1_000, timeZone);
        expect(readTime(shown, timeZone)).toMatch(new RegExp(`^${shown}(Z|[+-]\\d\\d:\\d\\d)$`));
      }),
    );
  });
});

describe('where clocks are changed', () => {
  it.each([
    ['Europe/Paris', '2024-10-27T02:30:00', '2024-10-27T02:30:00+02:00'],
    ['America/New_York', '2024-11-03T01:30:00', '2024-11-03T01:30:00-04:00'],
    ['Australia/Lord_Howe', '2024-04-07T01:45:00', '2024-04-07T01:45:00+11:00'],
  ])('in %s, a time shown twice (%s) is the first of the two', (timeZone, shown, read) => {
    expect(readTime(shown, timeZone)).toBe(read);
  });

  it.each([
    ['Europe/Paris', '2024-03-31T02:30:00', '2024-03-31T03:30:00'],
    ['America/New_York', '2024-03-10T02:30:00', '2024-03-10T03:30:00'],
    ['Australia/Lord_Howe', '2024-10-06T02:15:00', '2024-10-06T02:45:00'],
    ['Pacific/Apia', '2011-12-30T12:00:00', '2011-12-31T12:00:00'],
  ])('in %s, a time never shown (%s) is as much later as the clocks jumped', (timeZone, never, instead) => {
    expect(shownAt(Date.parse(readTime(never, timeZone) ?? ''), timeZone)).toBe(instead);
  });

  it.each([
    ['Europe/Paris', '2024-03-31T01:59:59', '+01:00'],
    ['Europe/Paris', '2024-03-31T03:00:00', '+02:00'],
    ['Europe/Paris', '2024-10-27T01:59:59', '+02:00'],
    ['Europe/Paris', '2024-10-27T03:00:00', '+01:00'],
    ['Australia/Lord_Howe', '2024-10-06T01:59:59', '+10:30'],
    ['Australia/Lord_Howe', '2024-10-06T02:30:00', '+11:00'],
  ])('in %s, %s is %s: to the second', (timeZone, shown, offset) => {
    expect(readTime(shown, timeZone)).toBe(shown + offset);
  });
});

describe('the local time of an instant', () => {
  it('is what Intl shows', () => {
    fc.assert(
      fc.property(anySecond, anyZone, (second, timeZone) => {
        const instant = new Date(second * 1_000);
        expect(localTime(instant.toISOString(), timeZone)).toBe(shownAt(instant.getTime(), timeZone));
      }),
      { numRuns: 1_000 },
    );
  });
});
