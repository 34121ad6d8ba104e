import { afterAll, describe, expect, it } from '@jest/globals';
import { openArrow } from './arrow.js';
import { ADDRESS, CONTACT, has, NEW_CUSTOMER, NEW_ORDER, short } from './writing.js';

// Nothing listens there: faults are found without a call.
const source = openArrow('http://127.0.0.1:9');
const { writes } = source;
afterAll(() => source.close());

const CANARY = 'canary-value';
const BILLING = { ...ADDRESS, isDefaultBilling: true };

const faultsOfNew = (values: object) => has(writes.createCustomer).faults({ ...NEW_CUSTOMER, ...values });
const faultsOfChange = (values: object) =>
  has(writes.updateCustomer).faults({ customerId: 'XSP1', ...values });

describe('a new customer', () => {
  it.each<[object, string[]]>([
    [{}, []],
    [{ companyName: null }, ['companyName REQUIRED']],
    [{ companyName: ' ' }, ['companyName REQUIRED']],
    [{ phone: null }, []],
    [{ phone: null, contact: { ...CONTACT, phone: '' } }, ['phone REQUIRED', 'contact.phone REQUIRED']],
    [{ contact: {} }, []],
    [{ contact: {}, phone: null }, ['phone REQUIRED']],
    [{ contact: { lastName: 'Neuf' } }, ['contact.firstName REQUIRED']],
    [{ contact: { firstName: 'Ada', lastName: 'Neuf' }, email: null }, ['contact.email REQUIRED']],
    [{ email: CANARY }, ['email INVALID']],
    [{ contact: { ...CONTACT, email: CANARY } }, ['contact.email INVALID']],
    [
      { contact: { ...CONTACT, middleName: CANARY, title: CANARY, username: CANARY } },
      ['contact.middleName UNSUPPORTED', 'contact.title UNSUPPORTED', 'contact.username UNSUPPORTED'],
    ],
    [{ address: { ...ADDRESS, line1: '' } }, ['address.line1 REQUIRED']],
    [
      { address: { ...ADDRESS, city: ' ', postalCode: '' } },
      ['address.city REQUIRED', 'address.postalCode REQUIRED'],
    ],
    [{ address: { ...ADDRESS, countryCode: 'FRA' } }, ['address.countryCode INVALID']],
    [
      {
        address: {
          ...ADDRESS,
          company: CANARY,
          fax: CANARY,
          isDefaultShipping: true,
          isDefaultBilling: true,
        },
      },
      [
        'address.company UNSUPPORTED',
        'address.fax UNSUPPORTED',
        'address.isDefaultShipping UNSUPPORTED',
        'address.isDefaultBilling UNSUPPORTED',
      ],
    ],
    [{ address: { ...ADDRESS, isDefaultBilling: false, isDefaultShipping: false, phone: null } }, []],
    [{ additionalAddresses: [BILLING] }, []],
    [{ additionalAddresses: [ADDRESS] }, ['additionalAddresses.0.isDefaultBilling UNSUPPORTED']],
    [{ additionalAddresses: [BILLING, BILLING] }, ['additionalAddresses.1 UNSUPPORTED']],
    [{ additionalAddresses: [{ ...BILLING, phone: CANARY }] }, ['additionalAddresses.0.phone UNSUPPORTED']],
    [{ languageCode: CANARY, type: CANARY }, ['languageCode UNSUPPORTED', 'type UNSUPPORTED']],
    [{ cloudCockpit: { associations: [] } }, ['cloudCockpit UNSUPPORTED']],
    [
      {
        customFields: [
          { label: 'a', value: '' },
          { label: ' ', value: CANARY },
        ],
      },
      ['customFields.1.label REQUIRED'],
    ],
  ])('%j', (values, expected) => {
    const found = faultsOfNew(values);
    expect(short(found)).toEqual(expected);
    expect(JSON.stringify(found)).not.toContain(CANARY);
  });

  it('is told all its faults at once, with the provider where it lacks a place', () => {
    const found = faultsOfNew({ companyName: '', email: CANARY, languageCode: CANARY });
    expect(short(found)).toEqual(['companyName REQUIRED', 'email INVALID', 'languageCode UNSUPPORTED']);
    expect(found[2]?.message).toBe('ARROWSPHERE has no place for languageCode.');
    expect(found.every(({ field }) => field?.[0] === 'input')).toBe(true);
  });
});

