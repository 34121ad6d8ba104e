import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createArrowSphere } from '../../sandbox/arrowsphere/index.js';
import { startSandbox } from '../../sandbox/server.js';
import type { Sandbox } from '../../sandbox/server.js';
import { at, listAt, missingFrom } from './support/answers.js';
import { ArrowSphereCaller } from './support/arrowsphere.js';
import { sample, shapeOf } from './support/wire-shape.js';

describe('orders of ArrowSphere in the sandbox', () => {
  let sandbox: Sandbox;
  let arrow: ArrowSphereCaller;

  beforeAll(async () => {
    sandbox = await startSandbox({ upstreams: [createArrowSphere()] });
    arrow = new ArrowSphereCaller(sandbox);
  });
  afterAll(() => sandbox.close());

  it('come in the envelope and with the keys of the sample', async () => {
    const one = await arrow.get('/orders/XSPO5029');
    expect(shapeOf(one.body)).toEqual(shapeOf(sample('arrowsphere.orders.get.json')));
    const list = await arrow.get('/orders?per_page=25');
    expect(shapeOf(at(list.body, 'pagination', 'next'))).toEqual({ '': 'string' });
    expect(missingFrom([list.body], sample('arrowsphere.orders.list.json'))).toEqual([
      'pagination.next: null',
    ]);
  });

  it('are each on exactly one page, newest first', async () => {
    const walked = await arrow.walk('/orders', 'orders', 90);
    expect(walked.length).toBeGreaterThanOrEqual(650);
    const references = walked.map((row) => at(row, 'reference'));
    expect(new Set(references)).toEqual(new Set(arrow.rows('orders').map((row) => at(row, 'reference'))));
    const dates = walked.map((row) => String(at(row, 'dateCreation')));
    expect(dates).toEqual([...dates].sort().reverse());
  });

  it('of one customer need a second page where there are more than 25, and may be none', async () => {
    const busy = await arrow.walk('/customers/XSP100203/orders', 'orders', 25);
    expect(busy).toHaveLength(31);
    expect(busy.every((row) => at(row, 'customer', 'reference') === 'XSP100203')).toBe(true);
    const first = await arrow.get('/customers/XSP100203/orders?per_page=25');
    expect(at(first.body, 'pagination', 'next')).toBe('/customers/XSP100203/orders?per_page=25&page=2');
    expect(await arrow.walk('/customers/XSP100202/orders', 'orders', 25)).toEqual([]);
  });

  it('have one to four products', () => {
    const sizes = new Set(arrow.rows('orders').map((row) => listAt(row, 'products').length));
    expect(sizes).toEqual(new Set([1, 2, 3, 4]));
  });

  it('are filtered by date, reference and status', async () => {
    const recent = await arrow.walk('/orders?from=2024-12-01', 'orders', 100);
    expect(recent).toHaveLength(
      arrow.rows('orders').filter((row) => String(at(row, 'dateCreation')) >= '2024-12-01').length,
    );
    expect(recent.length).toBeGreaterThan(0);
    expect(at((await arrow.get('/orders?reference=XSPO5002')).body, 'pagination', 'total')).toBe(1);
    const fulfilled = await arrow.walk('/orders?status=Fulfilled', 'orders', 100);
    expect(new Set(fulfilled.map((row) => at(row, 'status')))).toEqual(new Set(['Fulfilled']));
    expect(await arrow.get('/orders?from=01/12/2024')).toMatchObject({ status: 400 });
  });

  it.each([
    'order_by=dateCreation&sort_by=asc',
    'orderBy=dateCreation&sortBy=ASC',
    'order_by=asc&sort_by=dateCreation',
  ])('are sorted by %s', async (query) => {
    const { body } = await arrow.get(`/orders?per_page=50&${query}`);
    const dates = listAt(body, 'data', 'orders').map((row) => String(at(row, 'dateCreation')));
    expect(dates).toEqual([...dates].sort());
  });

  it('are not sorted by what they are not', async () => {
    expect(await arrow.get('/orders?order_by=price')).toMatchObject({ status: 400 });
  });

  it('have a history', async () => {
    const { body } = await arrow.get('/orders/XSPO5001/history');
    expect(listAt(body, 'data')[0]).toMatchObject({ orderId: 'XSPO5001', action: 'create' });
  });

  it('show every oddity of the sparse sample, missing members included', () => {
    const sparse = at(sample('arrowsphere.orders.get.php-style-sparse.json'), 'data', 'orders', 0);
    expect(missingFrom(arrow.rows('orders'), sparse)).toEqual([]);
    const products = arrow.rows('orders').flatMap((row) => listAt(row, 'products'));
    for (const member of ['family', 'identifiers', 'prices', 'license', 'program', 'pricingRules']) {
      expect(products.filter((product) => at(product, member) === undefined).length).toBeGreaterThan(0);
    }
    expect(shapeOf(...products)).toMatchObject({
      license: 'null|object',
      subscription: 'null|object',
      quantity: 'number',
      'prices.buy': 'number|object',
      'prices.vendor.exchangeRate': 'number',
    });
  });

  it('have every documented status and one that is not', () => {
    const statuses = new Set(arrow.rows('orders').map((row) => at(row, 'status')));
    expect(statuses.size).toBe(29);
    expect(statuses).toContain('Waiting for credit insurer');
  });

  it('have naive dates, an hour that Paris skips among them', () => {
    const dates = arrow
      .rows('orders')
      .flatMap((row) => [at(row, 'dateCreation'), at(row, 'dateStatus')].map(String));
    expect(dates.filter((date) => !/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(date))).toEqual([]);
    expect(dates).toContain('2024-03-31 02:30:00');
  });
});
