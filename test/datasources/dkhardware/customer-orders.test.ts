import { afterEach, describe, expect, it } from '@jest/globals';
import { UpstreamErrorCode, UpstreamFailure } from '../../../src/errors.js';
import type { Answer, Datasource, Page } from '../../../src/datasources/source.js';
import type { Order } from '../../../src/types/order.js';
import { sampleUpstream, type SampleRoute } from '../../support/sample-upstream.js';
import { TOKEN, inScope, openSource, walk } from './source.js';
import { at, smallUpstream, type Row } from './upstream.js';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const RELATIONS = 'customers customers:relations orders';
const MISSING = { status: 404, title: 'Not found.', traceId: 't' };
const FIRST = { position: null, size: 25 };

/** Orders of three customers in turn, the later the newer. */
function orders(count: number): Row[] {
  return Array.from({ length: count }, (_, index) => ({
    id: String(1_000 + index),
    customerId: String(1 + (index % 3)),
    createdAt: at(Math.floor(index / 6)),
    updatedAt: at(50_000 - index),
  }));
}

async function listing(rows: Row[], scope?: string) {
  const upstream = await smallUpstream(rows);
  const source = openSource(upstream.url, scope === undefined ? {} : { scope });
  closers.push(
    () => source.close(),
    () => upstream.close(),
  );
  return { source, urls: upstream.urls };
}

async function sampled(routes: readonly SampleRoute[], scope: string): Promise<Datasource> {
  const upstream = await sampleUpstream([TOKEN, ...routes]);
  const source = openSource(upstream.url, { scope });
  closers.push(
    () => source.close(),
    () => upstream.close(),
  );
  return source;
}

function pageOf(answer: Answer<Page<Order>> | undefined): Page<Order> {
  if (answer === undefined || answer === null || answer instanceof UpstreamFailure)
    throw new Error('No page.');
  return answer;
}

