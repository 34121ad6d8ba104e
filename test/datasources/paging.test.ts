import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { coveringPage, offsetOf, offsetPage } from '../../src/datasources/paging.js';

const anyWindow = fc
  .tuple(fc.nat({ max: 5_000 }), fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 300 }))
  .map(([offset, wanted, spare]) => ({ offset, wanted, maxSize: wanted + spare }));

/** Whether some page of this size holds the whole window. */
function holds(size: number, offset: number, wanted: number): boolean {
  return (offset % size) + wanted <= size;
}

describe('coveringPage', () => {
  it.each([
    { offset: 0, wanted: 25, maxSize: 100, page: { number: 1, size: 25, skip: 0 } },
    { offset: 25, wanted: 25, maxSize: 100, page: { number: 2, size: 25, skip: 0 } },
    { offset: 7, wanted: 7, maxSize: 100, page: { number: 2, size: 7, skip: 0 } },
    { offset: 25, wanted: 10, maxSize: 100, page: { number: 3, size: 12, skip: 1 } },
    { offset: 99, wanted: 2, maxSize: 100, page: { number: 34, size: 3, skip: 0 } },
    { offset: 95, wanted: 100, maxSize: 100, page: { number: 1, size: 100, skip: 95 } },
  ])('$wanted rows from $offset on, at most $maxSize a page', ({ offset, wanted, maxSize, page }) => {
    expect(coveringPage(offset, wanted, maxSize)).toEqual(page);
  });

  it('begins at the offset: its first rows are those passed, and they are less than a page', () => {
    fc.assert(
      fc.property(anyWindow, ({ offset, wanted, maxSize }) => {
        const { number, size, skip } = coveringPage(offset, wanted, maxSize);
        expect((number - 1) * size + skip).toBe(offset);
        expect(skip).toBeLessThan(size);
        expect(number).toBeGreaterThanOrEqual(1);
        expect(size).toBeLessThanOrEqual(maxSize);
      }),
    );
  });

  it('holds the whole window wherever one page can, and no smaller page would', () => {
    fc.assert(
      fc.property(anyWindow, ({ offset, wanted, maxSize }) => {
        const { size, skip } = coveringPage(offset, wanted, maxSize);
        const sizes = Array.from({ length: maxSize - wanted + 1 }, (_, index) => wanted + index);
        const smallest = sizes.find((each) => holds(each, offset, wanted));
        expect(size).toBe(smallest ?? maxSize);
        expect(skip + wanted <= size).toBe(smallest !== undefined);
      }),
    );
  });
});

describe('a page by offset', () => {
  const page = offsetPage({ rows: ['a', 'b'], offset: 7, hasNext: true, totalCount: 30, fetchedAt: 'now' });

  it('goes on after any of its rows', () => {
    expect(offsetOf(page.positionAfter(0))).toBe(8);
    expect(offsetOf(page.positionAfter(1))).toBe(9);
    expect(page.next).toBe('9');
    expect(offsetOf(null)).toBe(0);
  });

  it('may be the last', () => {
    expect(offsetPage({ ...page, offset: 7, hasNext: false }).next).toBeNull();
  });
});
