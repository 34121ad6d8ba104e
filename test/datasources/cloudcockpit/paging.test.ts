import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readMany } from '../../../src/datasources/batch.js';
import type { Datasource, Page, PageRequest } from '../../../src/datasources/source.js';
import { ALL, LIVING, answering, endScopes, guid, newScope, openCockpit, type Asked } from './cockpit.js';

interface List {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** Pages are never larger than this, whatever was asked. */
  readonly cap?: number;
  /** Left out of the envelope. */
  readonly without?: readonly string[];
}

/** One numbered page of a list as the documents describe it. */
function pageBody({ rows, cap = 2_000, without = [] }: List, { url }: Asked) {
  const pageNumber = Number(url.searchParams.get('pageNumber'));
  const pageSize = Math.min(cap, Number(url.searchParams.get('pageSize')));
  const end = pageNumber * pageSize;
  const envelope = {
    items: rows.slice(end - pageSize, end),
    paginationParameters: { pageNumber, pageSize },
    totalPages: Math.ceil(rows.length / pageSize),
    totalCount: rows.length,
    hasPreviousPage: pageNumber > 1,
    hasNextPage: end < rows.length,
    continuationToken: null,
  };
  return Object.fromEntries(Object.entries(envelope).filter(([name]) => !without.includes(name)));
}

const closing: (() => Promise<void>)[] = [];

async function serving(bodyOf: (asked: Asked) => unknown) {
  const upstream = await answering((asked) => ({ body: bodyOf(asked) }));
  const datasource = openCockpit(upstream.url);
  closing.push(
    () => datasource.close(),
    () => upstream.close(),
  );
  return { upstream, datasource };
}

afterEach(async () => {
  endScopes();
  for (const close of closing.splice(0)) await close();
});

/** Ids in the order given; deals all of a page or, `midPage`, only a part of it before going on. */
async function walk<Row extends { readonly externalId: string }>(
  read: (request: PageRequest) => Promise<Page<Row>>,
  sizes: readonly number[],
  midPage = false,
): Promise<string[]> {
  const seen: string[] = [];
  let position: string | null = null;
  for (let turn = 0; turn < 500; turn += 1) {
    const page: Page<Row> = await read({ position, size: sizes[turn % sizes.length] ?? 1 });
    const count = midPage && turn % 2 === 0 ? Math.ceil(page.rows.length / 2) : page.rows.length;
    seen.push(...page.rows.slice(0, count).map(({ externalId }) => externalId));
    if (count === page.rows.length && page.next === null) return seen;
    position = count === page.rows.length ? page.next : page.positionAfter(count - 1);
  }
  throw new Error('the walk does not end');
}

function customers(count: number) {
  return Array.from({ length: count }, (_, index) => ({ id: guid(index), companyName: `Company ${index}` }));
}

const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);

