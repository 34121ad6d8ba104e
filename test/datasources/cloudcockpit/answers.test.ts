import { afterEach, describe, expect, it } from '@jest/globals';
import { UpstreamFailure } from '../../../src/errors.js';
import {
  LIVING,
  answering,
  endScopes,
  guid,
  newScope,
  openCockpit,
  type Answer,
  type Asked,
} from './cockpit.js';

const EMPTY = {
  items: [],
  paginationParameters: { pageNumber: 1, pageSize: 25 },
  totalPages: 0,
  totalCount: 0,
  hasPreviousPage: false,
  hasNextPage: false,
  continuationToken: null,
};
const FIRST = { position: null, size: 25 };

const closing: (() => Promise<void>)[] = [];

async function serving(answer: (asked: Asked) => Answer) {
  const upstream = await answering(answer);
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

describe('an unreadable answer of CloudCockpit', () => {
  it.each([
    { body: {} },
    { body: [{ id: guid(1) }] },
    { body: '"a JSON string"' },
    { body: 'null' },
    { body: '7' },
    { body: '<html>maintenance</html>' },
    { body: '{"items":[{"id":' },
    { body: '' },
    { body: { items: 'none' } },
    { body: { items: { 0: { id: guid(1) } } } },
    { body: { data: { items: [] } } },
    { body: { ...EMPTY, hasNextPage: true } },
  ])('is never an empty list: $body', async ({ body }) => {
    const { datasource } = await serving(() => ({ body }));
    const criteria = { customerIds: [guid(1)], status: null, createdSince: null };

    await expect(datasource.customers.page(LIVING, FIRST, newScope())).rejects.toMatchObject({
      code: 'BAD_RESPONSE',
    });
    await expect(datasource.orders.page(criteria, FIRST, newScope())).rejects.toMatchObject({
      code: 'BAD_RESPONSE',
    });
    const orders = await datasource.orders.ofCustomers([guid(1)], FIRST, newScope());
    expect(orders.get(guid(1))).toMatchObject({ code: 'BAD_RESPONSE' });
  });

  it.each([
    { body: [] },
    { body: [{ id: guid(1) }] },
    { body: {} },
    { body: EMPTY },
    { body: { data: { id: guid(1) } } },
    { body: '"text"' },
    { body: { id: guid(2), companyName: 'Somebody else' } },
  ])('is never "no such customer", nor another one: $body', async ({ body }) => {
    const { datasource } = await serving(() => ({ body }));
    await expect(datasource.customers.get(guid(1), newScope())).rejects.toMatchObject({
      code: 'BAD_RESPONSE',
      message: "Source 'cockpit' answered without a readable customer.",
    });
  });

  it('says what could not be read, and nothing of what it held', async () => {
    const { datasource } = await serving(() => ({ body: { items: 'canary' } }));
    const failure: unknown = await datasource.customers
      .page(LIVING, FIRST, newScope())
      .catch((error: unknown) => error);
    if (!(failure instanceof UpstreamFailure)) throw new Error('no failure');
    expect(failure.message).toBe("Source 'cockpit' answered without a readable customer list.");
    expect(JSON.stringify(failure.extensions)).not.toContain('canary');
  });
});

describe('a readable answer of CloudCockpit', () => {
  it.each([{ body: EMPTY }, { body: { ...EMPTY, items: null } }])(
    'may be an empty list: $body',
    async ({ body }) => {
      const { datasource } = await serving(() => ({ body }));
      expect(await datasource.customers.page(LIVING, FIRST, newScope())).toMatchObject({
        rows: [],
        next: null,
        totalCount: 0,
      });
    },
  );

  it('keeps the good rows of a page with odd ones', async () => {
    const items = [
      null,
      { id: guid(1) },
      'text',
      { companyName: 'Nobody' },
      { id: 'no-guid' },
      { id: guid(2), zip: [] },
    ];
    const { datasource } = await serving(() => ({ body: { ...EMPTY, items, totalCount: 6 } }));

    const page = await datasource.customers.page(LIVING, FIRST, newScope());

    expect(page.rows.map(({ externalId }) => externalId)).toEqual([guid(1), guid(2)]);
  });
});

describe('a refusal by CloudCockpit', () => {
  it('of a customer without a relation is forbidden, not "no such customer"', async () => {
    const { datasource } = await serving(() => ({ status: 403, body: '' }));
    await expect(datasource.customers.get(guid(1), newScope())).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it("of one customer's orders fails that customer alone", async () => {
    const { datasource } = await serving(({ url }) =>
      url.pathname.endsWith(guid(1)) ? { status: 403, body: '' } : { body: EMPTY },
    );

    const answers = await datasource.orders.ofCustomers([guid(1), guid(2)], FIRST, newScope());

    expect(answers.get(guid(1))).toMatchObject({ code: 'FORBIDDEN' });
    expect(answers.get(guid(2))).toMatchObject({ rows: [], next: null });
  });

  it('with a 404 of something else than the API is a bad answer', async () => {
    const { datasource } = await serving(() => ({ status: 404, body: '<html>no such page</html>' }));
    await expect(datasource.customers.get(guid(1), newScope())).rejects.toMatchObject({
      code: 'BAD_RESPONSE',
      upstreamStatus: 404,
    });
  });
});

describe('the token of CloudCockpit', () => {
  it('is fetched once for concurrent calls', async () => {
    const { upstream, datasource } = await serving(({ url }) => ({
      body: { id: url.pathname.split('/').at(-1) },
    }));
    const scope = newScope();

    await Promise.all(Array.from({ length: 8 }, (_, index) => datasource.customers.get(guid(index), scope)));

    expect(upstream.asked).toHaveLength(8);
    expect(upstream.tokens).toBe(1);
  });

  it('is renewed once when it is refused, for all calls together', async () => {
    const { upstream, datasource } = await serving(({ url, authorization }) =>
      authorization === 'Bearer token-1'
        ? { status: 401, body: '' }
        : { body: { id: url.pathname.split('/').at(-1) } },
    );
    const scope = newScope();

    const read = await Promise.all([1, 2, 3].map((index) => datasource.customers.get(guid(index), scope)));

    expect(read.map((customer) => customer?.externalId)).toEqual([guid(1), guid(2), guid(3)]);
    expect(upstream.asked).toHaveLength(6);
    expect(upstream.tokens).toBe(2);
  });

  it('is renewed no second time for the same call', async () => {
    const { upstream, datasource } = await serving(() => ({ status: 401, body: '' }));
    await expect(datasource.customers.get(guid(1), newScope())).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    expect(upstream.asked).toHaveLength(2);
  });
});
