/** Where a member that the vendor names stands in the input of a write; null where it stands nowhere in it. */
export type FieldOf = (member: string) => readonly string[] | null;

type Fields = ReadonlyMap<string, readonly string[]>;

const OF_CUSTOMER: Fields = new Map([
  ['firstName', ['contact', 'firstName']],
  ['lastName', ['contact', 'lastName']],
  ['email', ['email']],
  ['company', ['companyName']],
  ['phone', ['phone']],
  ['customerType', ['type']],
  ['referenceId', ['idempotencyKey']],
]);

const OF_CHANGED_CUSTOMER: Fields = new Map([
  ...OF_CUSTOMER,
  ['customerId', ['id']],
  ['altPhone', ['altPhone']],
  ['fax', ['fax']],
]);

const OF_ADDRESS_IDS: Fields = new Map([
  ['customerId', ['customerId']],
  ['addressId', ['addressExternalId']],
]);

const OF_ADDRESS: ReadonlyMap<string, string> = new Map([
  ['zip', 'postalCode'],
  ['country', 'countryCode'],
  ['address1', 'line1'],
  ['address2', 'line2'],
  ...[
    'firstName',
    'lastName',
    'company',
    'state',
    'city',
    'phone',
    'altPhone',
    'fax',
    'isDefaultBilling',
    'isDefaultShipping',
  ].map((same) => [same, same] as const),
]);

export const fieldOfNewCustomer: FieldOf = (member) =>
  inInput(OF_CUSTOMER.get(member)) ?? fieldOfListedAddress(member);

export const fieldOfChangedCustomer: FieldOf = (member) => inInput(OF_CHANGED_CUSTOMER.get(member));

export const fieldOfAddressWrite: FieldOf = (member) =>
  inInput(OF_ADDRESS_IDS.get(member)) ?? fieldOfAddress(['address'], member);

/** `addresses[0].zip`: the first is the input's `address`, the others are its `additionalAddresses`. */
function fieldOfListedAddress(member: string): readonly string[] | null {
  const [, index, name = ''] = /^addresses\[(\d+)\]\.(\w+)$/.exec(member) ?? [];
  if (index === undefined) return null;
  const address = index === '0' ? ['address'] : ['additionalAddresses', String(Number(index) - 1)];
  return fieldOfAddress(address, name);
}

function fieldOfAddress(address: readonly string[], name: string): readonly string[] | null {
  const ours = OF_ADDRESS.get(name);
  return ours === undefined ? null : inInput([...address, ours]);
}

function inInput(path: readonly string[] | undefined): readonly string[] | null {
  return path === undefined ? null : ['input', ...path];
}
