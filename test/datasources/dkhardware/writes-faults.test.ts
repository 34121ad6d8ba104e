import { describe, expect, it } from '@jest/globals';
import type { CustomerChange } from '../../../src/datasources/writes.js';
import { UserErrorCode, type UserError } from '../../../src/types/user-error.js';
import { openSource, type SourceOptions } from './source.js';
import { ADDRESS, NINE, SCOPE, writeOf } from './writing.js';

const NOWHERE = 'http://127.0.0.1:9';

const open = (options: SourceOptions = {}) => openSource(NOWHERE, { scope: SCOPE, ...options });
const places = (faults: readonly UserError[]) =>
  faults.map(({ field, code }) => `${field?.slice(1).join('.') ?? 'source'} ${code}`).sort();

const ofCreation = (values: object) =>
  places(writeOf(open(), 'createCustomer').faults({ ...NINE, ...values }));
const ofContact = (contact: object) => ofCreation({ contact: { ...NINE.contact, ...contact } });
const ofUpdate = (values: Omit<CustomerChange, 'customerId'>) =>
  places(writeOf(open(), 'updateCustomer').faults({ customerId: '463501', ...values }));
const ofNewAddress = (address: object) =>
  places(
    writeOf(open(), 'addAddress').faults({
      customerId: '463501',
      address: { ...ADDRESS, ...address },
    }),
  );
const ofChangedAddress = (address: object) =>
  places(
    writeOf(open(), 'updateAddress').faults({
      customerId: '463501',
      addressId: '1',
      address: { ...ADDRESS, ...address },
    }),
  );

const email = (length: number) => `p@${'x'.repeat(60)}.${'x'.repeat(length - 68)}.test`;

const NAMES = [
  ['firstName', 150],
  ['lastName', 150],
] as const;
const ADDRESS_LIMITS = [
  ...NAMES,
  ['company', 250],
  ['line1', 255],
  ['line2', 255],
  ['city', 255],
  ['state', 50],
  ['postalCode', 50],
  ['phone', 50],
  ['altPhone', 50],
  ['fax', 50],
] as const;

describe('limits, at their bound and one past it', () => {
  const limited = (faults: (values: object) => string[], member: string, maximum: number, at = member) => {
    expect(faults({ [member]: 'x'.repeat(maximum) })).toEqual([]);
    expect(faults({ [member]: 'x'.repeat(maximum + 1) })).toEqual([`${at} TOO_LONG`]);
  };

  it.each([
    ['companyName', 250],
    ['phone', 50],
    ['type', 20],
  ])('new customer: %s has at most %i', (member, maximum) => {
    limited(ofCreation, member, maximum);
  });

  it.each(NAMES)("new customer's person: %s has at most %i", (member, maximum) => {
    limited(ofContact, member, maximum, `contact.${member}`);
  });

  it('new customer: an e-mail address has at most 100, wherever it is given', () => {
    expect(email(100)).toHaveLength(100);
    expect(ofCreation({ email: email(100) })).toEqual([]);
    expect(ofCreation({ email: email(101) })).toEqual(['email TOO_LONG']);
    const given = (address: string) =>
      ofCreation({ email: null, contact: { ...NINE.contact, email: address } });
    expect(given(email(100))).toEqual([]);
    expect(given(email(101))).toEqual(['contact.email TOO_LONG']);
  });

  it.each([
    ['companyName', 250],
    ['phone', 50],
    ['altPhone', 50],
    ['fax', 50],
    ['type', 20],
  ])('update: %s has at most %i', (member, maximum) => {
    limited(ofUpdate, member, maximum);
  });

  it.each([...NAMES, ['phone', 50] as const])(
    'update of the person: %s has at most %i',
    (member, maximum) => {
      limited((contact) => ofUpdate({ contact }), member, maximum, `contact.${member}`);
    },
  );

  it.each(ADDRESS_LIMITS)('address: %s has at most %i', (member, maximum) => {
    limited(ofNewAddress, member, maximum, `address.${member}`);
    limited(ofChangedAddress, member, maximum, `address.${member}`);
    const first = (values: object) => ofCreation({ address: { ...ADDRESS, ...values } });
    limited(first, member, maximum, `address.${member}`);
    const third = (values: object) =>
      ofCreation({ additionalAddresses: [ADDRESS, { ...ADDRESS, ...values }] });
    limited(third, member, maximum, `additionalAddresses.1.${member}`);
  });
});

