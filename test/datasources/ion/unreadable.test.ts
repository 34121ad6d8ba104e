import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { UpstreamFailure } from '../../../src/errors.js';
import type { Datasource } from '../../../src/datasources/source.js';
import type { OperationScope } from '../../../src/upstream/scope.js';
import { sample } from '../../support/sample-upstream.js';
import { againstIon, EVERYONE, openIon, operation, orderRow, scriptedIon } from './support.js';

const START = { position: null, size: 5 };

const READS: readonly [string, (source: Datasource, scope: OperationScope) => Promise<unknown>][] = [
  ['customers', (source, scope) => source.customers.page(EVERYONE, START, scope)],
  ['a customer', (source, scope) => source.customers.get('1', scope)],
  [
    'orders',
    (source, scope) =>
      source.orders.page({ customerIds: null, status: null, createdSince: null }, START, scope),
  ],
  ['an order', async (source, scope) => source.orders.lookup?.get('1', scope)],
  [
    'cloud profiles',
    async (source, scope) =>
      source.extras.cloudProfiles?.({ customerId: '1', providerId: null, enabledOnly: null }, scope),
  ],
];

const UNREADABLE: readonly [string, unknown][] = [
  ['another envelope', { data: {} }],
  ['another envelope without content', { data: null }],
  ['a generic list', { items: [], total: 0 }],
  ['an error with status 200', { error: 'INTERNAL_ERROR', code: 500 }],
  ['lists that are objects', { customers: {}, orders: {}, customerCloudProfiles: {} }],
  ['lists that are text', { customers: '', orders: '', customerCloudProfiles: '' }],
  ['a bare array', []],
  ['a JSON string', '"[]"'],
  ['null', null],
  ['HTML', '<html></html>'],
  ['nothing', ''],
];

describe.each(READS)('an unreadable answer to a request for %s', (_, read) => {
  it.each(UNREADABLE)('is BAD_RESPONSE, never empty: %s', async (_, body) => {
    await againstIon(
      () => ({ body }),
      async (source, scope) => {
        await expect(read(source, scope)).rejects.toMatchObject({ code: 'BAD_RESPONSE', sourceId: 'ion' });
      },
    );
  });
});

it('a page token that is no text would end the walk early, and is BAD_RESPONSE', async () => {
  await againstIon(
    () => ({ body: { customers: [], nextPageToken: { page: 2 } } }),
    async (source, scope) => {
      const page = source.customers.page(EVERYONE, START, scope);
      await expect(page).rejects.toMatchObject({
        code: 'BAD_RESPONSE',
        message: "Source 'ion' gave a list of customers that cannot be read.",
      });
    },
  );
});

it.each([
  ['an empty object', {}],
  ['an empty token alone', { nextPageToken: '' }],
  ['null as the list', { customers: null, orders: null }],
])('%s in the middle of a walk is BAD_RESPONSE, and never its end', async (_, body) => {
  const first = {
    customers: [{ name: 'accounts/10001/customers/77' }],
    orders: [orderRow(77, 88)],
    nextPageToken: 'more',
  };
  await againstIon(
    ({ searchParams }) => ({ body: searchParams.has('pageToken') ? body : first }),
    async (source, scope) => {
      const criteria = { customerIds: null, status: null, createdSince: null };
      const { next } = await source.customers.page(EVERYONE, START, scope);
      const customers = source.customers.page(EVERYONE, { ...START, position: next }, scope);
      await expect(customers).rejects.toMatchObject({ code: 'BAD_RESPONSE' });
      const { next: nextOrders } = await source.orders.page(criteria, START, scope);
      const orders = source.orders.page(criteria, { ...START, position: nextOrders }, scope);
      await expect(orders).rejects.toMatchObject({ code: 'BAD_RESPONSE' });
    },
  );
});

it('a page of a walk that leaves out its empty list and goes on is followed', async () => {
  await againstIon(
    ({ searchParams }) => ({
      body: searchParams.get('pageToken') === 'b' ? { customers: [{ id: '6' }] } : { nextPageToken: 'b' },
    }),
    async (source, scope) => {
      const { rows, next } = await source.customers.page(EVERYONE, START, scope);
      expect(rows).toEqual([]);
      const page = await source.customers.page(EVERYONE, { ...START, position: next }, scope);
      expect(page.rows.map(({ externalId }) => externalId)).toEqual(['6']);
    },
  );
});

