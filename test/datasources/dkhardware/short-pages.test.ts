import { afterEach, describe, expect, it } from '@jest/globals';
import { readMany } from '../../../src/datasources/batch.js';
import { UpstreamFailure } from '../../../src/errors.js';
import { sampleUpstream } from '../../support/sample-upstream.js';
import { NO_CRITERIA, NO_ORDER_CRITERIA, TOKEN, inScope, openSource, walk } from './source.js';
import { at, smallUpstream, someRows } from './upstream.js';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const rows = someRows(150, 4).map((row, index) => ({ ...row, customerId: String(1 + (index % 3)) }));
const ids = rows.map(({ id }) => id);

/** An upstream, or a proxy before it, that gives at most twenty rows whatever is asked for. */
async function twentyAtMost() {
  const upstream = await smallUpstream(rows, { fromIsInclusive: true, mostRows: 20 });
  const source = openSource(upstream.url);
  closers.push(
    () => source.close(),
    () => upstream.close(),
  );
  return { source, urls: upstream.urls };
}

describe('pages shorter than what was asked for', () => {
  it('end no list of customers or orders, by creation or by change', async () => {
    const { source } = await twentyAtMost();
    const updated = { ...NO_CRITERIA, updatedSince: `${at(0)}Z` };
    const lists = [
      await walk((request, scope) => source.customers.page(NO_CRITERIA, request, scope), [50]),
      await walk((request, scope) => source.customers.page(updated, request, scope), [50]),
      await walk((request, scope) => source.orders.page(NO_ORDER_CRITERIA, request, scope), [50]),
    ];
    for (const list of lists) expect(list.map(({ externalId }) => externalId)).toEqual(ids);
  });

  it('make no customer that is there null, and none that is not there one', async () => {
    const { source } = await twentyAtMost();
    const wanted = ['7', ...ids];
    const list = { sourceId: 'dkh', lookup: source.customers, size: { rows: null } };
    const answers = await inScope((scope) => readMany(list, wanted, scope));
    const found = wanted.filter((id) => {
      const answer = answers.get(id);
      return !(answer instanceof UpstreamFailure) && answer?.externalId === id;
    });
    expect(found).toEqual(wanted.slice(1));
    expect(answers.get('7')).toBeNull();
  });

  it('hide no order of a customer', async () => {
    const { source } = await twentyAtMost();
    const answers = await inScope((scope) =>
      source.orders.ofCustomers(['1', '2', '3'], { position: null, size: 5 }, scope),
    );
    expect([...answers.values()]).toMatchObject(Array(3).fill({ totalCount: 50 }));
  });

  it('cost no second call for each page of a scan', async () => {
    const { source, urls } = await twentyAtMost();
    await inScope(async (scope) => {
      let position: string | null = null;
      do position = (await source.customers.scan?.page(position, scope))?.next ?? null;
      while (position !== null);
    });
    // Seven pages of twenty and one of ten, which is shorter than those before it and therefore the end.
    expect(urls).toHaveLength(8);
  });
});

it('an upstream that ignores the offset is told as such, and not read for ever', async () => {
  const upstream = await sampleUpstream([
    TOKEN,
    { on: 'GET /v1/order/', body: { payload: [{ orderId: '7' }, { orderId: '8' }] } },
  ]);
  const source = openSource(upstream.url);
  closers.push(
    () => source.close(),
    () => upstream.close(),
  );
  const request = { position: null, size: 5 };
  const answers = await inScope((scope) => source.orders.ofCustomers(['1'], request, scope));
  expect(answers.get('1')).toMatchObject({ code: 'BAD_RESPONSE' });
});
