import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { numberedWindow, type NumberedAnswer } from '../../src/datasources/numbered-list.js';
import type { NumberedPage } from '../../src/datasources/paging.js';
import type { Page } from '../../src/datasources/source.js';

interface Upstream {
  /** Null for what is no row. */
  readonly rows: readonly (number | null)[];
  /** The page size it serves where it is asked for another. */
  readonly grants?: (asked: number) => number;
  /** What it says of its pages; everything, unless told otherwise. */
  readonly says?: readonly (keyof Facts)[];
  /** Rows that are counted, yet missing from their pages. */
  readonly hidden?: (place: number) => boolean;
}

type Facts = Pick<NumberedAnswer<number>, 'number' | 'size' | 'pages' | 'total' | 'hasNext'>;

const EVERYTHING: readonly (keyof Facts)[] = ['number', 'size', 'pages', 'total', 'hasNext'];
const NOTHING: Facts = { number: null, size: null, pages: null, total: null, hasNext: null };

function answerOf({ rows, grants, says = EVERYTHING, hidden }: Upstream, asked: NumberedPage) {
  const size = grants?.(asked.size) ?? asked.size;
  const { number } = asked;
  const begin = (number - 1) * size;
  const facts: Facts = {
    number,
    size,
    pages: Math.ceil(rows.length / size),
    total: rows.length,
    hasNext: begin + size < rows.length,
  };
  const told = Object.fromEntries(says.map((name) => [name, facts[name]]));
  const shown = rows.slice(begin, begin + size).filter((_, index) => hidden?.(begin + index) !== true);
  return { ...NOTHING, ...told, rows: shown, fetchedAt: 'now' };
}

/** Windows of an upstream list, of which `map` leaves out what a test does not keep; and how many calls they took. */
function listOf(upstream: Upstream, maxPageSize: number, keeps: (row: number) => boolean = () => true) {
  let calls = 0;
  const window = (position: string | null, size: number): Promise<Page<number>> =>
    numberedWindow<number, number>({
      sourceId: 'src',
      request: { position, size },
      maxPageSize,
      read(page) {
        calls += 1;
        return Promise.resolve(answerOf(upstream, page));
      },
      map: (row) => (keeps(row) ? row : null),
    });
  return { window, calls: () => calls };
}

/** Walks to the end, now after whole pages, now from the middle of one, asking for these sizes in turn. */
async function walk(
  window: (position: string | null, size: number) => Promise<Page<number>>,
  sizes: readonly number[],
  midPage: boolean,
) {
  const rows: number[] = [];
  let position: string | null = null;
  for (let pages = 1; pages <= 2_000; pages += 1) {
    const size = sizes[(pages - 1) % sizes.length] ?? 1;
    const page: Page<number> = await window(position, size);
    expect(page.rows.length).toBeLessThanOrEqual(size);
    const taken = midPage && pages % 2 === 1 ? Math.ceil(page.rows.length / 2) : page.rows.length;
    rows.push(...page.rows.slice(0, taken));
    position = taken === page.rows.length ? page.next : page.positionAfter(taken - 1);
    if (position === null) return { rows, pages };
  }
  throw new Error('The walk does not end.');
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const anyCount = fc.nat({ max: 130 });
const anySizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 });
/** All that an upstream may keep to itself without its pages becoming ambiguous. */
const anySpeech = fc.subarray(['number', 'size', 'pages', 'total', 'hasNext'] as const);