describe('what is required', () => {
  it('of a new customer are the names and an e-mail address', () => {
    expect(ofCreation({})).toEqual([]);
    expect(ofCreation({ contact: {}, email: null })).toEqual([
      'contact.firstName REQUIRED',
      'contact.lastName REQUIRED',
      'email REQUIRED',
    ]);
    expect(ofContact({ firstName: ' ' })).toEqual(['contact.firstName REQUIRED']);
    expect(ofCreation({ email: '' })).toEqual(['email INVALID']);
    expect(ofCreation({ email: 'nobody' })).toEqual(['email INVALID']);
  });

  it('of an address are its parts and, without a customer to have them from, the names', () => {
    const bare = { ...ADDRESS, firstName: null, lastName: undefined, state: null, line1: ' ', city: '' };
    const parts = ['city', 'line1', 'postalCode', 'state'].map((member) => `address.${member} REQUIRED`);
    expect(ofCreation({ address: { ...bare, postalCode: '' } })).toEqual(parts);
    expect(ofNewAddress({ ...bare, postalCode: '' })).toEqual(
      [...parts, 'address.firstName REQUIRED', 'address.lastName REQUIRED'].sort(),
    );
  });

  it('may be left out of a change, and not be made empty', () => {
    const { line1, city, postalCode, countryCode } = ADDRESS;
    const write = writeOf(open(), 'updateAddress');
    const address = { line1, city, postalCode, countryCode };
    expect(write.faults({ customerId: '1', addressId: '1', address })).toEqual([]);
    expect(ofChangedAddress({ firstName: null, lastName: '', state: null })).toEqual([
      'address.firstName REQUIRED',
      'address.lastName REQUIRED',
      'address.state REQUIRED',
    ]);
    expect(ofUpdate({})).toEqual([]);
    expect(ofUpdate({ contact: { firstName: null, lastName: ' ' }, type: null })).toEqual([
      'contact.firstName REQUIRED',
      'contact.lastName REQUIRED',
      'type REQUIRED',
    ]);
  });
});

describe('what DK Hardware has no place for', () => {
  const NO_PLACE = {
    websiteUrl: 'canary',
    headcount: 0,
    taxId: 'canary',
    registrationNumber: 'canary',
    internalReference: 'canary',
    partnerReference: 'canary',
    acronym: 'canary',
    billingReference: 'canary',
    languageCode: 'canary',
    customFields: [{ label: 'canary', value: 'canary' }],
  };
  const OF_PERSON = { middleName: 'x', title: 'x', username: 'x', type: 'x', role: 'x' };
  const refused = (members: object, prefix = '') =>
    Object.keys(members).map((member) => `${prefix}${member} UNSUPPORTED`);

  it('is refused member by member, all at once', () => {
    const values = { ...NO_PLACE, cloudCockpit: { providerCustomers: [] } };
    expect(ofCreation(values)).toEqual(refused(values).sort());
    expect(ofContact(OF_PERSON)).toEqual(refused(OF_PERSON, 'contact.').sort());
    expect(ofUpdate({ ...NO_PLACE, contact: OF_PERSON })).toEqual(
      [...refused(NO_PLACE), ...refused(OF_PERSON, 'contact.')].sort(),
    );
  });

  it('is passed over where it is null', () => {
    const nulls = (members: object) =>
      Object.fromEntries(Object.keys(members).map((member) => [member, null]));
    expect(ofCreation(nulls(NO_PLACE))).toEqual([]);
    expect(ofUpdate({ ...nulls(NO_PLACE), email: null, address: null, contact: null })).toEqual([]);
  });

  it('is a second e-mail address or telephone number, as the person is the customer', () => {
    expect(ofContact({ email: NINE.email, phone: NINE.phone })).toEqual([]);
    expect(ofContact({ email: 'other@dk-buyer.example', phone: '1' })).toEqual([
      'contact.email UNSUPPORTED',
      'contact.phone UNSUPPORTED',
    ]);
    expect(ofUpdate({ phone: '1', contact: { phone: '2' } })).toEqual(['contact.phone UNSUPPORTED']);
  });

  it('is another e-mail address or an address in an update', () => {
    expect(ofUpdate({ email: 'a@b.example', contact: { email: 'a@b.example' }, address: ADDRESS })).toEqual([
      'address UNSUPPORTED',
      'contact.email UNSUPPORTED',
      'email UNSUPPORTED',
    ]);
    const [fault] = writeOf(open(), 'updateCustomer').faults({ customerId: '1', address: ADDRESS });
    expect(fault?.message).toContain('updateCustomerAddress');
  });
});

