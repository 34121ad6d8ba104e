import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { localTime, readTime } from '../../src/datasources/times.js';

describe('localTime', () => {
  it.each([
    ['2024-07-01T12:00:00Z', 'UTC', '2024-07-01T12:00:00'],
    ['2024-07-01T14:00:00+02:00', 'UTC', '2024-07-01T12:00:00'],
    ['2024-07-01T12:00:00Z', 'America/New_York', '2024-07-01T08:00:00'],
    ['2024-01-01T02:00:00.500Z', 'America/New_York', '2023-12-31T21:00:00'],
    ['2024-07-01T23:30:00Z', 'Asia/Kathmandu', '2024-07-02T05:15:00'],
  ])('shows %s on the clocks of %s as %s', (time, timeZone, shown) => {
    expect(localTime(time, timeZone)).toBe(shown);
  });

  it('is undone by readTime, but for the hour that clocks show twice', () => {
    const january = Date.UTC(2024, 0, 1);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 * 86_400 }), (seconds) => {
        const instant = new Date(january + seconds * 1_000).toISOString();
        const read = readTime(localTime(instant, 'America/New_York'), 'America/New_York');
        expect(Date.parse(read ?? '')).toBe(Date.parse(instant));
      }),
    );
  });
});
