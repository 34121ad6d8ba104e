import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { sandboxSources, startSandbox, type Sandbox } from '../../../sandbox/index.js';
import { readMany } from '../../../src/datasources/batch.js';
import { cloudcockpit } from '../../../src/datasources/cloudcockpit/index.js';
import type { CustomerCriteria, Datasource } from '../../../src/datasources/source.js';
import { CustomerStatus, type Customer } from '../../../src/types/customer.js';
import { OrderStatus } from '../../../src/types/order-status.js';
import { ALL, LIVING, endScopes, newScope } from './cockpit.js';
import { memoryRefreshTokens } from '../../support/refresh-tokens.js';

let sandbox: Sandbox;
let datasource: Datasource;

beforeAll(async () => {
  sandbox = await startSandbox();
  const entry = sandboxSources(sandbox.url).find(({ provider }) => provider === 'cloudcockpit');
  datasource = cloudcockpit.schema.parse(entry).open({
    refreshTokens: memoryRefreshTokens(),
    observe: () => undefined,
  });
});

afterEach(endScopes);

afterAll(async () => {
  await datasource.close();
  await sandbox.close();
});

async function walk(criteria: CustomerCriteria) {
  const rows: Customer[] = [];
  let totalCount: number | null = null;
  let position: string | null = null;
  do {
    const page = await datasource.customers.page(criteria, { position, size: 30 }, newScope());
    rows.push(...page.rows);
    ({ totalCount, next: position } = page);
  } while (position !== null);
  return { rows, totalCount };
}

describe('CloudCockpit and its sandbox, two readings of one contract', () => {
  it('agree on who is listed, and on the totals', async () => {
    const all = await walk(ALL);
    const living = await walk(LIVING);

    expect(new Set(all.rows.map(({ id }) => id)).size).toBe(all.rows.length);
    expect(all.totalCount).toBe(all.rows.length);
    expect(living.totalCount).toBe(living.rows.length);
    expect(living.rows.length).toBeLessThan(all.rows.length);
    expect(living.rows).toEqual(all.rows.filter(({ status }) => status !== CustomerStatus.DELETED));
  });

  it('give the same customer by list, by id and by many ids at once', async () => {
    const { rows } = await walk(ALL);
    const ids = rows.map(({ externalId }) => externalId);

    const answers = await readMany(
      { sourceId: datasource.id, lookup: datasource.customers, size: { rows: null } },
      ids,
      newScope(),
    );

    expect(rows.map(({ externalId }) => answers.get(externalId))).toEqual(rows);
    const first = rows.slice(0, 12);
    const read = await Promise.all(
      first.map(({ externalId }) => datasource.customers.get(externalId, newScope())),
    );
    expect(read).toEqual(first);
  });

  it("agree on several customers' orders, read side by side or one after the other", async () => {
    const { rows } = await walk(LIVING);
    const customerIds = rows.slice(0, 10).map(({ externalId }) => externalId);
    const request = { position: null, size: 200 };

    const answers = await datasource.orders.ofCustomers(customerIds, request, newScope());
    const criteria = { customerIds, status: null, createdSince: null };
    const chained = await datasource.orders.page(criteria, request, newScope());

    const sideBySide = customerIds.flatMap((id) => {
      const page = answers.get(id);
      return page !== undefined && page !== null && 'rows' in page ? page.rows : [];
    });
    expect(chained.rows.length).toBeGreaterThan(0);
    expect(chained.rows).toEqual(sideBySide);
    expect(chained.next).toBeNull();
    // The list is no history: completed orders are not in it.
    expect(chained.rows.filter(({ status }) => status === OrderStatus.COMPLETED)).toEqual([]);
  });
});
