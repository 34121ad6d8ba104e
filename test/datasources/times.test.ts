import { describe, expect, it } from '@jest/globals';
import { readTime } from '../../src/datasources/times.js';

describe('an upstream time', () => {
  it('keeps the offset it was written with', () => {
    expect(readTime('2024-05-15T09:39:05.123Z', 'Europe/Paris')).toBe('2024-05-15T09:39:05.123Z');
    expect(readTime('2024-05-15T09:39:05+0200', 'UTC')).toBe('2024-05-15T09:39:05+02:00');
  });

  it('without one is read in the zone of its source', () => {
    expect(readTime('2024-05-15 09:39:05', 'Europe/Paris')).toBe('2024-05-15T09:39:05+02:00');
    expect(readTime('2024-02-29', 'Europe/Paris')).toBe('2024-02-29T00:00:00+01:00');
  });

  it.each(['2023-02-29 09:39:05', '2024-02-30', '2024-04-31T00:00:00Z', '2024-05-15 24:00:00', '2024-13-01'])(
    'that stands in no calendar is none: %s',
    (time) => {
      expect(readTime(time, 'Europe/Paris')).toBeNull();
    },
  );
});
