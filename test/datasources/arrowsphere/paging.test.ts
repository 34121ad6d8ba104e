import { afterEach, describe, expect, it } from '@jest/globals';
import type { Page, PageRequest } from '../../../src/datasources/source.js';
import {
  ALL_CUSTOMERS,
  ALL_ORDERS,
  answering,
  endScopes,
  failureOf,
  newScope,
  type Answer,
} from './arrow.js';

afterEach(endScopes);

interface Numbering {
  /** What the upstream serves where it is asked for this many. */
  readonly serve?: (perPage: number) => number;
  readonly pagination?: boolean;
  /** What stays in a page that was counted with more. */
  readonly shows?: (row: unknown) => boolean;
}

/** A page of a list as the upstream numbers it: `page` from 1, `per_page` rows each. */
function numbered(url: URL, name: string, rows: readonly unknown[], numbering: Numbering = {}): Answer {
  const { serve = (perPage: number) => perPage, pagination = true, shows = () => true } = numbering;
  const size = serve(Number(url.searchParams.get('per_page')));
  const number = Number(url.searchParams.get('page') ?? 1);
  const pages = Math.ceil(rows.length / size);
  const block = { per_page: size, current_page: number, total_page: pages, total: rows.length };
  return {
    body: {
      status: 200,
      data: { [name]: rows.slice((number - 1) * size, number * size).filter(shows) },
      ...(pagination ? { pagination: block } : {}),
    },
  };
}

interface Walk {
  readonly ids: readonly string[];
  readonly pages: number;
}

/** Walks a list to its end, asking for these many rows in turn. */
async function walk(
  read: (request: PageRequest) => Promise<Page<{ readonly externalId: string }>>,
  sizes: readonly number[],
): Promise<Walk> {
  const ids: string[] = [];
  let position: string | null = null;
  for (let pages = 1; pages <= 100; pages += 1) {
    const size = sizes[(pages - 1) % sizes.length] ?? 1;
    const page: Page<{ readonly externalId: string }> = await read({ position, size });
    expect(page.rows.length).toBeLessThanOrEqual(size);
    ids.push(...page.rows.map(({ externalId }) => externalId));
    if (page.next === null) return { ids, pages };
    position = page.next;
  }
  throw new Error('The walk does not end.');
}

const customers = Array.from({ length: 237 }, (_, index) => ({ Reference: `XSP${index + 1}` }));
const references = customers.map(({ Reference }) => Reference);

async function walkCustomers(sizes: readonly number[], answer: (url: URL) => Answer) {
  const upstream = await answering(answer);
  const page = (request: PageRequest) =>
    upstream.datasource.customers.page(ALL_CUSTOMERS, request, newScope());
  try {
    return { ...(await walk(page, sizes)), calls: upstream.asked.length };
  } finally {
    await upstream.close();
  }
}

