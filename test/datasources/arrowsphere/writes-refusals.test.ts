import { afterEach, describe, expect, it } from '@jest/globals';
import type { Datasource } from '../../../src/datasources/source.js';
import type { WriteOutcome } from '../../../src/datasources/writes.js';
import type { SampleRoute } from '../../support/sample-upstream.js';
import { endScopes } from './arrow.js';
import { ADDRESS, NEW_CUSTOMER, NEW_ORDER, overOne, send, short } from './writing.js';

afterEach(endScopes);

const CANARY = 'canary-value';

async function refusalOf<Made>(
  route: SampleRoute,
  write: (source: Datasource) => Promise<WriteOutcome<Made>>,
) {
  const { value, calls } = await overOne({ status: 400, ...route }, write);
  expect(calls).toHaveLength(1);
  if (value.kind !== 'refused') throw new Error(`Not refused: ${value.kind}.`);
  expect(JSON.stringify(value)).not.toContain(CANARY);
  return value.userErrors;
}

const saying = (messages: unknown) => ({ body: { status: 400, error: 'Bad request', messages } });
const creating = ({ writes }: Datasource) => send(writes.createCustomer, NEW_CUSTOMER);
const ordering = ({ writes }: Datasource) => send(writes.createOrder, NEW_ORDER);

describe('what ArrowSphere refuses of a customer', () => {
  it('comes on the member of our input, from one message or several', async () => {
    const on = 'POST /customers';
    const one = await refusalOf({ on, file: 'arrowsphere.error.400.string.json' }, creating);
    expect(one).toEqual([
      { field: ['input', 'companyName'], code: 'REQUIRED', message: 'companyName is required.' },
    ]);
    const two = await refusalOf({ on, file: 'arrowsphere.error.400.array.json' }, creating);
    expect(short(two)).toEqual(['address.postalCode REQUIRED', 'address.city REQUIRED']);
  });

  it.each<[unknown, string[]]>([
    ['The field InternalReference must be unique', ['internalReference TAKEN']],
    [`The field Zip ${CANARY} is too long`, ['address.postalCode TOO_LONG']],
    [`The field CountryCode must not be ${CANARY}`, ['address.countryCode INVALID']],
    ['The field Contact.FirstName is required', ['contact.firstName REQUIRED']],
    ['The field customFields.0.label is required', ['customFields.0.label REQUIRED']],
    ["The field 'BillingZipCode' is required", ['additionalAddresses.0.postalCode REQUIRED']],
    [`The field ${CANARY} is unknown`, ['- REJECTED']],
    [['The field Zip is required', 'The field Zip is required'], ['address.postalCode REQUIRED']],
    [[`No ${CANARY}`, 'Nor that'], ['- REJECTED']],
    [{ zip: CANARY }, ['- REJECTED']],
    [undefined, ['- REJECTED']],
  ])('%j', async (messages, expected) => {
    expect(short(await refusalOf({ on: 'POST /customers', ...saying(messages) }, creating))).toEqual(
      expected,
    );
  });

  it('comes where the input has the one value that two members got', async () => {
    const contact = { firstName: 'Ada', lastName: 'Neuf', phone: '+33 1' };
    const values = { companyName: 'Northwind', address: ADDRESS, contact, email: 'a@b.example' };
    const messages = ['The field ReceptionPhone is wrong', 'The field Contact.Email is wrong'];
    const errors = await refusalOf({ on: 'POST /customers', ...saying(messages) }, ({ writes }) =>
      send(writes.createCustomer, values),
    );
    expect(short(errors)).toEqual(['contact.phone INVALID', 'email INVALID']);
  });
});

