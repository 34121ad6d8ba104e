import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ChangeFeed, type CustomerChanged } from '../../src/writes/change-feed.js';
import { Coalesced } from '../../src/writes/coalesced.js';
import { ReportedChanges } from '../../src/writes/reported-changes.js';
import { ToldBefore } from '../../src/writes/told-before.js';

beforeEach(() => {
  jest.useFakeTimers({ now: new Date('2025-03-01T08:00:00Z') });
});
afterEach(() => {
  jest.useRealTimers();
});

describe('Reported changes', () => {
  let told: CustomerChanged[];
  let forgotten: string[];
  let reported: ReportedChanges;
  beforeEach(() => {
    told = [];
    forgotten = [];
    const feed = new ChangeFeed();
    feed.onCustomer((change) => told.push(change));
    reported = new ReportedChanges(feed, (sourceId) => forgotten.push(sourceId));
  });

  const changed = (customerIds: readonly string[], changedAt: string | null) => {
    reported.take('dkh', { event: 'customer:changed', customerIds, changedAt });
  };
  const at = (ms: number) => new Date(Date.UTC(2025, 2, 1) + ms).toISOString();

  it('make two notifications of a thousand within a second: the first at once, the newest at its end', () => {
    for (let each = 0; each < 1_000; each += 1) changed(['1'], at(each));
    expect(told.map(({ changedAt }) => changedAt)).toEqual([at(0)]);
    jest.advanceTimersByTime(1_000);
    expect(told.map(({ changedAt }) => changedAt)).toEqual([at(0), at(999)]);
    jest.advanceTimersByTime(60_000);
    expect(told).toHaveLength(2);
  });

  it('of a storm that goes on make one notification a second', () => {
    for (let each = 0; each < 100; each += 1) {
      changed(['1'], at(each));
      jest.advanceTimersByTime(100);
    }
    expect(told.length).toBeGreaterThanOrEqual(10);
    expect(told.length).toBeLessThanOrEqual(11);
  });

  it('S10: that are repeated have what is kept of their source dropped once', () => {
    for (let each = 0; each < 100; each += 1) changed(['1', '2'], at(0));
    expect(forgotten).toEqual(['dkh']);
    changed(['1'], at(1));
    expect(forgotten).toEqual(['dkh', 'dkh']);
  });

  it('of different customers and sources do not hold each other up', () => {
    changed(['1', '2'], at(0));
    reported.take('other', { event: 'customer:changed', customerIds: ['1'], changedAt: at(0) });
    expect(told.map(({ sourceId, externalId }) => [sourceId, externalId])).toEqual([
      ['dkh', '1'],
      ['dkh', '2'],
      ['other', '1'],
    ]);
  });

  it('repeated within ten minutes are not told again, whatever the order of their ids; later they are', () => {
    changed(['1', '2'], at(0));
    jest.advanceTimersByTime(9 * 60_000);
    changed(['2', '1'], at(0));
    expect(told).toHaveLength(2);
    jest.advanceTimersByTime(60_000);
    changed(['1', '2'], at(0));
    expect(told).toHaveLength(4);
  });

  it('without a date are told with the time of now, and are no repetitions', () => {
    changed(['1'], null);
    jest.advanceTimersByTime(5_000);
    changed(['1'], null);
    expect(told.map(({ changedAt }) => changedAt)).toEqual([
      '2025-03-01T08:00:00.000Z',
      '2025-03-01T08:00:05.000Z',
    ]);
  });

  it('that are held when the graph stops are not told any more', () => {
    changed(['1'], at(0));
    changed(['1'], at(1));
    reported.stop();
    jest.advanceTimersByTime(5_000);
    expect(told).toHaveLength(1);
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('Coalesced', () => {
  it('keeps no more windows than its limit: the oldest closes early, with what it held', () => {
    const emitted: string[] = [];
    const coalesced = new Coalesced<string>({
      keyOf: (event) => event.charAt(0),
      ...{ windowMs: 1_000, limit: 2 },
      emit: (event) => emitted.push(event),
    });
    for (const event of ['a1', 'a2', 'b1', 'c1']) coalesced.push(event);
    expect(jest.getTimerCount()).toBeLessThanOrEqual(2);
    jest.advanceTimersByTime(10_000);
    expect([...emitted].sort()).toEqual(['a1', 'a2', 'b1', 'c1']);
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('ToldBefore', () => {
  it('forgets the oldest where there is more than it may keep', () => {
    const before = new ToldBefore({ forMs: 60_000, limit: 2 });
    expect([1, 2, 1, 3, 2, 1].map((what) => before.check(what))).toEqual([
      ...[false, false, true],
      ...[false, true, false],
    ]);
  });
});
