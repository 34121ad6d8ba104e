import { describe, expect, it } from '@jest/globals';
import { createDkHardware } from '../../sandbox/dkhardware/index.js';
import type { DkCustomer, DkOrder } from '../../sandbox/dkhardware/rows.js';
import { present } from './support/present.js';

const dk = createDkHardware();

describe('the rows', () => {
  const { customers, addresses, orders } = dk.rows;

  it('are the same on every start', () => {
    expect(JSON.stringify(createDkHardware().rows)).toBe(JSON.stringify(dk.rows));
  });

  it('use an address id twice, within a customer and across customers', () => {
    const idsOf = ({ addresses: own = [] }: DkCustomer) => own.map(({ addressId }) => addressId);
    expect(customers.filter((row) => new Set(idsOf(row)).size < idsOf(row).length).length).toBeGreaterThan(
      100,
    );
    const owners = new Set(
      addresses.filter(({ addressId }) => addressId === '187218').map(({ customerId }) => customerId),
    );
    expect(owners.size).toBeGreaterThan(20);
  });

  it('have addresses four hours older than their customer, foreign names of countries, zips that are no numbers', () => {
    const [first] = customers;
    expect(
      Date.parse(`${present(first?.createdAt)}Z`) - Date.parse(`${present(addresses[0]?.createdAt)}Z`),
    ).toBe(4 * 3_600_000);
    const countries = new Set(addresses.map(({ country }) => country));
    expect([...countries]).toEqual(
      expect.arrayContaining(['United States', 'Canada', 'United Kingdom', 'Korea, Republic of']),
    );
    expect(addresses.filter(({ zip }) => zip.startsWith('0')).length).toBeGreaterThan(100);
    expect(new Set(orders.map(({ billing }) => billing.country)).has('US')).toBe(true);
  });

  it('lack what the samples lack', () => {
    const lacking = (member: keyof DkCustomer) => customers.filter((row) => row[member] === undefined).length;
    const members = [
      'updatedAt',
      'channel',
      'createdBy',
      'customerType',
      'creditApproved',
      'creditLimit',
      'addresses',
    ] as const;
    for (const member of members) expect(lacking(member)).toBeGreaterThan(20);
    expect(customers.filter((row) => row.addresses?.length === 0).length).toBeGreaterThan(20);
    expect(customers.filter(({ company }) => company === '').length).toBeGreaterThan(1_000);
    expect(customers.filter(({ updatedAt }) => updatedAt === '0001-01-01T00:00:00')).toHaveLength(1);
    expect(customers.some(({ customerType }) => customerType === 'education')).toBe(true);
    const noDefault = customers.filter(
      ({ addresses: own }) =>
        own?.length && !own.some((row) => row.isDefaultBilling || row.isDefaultShipping),
    );
    expect(noDefault.length).toBeGreaterThan(20);
  });

  it('have orders without status ids, carts and totals, and with negative discounts', () => {
    const withoutMember = (member: keyof DkOrder) => orders.filter((row) => row[member] === undefined).length;
    for (const member of ['statusId', 'currentStatus', 'shoppingCartId', 'updatedAt'] as const) {
      expect(withoutMember(member)).toBeGreaterThan(100);
    }
    expect(orders.filter(({ total }) => total === null).length).toBeGreaterThan(50);
    expect(
      orders.filter(({ shippingDiscount, items }) => shippingDiscount < 0 && (items[0]?.discount ?? 0) < 0)
        .length,
    ).toBeGreaterThan(100);
  });

  it('spread their orders unevenly', () => {
    const bought = new Map<string, number>();
    for (const { customerId } of orders) bought.set(customerId, (bought.get(customerId) ?? 0) + 1);
    const counts = customers.map(({ customerId }) => bought.get(String(customerId)) ?? 0);
    expect(counts.filter((count) => count === 0).length).toBeGreaterThan(700);
    expect(counts.filter((count) => count > 25).length).toBeGreaterThan(10);
  });
});
