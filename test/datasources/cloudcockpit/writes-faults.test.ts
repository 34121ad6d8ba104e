import { afterAll, describe, expect, it } from '@jest/globals';
import type { CustomerChange, CustomerValues } from '../../../src/datasources/writes.js';
import type { ProviderCustomerInput } from '../../../src/types/cloudcockpit-inputs.js';
import { guid, openCockpit } from './cockpit.js';
import { INSTANCE, NINE, OTHER_INSTANCE, PLAIN, PROVIDER, RESELLER, writeOf } from './writing.js';

/** Nothing listens there: whatever called it would fail. */
const NOWHERE = 'http://127.0.0.1:9';
const source = openCockpit(NOWHERE);
const resellers = openCockpit(NOWHERE, { resellerId: RESELLER });
const OTHER_RESELLER = '5e5e5e5e-0000-4000-8000-000000000002';

afterAll(async () => {
  await source.close();
  await resellers.close();
});

const told = (faults: readonly { field: readonly string[] | null; code: string }[]) =>
  faults.map(({ field, code }) => `${field?.join('.') ?? 'null'} ${code}`).sort();
const ofNew = (values: CustomerValues, of = source) => writeOf(of, 'createCustomer').faults(values);
const ofChange = (change: Omit<CustomerChange, 'customerId'>, customerId = guid(1)) =>
  writeOf(source, 'updateCustomer').faults({ customerId, ...change });
const withProviders = (...providerCustomers: ProviderCustomerInput[]): CustomerValues => ({
  ...PLAIN,
  cloudCockpit: { providerCustomers },
});

const filled = (length: number) => 'x'.repeat(length);
const emailOf = (length: number) => {
  const end = `@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.example`;
  return 'a'.repeat(length - end.length) + end;
};

/** What a change has that sets just this. */
const partOf = (values: CustomerValues, [part = '']: readonly string[]) =>
  Object.fromEntries(Object.entries(values).filter(([member]) => member === part));

/** A value at `path` beneath the input, merged into what is fine. */
function at([first = '', second]: readonly string[], value: unknown): CustomerValues {
  if (second === undefined) return { ...PLAIN, [first]: value };
  const part = first === 'contact' ? PLAIN.contact : PLAIN.address;
  return { ...PLAIN, [first]: { ...part, [second]: value } };
}

describe('limits of a customer', () => {
  it('pass what the vendor takes', () => {
    expect(ofNew(PLAIN)).toEqual([]);
    expect(ofNew(NINE)).toEqual([]);
    expect(ofNew({ ...PLAIN, additionalAddresses: [], customFields: [] })).toEqual([]);
  });

  it.each<[path: string[], maximum: number]>([
    [['companyName'], 255],
    [['taxId'], 255],
    [['internalReference'], 255],
    [['contact', 'firstName'], 255],
    [['contact', 'middleName'], 255],
    [['contact', 'lastName'], 255],
    [['contact', 'phone'], 30],
    [['address', 'line1'], 255],
    [['address', 'line2'], 255],
    [['address', 'city'], 255],
    [['address', 'state'], 255],
    [['address', 'postalCode'], 30],
  ])('%j has %i characters at the most', (path, maximum) => {
    const field = ['input', ...path];
    expect(ofNew(at(path, filled(maximum)))).toEqual([]);
    const message = `${path.at(-1) ?? ''} must have ${maximum} characters or fewer.`;
    expect(ofNew(at(path, filled(maximum + 1)))).toEqual([{ field, code: 'TOO_LONG', message }]);
    expect(ofChange(partOf(at(path, filled(maximum + 1)), path))).toEqual([
      { field, code: 'TOO_LONG', message },
    ]);
  });

  it("the customer's own e-mail and phone have them too", () => {
    const { contact } = PLAIN;
    const own = { ...PLAIN, contact: { ...contact, email: null, phone: null } };
    expect(ofNew({ ...own, email: 'a@b.example', phone: filled(30) })).toEqual([]);
    expect(told(ofNew({ ...own, email: emailOf(256), phone: filled(31) }))).toEqual(
      expect.arrayContaining(['input.email TOO_LONG', 'input.phone TOO_LONG']),
    );
  });

  it.each<[string[], unknown]>([
    [['contact', 'email'], 'no address'],
    [['email'], 'no address'],
    [['address', 'countryCode'], 'pt'],
    [['address', 'countryCode'], 'PRT'],
  ])('%j is not of the form %j', (path, value) => {
    const values = at(path, value);
    const contact = path[0] === 'email' ? { ...PLAIN.contact, email: null } : values.contact;
    expect(told(ofNew({ ...values, contact }))).toEqual([`input.${path.join('.')} INVALID`]);
  });

  it.each<[string[]]>([
    [['companyName']],
    [['contact', 'firstName']],
    [['contact', 'lastName']],
    [['contact', 'email']],
    [['contact', 'phone']],
    [['address', 'line1']],
    [['address', 'city']],
    [['address', 'state']],
    [['address', 'postalCode']],
  ])('%j is required, and must not be emptied', (path) => {
    const name = `input.${path.join('.')}`;
    expect(told(ofNew(at(path, null)))).toEqual([`${name} REQUIRED`]);
    const blank = at(path, '  ');
    expect(told(ofNew(blank))).toContain(`${name} REQUIRED`);
    expect(told(ofChange(partOf(at(path, null), path)))).toEqual([`${name} REQUIRED`]);
  });

  it('keep two values from becoming one', () => {
    const faults = ofNew({ ...PLAIN, email: 'other@nine.example', phone: PLAIN.contact.phone });
    expect(told(faults)).toEqual(['input.email INVALID']);
  });
});

