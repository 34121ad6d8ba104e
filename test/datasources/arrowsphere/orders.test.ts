import { afterEach, describe, expect, it } from '@jest/globals';
import { ALL_ORDERS, API, endScopes, newScope, over } from './arrow.js';

afterEach(endScopes);

describe('an order', () => {
  it('is read by reference, with every field the upstream has for it', () =>
    over(
      [{ on: `GET ${API}/orders/XSPO5001`, file: 'arrowsphere.orders.get.json' }],
      async (source, asked) => {
        expect(await source.orders.lookup?.get('XSPO5001', newScope())).toEqual({
          __typename: 'Order',
          id: Buffer.from('order:arrow:XSPO5001').toString('base64url'),
          sourceId: 'arrow',
          externalId: 'XSPO5001',
          orderReference: 'O_TEST-V7-00000001',
          status: 'COMPLETED',
          upstreamStatus: 'Fulfilled',
          // Naive times, read in the source's zone: summer in Paris.
          statusChangedAt: '2024-05-15T09:41:00+02:00',
          createdAt: '2024-05-15T09:39:05+02:00',
          updatedAt: null,
          poNumber: 'PO-1',
          endCustomerPoNumber: 'EPO-1',
          partner: {
            companyName: 'Reseller One',
            contact: {
              externalId: null,
              isPrimary: false,
              firstName: 'Rae',
              middleName: null,
              lastName: 'Seller',
              fullName: 'Rae Seller',
              title: null,
              email: 'rae@reseller-one.example',
              phone: null,
              username: null,
              type: null,
              role: null,
              isActive: null,
              syncPartnerContactRefId: null,
              contactPersonId: null,
              invitation: null,
            },
          },
          products: [
            {
              externalId: null,
              lineNumber: 1,
              sku: 'Microsoft||SKU-1||OFFER-1',
              name: 'Test Suite Plan 1',
              quantity: 2,
              status: 'COMPLETED',
              upstreamStatus: 'Provisioned',
              detailedStatus: 'Provisioned',
              statusChangedAt: '2024-05-15T09:41:00+02:00',
              createdAt: '2024-05-15T09:39:05+02:00',
              isAddon: false,
              isTrial: false,
              classification: 'SaaS',
              subCategories: ['nce'],
              family: 'Productivity',
              vendorName: 'Microsoft',
              programName: 'Microsoft',
              program: { legacyCode: 'microsoft' },
              identifiers: { vendor: { sku: 'OFFER-1', name: 'Test Suite' } },
              prices: {
                vendor: null,
                buy: { currency: 'EUR', unit: '10.5', exchangeRate: null },
                list: null,
                reseller: null,
                endCustomer: null,
                sell: { currency: 'EUR', unit: '12.4', exchangeRate: null },
                periodicity: 'per Month',
                periodicityCode: 720,
                term: '1 Year',
                termCode: 8640,
              },
              unitPrice: null,
              tax: null,
              discount: null,
              subscription: { reference: 'XSPS1', link: '/api/subscriptions/XSPS1' },
              license: { reference: 'XSPL1', link: '/api/licenses/XSPL1' },
            },
          ],
          total: null,
          billingAddress: null,
          shippingAddress: null,
          customFields: [{ label: 'cost-centre', value: '42' }],
          customerExternalId: 'XSP100201',
        });
        expect(asked()).toEqual(['GET /orders/XSPO5001']);
      },
    ));

  it('is read from the sparse rows on which the vendor’s own client fails', () =>
    over(
      [{ on: `GET ${API}/orders/XSPO5004`, file: 'arrowsphere.orders.get.php-style-sparse.json' }],
      async (source) => {
        expect(await source.orders.lookup?.get('XSPO5004', newScope())).toMatchObject({
          externalId: 'XSPO5004',
          partner: null,
          total: null,
          products: [
            {
              sku: 'Microsoft||SKU-4||OFFER-4',
              family: null,
              license: null,
              subscription: { reference: 'XSPS4', link: '/api/subscriptions/XSPS4' },
            },
          ],
        });
      },
    ));

  it('is null where the upstream says that there is none', () =>
    over(
      [{ on: `GET ${API}/orders/XSPO9`, status: 404, file: 'arrowsphere.error.404.json' }],
      async (source) => {
        expect(await source.orders.lookup?.get('XSPO9', newScope())).toBeNull();
      },
    ));
});

describe('the list of orders', () => {
  it('gives all orders, of whatever customer', () =>
    over([{ on: `GET ${API}/orders`, file: 'arrowsphere.orders.list.json' }], async (source, asked) => {
      const page = await source.orders.page(ALL_ORDERS, { position: null, size: 25 }, newScope());
      expect(page).toMatchObject({ next: null, totalCount: 2 });
      expect(page.rows).toMatchObject([
        { externalId: 'XSPO5001', customerExternalId: 'XSP100201', status: 'COMPLETED', poNumber: 'PO-1' },
        {
          externalId: 'XSPO5002',
          customerExternalId: 'XSP100202',
          status: 'IN_PROGRESS',
          upstreamStatus: 'In progress',
          poNumber: null,
          products: [{ subscription: null, status: 'IN_PROGRESS' }],
        },
      ]);
      expect(asked()).toEqual(['GET /orders?per_page=25']);
    }));

  it('asks for the orders since two days before, which no reading of `from` can make too few', () =>
    over([{ on: `GET ${API}/orders`, file: 'arrowsphere.orders.list.json' }], async (source, asked) => {
      const criteria = { ...ALL_ORDERS, createdSince: '2024-03-01T00:30:00+14:00' };
      await source.orders.page(criteria, { position: null, size: 10 }, newScope());
      expect(asked()).toEqual(['GET /orders?per_page=10&from=2024-02-27']);
      expect(source.orders.applies).not.toContain('createdSince');
    }));
});

describe('the orders of customers', () => {
  const routes = [
    { on: `GET ${API}/customers/XSP100201/orders`, file: 'arrowsphere.orders.by-customer.json' },
    { on: `GET ${API}/customers/XSP999999/orders`, status: 404, file: 'arrowsphere.error.404.json' },
  ];

  it('are read customer by customer, and those of a missing one are null', () =>
    over(routes, async (source, asked) => {
      const request = { position: null, size: 25 };
      const orders = await source.orders.ofCustomers(['XSP100201', 'XSP999999'], request, newScope());
      expect(orders.get('XSP100201')).toMatchObject({
        next: null,
        totalCount: 2,
        rows: [
          { externalId: 'XSPO5001', status: 'COMPLETED' },
          { externalId: 'XSPO5003', status: 'PENDING', upstreamStatus: 'Pending Finance validation' },
        ],
      });
      expect(orders.get('XSP999999')).toBeNull();
      expect(asked().toSorted()).toEqual([
        'GET /customers/XSP100201/orders?per_page=25',
        'GET /customers/XSP999999/orders?per_page=25',
      ]);
    }));

  it('stand one customer after the other in a list of several customers', () =>
    over(routes, async (source, asked) => {
      const criteria = { ...ALL_ORDERS, customerIds: ['XSP999999', 'XSP100201', 'XSP100201'] };
      const page = await source.orders.page(criteria, { position: null, size: 10 }, newScope());
      expect(page).toMatchObject({
        rows: [{ externalId: 'XSPO5001' }, { externalId: 'XSPO5003' }],
        next: null,
      });
      expect(asked()).toEqual([
        'GET /customers/XSP999999/orders?per_page=10',
        'GET /customers/XSP100201/orders?per_page=10',
      ]);
    }));
});