describe('a walk through the customers', () => {
  it('gives every row once, in one call a page, whatever the sizes', async () => {
    const rows = customers(57);
    const { upstream, datasource } = await serving((asked) => pageBody({ rows }, asked));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        async (sizes, midPage) => {
          const asked = upstream.asked.length;
          let pages = 0;
          const read = (request: PageRequest) => {
            pages += 1;
            return datasource.customers.page(ALL, request, newScope());
          };
          expect(await walk(read, sizes, midPage)).toEqual(ids(rows));
          expect(upstream.asked.length - asked).toBe(pages);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('keeps deleted and unreadable rows out without losing its place', async () => {
    const rows = customers(40);
    const listed = rows.map((row, index) => {
      if (index % 7 === 3) return { ...row, isDeleted: true };
      return index % 11 === 5 ? { companyName: 'without an id' } : row;
    });
    const kept = rows.filter((_, index) => index % 7 !== 3 && index % 11 !== 5);
    const { datasource } = await serving((asked) => pageBody({ rows: listed }, asked));
    const read = (request: PageRequest) => datasource.customers.page(LIVING, request, newScope());

    expect(await walk(read, [4, 9, 1])).toEqual(ids(kept));
    expect(await walk(read, [4, 9, 1], true)).toEqual(ids(kept));
  });

  it('goes on correctly where the upstream gives smaller pages than asked for', async () => {
    const rows = customers(45);
    const { upstream, datasource } = await serving((asked) => pageBody({ rows, cap: 10 }, asked));
    const read = (request: PageRequest) => datasource.customers.page(ALL, request, newScope());

    expect(await walk(read, [25])).toEqual(ids(rows));
    expect(await walk(read, [25, 7, 12], true)).toEqual(ids(rows));
    expect(upstream.asked[0]?.url.searchParams.get('pageSize')).toBe('25');
  });

  it.each([
    { without: ['hasNextPage'] },
    { without: ['hasNextPage', 'totalCount'] },
    { without: ['paginationParameters'] },
  ])('ends without $without', async ({ without }) => {
    const rows = customers(23);
    const { datasource } = await serving((asked) => pageBody({ rows, without }, asked));
    const read = (request: PageRequest) => datasource.customers.page(ALL, request, newScope());

    expect(await walk(read, [5])).toEqual(ids(rows));
  });

  it('asks for deleted customers to be left out only where they are not wanted', async () => {
    const { upstream, datasource } = await serving((asked) => pageBody({ rows: customers(1) }, asked));

    await datasource.customers.page(LIVING, { position: null, size: 5 }, newScope());
    await datasource.customers.page(ALL, { position: null, size: 5 }, newScope());

    expect(upstream.asked.map(({ url }) => url.searchParams.get('includeDeleted'))).toEqual(['false', null]);
  });

  it('tells no total any more once a deleted row shows that the switch is not heard', async () => {
    const rows = [...customers(3), { id: guid(9), isDeleted: true }];
    const { datasource } = await serving((asked) => pageBody({ rows }, asked));
    const read = (criteria: typeof ALL, request: PageRequest) =>
      datasource.customers.page(criteria, request, newScope());

    expect(await read(LIVING, { position: null, size: 3 })).toMatchObject({ totalCount: 4, next: '3' });
    expect(await read(LIVING, { position: '3', size: 3 })).toMatchObject({
      rows: [],
      totalCount: null,
      next: null,
    });
    expect(await read(LIVING, { position: null, size: 3 })).toMatchObject({ totalCount: null });
    expect(await read(ALL, { position: null, size: 4 })).toMatchObject({ totalCount: 4 });
  });
});

describe('customers by id', () => {
  it('come from one page of the list where they are many, the deleted ones included', async () => {
    const rows = [...customers(40), { id: guid(90), companyName: 'Gone', isDeleted: true }];
    const { upstream, datasource } = await serving((asked) => pageBody({ rows }, asked));
    const wanted = [guid(3), guid(90), guid(12), guid(99)];

    const answers = await readMany(
      { sourceId: datasource.id, lookup: datasource.customers, size: { rows: 41 } },
      wanted,
      newScope(),
    );

    expect([...answers].map(([id, answer]) => [id, answer === null ? null : 'externalId' in answer])).toEqual(
      expect.arrayContaining([
        [guid(3), true],
        [guid(90), true],
        [guid(12), true],
        [guid(99), null],
      ]),
    );
    expect(upstream.asked.map(({ url }) => url.pathname + url.search)).toEqual([
      '/v1/Customers?pageNumber=1&pageSize=2000&sortPropertyName=Company.Name&ascendingOrder=true',
    ]);
  });

  it.each(['XSP1', '42', `${guid(1)} `, '../Orders'])(
    'do not exist under the id %j, which takes no call',
    async (id) => {
      const { upstream, datasource } = await serving(() => null);
      expect(await datasource.customers.get(id, newScope())).toBeNull();
      const orders = await datasource.orders.ofCustomers([id], { position: null, size: 5 }, newScope());
      expect(orders).toEqual(new Map([[id, null]]));
      expect(upstream.asked).toEqual([]);
    },
  );
});

describe('orders', () => {
  const ordersOf = (customer: number, count: number) =>
    Array.from({ length: count }, (_, index) => ({ id: `${customer}-${index}`, customerId: guid(customer) }));
  const counts = new Map([
    [guid(1), 3],
    [guid(2), 0],
    [guid(3), 8],
  ]);
  const criteria = { customerIds: [...counts.keys(), 'no-guid', guid(1)], status: null, createdSince: null };

  async function served(): Promise<{ datasource: Datasource; paths: () => string[] }> {
    const { upstream, datasource } = await serving((asked) => {
      const customer = asked.url.pathname.split('/').at(-1) ?? '';
      return pageBody({ rows: ordersOf(Number(customer.at(-1)), counts.get(customer) ?? 0) }, asked);
    });
    return { datasource, paths: () => upstream.asked.map(({ url }) => url.pathname) };
  }

  it("of several customers are each customer's list after the other, each once", async () => {
    const { datasource } = await served();
    const read = (request: PageRequest) => datasource.orders.page(criteria, request, newScope());
    const expected = [...ordersOf(1, 3), ...ordersOf(3, 8)].map(({ id }) => id);

    expect(await walk(read, [2, 5])).toEqual(expected);
    expect(await walk(read, [2, 5], true)).toEqual(expected);
    expect(await walk(read, [100])).toEqual(expected);
  });

  it('of one customer tell their total and take one call', async () => {
    const { datasource, paths } = await served();
    const one = { ...criteria, customerIds: [guid(3)] };

    const page = await datasource.orders.page(one, { position: null, size: 5 }, newScope());

    expect(page).toMatchObject({ totalCount: 8, next: '0;5' });
    expect(paths()).toEqual([`/v1/Orders/customers/${guid(3)}`]);
  });

  it('of every customer cannot be had, and the message says what to do', async () => {
    const { datasource, paths } = await served();
    const all = { ...criteria, customerIds: null };

    await expect(datasource.orders.page(all, { position: null, size: 5 }, newScope())).rejects.toMatchObject({
      code: 'UNSUPPORTED',
      message: "Source 'cockpit' lists orders by customer only: filter by customerIds.",
    });
    expect(paths()).toEqual([]);
    expect(datasource.orders.lookup).toBeUndefined();
  });
});
