import { describe, expect, it } from '@jest/globals';
import { customerResidue, lackedCriterion, orderResidue } from '../../src/datasources/criteria.js';
import type { CustomerCriteria, Listing, OrderCriteria } from '../../src/datasources/source.js';
import { CustomerStatus, type Customer } from '../../src/types/customer.js';
import { OrderStatus } from '../../src/types/order-status.js';
import type { Order } from '../../src/types/order.js';
import { addressRow, contactRow, customerRow, orderRow } from './support/rows.js';

const NO_CUSTOMER_CRITERIA: CustomerCriteria = {
  search: null,
  email: null,
  countryCode: null,
  updatedSince: null,
  includeDeleted: true,
};
const NO_ORDER_CRITERIA: OrderCriteria = { customerIds: null, status: null, createdSince: null };

type Described<Criteria, Row> = Pick<Listing<Criteria, Row>, 'applies' | 'lacks'>;

function listing<Criteria, Row>(described: Described<Criteria, Row>): Listing<Criteria, Row> {
  return { maxPageSize: 100, page: () => Promise.reject(new Error('is not read here')), ...described };
}

const customers = listing<CustomerCriteria, Customer>({ applies: [] });
const orders = listing<OrderCriteria, Order>({ applies: [] });

function accepts(criteria: Partial<CustomerCriteria>, row: Partial<Customer>): boolean {
  const { accepts: check } = customerResidue(customers, { ...NO_CUSTOMER_CRITERIA, ...criteria });
  return check?.(customerRow(row)) ?? true;
}

function acceptsOrder(criteria: Partial<OrderCriteria>, row: Partial<Order>): boolean {
  const { accepts: check } = orderResidue(orders, { ...NO_ORDER_CRITERIA, ...criteria });
  return check?.(orderRow(row)) ?? true;
}

describe('search', () => {
  const anna = contactRow({ firstName: 'Anna', lastName: 'Berg', email: 'Anna.Berg@work.example' });

  it.each<[string, Partial<Customer>]>([
    ['the displayed name', { displayName: 'Nordlicht GmbH' }],
    ['the company', { companyName: 'NORDLICHT' }],
    ['the e-mail', { email: 'info@Nordlicht.example' }],
    ["the main contact's name", { primaryContact: contactRow({ lastName: 'Nordlicht' }) }],
    ["another contact's full name", { knownContacts: [anna, contactRow({ fullName: 'Ida Nordlicht' })] }],
    ["another contact's e-mail", { knownContacts: [contactRow({ email: 'a@nordlicht.example' })] }],
  ])('finds part of %s in any case', (_, row) => {
    expect(accepts({ search: 'nordlicht' }, row)).toBe(true);
    expect(accepts({ search: 'ordlic' }, row)).toBe(true);
  });

  it('finds first and last name together', () => {
    expect(accepts({ search: 'anna berg' }, { primaryContact: anna })).toBe(true);
    expect(accepts({ search: 'berg anna' }, { primaryContact: anna })).toBe(false);
  });

  it('finds nothing in what is empty or elsewhere', () => {
    expect(accepts({ search: 'nordlicht' }, { taxId: 'nordlicht', phone: 'nordlicht' })).toBe(false);
    expect(accepts({ search: 'null' }, {})).toBe(false);
  });
});

describe('email', () => {
  it('is the whole address, in any case, of the customer or any contact', () => {
    const contact = contactRow({ email: 'Ida@Shop.example' });
    expect(accepts({ email: 'ida@shop.example' }, { email: 'IDA@shop.example' })).toBe(true);
    expect(accepts({ email: 'ida@shop.example' }, { primaryContact: contact })).toBe(true);
    expect(accepts({ email: 'ida@shop.example' }, { knownContacts: [contact] })).toBe(true);
    expect(accepts({ email: 'shop.example' }, { email: 'ida@shop.example' })).toBe(false);
    expect(accepts({ email: 'ida@shop.example' }, {})).toBe(false);
  });
});

describe('countryCode', () => {
  it('is that of any address the row carries', () => {
    const knownAddresses = [addressRow({ countryCode: null }), addressRow({ countryCode: 'FR' })];
    expect(accepts({ countryCode: 'FR' }, { knownAddresses })).toBe(true);
    expect(accepts({ countryCode: 'DE' }, { knownAddresses })).toBe(false);
    expect(accepts({ countryCode: 'FR' }, { knownAddresses: null })).toBe(false);
  });
});

