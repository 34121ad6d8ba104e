import { afterEach, describe, expect, it } from '@jest/globals';
import { API, endScopes, newScope, over } from './arrow.js';

afterEach(endScopes);

describe('the contacts of customers', () => {
  it('are read for each customer, one call a customer, and a missing customer is null', () =>
    over(
      [
        { on: `GET ${API}/customers/XSP100201/contacts`, file: 'arrowsphere.customers.contacts.list.json' },
        { on: `GET ${API}/customers/XSP999999/contacts`, status: 404, file: 'arrowsphere.error.404.json' },
      ],
      async (source, asked) => {
        const contacts = await source.customers.contacts?.(['XSP100201', 'XSP999999'], newScope());
        expect(contacts?.get('XSP100201')).toEqual([
          {
            externalId: 'CC-1',
            isPrimary: true,
            firstName: 'Ada',
            middleName: null,
            lastName: 'Testeur',
            fullName: 'Ada Testeur',
            title: null,
            email: 'ada@northwind1.example',
            phone: '+33 (0)600000000',
            username: 'ada.t',
            type: 'Technical',
            role: 'primary',
            isActive: true,
            syncPartnerContactRefId: null,
            contactPersonId: null,
            invitation: {
              policy: 'admin',
              createdAt: '2024-01-02T03:04:05.000Z',
              expiredAt: '2024-02-02T03:04:05.000Z',
            },
          },
        ]);
        expect(contacts?.get('XSP999999')).toBeNull();
        expect(asked()).toHaveLength(2);
      },
    ));
});

describe('an invitation', () => {
  it('is read by its code', () =>
    over(
      [
        {
          on: `GET ${API}/customers/invitations/AbCd1234EfGh`,
          file: 'arrowsphere.customers.invitation.get.json',
        },
      ],
      async (source, asked) => {
        expect(await source.extras.invitation?.('AbCd1234EfGh', newScope())).toEqual({
          sourceId: 'arrow',
          customerExternalId: 'XSP100201',
          code: 'AbCd1234EfGh',
          contact: {
            externalId: 'CC-1',
            isPrimary: false,
            firstName: 'Ada',
            middleName: null,
            lastName: 'Testeur',
            fullName: 'Ada Testeur',
            title: null,
            email: 'ada@northwind1.example',
            phone: null,
            username: null,
            type: null,
            role: null,
            isActive: null,
            syncPartnerContactRefId: null,
            contactPersonId: null,
            invitation: null,
          },
          policy: 'admin',
          createdAt: '2021-12-25T23:45:12.123Z',
          updatedAt: '2021-12-25T23:45:12.123Z',
          expiredAt: '2022-01-25T23:45:12.123Z',
        });
        expect(asked()).toEqual(['GET /customers/invitations/AbCd1234EfGh']);
      },
    ));

  it('is null where there is none with this code', () =>
    over(
      [{ on: `GET ${API}/customers/invitations/none`, status: 404, file: 'arrowsphere.error.404.json' }],
      async (source) => {
        expect(await source.extras.invitation?.('none', newScope())).toBeNull();
      },
    ));
});

describe('a provision', () => {
  it('is read by customer and program', () =>
    over(
      [
        {
          on: `GET ${API}/customers/XSP100201/provision?program=microsoft%20365`,
          file: 'arrowsphere.customers.provision.get.json',
        },
      ],
      async (source, asked) => {
        const request = { customerId: 'XSP100201', program: 'microsoft 365' };
        expect(await source.extras.provision?.(request, newScope())).toEqual({
          status: 'in_progress',
          message: 'still in progress',
          attributes: { domainName: 'northwind1' },
        });
        expect(asked()).toEqual(['GET /customers/XSP100201/provision?program=microsoft%20365']);
      },
    ));

  it('is null where it was never started', () =>
    over(
      [
        {
          on: `GET ${API}/customers/XSP100201/provision`,
          status: 404,
          file: 'arrowsphere.error.404.json',
        },
      ],
      async (source) => {
        const request = { customerId: 'XSP100201', program: 'ibm' };
        expect(await source.extras.provision?.(request, newScope())).toBeNull();
      },
    ));
});