describe('what ArrowSphere does not know', () => {
  const file = 'arrowsphere.error.404.json';
  const ofContact = { customerId: 'XSP1', contactId: 'CC-1' };
  const program = { customerId: 'XSP1', program: 'microsoft' };
  it.each<[string, (source: Datasource) => Promise<WriteOutcome<unknown>>, string]>([
    [
      'PATCH /customers/XSP1',
      ({ writes }) => send(writes.updateCustomer, { customerId: 'XSP1', email: null }),
      'id',
    ],
    ['DELETE /customers/XSP1', ({ writes }) => send(writes.deleteCustomer, { customerId: 'XSP1' }), 'id'],
    ['PUT /customers/XSP1', ({ writes }) => send(writes.reactivateCustomer, { customerId: 'XSP1' }), 'id'],
    [
      'DELETE /customers/XSP1/contacts/CC-1',
      ({ writes }) => send(writes.removeContact, ofContact),
      'customerId',
    ],
    ['POST /customers/XSP1/provision', ({ writes }) => send(writes.startProvision, program), 'customerId'],
    ['POST /orders', ordering, 'customerId'],
  ])('%s: the customer', async (on, write, field) => {
    expect(short(await refusalOf({ on, status: 404, file }, write))).toEqual([`${field} NOT_FOUND`]);
  });

  it.each<[string, string, (source: Datasource) => Promise<WriteOutcome<unknown>>, string]>([
    [
      `Contact ${CANARY} not found`,
      'DELETE /customers/XSP1/contacts/CC-1',
      ({ writes }) => send(writes.removeContact, ofContact),
      'contactExternalId',
    ],
    [
      'Contact 7 not found',
      'POST /customers/invitations',
      ({ writes }) => send(writes.inviteContact, { contactId: 7, policy: 'admin' }),
      'contactId',
    ],
    [
      'Migration of XSP1 not found',
      'DELETE /customers/XSP1/migration',
      ({ writes }) => send(writes.cancelMigration, program),
      'program',
    ],
    [
      'Order X not found',
      'PATCH /orders/X/cancel',
      ({ writes }) => send(writes.cancelOrder, { orderId: 'X' }),
      'id',
    ],
  ])('%s', async (messages, on, write, field) => {
    const body = { status: 404, error: 'Not found', messages };
    expect(short(await refusalOf({ on, status: 404, body }, write))).toEqual([`${field} NOT_FOUND`]);
  });
});

describe('what ArrowSphere refuses of orders and programs', () => {
  it.each<[unknown, string[]]>([
    ['The field products.0.quantity must be 1 or more', ['products.0.quantity INVALID']],
    ['The field products.0.arrowSpherePriceBandSku is required', ['products.0.priceBandSku REQUIRED']],
    ['The field customer.ponumber is required', ['poNumber REQUIRED']],
    ['Customer XSP100201 not found', ['customerId NOT_FOUND']],
    [`Product ${CANARY} cannot be ordered`, ['- REJECTED']],
  ])('a new order: %j', async (messages, expected) => {
    expect(short(await refusalOf({ on: 'POST /orders', ...saying(messages) }, ordering))).toEqual(expected);
  });

  it('of a change, a cancellation, a start', async () => {
    const changing = await refusalOf(
      { on: 'PATCH /orders/X', ...saying('The field end_customer_PO_number must be a string') },
      ({ writes }) => send(writes.updateOrder, { orderId: 'X', endCustomerPoNumber: CANARY }),
    );
    expect(short(changing)).toEqual(['endCustomerPoNumber INVALID']);
    const cancelling = await refusalOf(
      { on: 'PATCH /orders/X/cancel', ...saying('Order X cannot cancel while Fulfilled') },
      ({ writes }) => send(writes.cancelOrder, { orderId: 'X' }),
    );
    expect(short(cancelling)).toEqual(['id REJECTED']);
    const starting = await refusalOf(
      { on: 'POST /customers/XSP1/migration', status: 409, body: {} },
      ({ writes }) => send(writes.startMigration, { customerId: 'XSP1', program: 'microsoft' }),
    );
    expect(short(starting)).toEqual(['program CONFLICT']);
  });
});
