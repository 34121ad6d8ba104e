import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Answer, Datasource, Page } from '../../../src/datasources/source.js';
import { UpstreamFailure } from '../../../src/errors.js';
import type { Order } from '../../../src/types/order.js';
import { ALL_ORDERS, answering, endScopes, newScope, type Answer as HttpAnswer } from './arrow.js';

afterEach(endScopes);

interface OrderRow {
  readonly reference: string;
  readonly dateCreation: string | null;
  readonly customer: { readonly reference?: string; readonly link: string };
}

/** The orders as an upstream would have them; tests change them between two pages. */
interface Shop {
  orders: readonly OrderRow[];
  readonly customers: readonly string[];
  /** The largest page it gives. */
  readonly perPage?: number;
  /** The order in which a customer's own list stands; the list of all stands as `orders` does. */
  readonly ownOrder?: (a: OrderRow, b: OrderRow) => number;
  /** Replaces an answer. */
  readonly instead?: (url: URL) => HttpAnswer | undefined;
  readonly pagination?: boolean;
}

function order(number: number, customer: string, day = number % 28): OrderRow {
  const dateCreation = `2024-05-${String(day + 1).padStart(2, '0')} 10:00:00`;
  return { reference: `XSPO${number}`, dateCreation, customer: { link: `/api/customers/${customer}` } };
}

const ownerOf = ({ customer }: OrderRow) => customer.link.split('/').at(-1);
const customers = (count: number) => Array.from({ length: count }, (_, index) => `XSP${index + 1}`);

/** As many orders, dealt to the customers in turn. */
function shopOf(orders: number, count: number): Shop {
  const names = customers(count);
  const dealt = Array.from({ length: orders }, (_, index) => order(index, names[index % count] ?? ''));
  return { orders: dealt, customers: names };
}

function answerOf(shop: Shop, url: URL): HttpAnswer {
  const instead = shop.instead?.(url);
  if (instead !== undefined) return instead;
  const owner = /customers\/([^/]+)\/orders/.exec(url.pathname)?.[1];
  if (owner !== undefined && !shop.customers.includes(owner))
    return { status: 404, body: { status: 404, error: 'Not found', messages: 'no' } };
  const own = shop.orders.filter((row) => ownerOf(row) === owner);
  const rows = owner === undefined ? shop.orders : own.toSorted(shop.ownOrder ?? (() => 0));
  const size = Math.min(Number(url.searchParams.get('per_page')), shop.perPage ?? 100);
  const number = Number(url.searchParams.get('page') ?? 1);
  const pages = Math.ceil(rows.length / size);
  const pagination = { per_page: size, current_page: number, total_page: pages, total: rows.length };
  const data = { orders: rows.slice((number - 1) * size, number * size) };
  return { body: { status: 200, data, ...(shop.pagination === false ? {} : { pagination }) } };
}

interface Opened {
  readonly source: Datasource;
  /** What was asked since the last time, in any order. */
  readonly asked: () => readonly string[];
}

async function over<Result>(shop: Shop, test: (opened: Opened) => Promise<Result>): Promise<Result> {
  const upstream = await answering((url) => answerOf(shop, url));
  const asked = () => upstream.asked.splice(0).toSorted();
  try {
    return await test({ source: upstream.datasource, asked });
  } finally {
    await upstream.close();
  }
}

function pageOf(answer: Answer<Page<Order>> | undefined): Page<Order> {
  if (!answer || answer instanceof UpstreamFailure) throw new Error(`No page: ${String(answer)}`);
  return answer;
}

const idsOf = (rows: readonly Order[]) => rows.map(({ externalId }) => externalId);
const FIRST = { position: null, size: 5 };
const read = (
  source: Datasource,
  ids: readonly string[],
  request: { position: string | null; size: number },
) => source.orders.ofCustomers(ids, request, newScope());

/** Every order of a customer, from a first page on. */
async function walkOn(source: Datasource, id: string, first: Page<Order>, sizes: readonly number[]) {
  const seen = idsOf(first.rows);
  let position = first.next;
  for (let pages = 0; position !== null; pages += 1) {
    if (pages === 300) throw new Error('The walk does not end.');
    const request = { position, size: sizes[pages % sizes.length] ?? 1 };
    const page = pageOf((await read(source, [id], request)).get(id));
    seen.push(...idsOf(page.rows));
    position = page.next;
  }
  return seen;
}