describe('what has no place at CloudCockpit', () => {
  it.each<[string, unknown]>([
    ['websiteUrl', 'https://nine.example'],
    ['headcount', 9],
    ['registrationNumber', '9'],
    ['partnerReference', '9'],
    ['acronym', 'N'],
    ['billingReference', '9'],
    ['languageCode', 'pt'],
    ['type', 'BUSINESS'],
    ['customFields', [{ label: 'a', value: 'b' }]],
    ['additionalAddresses', [PLAIN.address]],
  ])('is refused in a new customer: %s', (member, value) => {
    const message = `CLOUDCOCKPIT has no place for ${member}.`;
    const fault = { field: ['input', member], code: 'UNSUPPORTED', message };
    expect(ofNew({ ...PLAIN, [member]: value })).toEqual([fault]);
  });

  it('is refused in contacts, addresses and changes', () => {
    const contact = { ...PLAIN.contact, title: 'Dr', username: 'ana', type: 'x', role: 'y' };
    const names = { firstName: 'A', lastName: 'B', company: 'C', phone: '1', altPhone: '2', fax: '3' };
    const address = { ...PLAIN.address, ...names, isDefaultBilling: true, isDefaultShipping: true };
    const change = { contact, address, altPhone: '1', fax: '2', headcount: 3 };
    const members = [
      ...['title', 'username', 'type', 'role'].map((member) => `contact.${member}`),
      ...[...Object.keys(names), 'isDefaultBilling', 'isDefaultShipping'].map((name) => `address.${name}`),
      ...['altPhone', 'fax', 'headcount'],
    ];
    const expected = members.map((member) => `input.${member} UNSUPPORTED`).sort();
    expect(told(ofChange(change))).toEqual(expected);
  });
});

