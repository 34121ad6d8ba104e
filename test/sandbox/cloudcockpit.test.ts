import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCloudCockpit } from '../../sandbox/cloudcockpit/index.js';
import { startSandbox } from '../../sandbox/server.js';
import type { Sandbox } from '../../sandbox/server.js';
import { at, keysOf, listAt, missingFrom } from './support/answers.js';
import {
  CORRELATION_ID,
  CloudCockpitCaller,
  FOREIGN_RESELLER,
  RESELLER_ONE,
  idOf,
} from './support/cloudcockpit.js';
import { sample, shapeOf } from './support/wire-shape.js';

const MICROSOFT = 'cb000000-0000-4000-8000-000000000001';

describe('CloudCockpit in the sandbox', () => {
  let sandbox: Sandbox;
  let cockpit: CloudCockpitCaller;

  beforeAll(async () => {
    sandbox = await startSandbox({ upstreams: [createCloudCockpit()] });
    cockpit = new CloudCockpitCaller(sandbox);
    await cockpit.signIn();
  });
  afterAll(() => sandbox.close());

  describe('customers', () => {
    it('come in the envelope and with the keys of the samples', async () => {
      const { body } = await cockpit.get('/v1/Customers?pageSize=2000');
      expect(
        missingFrom([body], sample('cloudcockpit.customers.list.json')).filter((path) => !isInstance(path)),
      ).toEqual([]);
      const one = await cockpit.get(`/v1/Customers/${idOf(cockpit.rows('customers')[0])}`);
      expect(one.body).toEqual(cockpit.rows('customers')[0]);
      expect(Object.keys(shapeOf(one.body))).toEqual(
        Object.keys(shapeOf(sample('cloudcockpit.customers.get.json'))),
      );
    });

    it.each(['/v1/customers', '/V1/CUSTOMERS', '/v1/Customers?PAGESIZE=25'])(
      'are found in any case: %s',
      async (path) => {
        expect((await cockpit.get(path)).body).toEqual((await cockpit.get('/v1/Customers')).body);
      },
    );

    it('are each on exactly one page, in the order of their names', async () => {
      const walked = await cockpit.walk('/v1/Customers', 33);
      const names = walked.map((row) => String(at(row, 'companyName')));
      expect(new Set(walked.map(idOf))).toEqual(new Set(cockpit.rows('customers').map(idOf)));
      expect(walked).toHaveLength(cockpit.rows('customers').length);
      expect(names).toEqual([...names].sort());
      const descending = await cockpit.walk(
        '/v1/Customers?sortPropertyName=Company.Name&ascendingOrder=false',
        2000,
      );
      expect(descending.map(idOf)).toEqual(walked.map(idOf).reverse());
    });

    it('come 25 on a page by default', async () => {
      expect((await cockpit.get('/v1/Customers')).body).toMatchObject({
        paginationParameters: { pageNumber: 1, pageSize: 25 },
        totalPages: 6,
        totalCount: 140,
        hasPreviousPage: false,
        hasNextPage: true,
        continuationToken: null,
      });
      expect((await cockpit.get('/v1/Customers?pageNumber=7')).body).toMatchObject({
        items: [],
        hasNextPage: false,
      });
    });

    it('include deleted ones unless these are switched off', async () => {
      const all = await cockpit.walk('/v1/Customers', 2000);
      const live = await cockpit.walk('/v1/Customers?includeDeleted=false', 2000);
      expect(all.length - live.length).toBe(12);
      expect(live.length).toBeGreaterThanOrEqual(120);
      expect(live.filter((row) => at(row, 'isDeleted') === true)).toEqual([]);
    });

    it.each([
      'pageNumber=0',
      'pageSize=0',
      'pageSize=2001',
      'pageSize=many',
      'ascendingOrder=perhaps',
      'includeDeleted=2',
      'searchField=Colour',
      'sortPropertyName=Id',
      'resellerId=7',
      `searchValue=${'x'.repeat(256)}`,
    ])('%s is refused, naming the property', async (query) => {
      const { status, body } = await cockpit.get(`/v1/Customers?${query}`);
      expect(status).toBe(400);
      expect(body).toMatchObject({ errors: [{ propertyName: query.split('=')[0] }] });
    });

    it('are searched in one field', async () => {
      const wanted = cockpit
        .rows('customers')
        .find((row) => at(row, 'providerCustomers', MICROSOFT, 'providerCustomerId') != null);
      const values = {
        'Company.Name': at(wanted, 'companyName'),
        Domain: at(
          JSON.parse(String(at(wanted, 'providerCustomers', MICROSOFT, 'providerCustomerData'))),
          'Domain',
        ),
        ProviderCustomerId: at(wanted, 'providerCustomers', MICROSOFT, 'providerCustomerId'),
      };
      for (const [field, value] of Object.entries(values)) {
        const query = new URLSearchParams({ searchField: field, searchValue: String(value).toUpperCase() });
        expect(listAt((await cockpit.get(`/v1/Customers?${query.toString()}`)).body, 'items')).toEqual([
          wanted,
        ]);
      }
      const named = await cockpit.walk('/v1/Customers?searchValue=analytics', 2000);
      expect(named.length).toBeGreaterThan(1);
      const identified = await cockpit.walk(
        '/v1/Customers?searchField=InternalIdentifier&searchValue=INT-12',
        2000,
      );
      expect(identified.map((row) => at(row, 'internalIdentifier'))).toContain('INT-12');
    });

    it('are those of one reseller, with that reseller’s identifiers', async () => {
      const own = await cockpit.walk(`/v1/Customers?resellerId=${RESELLER_ONE}`, 2000);
      const related = cockpit.rows('customers').filter((row) => isRelated(row, RESELLER_ONE));
      expect(own.map(idOf).sort()).toEqual(related.map(idOf).sort());
      const [row] = own;
      const asCsp = await cockpit.get(`/v1/Customers/${idOf(row)}`);
      const asReseller = await cockpit.get(`/v1/Customers/${idOf(row)}?resellerId=${RESELLER_ONE}`);
      expect(asReseller.body).toEqual(row);
      expect(at(asReseller.body, 'internalIdentifier')).not.toBe(at(asCsp.body, 'internalIdentifier'));
    });

    it('are forbidden to a reseller without a relation', async () => {
      const direct = cockpit.rows('customers').find((row) => at(row, 'customerAssociations') === null);
      expect(await cockpit.get(`/v1/Customers/${idOf(direct)}?resellerId=${RESELLER_ONE}`)).toMatchObject({
        status: 403,
      });
      expect(await cockpit.get(`/v1/Customers?resellerId=${FOREIGN_RESELLER}`)).toMatchObject({
        status: 403,
        body: undefined,
      });
    });

    it('are not found when unknown, and refused when the id is no GUID', async () => {
      const { status, body } = await cockpit.get(`/v1/Customers/${CORRELATION_ID}`);
      expect(status).toBe(404);
      expect(body).toEqual({
        ...Object(sample('cloudcockpit.error.404.json')),
        correlationId: CORRELATION_ID,
      });
      expect(await cockpit.get('/v1/Customers/7')).toMatchObject({ status: 400 });
    });
  });

  describe('orders of a customer', () => {
    const ordersOf = (id: string) =>
      cockpit.rows('orders').filter((row) => at(row, 'customerId') === id && open(row));

    it('come in the envelope and with the keys of the sample', async () => {
      const expected = sample('cloudcockpit.orders.by-customer.json');
      const { body } = await cockpit.get(`/v1/Orders/customers/${idOf(cockpit.rows('customers')[4])}`);
      expect(keysOf(body)).toBe(keysOf(expected));
      const itemKeys = new Set(listAt(body, 'items').map(keysOf));
      expect(itemKeys).toEqual(new Set([keysOf(at(expected, 'items', 0))]));
      expect(missingFrom(cockpit.rows('orders'), at(expected, 'items', 0))).toEqual([]);
    });

    it('leave out completed ones and are newest first, across pages', async () => {
      const id = idOf(cockpit.rows('customers')[4]);
      const walked = await cockpit.walk(`/v1/Orders/customers/${id}`, 10);
      expect(walked.length).toBeGreaterThan(25);
      expect(new Set(walked.map(idOf))).toEqual(new Set(ordersOf(id).map(idOf)));
      const times = walked.map((row) => Date.parse(String(at(row, 'createdDate'))));
      expect(times).toEqual([...times].sort((a, b) => b - a));
      expect(cockpit.rows('orders').some((row) => at(row, 'customerId') === id && !open(row))).toBe(true);
    });

    it('are none for some, not found for unknown customers, forbidden to strangers', async () => {
      expect(
        (await cockpit.get(`/v1/Orders/customers/${idOf(cockpit.rows('customers')[1])}`)).body,
      ).toMatchObject({
        items: [],
        totalCount: 0,
      });
      expect(await cockpit.get(`/v1/orders/customers/${CORRELATION_ID}`)).toMatchObject({ status: 404 });
      const id = idOf(cockpit.rows('customers')[4]);
      expect(await cockpit.get(`/v1/orders/customers/${id}?resellerId=${FOREIGN_RESELLER}`)).toMatchObject({
        status: 403,
      });
    });

    it('use every documented value', () => {
      const values = (member: string) =>
        new Set(cockpit.rows('orders').map((row) => at(row, member, 'name')));
      expect(values('status')).toEqual(new Set(['Processing', 'Provisioning', 'Completed', 'Failed']));
      expect(values('termDuration').size).toBe(5);
      expect(values('billingFrequency').size).toBe(5);
      expect(values('segment').size).toBe(4);
    });
  });
});

/** Still in the list: a completed order has left it. */
function open(row: unknown): boolean {
  return at(row, 'status', 'name') !== 'Completed';
}

/** Members under a provider instance's GUID, whose null or string depends on which customer it is. */
function isInstance(path: string): boolean {
  return path.includes('.cb000000-');
}

function isRelated(row: unknown, resellerId: string): boolean {
  const associations = at(row, 'customerAssociations');
  return (
    Array.isArray(associations) &&
    associations.some((association) => at(association, 'resellerId') === resellerId)
  );
}