describe('a walk by numbered pages', () => {
  it('gives every row once, each window by one call, whatever the answers say of themselves', () =>
    fc.assert(
      fc.asyncProperty(anyCount, anySizes, anySpeech, fc.boolean(), async (count, sizes, says, midPage) => {
        const { window, calls } = listOf({ rows: numbers(count), says }, 40);
        const { rows, pages } = await walk(window, sizes, midPage);
        expect(rows).toEqual(numbers(count));
        expect(calls()).toBe(pages);
      }),
    ));

  it('gives every row once at an upstream with page sizes of its own, each window by two calls at the most', () => {
    const anyGrant = fc.oneof(
      fc.integer({ min: 1, max: 90 }).map((fixed) => () => fixed),
      fc.integer({ min: 1, max: 39 }).map((most) => (asked: number) => Math.min(asked, most)),
      fc.integer({ min: 2, max: 90 }).map((least) => (asked: number) => Math.max(asked, least)),
    );
    // What follows is told by one of them at least: a page that came short of what was asked would pass for the last.
    const anyEnd = fc.subarray(['pages', 'total', 'hasNext'] as const, { minLength: 1 });
    return fc.assert(
      fc.asyncProperty(
        anyCount,
        anySizes,
        anyGrant,
        anyEnd,
        fc.boolean(),
        async (count, sizes, grants, end, midPage) => {
          const upstream = { rows: numbers(count), grants, says: ['number', 'size', ...end] as const };
          const { window, calls } = listOf(upstream, 40);
          const { rows, pages } = await walk(window, sizes, midPage);
          expect(rows).toEqual(numbers(count));
          expect(calls()).toBeLessThanOrEqual(2 * pages);
        },
      ),
    );
  });

  it('gives every other row once where some are no rows, some are turned down, and some are missing from their pages', () => {
    const anyPlaces = fc.uniqueArray(fc.nat({ max: 129 }), { maxLength: 60 }).map((each) => new Set(each));
    return fc.assert(
      fc.asyncProperty(
        anyCount,
        anySizes,
        anyPlaces,
        anyPlaces,
        anyPlaces,
        async (count, sizes, broken, unwanted, missing) => {
          const rows = numbers(count).map((row) => (broken.has(row) ? null : row));
          const says = ['number', 'size', 'total'] as const;
          const upstream = { rows, says, hidden: (place: number) => missing.has(place) };
          const { window } = listOf(upstream, 40, (row) => !unwanted.has(row));
          // Sizes that stay the same, because rows missing from a page move the others within it.
          const walked = await walk(window, sizes.slice(0, 1), false);
          const left = numbers(count).filter(
            (row) => !broken.has(row) && !unwanted.has(row) && !missing.has(row),
          );
          expect(walked.rows).toEqual(left);
        },
      ),
    );
  });
});

describe('one window of numbered pages', () => {
  it('is empty and last past the end, where a list has become shorter', async () => {
    const { window } = listOf({ rows: numbers(20) }, 40);
    expect(await window('50', 25)).toMatchObject({ rows: [], next: null, totalCount: 20 });
  });

  it('believes the number of pages before the flag, and the flag before the total', async () => {
    const next = async (facts: Partial<Facts>) => {
      const page = await numberedWindow<number, number>({
        sourceId: 'src',
        request: { position: null, size: 2 },
        maxPageSize: 10,
        read: () => Promise.resolve({ ...NOTHING, ...facts, rows: [1, 2], fetchedAt: 'now' }),
        map: (row) => row,
      });
      return page.next;
    };
    expect(await next({ pages: 1, hasNext: true, total: 9 })).toBeNull();
    expect(await next({ pages: 2, hasNext: false, total: 2 })).toBe('2');
    expect(await next({ hasNext: false, total: 9 })).toBeNull();
    expect(await next({ hasNext: true, total: 2 })).toBe('2');
    expect(await next({ total: 3 })).toBe('2');
  });

  it('is null where there is no such list', async () => {
    const page = await numberedWindow<number, number, null>({
      sourceId: 'src',
      request: { position: null, size: 5 },
      maxPageSize: 10,
      read: () => Promise.resolve(null),
      map: (row) => row,
    });
    expect(page).toBeNull();
  });

  it.each([
    ['stays on its first page', { number: 1, size: 5, total: 50 }, [1, 2, 3, 4, 5]],
    ['gives more rows than its page has', { number: 3, size: 5, total: 50 }, [1, 2, 3, 4, 5, 6]],
  ])('fails after a second try where the upstream %s', async (_, facts, rows) => {
    let calls = 0;
    const reading = numberedWindow<number, number>({
      sourceId: 'src',
      request: { position: '10', size: 5 },
      maxPageSize: 10,
      read() {
        calls += 1;
        return Promise.resolve({ ...NOTHING, ...facts, rows, fetchedAt: 'now' });
      },
      map: (row) => row,
    });
    await expect(reading).rejects.toMatchObject({ code: 'BAD_RESPONSE', sourceId: 'src' });
    expect(calls).toBe(2);
  });
});
