import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readObject, readObjects, type Wire } from '../../../src/datasources/reading.js';
import { sample } from '../../support/sample-upstream.js';
import { ALL_CUSTOMERS, ALL_ORDERS, answering, endScopes, newScope } from './arrow.js';

let body: unknown;
let upstream: Awaited<ReturnType<typeof answering>>;

beforeAll(async () => {
  upstream = await answering(() => ({ body }));
});
afterEach(endScopes);
afterAll(() => upstream.close());

const START = { position: null, size: 100 };
const RUNS = { numRuns: 300 };

async function listCustomers(rows: readonly unknown[]) {
  body = { status: 200, data: { customers: rows } };
  return (await upstream.datasource.customers.page(ALL_CUSTOMERS, START, newScope())).rows;
}

async function listOrders(rows: readonly unknown[]) {
  body = { status: 200, data: { orders: rows } };
  return (await upstream.datasource.orders.page(ALL_ORDERS, START, newScope())).rows;
}

/** The row with any of its members, at any depth, missing or of any other type. */
function damaged(value: unknown): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 6, arbitrary: damagedInside(value) }, { weight: 1, arbitrary: fc.jsonValue() });
}

function damagedInside(value: unknown): fc.Arbitrary<unknown> {
  if (Array.isArray(value)) return fc.tuple(...value.map(damaged));
  if (typeof value !== 'object' || value === null) return fc.constant(value);
  const members = Object.entries(value).map(([name, member]) => [name, damaged(member)] as const);
  return fc.record(Object.fromEntries(members), { requiredKeys: [] });
}

/** The rows of a sample list; the first two serve as the good ones. */
async function sampleRows(file: string, name: string): Promise<readonly [Wire, Wire]> {
  const [first, second] = readObjects(readObject(readObject(await sample(file))?.data)?.[name]);
  if (first === undefined || second === undefined) throw new Error(`${file} has too few rows.`);
  return [first, second];
}

describe('a damaged row costs at most itself', () => {
  it('among customers', async () => {
    const [good, other] = await sampleRows('arrowsphere.customers.list.page1.json', 'customers');
    const [first, last] = await listCustomers([good, other]);
    await fc.assert(
      fc.asyncProperty(damaged({ ...good, Reference: 'XSP7' }), async (row) => {
        const rows = await listCustomers([good, row, other]);
        expect([rows[0], rows.at(-1)]).toEqual([first, last]);
        expect(rows.length).toBeLessThanOrEqual(3);
        if (isNamed(row, 'Reference', 'XSP7')) expect(rows[1]).toMatchObject({ externalId: 'XSP7' });
        for (const { displayName, knownAddresses } of rows) {
          expect(displayName).not.toBe('');
          expect(Array.isArray(knownAddresses)).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it('among orders', async () => {
    const [good, other] = await sampleRows('arrowsphere.orders.list.json', 'orders');
    const [first, last] = await listOrders([good, other]);
    await fc.assert(
      fc.asyncProperty(damaged({ ...good, reference: 'XSPO7' }), async (row) => {
        const rows = await listOrders([good, row, other]);
        expect([rows[0], rows.at(-1)]).toEqual([first, last]);
        expect(rows.length).toBeLessThanOrEqual(3);
        if (isNamed(row, 'reference', 'XSPO7')) expect(rows[1]).toMatchObject({ externalId: 'XSPO7' });
        for (const { upstreamStatus, products } of rows) {
          expect(typeof upstreamStatus).toBe('string');
          expect(products.every(({ quantity }) => Number.isInteger(quantity))).toBe(true);
        }
      }),
      RUNS,
    );
  });
});

describe('an answer of any shape', () => {
  it('gives rows or an UpstreamFailure, nothing else', async () => {
    const [good] = await sampleRows('arrowsphere.customers.list.page1.json', 'customers');
    const pagination = {
      per_page: 100,
      current_page: 1,
      total_page: 1,
      total: 1,
      next: null,
      previous: null,
    };
    const envelope = { status: 200, data: { customers: [good] }, pagination };
    await fc.assert(
      fc.asyncProperty(damaged(envelope), async (answer) => {
        body = answer;
        const read = upstream.datasource.customers.page(ALL_CUSTOMERS, START, newScope());
        const outcome = await read.then(
          ({ rows }) => rows,
          (error: unknown) => error,
        );
        if (Array.isArray(outcome)) expect(outcome.length).toBeLessThanOrEqual(1);
        else expect(outcome).toMatchObject({ name: 'UpstreamFailure', code: 'BAD_RESPONSE' });
      }),
      RUNS,
    );
  });
});

function isNamed(row: unknown, key: string, reference: string): boolean {
  return (
    typeof row === 'object' &&
    row !== null &&
    Object.entries(row).some(([k, v]) => k === key && v === reference)
  );
}