describe('updatedSince', () => {
  const updatedSince = '2024-05-15T10:00:00+02:00';

  it.each([
    ['2024-05-15T08:00:00Z', true],
    ['2024-05-15T07:59:59.999Z', false],
    ['2024-05-15T09:00:00+02:00', false],
    ['2024-05-15T09:59:00+01:00', true],
    [null, false],
  ])('compares instants, not figures: %s is %s', (updatedAt, isSince) => {
    expect(accepts({ updatedSince }, { updatedAt })).toBe(isSince);
  });
});

describe('includeDeleted', () => {
  it('leaves deleted rows out unless it is asked for', () => {
    const deleted = { status: CustomerStatus.DELETED };
    expect(accepts({ includeDeleted: false }, deleted)).toBe(false);
    expect(accepts({ includeDeleted: false }, { status: CustomerStatus.INACTIVE })).toBe(true);
    expect(accepts({ includeDeleted: true }, deleted)).toBe(true);
  });
});

describe('the criteria of orders', () => {
  it('are met by any of the customers and any of the statuses', () => {
    const row = { customerExternalId: 'b', status: OrderStatus.FAILED };
    expect(acceptsOrder({ customerIds: ['a', 'b'] }, row)).toBe(true);
    expect(acceptsOrder({ customerIds: ['a'] }, row)).toBe(false);
    expect(acceptsOrder({ customerIds: ['null'] }, { customerExternalId: null })).toBe(false);
    expect(acceptsOrder({ status: [OrderStatus.COMPLETED, OrderStatus.FAILED] }, row)).toBe(true);
    expect(acceptsOrder({ status: [] }, row)).toBe(false);
  });

  it('are met from the very instant on', () => {
    const createdSince = '2024-05-15T08:00:00Z';
    expect(acceptsOrder({ createdSince }, { createdAt: '2024-05-15T10:00:00+02:00' })).toBe(true);
    expect(acceptsOrder({ createdSince }, { createdAt: '2024-05-15T09:59:59+02:00' })).toBe(false);
    expect(acceptsOrder({ createdSince }, { createdAt: null })).toBe(false);
  });

  it('must all be met', () => {
    const row = { customerExternalId: 'a', status: OrderStatus.FAILED };
    expect(acceptsOrder({ customerIds: ['a'], status: [OrderStatus.FAILED] }, row)).toBe(true);
    expect(acceptsOrder({ customerIds: ['a'], status: [OrderStatus.PENDING] }, row)).toBe(false);
  });
});

describe('what is left to apply here', () => {
  it('is nothing where nothing is asked for', () => {
    expect(customerResidue(customers, NO_CUSTOMER_CRITERIA)).toEqual({
      accepts: undefined,
      selective: false,
    });
  });

  it('is nothing where the upstream applies all that is asked for', () => {
    const applying = listing<CustomerCriteria, Customer>({ applies: ['search', 'includeDeleted'] });
    const criteria = { ...NO_CUSTOMER_CRITERIA, search: 'x', includeDeleted: false };
    expect(customerResidue(applying, criteria).accepts).toBeUndefined();
  });

  it('is the rest where the upstream applies some', () => {
    const applying = listing<OrderCriteria, Order>({ applies: ['customerIds'] });
    const criteria = { ...NO_ORDER_CRITERIA, customerIds: ['a'], status: [OrderStatus.FAILED] };
    const { accepts: check } = orderResidue(applying, criteria);
    expect(check?.(orderRow({ customerExternalId: 'b', status: OrderStatus.FAILED }))).toBe(true);
    expect(check?.(orderRow({ customerExternalId: 'a', status: OrderStatus.PENDING }))).toBe(false);
  });

  it('may turn most rows down, but not where only deleted rows are left out', () => {
    expect(customerResidue(customers, { ...NO_CUSTOMER_CRITERIA, includeDeleted: false }).selective).toBe(
      false,
    );
    expect(customerResidue(customers, { ...NO_CUSTOMER_CRITERIA, countryCode: 'FR' }).selective).toBe(true);
    expect(orderResidue(orders, { ...NO_ORDER_CRITERIA, status: [] }).selective).toBe(true);
  });
});

describe('what a source can tell nothing about', () => {
  const lacking = listing<CustomerCriteria, Customer>({ applies: [], lacks: ['updatedSince'] });

  it('is named where it is asked for', () => {
    const asked = { ...NO_CUSTOMER_CRITERIA, updatedSince: '2024-05-15T08:00:00Z' };
    expect(lackedCriterion(lacking, asked)).toBe('updatedSince');
    expect(lackedCriterion(lacking, NO_CUSTOMER_CRITERIA)).toBeUndefined();
    expect(lackedCriterion(customers, asked)).toBeUndefined();
  });
});
