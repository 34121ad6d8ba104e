import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Datasource } from '../../../src/datasources/source.js';
import { NO_CRITERIA, NO_ORDER_CRITERIA, inScope, openSource, walk } from './source.js';
import { at, smallUpstream, someRows, type Row } from './upstream.js';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

async function opened(rows: Row[], fromIsInclusive = true): Promise<{ source: Datasource; urls: string[] }> {
  const upstream = await smallUpstream(rows, { fromIsInclusive });
  const source = openSource(upstream.url);
  closers.push(
    () => source.close(),
    () => upstream.close(),
  );
  return { source, urls: upstream.urls };
}

const ids = (rows: readonly { readonly externalId: string }[]) => rows.map(({ externalId }) => externalId);

describe('customers in the order of creation', () => {
  it('gives every row once whatever the sizes, one call a page, and looks behind the one that came short', async () => {
    const rows = someRows(30, 1);
    const { source, urls } = await opened(rows);
    const seen = await walk(
      (request, scope) => source.customers.page(NO_CRITERIA, request, scope),
      [7, 1, 22],
    );
    expect(ids(seen)).toEqual(rows.map(({ id }) => id));
    expect(urls).toEqual([
      '/v1/customer/?newest=false&limit=8&offset=0&basedOnCreatedDate=true',
      '/v1/customer/?newest=false&limit=2&offset=7&basedOnCreatedDate=true',
      '/v1/customer/?newest=false&limit=23&offset=8&basedOnCreatedDate=true',
      '/v1/customer/?newest=false&limit=23&offset=30&basedOnCreatedDate=true',
    ]);
  });

  it('goes on after any row of a page', async () => {
    const { source } = await opened(someRows(10, 1));
    const read = (position: string | null) =>
      inScope((scope) => source.customers.page(NO_CRITERIA, { position, size: 4 }, scope));
    const first = await read(null);
    expect(ids((await read(first.positionAfter(1))).rows)).toEqual(['1002', '1003', '1004', '1005']);
  });

  it('is not disturbed by rows that change during the walk', async () => {
    const rows = someRows(20, 1);
    const { source } = await opened(rows);
    const seen = await walk(
      (request, scope) => source.customers.page(NO_CRITERIA, request, scope),
      [6],
      () => Object.assign(rows[0] ?? {}, { updatedAt: at(999_999) }),
    );
    expect(ids(seen)).toEqual(rows.map(({ id }) => id));
  });

  it('is scanned a thousand rows a call', async () => {
    const { source, urls } = await opened(someRows(1_001, 1));
    const { scan } = source.customers;
    const seen = await walk(
      (request, scope) => scan?.page(request.position, scope) ?? Promise.reject(new Error()),
      [1],
    );
    expect(new Set(ids(seen)).size).toBe(1_001);
    expect(urls).toEqual([
      '/v1/customer/?newest=false&limit=1000&offset=0&basedOnCreatedDate=true',
      '/v1/customer/?newest=false&limit=1000&offset=1000&basedOnCreatedDate=true',
      // Each page is an operation of its own here, and this one saw no larger page than its own.
      '/v1/customer/?newest=false&limit=1000&offset=1001&basedOnCreatedDate=true',
    ]);
  });
});

