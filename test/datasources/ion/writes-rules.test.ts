import { afterAll, describe, expect, it } from '@jest/globals';
import type { CustomerChange, CustomerValues, OrderValues } from '../../../src/datasources/writes.js';
import type { OrderProductInput } from '../../../src/types/order-inputs.js';
import { UserErrorCode, type UserError } from '../../../src/types/user-error.js';
import { openIon } from './support.js';
import { DATABASE, NINE, ORDER, writeOf } from './writing.js';

// Nobody is there: a fault is found without a call.
const source = openIon('http://127.0.0.1:1');
afterAll(() => source.close());

const { contact, address } = NINE;
const told = (errors: readonly UserError[]) =>
  errors.map(({ field, code }) => `${field?.slice(1).join('.') ?? ''} ${code}`);

const ofNew = (values: Partial<CustomerValues>) =>
  told(writeOf(source, 'createCustomer').faults({ ...NINE, ...values }));
const ofChange = (values: Partial<CustomerChange>) =>
  told(writeOf(source, 'updateCustomer').faults({ customerId: '20001', ...values }));
const ofOrder = (values: Partial<OrderValues>) =>
  told(writeOf(source, 'createOrder').faults({ ...ORDER, ...values }));
const ofProduct = (values: Partial<OrderProductInput>) =>
  ofOrder({ products: [DATABASE, { ...DATABASE, ...values }] });

describe('faults of a new ION customer', () => {
  it('are none in what ION takes', () => {
    expect(ofNew({})).toEqual([]);
    expect(ofNew({ languageCode: null, additionalAddresses: [], customFields: null })).toEqual([]);
    expect(ofNew({ contact: { lastName: 'Nine' }, email: 'a@b.example', phone: '1' })).toEqual([]);
    expect(ofNew({ email: contact.email, phone: contact.phone })).toEqual([]);
  });

  it.each<[Partial<CustomerValues>, string[]]>([
    [{ companyName: null }, ['companyName REQUIRED']],
    [{ companyName: ' ' }, ['companyName REQUIRED']],
    [{ contact: { email: 'a@b.example' } }, ['contact.firstName REQUIRED']],
    [{ contact: { firstName: 'Jo' } }, ['contact.email REQUIRED']],
    [{ contact: { firstName: 'Jo' }, email: 'nobody' }, ['email INVALID']],
    [{ contact: { ...contact, email: 'nobody' } }, ['contact.email INVALID']],
    [{ email: 'other@meridian.example' }, ['email INVALID']],
    [{ phone: '+1' }, ['phone INVALID']],
    [{ address: { ...address, line1: '' } }, ['address.line1 REQUIRED']],
    [{ address: { ...address, city: '' } }, ['address.city REQUIRED']],
    [{ address: { ...address, state: null } }, ['address.state REQUIRED']],
    [{ address: { ...address, postalCode: ' ' } }, ['address.postalCode REQUIRED']],
    [{ languageCode: 'e' }, ['languageCode INVALID']],
    [{ languageCode: 'eng' }, ['languageCode INVALID']],
    [{ languageCode: 'en_US' }, ['languageCode INVALID']],
    [{ languageCode: 'en-USA' }, ['languageCode INVALID']],
  ])('in %j', (values, expected) => {
    expect(ofNew(values)).toEqual(expected);
  });

  it.each(['EN', 'en', 'en-US', 'fr-FR'])('are none in the language %s', (languageCode) => {
    expect(ofNew({ languageCode })).toEqual([]);
  });

  it('are told where ION has no place for what is given, all at once', () => {
    const text = 'canary';
    const values = {
      ...{ websiteUrl: text, taxId: text, registrationNumber: text, internalReference: text, type: text },
      ...{ partnerReference: text, acronym: text, billingReference: text, headcount: 0 },
      additionalAddresses: [address],
      customFields: [{ label: text, value: text }],
      cloudCockpit: { providerCustomers: [] },
      contact: { ...contact, username: text, type: text, role: text },
      address: {
        ...address,
        ...{ firstName: text, lastName: text, company: text, phone: text, altPhone: text, fax: text },
        isDefaultBilling: true,
        isDefaultShipping: true,
      },
    };
    const errors = writeOf(source, 'createCustomer').faults({ ...NINE, ...values });
    expect(errors.filter(({ code }) => code !== UserErrorCode.UNSUPPORTED)).toEqual([]);
    expect(errors.filter(({ message }) => !message.startsWith('ION has no place for '))).toEqual([]);
    expect(errors.map(({ field }) => field?.join('.')).sort()).toEqual([
      'input.acronym',
      'input.additionalAddresses',
      'input.address.altPhone',
      'input.address.company',
      'input.address.fax',
      'input.address.firstName',
      'input.address.isDefaultBilling',
      'input.address.isDefaultShipping',
      'input.address.lastName',
      'input.address.phone',
      'input.billingReference',
      'input.cloudCockpit',
      'input.contact.role',
      'input.contact.type',
      'input.contact.username',
      'input.customFields',
      'input.headcount',
      'input.internalReference',
      'input.partnerReference',
      'input.registrationNumber',
      'input.taxId',
      'input.type',
      'input.websiteUrl',
    ]);
    expect(JSON.stringify(errors)).not.toContain(text);
  });
});