describe('ids that cannot exist', () => {
  it.each(['x', '007', '-1', ''])('%j is NOT_FOUND, where the input names it', (id) => {
    expect(places(writeOf(open(), 'updateCustomer').faults({ customerId: id }))).toEqual(['id NOT_FOUND']);
    expect(places(writeOf(open(), 'removeAddress').faults({ customerId: id, addressId: id }))).toEqual([
      'addressExternalId NOT_FOUND',
      'customerId NOT_FOUND',
    ]);
  });
});

describe('settings that a write needs', () => {
  const messagesOf = (options: SourceOptions) => {
    const source = open(options);
    const faults = [
      ...writeOf(source, 'createCustomer').faults(NINE),
      ...writeOf(source, 'updateCustomer').faults({ customerId: '1' }),
      ...writeOf(source, 'removeAddress').faults({ customerId: '1', addressId: '2' }),
    ];
    expect(faults.every(({ field, code }) => field === null && code === UserErrorCode.UNSUPPORTED)).toBe(
      true,
    );
    return { messages: faults.map(({ message }) => message), capabilities: source.capabilities };
  };

  it('are named where they are missing, and their writes not claimed', () => {
    const { messages, capabilities } = messagesOf({ scope: 'customers orders customers:status' });
    expect(messages).toEqual([
      expect.stringContaining("'customers:create' in the source's setting credentials.scope"),
      expect.stringContaining("'customers:update'"),
      expect.stringContaining("'customers:update'"),
    ]);
    expect(capabilities.filter((name) => !name.startsWith('READ') && !name.startsWith('CHANGE'))).toEqual([]);
  });

  it('are the request context for addresses', () => {
    const { messages, capabilities } = messagesOf({ requestContext: null });
    expect(messages).toEqual([expect.stringContaining("the source's setting requestContext")]);
    expect(capabilities).toContain('UPDATE_CUSTOMER');
    expect(capabilities).not.toContain('WRITE_ADDRESSES');
  });

  it.each([{ userId: '' }, { userId: '1\r\nX: y' }, { userId: '1', userName: 'Zoë' }])(
    'are refused at the start where no header can carry them: %j',
    (requestContext) => {
      expect(() => open({ requestContext })).toThrow(/requestContext/);
    },
  );
});

it('no fault quotes what was submitted', () => {
  const canary = 'canary'.repeat(60);
  const address = { ...ADDRESS, line1: canary, postalCode: canary, phone: canary };
  const faults = [
    ...writeOf(open(), 'createCustomer').faults({
      contact: { firstName: canary, lastName: canary, email: canary, phone: canary, title: canary },
      email: 'canary',
      companyName: canary,
      taxId: canary,
      type: canary,
      address,
      additionalAddresses: [address],
    }),
    ...writeOf(open(), 'updateCustomer').faults({ customerId: canary, email: canary, fax: canary }),
    ...writeOf(open(), 'updateAddress').faults({ customerId: canary, addressId: canary, address }),
  ];
  expect(faults.length).toBeGreaterThan(20);
  expect(JSON.stringify(faults)).not.toContain('canary');
});
