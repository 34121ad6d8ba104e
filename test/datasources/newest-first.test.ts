import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isNewestPosition, newestPage } from '../../src/datasources/newest-first.js';

interface Row {
  readonly id: string;
  readonly createdAt: string | null;
}

const birthOf = (row: Row) => row;

/** Few times, so that many rows share one; some rows have none. */
const anyRows = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 1, max: 3_000 }).map((number) => `XSPO${number}`),
    createdAt: fc.option(fc.integer({ min: 1, max: 9 }).map((day) => `2024-05-0${day}T10:00:00+02:00`)),
  }),
  { selector: ({ id }) => id, maxLength: 60 },
);
const anySizes = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 3 });

function page(rows: readonly Row[], position: string | null, size: number) {
  return newestPage({ rows, fetchedAt: 'now' }, { position, size }, birthOf);
}

/** Walks to the end; `at` may change the rows before each page. */
function walk(
  rows: readonly Row[],
  sizes: readonly number[],
  at = (_: number, rest: readonly Row[]) => rest,
) {
  const seen: Row[] = [];
  let position: string | null = null;
  let present = rows;
  for (let pages = 0; pages < 200; pages += 1) {
    present = at(pages, present);
    const taken = page(present, position, sizes[pages % sizes.length] ?? 1);
    seen.push(...taken.rows);
    if (taken.next === null) return seen;
    expect(isNewestPosition(taken.next)).toBe(true);
    position = taken.next;
  }
  throw new Error('The walk does not end.');
}

const idsOf = (rows: readonly Row[]) => rows.map(({ id }) => id);

describe('rows in hand, newest first', () => {
  it('are the later ones before the earlier, then the longer and larger ids, and those without a time last', () => {
    const rows = [
      { id: '9', createdAt: null },
      { id: '10', createdAt: null },
      { id: '1', createdAt: '2024-01-15T10:00:00+02:00' },
      { id: '2', createdAt: '2024-01-15T09:00:00Z' },
      { id: '3', createdAt: '2024-01-15T09:00:00Z' },
    ];
    expect(page(rows, null, 9)).toMatchObject({
      rows: ['3', '2', '1', '10', '9'].map((id) => ({ id })),
      next: null,
      totalCount: 5,
      fetchedAt: 'now',
    });
  });

  it('are walked once each, whatever the sizes and wherever they stood', () => {
    fc.assert(
      fc.property(anyRows, anySizes, (rows, sizes) => {
        const seen = idsOf(walk(rows, sizes, (pages, rest) => (pages % 2 === 1 ? rest.toReversed() : rest)));
        expect(seen).toEqual(idsOf(page(rows, null, 100).rows));
        expect(seen.toSorted()).toEqual(idsOf(rows).toSorted());
      }),
    );
  });

  it('that stay are walked once each while others are deleted, the last one given included', () => {
    fc.assert(
      fc.property(anyRows, anySizes, fc.func(fc.boolean()), (rows, sizes, isDeleted) => {
        const gone = (pages: number) => (pages === 0 ? [] : rows.filter(({ id }) => isDeleted(id)));
        const seen = walk(rows, sizes, (pages) => rows.filter((row) => !gone(pages).includes(row)));
        const staying = rows.filter((row) => !gone(1).includes(row));
        expect(new Set(seen).size).toBe(seen.length);
        expect(seen).toEqual(expect.arrayContaining(staying));
      }),
    );
  });

  it('give one row for an id that stands there twice: the later one', () => {
    const rows = [
      { id: '1', createdAt: '2024-01-15T09:00:00Z', state: 'old' },
      { id: '1', createdAt: '2024-01-15T09:00:00Z', state: 'new' },
    ];
    const { rows: given, totalCount } = newestPage(
      { rows, fetchedAt: 'now' },
      { position: null, size: 5 },
      birthOf,
    );
    expect(given).toEqual([rows[1]]);
    expect(totalCount).toBe(1);
  });

  it('tell their positions from offsets', () => {
    expect(isNewestPosition('250')).toBe(false);
    expect(() => page([], '250', 5)).toThrow(RangeError);
  });
});
