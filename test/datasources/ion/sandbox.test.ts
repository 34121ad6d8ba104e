import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sandboxSources, startSandbox, type Sandbox } from '../../../sandbox/index.js';
import { ion } from '../../../src/datasources/ion/index.js';
import { readMany } from '../../../src/datasources/batch.js';
import type { Datasource, OrderCriteria } from '../../../src/datasources/source.js';
import type { Customer } from '../../../src/types/customer.js';
import type { Order } from '../../../src/types/order.js';
import { EVERYONE, operation } from './support.js';
import { memoryRefreshTokens } from '../../support/refresh-tokens.js';

const ALL: OrderCriteria = { customerIds: null, status: null, createdSince: null };

describe('ION as the sandbox plays it', () => {
  let sandbox: Sandbox;
  let source: Datasource;

  beforeAll(async () => {
    sandbox = await startSandbox();
    const settings = sandboxSources(sandbox.url).find(({ provider }) => provider === 'ion');
    source = ion.schema
      .parse(settings)
      .open({ refreshTokens: memoryRefreshTokens(), observe: () => undefined });
  });

  afterAll(async () => {
    await source.close();
    await sandbox.close();
  });

  async function everyCustomer(size: number): Promise<readonly Customer[]> {
    return operation(async (scope) => {
      const rows: Customer[] = [];
      let position: string | null = null;
      do {
        const page = await source.customers.page(EVERYONE, { position, size }, scope);
        rows.push(...page.rows);
        position = page.next;
      } while (position !== null);
      return rows;
    });
  }

  async function everyOrder(size: number): Promise<readonly Order[]> {
    return operation(async (scope) => {
      const rows: Order[] = [];
      let position: string | null = null;
      do {
        const page = await source.orders.page(ALL, { position, size }, scope);
        rows.push(...page.rows);
        position = page.next;
      } while (position !== null);
      return rows;
    });
  }

  it('lists every customer once, in pages of any size', async () => {
    const [small, large] = [await everyCustomer(17), await everyCustomer(1_000)];
    expect(small.length).toBeGreaterThan(50);
    expect(new Set(small.map(({ id }) => id)).size).toBe(small.length);
    expect(small).toEqual(large);
    expect(small.filter(({ companyName }) => companyName === null)).toEqual([]);
  });

  it('reads the same customer alone, by scan and by e-mail in any case', async () => {
    const listed = await everyCustomer(1_000);
    for (const customer of [listed[0], listed.at(-1)]) {
      if (customer === undefined) throw new Error('The sandbox has no customers.');
      const alone = await operation((scope) => source.customers.get(customer.externalId, scope));
      expect(alone).toEqual(customer);
      const email = customer.email?.toLowerCase() ?? null;
      const found = await operation((scope) =>
        source.customers.page({ ...EVERYONE, email }, { position: null, size: 1_000 }, scope),
      );
      expect(found.rows).toContainEqual(customer);
    }
    const ids = listed.slice(0, 30).map(({ externalId }) => externalId);
    const many = await operation((scope) =>
      readMany(
        { sourceId: source.id, lookup: source.customers, size: { rows: listed.length } },
        [...ids, '999999999'],
        scope,
      ),
    );
    expect(ids.map((id) => many.get(id))).toEqual(listed.slice(0, 30));
    expect(many.get('999999999')).toBeNull();
  });

  it('lists every order once, and the same orders by customer and alone', async () => {
    const [small, large] = [await everyOrder(23), await everyOrder(1_000)];
    expect(small.length).toBeGreaterThan(20);
    expect(small).toEqual(large);
    const owners = [...new Set(small.flatMap(({ customerExternalId }) => customerExternalId ?? []))];
    const answers = await operation((scope) =>
      source.orders.ofCustomers(owners, { position: null, size: 1_000 }, scope),
    );
    const byCustomer = owners.flatMap((owner) => {
      const page = answers.get(owner);
      if (page === undefined || page === null || page instanceof Error)
        throw new Error(`No orders of ${owner}.`);
      return page.rows;
    });
    const ids = (orders: readonly Order[]) => orders.map(({ id }) => id).sort();
    expect(ids(byCustomer)).toEqual(ids(small));
    const alone = await operation(async (scope) =>
      source.orders.lookup?.get(small[0]?.externalId ?? '', scope),
    );
    expect(alone?.id).toBe(small[0]?.id);
    expect(JSON.stringify(small)).not.toMatch(/password|canary/i);
  });

  it('asks for the token once, and for the orders of fifty customers once', async () => {
    const ids = (await everyCustomer(1_000)).slice(0, 50).map(({ externalId }) => externalId);
    const before = sandbox.calls('ion').length;
    await operation((scope) => source.orders.ofCustomers(ids, { position: null, size: 5 }, scope));
    expect(sandbox.calls('ion').length - before).toBe(1);
  });

  it('knows of no customer and no order that is not there', async () => {
    await operation(async (scope) => {
      expect(await source.customers.get('999999999', scope)).toBeNull();
      expect(await source.orders.lookup?.get('999999999', scope)).toBeNull();
    });
  });
});