describe('orders in the order of change', () => {
  it.each([
    { perSecond: 1, fromIsInclusive: true },
    { perSecond: 1, fromIsInclusive: false },
    { perSecond: 5, fromIsInclusive: true },
    { perSecond: 5, fromIsInclusive: false },
    { perSecond: 60, fromIsInclusive: true },
  ])(
    'gives every row once, one call a page and one behind the last: %j',
    async ({ perSecond, fromIsInclusive }) => {
      const rows = someRows(60, perSecond);
      const { source, urls } = await opened(rows, fromIsInclusive);
      let pages = 0;
      const seen = await walk(
        (request, scope) => source.orders.page(NO_ORDER_CRITERIA, request, scope),
        [7, 1, 3],
        () => (pages += 1),
      );
      expect(ids(seen)).toEqual(rows.map(({ id }) => id));
      expect(urls).toHaveLength(pages + 1);
    },
  );

  it('reads on from the last row by its time, so that offsets stay small', async () => {
    const { source, urls } = await opened(someRows(30, 1));
    await walk((request, scope) => source.orders.page(NO_ORDER_CRITERIA, request, scope), [10]);
    expect(urls).toEqual([
      '/v1/order/?newest=false&limit=11&offset=0',
      `/v1/order/?from=${encodeURIComponent(`${at(100_017)}Z`)}&newest=false&limit=12&offset=0`,
      `/v1/order/?from=${encodeURIComponent(`${at(100_037)}Z`)}&newest=false&limit=12&offset=0`,
      `/v1/order/?from=${encodeURIComponent(`${at(100_037)}Z`)}&newest=false&limit=12&offset=11`,
    ]);
  });

  it('goes on after any row of a page, whichever share its second', async () => {
    const { source } = await opened(someRows(40, 4));
    const read = (position: string | null) =>
      inScope((scope) => source.orders.page(NO_ORDER_CRITERIA, { position, size: 20 }, scope));
    const page = await read((await read(null)).positionAfter(2));
    for (const index of page.rows.keys()) {
      const [next] = (await read(page.positionAfter(index))).rows;
      expect(next?.externalId).toBe(String(1_004 + index));
    }
  });

  it('loses no row to changes under way', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 12 }),
        fc.array(fc.array(fc.nat({ max: 39 }), { maxLength: 4 }), { minLength: 1, maxLength: 12 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        async (perSecond, touches, sizes, fromIsInclusive) => {
          const rows = someRows(40, perSecond);
          const { source } = await opened(rows, fromIsInclusive);
          let turn = 0;
          const seen = await walk(
            (request, scope) => source.orders.page(NO_ORDER_CRITERIA, request, scope),
            sizes,
            () => {
              for (const index of touches[turn] ?? []) {
                Object.assign(rows[index] ?? {}, { updatedAt: at(200_000 + turn) });
              }
              turn += 1;
            },
          );
          expect(new Set(ids(seen)).size).toBe(40);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is narrowed for orders created since a time, with a day to spare for zones', async () => {
    const { source, urls } = await opened(someRows(1, 1));
    const criteria = { ...NO_ORDER_CRITERIA, createdSince: '2024-01-03T12:00:00+02:00' };
    await inScope((scope) => source.orders.page(criteria, { position: null, size: 5 }, scope));
    expect(urls).toEqual(['/v1/order/?from=2024-01-02T09%3A59%3A59Z&newest=false&limit=6&offset=0']);
    expect(source.orders.applies).toEqual([]);
  });
});

describe('customers updated since a time', () => {
  const since = (second: number) => ({ ...NO_CRITERIA, updatedSince: `${at(second)}Z` });

  it.each([true, false])(
    'gives exactly those, the very second included (from inclusive: %j)',
    async (inclusive) => {
      const { source, urls } = await opened(someRows(20, 2), inclusive);
      const seen = await walk((request, scope) => source.customers.page(since(100_010), request, scope), [3]);
      expect(ids(seen)).toEqual(
        someRows(20, 2)
          .slice(10)
          .map(({ id }) => id),
      );
      expect(urls[0]).toBe(
        `/v1/customer/?from=${encodeURIComponent(`${at(100_009)}Z`)}&newest=false&limit=4&offset=0&basedOnCreatedDate=false`,
      );
    },
  );

  it('turns down rows of the second before, and positions still count them', async () => {
    const rows = someRows(6, 1).map((row, index) => ({ ...row, updatedAt: at(500 + Math.floor(index / 3)) }));
    const { source } = await opened(rows);
    const seen = await walk((request, scope) => source.customers.page(since(501), request, scope), [2]);
    expect(ids(seen)).toEqual(['1003', '1004', '1005']);
  });

  it('loses none that is touched during the walk', async () => {
    const rows = someRows(30, 3);
    const { source } = await opened(rows);
    let touched = 0;
    const seen = await walk(
      (request, scope) => source.customers.page(since(0), request, scope),
      [4],
      () => {
        for (const row of rows.slice(touched, touched + 5)) row.updatedAt = at(300_000 + touched);
        touched += 5;
      },
    );
    expect(new Set(ids(seen)).size).toBe(30);
  });

  it('tells the instant in the clock that the rows are read in', async () => {
    const upstream = await smallUpstream([{ id: '5', createdAt: at(0), updatedAt: '2024-07-01T08:00:00' }]);
    const source = openSource(upstream.url, { timeZone: 'America/New_York' });
    closers.push(
      () => source.close(),
      () => upstream.close(),
    );
    const page = await inScope((scope) =>
      source.customers.page(
        { ...NO_CRITERIA, updatedSince: '2024-07-01T12:00:00Z' },
        { position: null, size: 5 },
        scope,
      ),
    );
    expect(upstream.urls[0]).toContain('from=2024-07-01T07%3A59%3A59Z');
    expect(page.rows.map(({ updatedAt }) => updatedAt)).toEqual(['2024-07-01T08:00:00-04:00']);
  });

  it('refuses a position of the other order', async () => {
    const { source } = await opened(someRows(3, 1));
    const first = await inScope((scope) =>
      source.customers.page(NO_CRITERIA, { position: null, size: 1 }, scope),
    );
    const read = inScope((scope) =>
      source.customers.page(since(0), { position: first.next, size: 1 }, scope),
    );
    await expect(read).rejects.toThrow('Not a position in the order of change.');
  });
});