const ownLists = (count: number, query: string) =>
  customers(count)
    .map((id) => `/customers/${id}/orders?${query}`)
    .toSorted();
const PAGES_OF_ALL = ['/orders?page=2&per_page=100', '/orders?page=3&per_page=100', '/orders?per_page=100'];

describe('the orders of many customers', () => {
  it('come from the pages of the list of all orders where these are fewer than the customers', () =>
    over(shopOf(250, 10), async ({ source, asked }) => {
      const answers = await read(source, [...customers(10), '..'], { position: null, size: 2 });
      expect(asked()).toEqual(PAGES_OF_ALL);
      for (const id of customers(10)) {
        const page = pageOf(answers.get(id));
        expect(page.totalCount).toBe(25);
        expect(page.rows.map(({ customerExternalId }) => customerExternalId)).toEqual([id, id]);
      }
      expect(answers.get('..')).toBeNull();
      // One customer has orders 0, 10, … 240: the newest was made on the 27th, then on the 25th.
      expect(idsOf(pageOf(answers.get('XSP1')).rows)).toEqual(['XSPO110', 'XSPO220']);
    }));

  it('come from their own lists where they are fewer than three and nobody knows how long the other list is', () =>
    over(shopOf(20, 2), async ({ source, asked }) => {
      await read(source, customers(2), FIRST);
      expect(asked()).toEqual(ownLists(2, 'per_page=5'));
    }));

  it('cost one look too many the first time that the list of all turns out to be longer, and none after that', () =>
    over(shopOf(401, 5), async ({ source, asked }) => {
      const first = await read(source, customers(5), FIRST);
      expect(asked()).toEqual([...ownLists(5, 'per_page=5'), '/orders?per_page=100']);
      expect(pageOf(first.get('XSP2')).next).toBe('5');
      await read(source, customers(5), FIRST);
      expect(asked()).toEqual(ownLists(5, 'per_page=5'));
    }));

  it('know how long the list is from any page of it that was read before', () =>
    over(shopOf(90, 2), async ({ source, asked }) => {
      await source.orders.page(ALL_ORDERS, { position: null, size: 10 }, newScope());
      asked();
      await read(source, customers(2), FIRST);
      expect(asked()).toEqual(['/orders?per_page=100']);
    }));

  it('of which there are none are an empty page, not a missing one', () =>
    over({ ...shopOf(9, 3), customers: customers(4) }, async ({ source }) => {
      const answers = await read(source, customers(4), FIRST);
      expect(answers.get('XSP4')).toMatchObject({ rows: [], next: null, totalCount: 0 });
    }));

  it('go on in the customer’s own list, by one call, behind the last one given', () =>
    over(shopOf(250, 10), async ({ source, asked }) => {
      const first = pageOf((await read(source, customers(10), FIRST)).get('XSP3'));
      asked();
      const second = pageOf(
        (await read(source, ['XSP3'], { position: first.positionAfter(2), size: 2 })).get('XSP3'),
      );
      expect(asked()).toEqual(['/customers/XSP3/orders?per_page=100']);
      expect(idsOf(second.rows)).toEqual(idsOf(first.rows).slice(3));
    }));

  it('go on behind an order that was deleted meanwhile, and do not repeat for one that is new', () => {
    const shop = shopOf(60, 4);
    return over(shop, async ({ source }) => {
      const ofOne = shop.orders.filter((row) => ownerOf(row) === 'XSP1').map(({ reference }) => reference);
      const first = pageOf((await read(source, customers(4), FIRST)).get('XSP1'));
      const last = idsOf(first.rows).at(-1);
      shop.orders = [order(900, 'XSP1', 27), ...shop.orders.filter(({ reference }) => reference !== last)];
      const seen = await walkOn(source, 'XSP1', first, [3]);
      expect(seen.toSorted()).toEqual(ofOne.toSorted());
    });
  });

  it('include those that came while the first page was read', () => {
    const shop: Shop = {
      ...shopOf(200, 5),
      instead(url) {
        if (url.searchParams.has('page') || shop.orders.length > 200) return undefined;
        const answer = answerOf({ ...shop, instead: () => undefined }, url);
        shop.orders = [...shop.orders, order(900, 'XSP4', 27)];
        return answer;
      },
    };
    return over(shop, async ({ source, asked }) => {
      const answers = await read(source, customers(5), { position: null, size: 100 });
      expect(asked()).toEqual(PAGES_OF_ALL);
      expect(idsOf(pageOf(answers.get('XSP4')).rows)[0]).toBe('XSPO900');
    });
  });

  it('are found where the upstream gives smaller pages than asked for, each page by one call', () =>
    over({ ...shopOf(200, 12), perPage: 20 }, async ({ source, asked }) => {
      const answers = await read(source, customers(12), { position: null, size: 50 });
      const rest = Array.from({ length: 9 }, (_, index) => `/orders?page=${index + 2}&per_page=20`);
      expect(asked()).toEqual([...rest, '/orders?per_page=100'].toSorted());
      const all = customers(12).flatMap((id) => idsOf(pageOf(answers.get(id)).rows));
      expect(new Set(all).size).toBe(200);
      expect(all).toHaveLength(200);
    }));

  it('are walked once each by any sizes, whichever way the first page came and however the lists are sorted', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 27 })), { maxLength: 160 }),
        fc.integer({ min: 1, max: 6 }),
        fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 20, max: 100 }),
        fc.constantFrom(1, -1, 0),
        fc.boolean(),
        async (dealt, asked, sizes, perPage, direction, isSizeKnown) => {
          const orders = dealt.map(([owner, day], index) => order(index, `XSP${owner + 1}`, day));
          const ownOrder = (a: OrderRow, b: OrderRow) => direction * (a.reference < b.reference ? 1 : -1);
          await over({ orders, customers: customers(6), perPage, ownOrder }, async ({ source }) => {
            if (isSizeKnown) await source.orders.page(ALL_ORDERS, FIRST, newScope());
            const ids = customers(asked);
            const first = await read(source, ids, { position: null, size: sizes[0] ?? 1 });
            for (const id of ids) {
              const seen = await walkOn(source, id, pageOf(first.get(id)), sizes);
              const own = orders.filter((row) => ownerOf(row) === id).map(({ reference }) => reference);
              expect(seen.toSorted()).toEqual(own.toSorted());
            }
          });
        },
      ),
      { numRuns: 25 },
    ));
});

