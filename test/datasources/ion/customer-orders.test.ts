import { describe, expect, it } from '@jest/globals';
import { sampleUpstream } from '../../support/sample-upstream.js';
import { ACCOUNT, againstIon, apiCalls, openIon, operation, orderRow, TOKEN } from './support.js';

describe('the orders of many ION customers', () => {
  it('take one call for one customer’s sample and come newest first', async () => {
    const upstream = await sampleUpstream([
      TOKEN,
      { on: `GET ${ACCOUNT}/orders`, status: 400, file: 'ion.error.400.required.json' },
      { on: `GET ${ACCOUNT}/customers/20001/orders?pageSize=1000`, file: 'ion.orders.by-customer.json' },
    ]);
    const source = openIon(upstream.url);
    const answers = await operation((scope) =>
      source.orders.ofCustomers(['20001'], { position: null, size: 10 }, scope),
    );
    expect(answers.get('20001')).toMatchObject({
      rows: [{ externalId: '80001', customerExternalId: '20001', poNumber: 'RPO' }],
      totalCount: 1,
      next: null,
    });
    expect(upstream.calls).toHaveLength(3);
    await source.close();
    await upstream.close();
  });

  it('take one call for 50 customers, and are grouped by the customer in the order’s name', async () => {
    const ids = Array.from({ length: 51 }, (_, index) => String(101 + index));
    await againstIon(
      ({ searchParams }) => {
        const asked = (searchParams.get('filter.customerIdList') ?? '').split(',').map(Number);
        const orders = asked.flatMap((id) => [orderRow(id, id * 10), orderRow(id, id * 10 + 1)]);
        return { body: { orders: [...orders, orderRow(999, 1)].reverse() } };
      },
      async (source, scope, calls) => {
        const answers = await source.orders.ofCustomers([...ids, 'XSP1'], { position: null, size: 5 }, scope);
        expect(apiCalls(calls)).toHaveLength(2);
        expect([...answers.keys()]).toEqual([...ids, 'XSP1']);
        expect(answers.get('XSP1')).toBeNull();
        for (const id of ids) {
          const [newer, older] = [`${id}1`, `${id}0`];
          expect(answers.get(id)).toMatchObject({ rows: [{ externalId: newer }, { externalId: older }] });
        }
        expect(scope.calls.map(({ batchSize }) => batchSize).sort((a, b) => a - b)).toEqual([1, 50]);
      },
    );
  });

  it('are read to the last page, and paged newest first from there', async () => {
    const orders = [8, 9, 10, 11, 100, 9].map((order) => orderRow(1, order));
    await againstIon(
      ({ searchParams }) => {
        const start = Number(searchParams.get('pageToken') ?? 0);
        const isLast = start + 2 >= orders.length;
        return {
          body: {
            orders: orders.slice(start, start + 2),
            ...(isLast ? {} : { nextPageToken: String(start + 2) }),
          },
        };
      },
      async (source, scope, calls) => {
        const seen: string[] = [];
        let position: string | null = null;
        for (const size of [2, 1, 5]) {
          const answers = await source.orders.ofCustomers(['1'], { position, size }, scope);
          const page = answers.get('1');
          if (page === null || page === undefined || page instanceof Error) throw new Error('No page.');
          expect(page.totalCount).toBe(5);
          expect(page.next).toBe(page.rows.length < size ? null : page.positionAfter(size - 1));
          seen.push(...page.rows.map(({ externalId }) => externalId));
          position = page.next;
        }
        expect(seen).toEqual(['100', '11', '10', '9', '8']);
        expect(apiCalls(calls)).toHaveLength(3);
      },
    );
  });

  it('fall back on one list each where ION refuses the list of many; one that fails fails alone', async () => {
    await againstIon(
      ({ pathname }) => {
        if (pathname.endsWith('10001/orders')) return { status: 400, body: { error: 'INVALID_REQUEST' } };
        if (pathname.includes('/2/')) return { status: 403, body: { error: 'PERMISSION_DENIED' } };
        return { body: { orders: [orderRow(1, 10)] } };
      },
      async (source, scope, calls) => {
        const answers = await source.orders.ofCustomers(['1', '2'], { position: null, size: 5 }, scope);
        expect(answers.get('1')).toMatchObject({ rows: [{ externalId: '10' }] });
        expect(answers.get('2')).toMatchObject({ code: 'FORBIDDEN' });
        expect(apiCalls(calls)).toHaveLength(3);
      },
    );
  });

  it('all fail where a later page fails: unseen orders are not "none"', async () => {
    await againstIon(
      ({ searchParams }) =>
        searchParams.has('pageToken')
          ? { status: 500, body: {} }
          : { body: { orders: [orderRow(1, 10)], nextPageToken: 'two' } },
      async (source, scope) => {
        const answers = await source.orders.ofCustomers(['1', '2'], { position: null, size: 5 }, scope);
        expect([answers.get('1'), answers.get('2')]).toMatchObject([
          { code: 'UNAVAILABLE' },
          { code: 'UNAVAILABLE' },
        ]);
      },
    );
  });

  it('fail where the page tokens lead in a circle', async () => {
    await againstIon(
      ({ searchParams }) => ({ body: { nextPageToken: searchParams.get('pageToken') === 'a' ? 'b' : 'a' } }),
      async (source, scope, calls) => {
        const answers = await source.orders.ofCustomers(['1'], { position: null, size: 5 }, scope);
        expect(answers.get('1')).toMatchObject({ code: 'BAD_RESPONSE' });
        expect(apiCalls(calls)).toHaveLength(3);
      },
    );
  });
});