describe('orders of customers, without the relations scope', () => {
  it('reads the list once for all of them, and once for all batches of an operation', async () => {
    const { source, urls } = await listing(orders(30));
    await inScope(async (scope) => {
      const first = await source.orders.ofCustomers(['1', '2'], FIRST, scope);
      const second = await source.orders.ofCustomers(['3', '9'], FIRST, scope);
      expect(pageOf(first.get('2')).rows).toHaveLength(10);
      expect(pageOf(second.get('3')).rows.every((order) => order.customerExternalId === '3')).toBe(true);
      expect(pageOf(second.get('9'))).toMatchObject({ rows: [], next: null, totalCount: 0 });
    });
    expect(urls).toEqual([
      '/v1/order/?newest=false&limit=1000&offset=0',
      // Nothing else shows that 30 rows, where 1,000 were asked for, are all.
      '/v1/order/?newest=false&limit=1000&offset=30',
    ]);
  });

  it('goes through every page of a long list, and again from memory', async () => {
    const { source, urls } = await listing(orders(2_500));
    await inScope(async (scope) => {
      const first = await source.orders.ofCustomers(['1'], FIRST, scope);
      const second = await source.orders.ofCustomers(['2'], FIRST, scope);
      expect(pageOf(first.get('1')).totalCount).toBe(834);
      expect(pageOf(second.get('2')).totalCount).toBe(833);
    });
    expect(urls).toHaveLength(3);
  });

  it('gives the newest first, and every one once whatever the sizes', async () => {
    const { source } = await listing(orders(60));
    const read = async (request: { position: string | null; size: number }) =>
      inScope(async (scope) => pageOf((await source.orders.ofCustomers(['2'], request, scope)).get('2')));
    const seen = await walk(read, [3, 1, 6]);
    const expected = orders(60)
      .filter(({ customerId }) => customerId === '2')
      .map(({ id }) => id)
      .reverse();
    expect(seen.map(({ externalId }) => externalId)).toEqual(expected);
    const page = await read({ position: null, size: 5 });
    const afterSecond = await read({ position: page.positionAfter(1), size: 1 });
    expect(afterSecond.rows[0]?.externalId).toBe(expected[2]);
  });

  it('goes on behind the last order given when newer ones have come', async () => {
    const rows = orders(12);
    const { source } = await listing(rows);
    const read = (position: string | null) =>
      inScope(async (scope) =>
        pageOf((await source.orders.ofCustomers(['1'], { position, size: 2 }, scope)).get('1')),
      );
    const { next } = await read(null);
    rows.push({ id: '9000', customerId: '1', createdAt: at(9_999), updatedAt: at(99_999) });
    expect((await read(next)).rows.map(({ externalId }) => externalId)).toEqual(['1003', '1000']);
  });

  it('fails for every customer when a page of the list fails: what it held cannot be known', async () => {
    const source = await sampled(
      [{ on: 'GET /v1/order/', status: 500, file: 'dk.error.500.json' }],
      'orders',
    );
    const answers = await inScope((scope) => source.orders.ofCustomers(['1', '2'], FIRST, scope));
    expect([...answers.values()]).toEqual([
      expect.objectContaining({ code: UpstreamErrorCode.UNAVAILABLE }),
      expect.objectContaining({ code: UpstreamErrorCode.UNAVAILABLE }),
    ]);
  });

  it('gives an order once that was touched while the list was read', async () => {
    const source = await sampled(
      [
        { on: 'GET /v1/order/?newest=false&limit=1000&offset=2', body: { payload: [] } },
        {
          on: 'GET /v1/order/',
          body: {
            payload: [
              { orderId: '7', customerId: '1', updatedAt: at(1), status: 'New Orders' },
              { orderId: '7', customerId: '1', updatedAt: at(9), status: 'Shipped Orders - PAID' },
            ],
          },
        },
      ],
      'orders',
    );
    const answers = await inScope((scope) => source.orders.ofCustomers(['1'], FIRST, scope));
    expect(pageOf(answers.get('1')).rows.map(({ upstreamStatus }) => upstreamStatus)).toEqual([
      'Shipped Orders - PAID',
    ]);
  });
});

describe('orders of customers, with the relations scope', () => {
  it('asks customer by customer while that takes fewer calls', async () => {
    const source = await sampled(
      [
        { on: 'GET /v1/customer/463501/relations', file: 'dk.customers.relations.json' },
        {
          on: 'GET /v1/customer/463502/relations',
          body: { payload: { customerId: '463502', orderEntities: { orders: null } } },
        },
      ],
      RELATIONS,
    );
    const answers = await inScope((scope) =>
      source.orders.ofCustomers(['463501', '463502'], { position: null, size: 1 }, scope),
    );
    const page = pageOf(answers.get('463501'));
    expect(page.rows.map(({ externalId }) => externalId)).toEqual(['805602']);
    expect(page.next).not.toBeNull();
    expect(pageOf(answers.get('463502')).rows).toEqual([]);
  });

  it('knows no orders of a customer who does not exist or cannot', async () => {
    const source = await sampled(
      [{ on: 'GET /v1/customer/404/relations', status: 404, body: MISSING }],
      RELATIONS,
    );
    const answers = await inScope((scope) => source.orders.ofCustomers(['404', 'x'], FIRST, scope));
    expect(Object.fromEntries(answers)).toEqual({ '404': null, x: null });
  });

  it('reads the list instead for as many customers as it has pages, and remembers how many it has', async () => {
    const { source, urls } = await listing(orders(10), RELATIONS);
    await inScope((scope) => source.orders.ofCustomers(['1', '2', '3'], FIRST, scope));
    await inScope((scope) => source.orders.ofCustomers(['1'], FIRST, scope));
    const list = [
      '/v1/order/?newest=false&limit=1000&offset=0',
      '/v1/order/?newest=false&limit=1000&offset=10',
    ];
    expect(urls).toEqual([...list, ...list]);
  });
});