describe('a changed customer', () => {
  it.each<[object, string[]]>([
    [{ companyName: 'Northwind' }, []],
    [{ companyName: null, phone: '' }, ['companyName REQUIRED', 'phone REQUIRED']],
    [{ contact: null, address: null }, ['contact REQUIRED', 'address REQUIRED']],
    [{ contact: { firstName: null, type: '' } }, ['contact.firstName REQUIRED', 'contact.type REQUIRED']],
    [{ contact: { email: CANARY } }, ['contact.email INVALID']],
    [{ email: null }, []],
    [{ headcount: null }, ['headcount UNSUPPORTED']],
    [{ headcount: 0 }, []],
    [{ altPhone: CANARY, fax: CANARY }, ['altPhone UNSUPPORTED', 'fax UNSUPPORTED']],
    [{ address: { ...ADDRESS, line1: '' } }, ['address.line1 REQUIRED']],
    [{}, [' REQUIRED']],
    [{ contact: {}, altPhone: null }, [' REQUIRED']],
  ])('%j', (values, expected) => {
    const found = faultsOfChange(values);
    expect(short(found)).toEqual(expected);
    expect(JSON.stringify(found)).not.toContain(CANARY);
  });
});

describe('contacts and invitations', () => {
  const contact = { firstName: 'Ada', lastName: 'Neuf', email: 'a@b.example', phone: '1' };
  const ids = { customerId: 'XSP1', contactId: 'CC-1' };

  it.each<[object, string[]]>([
    [{}, []],
    [{ phone: null, email: ' ' }, ['contact.email REQUIRED', 'contact.phone REQUIRED']],
    [{ email: CANARY, title: CANARY }, ['contact.email INVALID', 'contact.title UNSUPPORTED']],
    [{ username: 'ada', type: 'Technical', role: 'primary' }, []],
  ])('a new one: %j', (values, expected) => {
    const found = has(writes.addContact).faults({ ...ids, contact: { ...contact, ...values } });
    expect(short(found)).toEqual(expected);
    expect(JSON.stringify(found)).not.toContain(CANARY);
  });

  it.each<[object, string[]]>([
    [{ phone: '2' }, []],
    [{ type: null }, []],
    [{ phone: null, lastName: '' }, ['contact.lastName REQUIRED', 'contact.phone REQUIRED']],
    [{}, [' REQUIRED']],
  ])('a changed one: %j', (values, expected) => {
    expect(short(has(writes.updateContact).faults({ ...ids, contact: values }))).toEqual(expected);
  });

  it.each([['..'], ['.'], [''], ['CC\n1'], ['x'.repeat(256)]])('whose id is %j is nobody', (contactId) => {
    const found = has(writes.removeContact).faults({ customerId: 'XSP1', contactId });
    expect(short(found)).toEqual(['contactExternalId NOT_FOUND']);
    expect(short(has(writes.updateContact).faults({ customerId: 'XSP1', contactId, contact }))).toEqual([
      'contactExternalId NOT_FOUND',
    ]);
  });

  it.each([
    [{ contactId: 1, policy: 'admin' }, []],
    [{ contactId: 0, policy: ' ' }, ['contactId INVALID', 'policy REQUIRED']],
  ])('an invitation: %j', (values, expected) => {
    expect(short(has(writes.inviteContact).faults(values))).toEqual(expected);
  });
});

describe('programs and orders', () => {
  it('a start', () => {
    const values = { customerId: 'XSP1', program: '', attributes: [{ name: 'domain', value: '' }] };
    expect(short(has(writes.startMigration).faults(values))).toEqual([
      'program REQUIRED',
      'attributes.0.value REQUIRED',
    ]);
  });

  it('half a character in a program, which could never be asked for again', () => {
    const values = { customerId: 'XSP1', program: 'microsoft\ud800', attributes: null };
    expect(short(has(writes.startProvision).faults(values))).toEqual(['program INVALID']);
  });

  it('a cancellation takes no attributes', () => {
    const values = { customerId: 'XSP1', program: 'microsoft', attributes: [{ name: 'a', value: CANARY }] };
    expect(short(has(writes.cancelMigration).faults(values))).toEqual(['attributes UNSUPPORTED']);
    expect(has(writes.cancelMigration).faults({ ...values, attributes: [] })).toEqual([]);
  });

  it.each<[object, string[]]>([
    [{}, []],
    [{ products: [] }, ['products REQUIRED']],
    [{ products: [{ quantity: 1 }, { quantity: 0 }] }, ['products.1.quantity INVALID']],
    [
      { products: [{ quantity: 1, productId: CANARY, skuId: CANARY, planId: CANARY }] },
      ['products.0.productId UNSUPPORTED', 'products.0.skuId UNSUPPORTED', 'products.0.planId UNSUPPORTED'],
    ],
    [{ customFields: [{ label: '', value: 'x' }] }, ['customFields.0.label REQUIRED']],
  ])('an order: %j', (values, expected) => {
    const found = has(writes.createOrder).faults({ ...NEW_ORDER, ...values });
    expect(short(found)).toEqual(expected);
    expect(JSON.stringify(found)).not.toContain(CANARY);
  });

  it('a change of an order names something', () => {
    expect(short(has(writes.updateOrder).faults({ orderId: 'XSPO1' }))).toEqual([' REQUIRED']);
    expect(has(writes.updateOrder).faults({ orderId: 'XSPO1', poNumber: null })).toEqual([]);
  });
});

it('has no writes for addresses, which have no endpoints', () => {
  expect([writes.addAddress, writes.updateAddress, writes.removeAddress]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
