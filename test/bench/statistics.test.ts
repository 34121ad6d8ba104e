import { describe, expect, it } from '@jest/globals';
import { growthExponent, median, percentile, spread } from '../../bench/statistics.js';

describe('median', () => {
  it('is the middle, whatever the order', () => {
    expect(median([9, 1, 5])).toBe(5);
  });

  it('is between the two middles of an even number', () => {
    expect(median([4, 1, 2, 9])).toBe(3);
  });

  it('of nothing is no number', () => {
    expect(median([])).toBeNaN();
  });
});

describe('percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  it('is a value that was measured', () => {
    expect(percentile(hundred, 99)).toBe(99);
    expect(percentile([3, 8], 99)).toBe(8);
  });

  it('does not change what it is given', () => {
    const values = [3, 1, 2];
    percentile(values, 99);
    expect(values).toEqual([3, 1, 2]);
  });
});

describe('spread', () => {
  it('tells the ends beside the middle', () => {
    expect(spread([2, 7, 3])).toEqual({ median: 3, least: 2, most: 7 });
  });
});

describe('growthExponent', () => {
  const points = (cost: (size: number) => number) =>
    [10, 100, 1_000].map((size) => ({ size, cost: cost(size) }));

  it('is 1 where cost grows as the size does', () => {
    expect(growthExponent(points((size) => 0.2 * size))).toBeCloseTo(1);
  });

  it('is 2 where each row looks at every other', () => {
    expect(growthExponent(points((size) => size * size))).toBeCloseTo(2);
  });

  it('is below 1 where part of the cost is there for any size', () => {
    expect(growthExponent(points((size) => 50 + size))).toBeLessThan(1);
  });

  it('of one point is no number', () => {
    expect(growthExponent(points((size) => size).slice(0, 1))).toBeNaN();
  });
});
