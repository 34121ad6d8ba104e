import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { sandboxSources, startSandbox, type Sandbox } from '../../../sandbox/index.js';
import { arrowsphere } from '../../../src/datasources/arrowsphere/index.js';
import { readMany } from '../../../src/datasources/batch.js';
import { readObject } from '../../../src/datasources/reading.js';
import type { Datasource, Page, PageRequest } from '../../../src/datasources/source.js';
import { CustomerStatus } from '../../../src/types/customer.js';
import { PLAIN_TRANSPORT } from '../../support/graph.js';
import { ALL_CUSTOMERS, ALL_ORDERS, endScopes, newScope, NO_SERVICES } from './arrow.js';

let sandbox: Sandbox;
let source: Datasource;

beforeAll(async () => {
  sandbox = await startSandbox();
  const settings = sandboxSources(sandbox.url).find(({ provider }) => provider === 'arrowsphere');
  source = arrowsphere.schema.parse({ ...settings, transport: PLAIN_TRANSPORT }).open(NO_SERVICES);
});
afterEach(() => {
  endScopes();
  sandbox.reset();
});
afterAll(async () => {
  await source.close();
  await sandbox.close();
});

async function everyRow<Row>(read: (request: PageRequest) => Promise<Page<Row>>, sizes: readonly number[]) {
  const rows: Row[] = [];
  let request: PageRequest | null = { position: null, size: sizes[0] ?? 1 };
  for (let pages = 1; request !== null; pages += 1) {
    const page: Page<Row> = await read(request);
    rows.push(...page.rows);
    request = page.next === null ? null : { position: page.next, size: sizes[pages % sizes.length] ?? 1 };
  }
  return rows;
}

const everyCustomer = (...sizes: readonly number[]) =>
  everyRow((request) => source.customers.page(ALL_CUSTOMERS, request, newScope()), sizes);

const everyOrder = (...sizes: readonly number[]) =>
  everyRow((request) => source.orders.page(ALL_ORDERS, request, newScope()), sizes);

/** The references that the sandbox's own state holds. */
function held(rows: string, key: string): readonly unknown[] {
  const state: readonly unknown[] = sandbox.upstream('arrowsphere').rows[rows] ?? [];
  return state.map((row) => readObject(row)?.[key]);
}

const idsOf = (rows: readonly { readonly externalId: string }[]) => rows.map(({ externalId }) => externalId);
const sorted = (values: readonly unknown[]) => values.map(String).toSorted();

describe('ArrowSphere as the sandbox plays it', () => {
  it.each([[false], [true]])(
    'gives every customer and order once (without pagination: %s)',
    async (omitted) => {
      sandbox.upstream('arrowsphere').configure({ omitPagination: omitted });
      const [mixed, large] = [await everyCustomer(7, 33, 100), await everyCustomer(100)];
      expect(mixed).toEqual(large);
      expect(sorted(idsOf(large))).toEqual(sorted(held('customers', 'Reference')));
      const [mixedOrders, largeOrders] = [await everyOrder(9, 64), await everyOrder(100)];
      expect(mixedOrders).toEqual(largeOrders);
      expect(sorted(idsOf(largeOrders))).toEqual(sorted(held('orders', 'reference')));
    },
  );

  it('reads each customer alone as it stands in the list', async () => {
    const listed = (await everyCustomer(100)).slice(0, 150);
    const scope = newScope();
    const alone = await Promise.all(listed.map(({ externalId }) => source.customers.get(externalId, scope)));
    expect(alone).toEqual(listed);
  });

  it('reads many by the pages of the list, and those it does not list one by one', async () => {
    const listed = await everyCustomer(100);
    const deleted = listed.filter(({ status }) => status === CustomerStatus.DELETED);
    expect(deleted.length).toBeGreaterThan(0);
    sandbox.reset();
    sandbox.upstream('arrowsphere').configure({ listDeleted: false });
    const ids = [...idsOf(listed), 'XSP0'];
    const found = await readMany(
      { sourceId: source.id, lookup: source.customers, size: { rows: listed.length } },
      ids,
      newScope(),
    );
    expect(listed.map(({ externalId }) => found.get(externalId))).toEqual(listed);
    expect(found.get('XSP0')).toBeNull();
    const pages = Math.ceil((listed.length - deleted.length) / 100);
    expect(sandbox.calls('arrowsphere')).toHaveLength(pages + deleted.length + 1);
  });

  it('gives the same orders by customer as in the list of all, and a missing customer is null', async () => {
    const all = await everyOrder(100);
    const owners = [...new Set(all.flatMap(({ customerExternalId }) => customerExternalId ?? []))];
    const criteria = { ...ALL_ORDERS, customerIds: owners };
    const chained = await everyRow((request) => source.orders.page(criteria, request, newScope()), [50]);
    expect(sorted(idsOf(chained))).toEqual(sorted(idsOf(all)));
    const start = { position: null, size: 5 };
    const answers = await source.orders.ofCustomers([...owners.slice(0, 3), 'XSP0'], start, newScope());
    for (const owner of owners.slice(0, 3)) {
      const own = chained.filter(({ customerExternalId }) => customerExternalId === owner);
      expect(answers.get(owner)).toMatchObject({ rows: own.slice(0, 5), totalCount: own.length });
    }
    expect(answers.get('XSP0')).toBeNull();
  });

  it('gives the same orders of each customer out of the list of all as out of its own list', async () => {
    const all = await everyOrder(100);
    const owners = [...new Set(all.flatMap(({ customerExternalId }) => customerExternalId ?? []))];
    sandbox.reset();
    const start = { position: null, size: 100 };
    const grouped = await source.orders.ofCustomers(owners, start, newScope());
    expect(sandbox.calls('arrowsphere')).toHaveLength(Math.ceil(all.length / 100));
    for (const owner of owners.slice(0, 20)) {
      const own = await source.orders.ofCustomers([owner], start, newScope());
      const listed = new Map(own).get(owner);
      expect(grouped.get(owner)).toMatchObject({
        rows: listed && 'rows' in listed ? listed.rows : [],
        next: null,
      });
    }
  });

  it('loses no order to `from`', async () => {
    const all = await everyOrder(100);
    const times = all.flatMap(({ createdAt }) => createdAt ?? []).toSorted();
    const createdSince = times[Math.floor(times.length / 2)] ?? '';
    const criteria = { ...ALL_ORDERS, createdSince };
    const some = await everyRow((request) => source.orders.page(criteria, request, newScope()), [100]);
    const wanted = all.filter(({ createdAt }) => Date.parse(createdAt ?? '') >= Date.parse(createdSince));
    expect(idsOf(some)).toEqual(expect.arrayContaining(idsOf(wanted)));
    expect(some.length).toBeLessThan(all.length);
  });

  it('reads contacts and an invitation of what it holds', async () => {
    const ids = idsOf(await everyCustomer(100)).slice(0, 20);
    const contacts = await source.customers.contacts?.(ids, newScope());
    const read = ids.map((id) => contacts?.get(id));
    expect(read.every((answer) => Array.isArray(answer))).toBe(true);
    expect(read.flat().length).toBeGreaterThan(0);
    const [code] = held('invitations', 'code');
    expect(await source.extras.invitation?.(String(code), newScope())).toMatchObject({ code });
    expect(await source.extras.invitation?.('nobody', newScope())).toBeNull();
  });
});