describe('a list of all orders that cannot be had', () => {
  it.each([
    ['its first page', '/orders?per_page=100'],
    ['a later page', '/orders?page=2&per_page=100'],
  ])('fails for every customer it was meant for where %s fails', async (_, path) => {
    const fails = (url: URL) => `/orders${url.search}` === path && !url.pathname.includes('customers');
    const instead = (url: URL) => (fails(url) ? { status: 503, body: {} } : undefined);
    await over({ ...shopOf(250, 4), instead }, async ({ source, asked }) => {
      const answers = await read(source, customers(4), FIRST);
      for (const id of customers(4)) expect(answers.get(id)).toMatchObject({ code: 'UNAVAILABLE' });
      expect(asked().every((url) => url.startsWith('/orders'))).toBe(true);
    });
  });

  it('is looked at again after trouble that passes', async () => {
    let isDown = true;
    const instead = () => (isDown ? { status: 503, body: {} } : undefined);
    await over({ ...shopOf(250, 4), instead }, async ({ source, asked }) => {
      await read(source, customers(4), FIRST);
      isDown = false;
      asked();
      const answers = await read(source, customers(4), FIRST);
      expect(asked()).toEqual(PAGES_OF_ALL);
      expect(pageOf(answers.get('XSP1')).totalCount).toBe(63);
    });
  });

  it.each([403, 404, 400])('is not asked for again after a %d: the customers’ own lists answer', (status) => {
    const isAll = ({ pathname }: URL) => !pathname.includes('customers');
    const instead = (url: URL) =>
      isAll(url) ? { status, body: { status, error: 'no', messages: 'no' } } : undefined;
    return over({ ...shopOf(250, 4), instead }, async ({ source, asked }) => {
      const answers = await read(source, customers(4), FIRST);
      expect(pageOf(answers.get('XSP1')).rows).toHaveLength(5);
      expect(asked()).toEqual([...ownLists(4, 'per_page=5'), '/orders?per_page=100']);
      await read(source, customers(4), FIRST);
      expect(asked()).toEqual(ownLists(4, 'per_page=5'));
    });
  });

  it('nor where it does not tell how long it is', () =>
    over({ ...shopOf(250, 4), pagination: false }, async ({ source, asked }) => {
      const answers = await read(source, customers(4), FIRST);
      expect(pageOf(answers.get('XSP1')).rows).toHaveLength(5);
      asked();
      await read(source, customers(4), FIRST);
      expect(asked()).toEqual(ownLists(4, 'per_page=5'));
    }));
});