describe('faults of a changed ION customer', () => {
  it.each<[Partial<CustomerChange>, string[]]>([
    [{}, []],
    [{ contact: { title: null, phone: null } }, []],
    [{ address: { ...address, line2: null } }, []],
    [{ contact: { firstName: 'Jo', lastName: null } }, []],
    [{ companyName: null }, ['companyName REQUIRED']],
    [{ languageCode: null }, ['languageCode REQUIRED']],
    [{ email: null }, ['email REQUIRED']],
    [{ contact: { email: null } }, ['contact.email REQUIRED']],
    [{ contact: { email: null }, email: 'a@b.example' }, []],
    [{ contact: null }, ['contact.firstName REQUIRED', 'contact.email REQUIRED']],
    [{ contact: { firstName: 'Jo' } }, ['contact.lastName REQUIRED']],
    [{ contact: { lastName: 'Nine' } }, ['contact.firstName REQUIRED']],
    [{ contact: { firstName: null, lastName: null } }, ['contact.firstName REQUIRED']],
    [{ address: { ...address, state: null } }, ['address.state REQUIRED']],
    [
      { altPhone: '1', fax: '2', acronym: 'x' },
      ['acronym UNSUPPORTED', 'altPhone UNSUPPORTED', 'fax UNSUPPORTED'],
    ],
    [{ customerId: 'XSP1' }, ['id NOT_FOUND']],
  ])('in %j', (values, expected) => {
    expect(ofChange(values)).toEqual(expected);
  });

  it('are all of its address where that is to go', () => {
    expect(ofChange({ address: null })).toEqual([
      'address.line1 REQUIRED',
      'address.city REQUIRED',
      'address.state REQUIRED',
      'address.postalCode REQUIRED',
      'address.countryCode REQUIRED',
    ]);
  });
});

describe('faults of a new ION order', () => {
  it('are none in what ION takes', () => {
    expect(ofOrder({ poNumber: 'P', endCustomerPoNumber: null })).toEqual([]);
    expect(ofProduct({ quantity: 1, subscriptionReference: 'sub-1', autoRenew: false })).toEqual([]);
  });

  it.each<[Partial<OrderValues>, string[]]>([
    [{ products: [] }, ['products REQUIRED']],
    [{ poNumber: '', endCustomerPoNumber: ' ' }, ['poNumber INVALID', 'endCustomerPoNumber INVALID']],
    [{ customFields: [{ label: 'a', value: 'b' }] }, ['customFields UNSUPPORTED']],
    [{ customerId: '0' }, ['customerId NOT_FOUND']],
  ])('in %j', (values, expected) => {
    expect(ofOrder(values)).toEqual(expected);
  });

  it.each<[Partial<OrderProductInput>, string]>([
    [{ productId: null }, 'productId REQUIRED'],
    [{ skuId: '' }, 'skuId REQUIRED'],
    [{ planId: ' ' }, 'planId REQUIRED'],
    [{ quantity: 0 }, 'quantity INVALID'],
    [{ quantity: -1 }, 'quantity INVALID'],
    [{ subscriptionReference: '' }, 'subscriptionReference INVALID'],
    [{ sku: 'x' }, 'sku UNSUPPORTED'],
    [{ priceBandSku: 'x' }, 'priceBandSku UNSUPPORTED'],
    [{ parentLicenseId: 'x' }, 'parentLicenseId UNSUPPORTED'],
    [{ periodicity: 'x' }, 'periodicity UNSUPPORTED'],
    [{ term: 'x' }, 'term UNSUPPORTED'],
    [{ autoRenew: true }, 'autoRenew UNSUPPORTED'],
    [{ friendlyName: 'x' }, 'friendlyName UNSUPPORTED'],
  ])('in %j of a product', (values, expected) => {
    expect(ofProduct(values)).toEqual([`products.1.${expected}`]);
  });

  it('are told without what was submitted', () => {
    const product = { ...DATABASE, subscriptionReference: '', sku: 'canary-1', quantity: -770077 };
    const errors = writeOf(source, 'createOrder').faults({
      ...ORDER,
      customFields: [{ label: 'canary-2', value: 'canary-3' }],
      products: [product],
    });
    expect(errors).toHaveLength(4);
    expect(JSON.stringify(errors)).not.toMatch(/canary|770077/);
  });
});

it('an ION order that cannot be is not cancelled', () => {
  expect(told(writeOf(source, 'cancelOrder').faults({ orderId: 'PO-1' }))).toEqual(['id NOT_FOUND']);
  expect(writeOf(source, 'cancelOrder').faults({ orderId: '80001' })).toEqual([]);
});

it('ION has no other writes', () => {
  expect(Object.keys(source.writes).sort()).toEqual([
    'cancelOrder',
    'createCustomer',
    'createOrder',
    'updateCustomer',
  ]);
});
