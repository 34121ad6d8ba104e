import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createArrowSphere } from '../../sandbox/arrowsphere/index.js';
import { startSandbox } from '../../sandbox/server.js';
import type { Sandbox } from '../../sandbox/server.js';
import { at, listAt, recordOf } from './support/answers.js';
import { ArrowSphereCaller } from './support/arrowsphere.js';
import { HeldClock } from './support/held-clock.js';
import { sample, shapeOf } from './support/wire-shape.js';

const NEW_ORDER = recordOf(sample('arrowsphere.orders.create.request.json'));

describe('orders written to ArrowSphere in the sandbox', () => {
  let sandbox: Sandbox;
  let arrow: ArrowSphereCaller;

  beforeAll(async () => {
    // In Paris this is ten o'clock.
    const clock = new HeldClock('2025-06-01T08:00:00Z');
    sandbox = await startSandbox({ upstreams: [createArrowSphere(clock)] });
    arrow = new ArrowSphereCaller(sandbox);
  });
  afterEach(() => {
    sandbox.reset();
  });
  afterAll(() => sandbox.close());

  const bad = (messages: unknown) => ({ status: 400, body: { status: 400, error: 'Bad request', messages } });
  const order = async (reference: string) =>
    at((await arrow.get(`/orders/${reference}`)).body, 'data', 'orders', 0);
  const withStatus = (status: string) =>
    String(
      at(
        arrow.rows('orders').find((row) => at(row, 'status') === status),
        'reference',
      ),
    );

  describe('POST /orders', () => {
    it('answers 200 with reference and link, and the order is there at once', async () => {
      const { status, body } = await arrow.send('POST', '/orders', NEW_ORDER);
      const next = `XSPO${5001 + 701}`;
      expect({ status, body }).toEqual({
        status: 200,
        body: { status: 200, data: { reference: next, link: `/api/orders/${next}` } },
      });
      expect(shapeOf(body)).toEqual(shapeOf(sample('arrowsphere.orders.create.response.json')));
      expect(await order(next)).toMatchObject({
        status: 'Open',
        dateCreation: '2025-06-01 10:00:00',
        customer: { reference: 'XSP100201', link: '/api/customers/XSP100201' },
        ponumber: 'PO-77',
        endCustomerPONumber: 'EPO-77',
        customFields: [{ label: 'cost-centre', value: '42' }],
        products: [
          {
            quantity: 3,
            name: 'three seats',
            prices: { sell: 12.4, currency: 'EUR', periodicityCode: 720, termCode: 8640 },
          },
        ],
      });
      const { body: listed } = await arrow.get('/customers/XSP100201/orders');
      expect(at(listed, 'data', 'orders', 0, 'reference')).toBe(next);
    });

    it('gives order and product every member that the vendor’s client cannot do without', async () => {
      const { body } = await arrow.send('POST', '/orders', NEW_ORDER);
      const row = await order(String(at(body, 'data', 'reference')));
      const [product] = listAt(row, 'products');
      const complete = at(sample('arrowsphere.orders.get.json'), 'data', 'orders', 0);
      expect(Object.keys(recordOf(row))).toEqual(expect.arrayContaining(Object.keys(recordOf(complete))));
      expect(recordOf(product)).toMatchObject({
        license: { reference: expect.any(String), link: expect.any(String) },
        family: { name: expect.any(String) },
        program: { legacyCode: expect.any(String) },
        identifiers: { vendor: { sku: 'MS-0A-TEST-PB' } },
        pricingRules: [],
        subscription: null,
      });
    });

    it('takes a quote in place of products, and poNumber for ponumber', async () => {
      const body = { customer: { reference: 'XSP100201', poNumber: 'PO-1' }, quoteRef: 'Q-1' };
      const answer = await arrow.send('POST', '/orders', body);
      expect(await order(String(at(answer.body, 'data', 'reference')))).toMatchObject({
        ponumber: 'PO-1',
        products: [],
      });
    });

    it.each([
      [{ customer: undefined }, 'The field customer is required'],
      [{ customer: {} }, 'The field customer.reference is required'],
      [{ customer: { reference: 'XSP1' } }, 'Customer XSP1 not found'],
      [{ customer: { reference: 'XSP100201', PO_number: 'x' } }, 'The field customer.PO_number is unknown'],
      [{ products: [] }, 'The field products is required'],
      [{ products: undefined }, 'The field products is required'],
      [
        { products: [{}, { quantity: 0 }] },
        ['The field products.0.quantity is required', 'The field products.1.quantity must be 1 or more'],
      ],
      [{ products: [{ quantity: 1.5 }] }, 'The field products.0.quantity must be a whole number'],
      [
        { products: [{ quantity: 1, autoRenew: 'yes' }] },
        'The field products.0.autoRenew must be true or false',
      ],
      [{ scenario: 'magic' }, 'The field scenario must be injection, reconciliation or provision'],
      [{ poNumber: 'x' }, 'The field poNumber is unknown'],
    ])('refuses %j', async (change, messages) => {
      expect(await arrow.send('POST', '/orders', { ...NEW_ORDER, ...change })).toMatchObject(bad(messages));
      expect(arrow.rows('orders')).toHaveLength(701);
    });
  });

  describe('PATCH /orders/{reference}', () => {
    it('changes the numbers and custom fields, and says so', async () => {
      const before = recordOf(await order('XSPO5001'));
      const answer = await arrow.send(
        'PATCH',
        '/orders/XSPO5001',
        sample('arrowsphere.orders.update.request.json'),
      );
      expect(answer.body).toEqual(sample('arrowsphere.orders.update.response.json'));
      expect(await order('XSPO5001')).toEqual({
        ...before,
        ponumber: 'PO-78',
        endCustomerPONumber: 'EPO-78',
        customFields: [{ label: 'cost-centre', value: '43' }],
      });
      await arrow.send('PATCH', '/orders/XSPO5001', { PO_number: 'PO-79' });
      expect(await order('XSPO5001')).toMatchObject({ ponumber: 'PO-79', endCustomerPONumber: 'EPO-78' });
    });

    it('refuses the spelling of the creation, and an unknown order', async () => {
      expect(await arrow.send('PATCH', '/orders/XSPO5001', { ponumber: 'x' })).toMatchObject(
        bad('The field ponumber is unknown'),
      );
      expect(await arrow.send('PATCH', '/orders/XSPO1', {})).toMatchObject({
        status: 404,
        body: { messages: 'Order XSPO1 not found' },
      });
    });
  });

  describe('PATCH /orders/{reference}/…', () => {
    it.each([
      ['cancel', 'In progress', 'Canceled'],
      ['archive', 'Fulfilled', 'Archived'],
      ['validate', 'Needs Validation', 'Order Validated'],
      ['rejectGraded', 'Needs Partner Validation', 'Not Accepted'],
      ['resubmit', 'Transfer Failed', 'Order queued'],
    ])('%s takes an order from %s to %s', async (name, from, to) => {
      const reference = withStatus(from);
      expect(await arrow.send('PATCH', `/orders/${reference}/${name}`)).toMatchObject({
        status: 204,
        body: undefined,
      });
      expect(await order(reference)).toMatchObject({ status: to, dateStatus: '2025-06-01 10:00:00' });
    });

    it.each([
      ['cancel', 'Fulfilled'],
      ['cancel', 'Canceled'],
      ['archive', 'Archived'],
      ['validate', 'Fulfilled'],
      ['rejectGraded', 'Open'],
      ['resubmit', 'Accepted'],
    ])('%s is refused for an order that is %s', async (name, status) => {
      const reference = withStatus(status);
      const before = await order(reference);
      expect(await arrow.send('PATCH', `/orders/${reference}/${name}`)).toMatchObject(
        bad(`Order ${reference} cannot ${name} while ${status}`),
      );
      expect(await order(reference)).toEqual(before);
    });

    it('refuses a body that says anything, and an unknown order', async () => {
      expect(await arrow.send('PATCH', '/orders/XSPO5002/cancel', { reason: 'x' })).toMatchObject(
        bad('The field reason is unknown'),
      );
      expect(await arrow.send('PATCH', '/orders/XSPO1/cancel')).toMatchObject({ status: 404 });
    });
  });

  it('keeps an order whose answer was lost', async () => {
    sandbox.fault('arrowsphere', { kind: 'reset', phase: 'after', times: 1 });
    await expect(arrow.send('POST', '/orders', NEW_ORDER)).rejects.toThrow();
    expect(arrow.rows('orders')).toHaveLength(702);
  });
});