describe('a walk through the customers', () => {
  it.each([[[25]], [[100]], [[1, 7, 13, 50]], [[99, 2]], [[33, 100, 8]]])(
    'by pages of %j gives every row once, each page by one call',
    async (sizes) => {
      const { ids, pages, calls } = await walkCustomers(sizes, (url) =>
        numbered(url, 'customers', customers),
      );
      expect(ids).toEqual(references);
      expect(calls).toBe(pages);
    },
  );

  it('ends without a further call where the last page is full', async () => {
    const { ids, calls } = await walkCustomers([79], (url) => numbered(url, 'customers', customers));
    expect(ids).toEqual(references);
    expect(calls).toBe(3);
  });

  it('goes on after any row, not only after a page', async () => {
    const upstream = await answering((url) => numbered(url, 'customers', customers));
    const page = (request: PageRequest) =>
      upstream.datasource.customers.page(ALL_CUSTOMERS, request, newScope());
    const first = await page({ position: null, size: 20 });
    const second = await page({ position: first.positionAfter(6), size: 20 });
    await upstream.close();
    expect(second.rows.map(({ externalId }) => externalId)).toEqual(references.slice(7, 27));
    expect(upstream.asked).toHaveLength(2);
  });

  it('takes a full page for one that may be followed, where the upstream leaves `pagination` out', async () => {
    const answer = (url: URL) => numbered(url, 'customers', customers, { pagination: false });
    expect(await walkCustomers([100], answer)).toMatchObject({ ids: references, calls: 3 });
    // The last page is full here as well: only a further, empty one can tell that nothing follows.
    expect(await walkCustomers([79], answer)).toMatchObject({ ids: references, calls: 4 });
  });

  it.each([
    ['smaller', 30],
    ['larger', 60],
  ])('loses nothing at an upstream whose pages are always %s than asked for', async (_, served) => {
    const answer = (url: URL) => numbered(url, 'customers', customers, { serve: () => served });
    const { ids } = await walkCustomers([50, 41], answer);
    expect(ids).toEqual(references);
  });

  it('loses nothing where the largest page is smaller than ours', async () => {
    const answer = (url: URL) =>
      numbered(url, 'customers', customers, { serve: (perPage) => Math.min(perPage, 40) });
    const { ids } = await walkCustomers([100], answer);
    expect(ids).toEqual(references);
  });

  it('goes on at the next page where one comes short, as if rows had been taken out of it', async () => {
    const hidden = new Set<unknown>([2, 24, 25, 119].map((index) => customers[index]));
    const shows = (row: unknown) => !hidden.has(row);
    const { ids } = await walkCustomers([25], (url) => numbered(url, 'customers', customers, { shows }));
    expect(ids).toEqual(customers.filter(shows).map(({ Reference }) => Reference));
  });

  it('counts rows that nothing identifies, and leaves them out', async () => {
    const sparse = customers.map((row, index) => (index % 10 === 4 ? { CompanyName: 'Nameless' } : row));
    const { ids } = await walkCustomers([7, 25], (url) => numbered(url, 'customers', sparse));
    expect(ids).toEqual(references.filter((_, index) => index % 10 !== 4));
  });

  it('ends where the list has become shorter meanwhile', async () => {
    const upstream = await answering((url) => numbered(url, 'customers', customers.slice(0, 20)));
    const request = { position: '50', size: 25 };
    const page = await upstream.datasource.customers.page(ALL_CUSTOMERS, request, newScope());
    await upstream.close();
    expect(page).toMatchObject({ rows: [], next: null });
  });

  it('fails rather than loses rows where the upstream stays on its first page', async () => {
    const upstream = await answering((url) => {
      url.searchParams.delete('page');
      return numbered(url, 'customers', customers);
    });
    const read = upstream.datasource.customers.page(ALL_CUSTOMERS, { position: '50', size: 50 }, newScope());
    const failure = await failureOf(read);
    await upstream.close();
    expect(failure).toMatchObject({ name: 'UpstreamFailure', code: 'BAD_RESPONSE' });
  });
});

describe('a scan', () => {
  it('walks the whole list in pages of a hundred', async () => {
    const upstream = await answering((url) => numbered(url, 'customers', customers));
    const { scan } = upstream.datasource.customers;
    const { ids } = await walk(
      async ({ position }) => {
        const page = await scan?.page(position, newScope());
        if (page === undefined) throw new Error('There is no scan.');
        return page;
      },
      [100],
    );
    await upstream.close();
    expect(ids).toEqual(references);
    expect(upstream.asked).toEqual([
      '/customers?per_page=100',
      '/customers?page=2&per_page=100',
      '/customers?page=3&per_page=100',
    ]);
  });
});

describe('a walk through the orders of several customers', () => {
  it('gives each customer’s orders once, in the order of the customers', async () => {
    const ordersOf: Readonly<Record<string, number>> = { XSP1: 5, XSP2: 0, XSP3: 130, XSP5: 3 };
    const rowsOf = (customer: string) =>
      Array.from({ length: ordersOf[customer] ?? 0 }, (_, index) => ({ reference: `${customer}-${index}` }));
    const upstream = await answering((url) => {
      const customer = /customers\/([^/]+)\/orders/.exec(url.pathname)?.[1] ?? '';
      if (!(customer in ordersOf))
        return { status: 404, body: { status: 404, error: 'Not found', messages: 'no' } };
      return numbered(url, 'orders', rowsOf(customer));
    });
    const criteria = { ...ALL_ORDERS, customerIds: ['XSP1', 'XSP2', 'XSP3', 'XSP4', 'XSP5'] };
    const page = (request: PageRequest) => upstream.datasource.orders.page(criteria, request, newScope());
    const { ids } = await walk(page, [4, 31, 7]);
    await upstream.close();
    const expected = ['XSP1', 'XSP3', 'XSP5'].flatMap((customer) =>
      rowsOf(customer).map(({ reference }) => reference),
    );
    expect(ids).toEqual(expected);
  });
});
