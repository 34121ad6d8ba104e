import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chainedPage, type ReadLink } from '../../src/datasources/chain.js';
import { offsetOf, offsetPage } from '../../src/datasources/paging.js';
import type { Page } from '../../src/datasources/source.js';

const READ_AT = '2024-05-04T09:42:00Z';

function lists(rows: Readonly<Record<string, readonly string[]>>) {
  const asked: string[] = [];
  const read: ReadLink<string> = (key, { position, size }) => {
    asked.push(key);
    const list = rows[key];
    if (list === undefined) return Promise.resolve(null);
    const offset = offsetOf(position);
    const window = list.slice(offset, offset + size);
    const hasNext = offset + window.length < list.length;
    return Promise.resolve(
      offsetPage({ rows: window, offset, hasNext, totalCount: list.length, fetchedAt: READ_AT }),
    );
  };
  return { asked, read };
}

/** Rows in the order given, going on after each page's `next` or, `stopAt` rows into a page, after that row. */
async function walk(
  keys: readonly string[],
  read: ReadLink<string>,
  sizes: readonly number[],
  midPage: boolean,
) {
  const seen: string[] = [];
  let position: string | null = null;
  for (let turn = 0; turn < 1_000; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    const page: Page<string> = await chainedPage(keys, { position, size }, read);
    const dealt = midPage ? page.rows.slice(0, Math.max(1, Math.ceil(page.rows.length / 2))) : page.rows;
    seen.push(...dealt);
    if (dealt.length === page.rows.length && page.next === null) return seen;
    position = dealt.length === page.rows.length ? page.next : page.positionAfter(dealt.length - 1);
  }
  throw new Error('the walk does not end');
}

describe('lists walked one after the other', () => {
  it('fills a page from the next list and leaves the rest alone', async () => {
    const { asked, read } = lists({ a: ['a1'], b: ['b1', 'b2', 'b3'], c: ['c1'] });

    const page = await chainedPage(['a', 'b', 'c'], { position: null, size: 3 }, read);

    expect(page.rows).toEqual(['a1', 'b1', 'b2']);
    expect(page.next).toBe('1;2');
    expect(page.positionAfter(0)).toBe('1');
    expect(page.positionAfter(1)).toBe('1;1');
    expect(asked).toEqual(['a', 'b']);
  });

  it('takes an unknown key for an empty list', async () => {
    const { read } = lists({ b: ['b1'] });
    const page = await chainedPage(['nobody', 'b'], { position: null, size: 5 }, read);
    expect(page).toMatchObject({ rows: ['b1'], next: null, totalCount: null, fetchedAt: READ_AT });
  });

  it('tells the total of a single list', async () => {
    const { read } = lists({ a: ['a1', 'a2', 'a3'] });
    const page = await chainedPage(['a'], { position: null, size: 1 }, read);
    expect(page).toMatchObject({ rows: ['a1'], next: '0;1', totalCount: 3 });
  });

  it('is empty without keys, and after its last row, without asking', async () => {
    const { asked, read } = lists({ a: ['a1'] });
    expect(await chainedPage([], { position: null, size: 5 }, read)).toMatchObject({ rows: [], next: null });
    expect(await chainedPage(['a'], { position: '1', size: 5 }, read)).toMatchObject({
      rows: [],
      next: null,
    });
    expect(asked).toEqual([]);
  });

  it('fails where one of its lists fails: rows are never left out silently', async () => {
    const read: ReadLink<string> = (key) =>
      key === 'b'
        ? Promise.reject(new Error('down'))
        : lists({ a: ['a1'] }).read(key, { position: null, size: 5 });
    await expect(chainedPage(['a', 'b'], { position: null, size: 5 }, read)).rejects.toThrow('down');
  });

  it('gives every row once, whatever the sizes and wherever a walk goes on', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat({ max: 6 }), { maxLength: 6 }),
        fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        async (lengths, sizes, midPage) => {
          const keys = lengths.map((_, index) => `k${index}`);
          const rows = lengths.map((length, index) => Array.from({ length }, (_, row) => `k${index}-${row}`));
          const { read } = lists(Object.fromEntries(keys.map((key, index) => [key, rows[index] ?? []])));
          expect(await walk(keys, read, sizes, midPage)).toEqual(rows.flat());
        },
      ),
      { numRuns: 200 },
    );
  });
});