describe('limits of providers and relations', () => {
  it.each<[string, object, string]>([
    ['no GUID', { providerInstanceId: 'one' }, 'providerInstanceId INVALID'],
    ['a list for data', { data: [] }, 'data INVALID'],
    ['a number for data', { data: 7 }, 'data INVALID'],
    ['text that is no JSON', { data: '{"Domain":' }, 'data INVALID'],
    ['JSON that is no object', { data: '"lusitania9"' }, 'data INVALID'],
    ['no data', { data: null }, 'data INVALID'],
    ['an unknown rule', { margin: { rule: 'Rebate', value: '1' } }, 'margin.rule INVALID'],
    ['a longer rule', { margin: { rule: 'Markups', value: '1' } }, 'margin.rule INVALID'],
    [
      'digits past a number',
      { margin: { rule: 'Markup', value: '0.12345678901234567890' } },
      'margin.value INVALID',
    ],
    [
      'whole digits past a number',
      { margin: { rule: 'Markup', value: '9007199254740993' } },
      'margin.value INVALID',
    ],
    [
      'a nameless offer type',
      { offerTypeMargins: [{ offerType: ' ', margin: { rule: 'Markup', value: '1' } }] },
      'offerTypeMargins.0.offerType REQUIRED',
    ],
    [
      "an offer type's margin",
      {
        offerTypeMargins: [
          ...PROVIDER.offerTypeMargins,
          { offerType: 'azure', margin: { rule: '?', value: '1' } },
        ],
      },
      'offerTypeMargins.1.margin.rule INVALID',
    ],
    [
      'an offer type that is there twice',
      { offerTypeMargins: [...PROVIDER.offerTypeMargins, ...PROVIDER.offerTypeMargins] },
      'offerTypeMargins.1.offerType INVALID',
    ],
  ])('refuse %s', (_, change, expected) => {
    const second = { ...PROVIDER, providerInstanceId: OTHER_INSTANCE, ...change };
    expect(told(ofNew(withProviders(PROVIDER, second)))).toEqual([
      `input.cloudCockpit.providerCustomers.1.${expected}`,
    ]);
  });

  it.each(['0.1', '10.60', '9007199254740991', '123456.789'])('take a margin of %s', (value) => {
    expect(ofNew(withProviders({ ...PROVIDER, margin: { rule: 'SPLITMARGIN', value } }))).toEqual([]);
  });

  it('refuse one provider instance twice, in any spelling', () => {
    const twice = { ...PROVIDER, providerInstanceId: INSTANCE.toUpperCase() };
    expect(told(ofNew(withProviders(PROVIDER, twice)))).toEqual([
      'input.cloudCockpit.providerCustomers.1.providerInstanceId INVALID',
    ]);
  });

  it('refuse resellers that are no GUIDs', () => {
    const associations = [{ resellerId: RESELLER }, { resellerId: 'two' }];
    const cloudCockpit = { resellerId: 'one', providerCustomers: [], associations };
    expect(told(ofNew({ ...PLAIN, cloudCockpit }))).toEqual([
      'input.cloudCockpit.associations.1.resellerId INVALID',
      'input.cloudCockpit.resellerId INVALID',
    ]);
  });

  it('refuse the customer of a reseller whose relations the source does not read', () => {
    const of = (resellerId: string) => ({ ...PLAIN, cloudCockpit: { resellerId, providerCustomers: [] } });
    expect(ofNew(of(RESELLER.toUpperCase()), resellers)).toEqual([]);
    expect(told(ofNew(of(OTHER_RESELLER), resellers))).toEqual(['input.cloudCockpit.resellerId INVALID']);
    expect(ofNew(of(OTHER_RESELLER))).toEqual([]);
  });
});

describe('faults', () => {
  it('come all at once and quote nothing', () => {
    const canary = (part: string) => `canary-${part}-${filled(255)}`;
    const faults = ofNew({
      companyName: canary('company'),
      contact: { firstName: canary('first'), email: canary('email'), title: canary('title') },
      address: { line1: canary('line'), city: '', postalCode: canary('zip'), countryCode: canary('country') },
      cloudCockpit: {
        resellerId: canary('reseller'),
        providerCustomers: [
          {
            providerInstanceId: canary('instance'),
            data: canary('data'),
            margin: { rule: canary('rule'), value: '1' },
          },
        ],
      },
    });
    expect(told(faults)).toEqual(
      [
        'companyName TOO_LONG',
        'contact.title UNSUPPORTED',
        'contact.firstName TOO_LONG',
        'contact.email INVALID',
        'contact.email TOO_LONG',
        'address.line1 TOO_LONG',
        'address.postalCode TOO_LONG',
        'address.countryCode INVALID',
        'address.city REQUIRED',
        'address.state REQUIRED',
        'contact.lastName REQUIRED',
        'phone REQUIRED',
        'cloudCockpit.resellerId INVALID',
        'cloudCockpit.providerCustomers.0.providerInstanceId INVALID',
        'cloudCockpit.providerCustomers.0.data INVALID',
        'cloudCockpit.providerCustomers.0.margin.rule INVALID',
      ]
        .map((fault) => `input.${fault}`)
        .sort(),
    );
    expect(JSON.stringify(faults)).not.toContain('canary');
  });

  it.each(['updateCustomer', 'deleteCustomer'] as const)('of %s: an id that no customer can have', (name) => {
    const message = 'CloudCockpit has no such customer.';
    const fault = { field: ['input', 'id'], code: 'NOT_FOUND', message };
    expect(writeOf(source, name).faults({ customerId: '17' })).toEqual([fault]);
    expect(writeOf(source, name).faults({ customerId: guid(1) })).toEqual([]);
  });
});