describe('an error of ION', () => {
  it.each([
    [400, 'ion.error.400.pagesize.json', 'REJECTED', '176ef000000000000001'],
    [400, 'ion.error.400.required.json', 'REJECTED', '176ef000000000000002'],
    [400, 'ion.error.400.order.json', 'REJECTED', '17709000000000000001'],
    [403, 'ion.error.403.json', 'FORBIDDEN', '176ef000000000000003'],
    [412, 'ion.error.412.json', 'REJECTED', '176ef000000000000005'],
    [412, 'ion.error.412.language.json', 'REJECTED', '176ef000000000000007'],
    [500, 'ion.error.500.json', 'UNAVAILABLE', '176ef000000000000006'],
    // No list is missing, whoever says so.
    [404, 'ion.error.404.json', 'BAD_RESPONSE', '176ef000000000000004'],
  ])('%i with %s is %s and keeps the request id', async (status, file, code, correlationId) => {
    const body = await sample(file);
    await againstIon(
      () => ({ status, body }),
      async (source, scope) => {
        const failure: unknown = await source.customers
          .page(EVERYONE, START, scope)
          .catch((error: unknown) => error);
        expect(failure).toMatchObject({ code, correlationId, upstreamStatus: status });
        expect(String(failure)).not.toMatch(/INVALID|DENIED|primaryContactEmail|orgName/);
      },
    );
  });
});

// The body of a refused order says code 3, that of a refused update 400 with a 404 (ION 4.6).
it('"not found" is what the status says, whatever the code of the body', async () => {
  const body = await sample('ion.error.400.required.json');
  const found = await againstIon(
    () => ({ status: 404, body }),
    (source, scope) => source.customers.get('1', scope),
  );
  expect(found).toBeNull();
});

describe('an odd row', () => {
  const good = { name: 'accounts/10001/customers/77', customerOrganization: 'Good' };
  const goodOrder = { name: 'accounts/10001/customers/77/orders/88' };

  it('without any id is left out; an id beside a broken name still counts', async () => {
    const rows = [
      null,
      'x',
      {},
      { customerOrganization: 'No name' },
      { name: 'customers/5' },
      { id: 6 },
      good,
    ];
    await againstIon(
      () => ({ body: { customers: rows } }),
      async (source, scope) => {
        const page = await source.customers.page(EVERYONE, { position: null, size: 9 }, scope);
        expect(page.rows.map(({ externalId, displayName }) => [externalId, displayName])).toEqual([
          ['6', '6'],
          ['77', 'Good'],
        ]);
      },
    );
  });

  it('costs its own fields: any members missing or of a wrong type never lose the row beside it', async () => {
    const customer = await sample('ion.customers.get.legacy-extra-fields.json');
    const order = await sample('ion.orders.get.json');
    let body: unknown = {};
    const upstream = await scriptedIon(({ pathname }) =>
      pathname === '/oauth/token' ? undefined : { body },
    );
    const source = openIon(upstream.url);
    await fc.assert(
      fc.asyncProperty(mangled(customer), mangled(order), async (oddCustomer, oddOrder) => {
        body = { customers: [oddCustomer, good], orders: [oddOrder, goodOrder] };
        const customers = await operation((scope) => source.customers.page(EVERYONE, START, scope));
        const orders = await operation((scope) =>
          source.orders.page({ customerIds: null, status: null, createdSince: null }, START, scope),
        );
        expect(customers.rows.map(({ externalId }) => externalId)).toContain('77');
        expect(orders.rows.map(({ externalId }) => externalId)).toContain('88');

        body = oddCustomer;
        const single: unknown = await operation((scope) => source.customers.get('20001', scope)).catch(
          (error: unknown) => error,
        );
        expect(single instanceof UpstreamFailure || hasId(single, '20001')).toBe(true);
      }),
      { numRuns: 200 },
    );
    await source.close();
    await upstream.close();
  });
});

function hasId(value: unknown, id: string): boolean {
  return typeof value === 'object' && value !== null && 'externalId' in value && value.externalId === id;
}

/** The object with any of its members missing or replaced by anything JSON knows, one level into its objects too. */
function mangled(original: unknown): fc.Arbitrary<unknown> {
  if (Array.isArray(original)) return fc.tuple(...original.map(mangled));
  if (typeof original !== 'object' || original === null) return fc.constant(original);
  const members = Object.entries(original).map(([name, value]) =>
    fc.oneof(
      { weight: 4, arbitrary: mangled(value).map((kept) => [[name, kept]] as const) },
      { weight: 1, arbitrary: fc.constant([] as const) },
      { weight: 2, arbitrary: fc.jsonValue().map((odd) => [[name, odd]] as const) },
    ),
  );
  return fc.tuple(...members).map((entries) => Object.fromEntries(entries.flat()));
}
