import { describe, expect, it } from '@jest/globals';
import type { OperationKind } from '../../../src/types/operation.js';
import { ask } from './ask.js';
import { ADDRESS, callIn, NINE, progressOf, SCOPE, writeOf } from './writing.js';

const CANARY = 'canary-4711';

/** What is made of a 400 of the vendor's form with these errors. */
async function refusedBy(errors: unknown) {
  const body = { status: 400, title: 'One or more validation errors occurred.', traceId: 't', errors };
  const { answer } = await ask(
    [{ on: 'POST /v1/customer/create', status: 400, body }],
    (source, scope) => writeOf(source, 'createCustomer').send(NINE, callIn(scope)),
    { scope: SCOPE },
  );
  expect(JSON.stringify(answer)).not.toContain(CANARY);
  return answer.kind === 'refused' ? answer.userErrors : answer;
}

async function statusOf(kind: keyof typeof OperationKind, route: { file?: string; body?: unknown }) {
  const path = kind.endsWith('ADDRESS') ? '/v1/customer/address/status' : '/v1/customer/status';
  const { answer, calls } = await ask(
    [{ on: `POST ${path}`, ...route }],
    (source, scope) => progressOf(source, kind)(kind === 'CREATE_CUSTOMER' ? 'f.0.sub-1' : 'sub-1', scope),
    { scope: SCOPE },
  );
  expect(calls.map(({ body }) => JSON.parse(body) as unknown)).toEqual([{ submissionId: 'sub-1' }]);
  expect(JSON.stringify(answer)).not.toContain(CANARY);
  return answer;
}

describe('a refusal of a creation', () => {
  it.each([
    ['FirstName', ['contact', 'firstName']],
    ['LastName', ['contact', 'lastName']],
    ['Email', ['email']],
    ['Company', ['companyName']],
    ['Phone', ['phone']],
    ['CustomerType', ['type']],
    ['Customer.Email', ['email']],
    ['Addresses[0].Zip', ['address', 'postalCode']],
    ['Addresses[0].Address1', ['address', 'line1']],
    ['Addresses[2].Country', ['additionalAddresses', '1', 'countryCode']],
    ['Customer.Addresses[1].State', ['additionalAddresses', '0', 'state']],
  ])('of %s is told at %j', async (member, field) => {
    const [error] = [await refusedBy({ [member]: ["'X' must not be empty."] })].flat();
    expect(error).toEqual({
      field: ['input', ...field],
      code: 'REQUIRED',
      message: 'DKHARDWARE requires it.',
    });
  });

  it.each([['CustomerId'], ['AltPhone'], ['Addresses[0].Nonsense'], ['constructor'], ['__proto__'], ['$']])(
    'of %s, which the input does not have, is told all the same',
    async (member) => {
      const errors = JSON.parse(`{"${member}": ["'X' must be empty."]}`) as object;
      expect(await refusedBy(errors)).toMatchObject([{ field: null, code: 'UNSUPPORTED' }]);
    },
  );

  it.each([
    ["'Email' must not be empty.", 'REQUIRED'],
    ["'Email' must be empty.", 'UNSUPPORTED'],
    ["'Email' must be 100 characters or fewer. You entered canary-4711.", 'TOO_LONG'],
    ["The length of 'Email' must be 100 characters or fewer.", 'TOO_LONG'],
    ["'canary-4711' is not a valid email address.", 'INVALID'],
    ['A customer with canary-4711 already exists.', 'TAKEN'],
    ['canary-4711', 'REJECTED'],
    ['', 'REJECTED'],
  ])('in the words %j is %s, and never quoted', async (words, code) => {
    expect(await refusedBy({ Email: [words] })).toMatchObject([{ field: ['input', 'email'], code }]);
  });

  it('tells every error of every member', async () => {
    const errors = { Email: ["'Email' must not be empty.", 'x'], Phone: 'too long', FirstName: [] };
    expect(await refusedBy(errors)).toMatchObject([
      { field: ['input', 'email'], code: 'REQUIRED' },
      { field: ['input', 'email'], code: 'REJECTED' },
      { field: ['input', 'phone'], code: 'TOO_LONG' },
    ]);
  });

  it.each([[{}], [null], ['canary-4711'], [[]]])('without members (%j) is REJECTED', async (errors) => {
    expect(await refusedBy(errors)).toMatchObject([{ field: null, code: 'REJECTED' }]);
  });

  it('of the request context names the setting, which no caller can mend', async () => {
    const body = { errors: { 'User-Id': ["'User-Id' should be a valid id."] } };
    const { answer } = await ask(
      [{ on: 'POST /v1/customer/1/address/create', status: 400, body }],
      (source, scope) =>
        writeOf(source, 'addAddress').send({ customerId: '1', address: ADDRESS }, callIn(scope)),
      { scope: SCOPE },
    );
    expect(answer).toMatchObject({
      userErrors: [
        { field: null, code: 'REJECTED', message: expect.stringContaining('setting requestContext') },
      ],
    });
  });
});

describe('a refusal of an address', () => {
  it.each([
    [404, 'whatever', 'CustomerId', ['customerId'], 'NOT_FOUND'],
    [400, "Customer with id '1' not found.", '', ['customerId'], 'NOT_FOUND'],
    [400, "Address with id '2' not found.", '', ['addressExternalId'], 'NOT_FOUND'],
    [400, 'One or more validation errors occurred.', 'addressId', ['addressExternalId'], 'REQUIRED'],
    [400, 'One or more validation errors occurred.', 'Address.Address2', ['address', 'line2'], 'REQUIRED'],
    [400, 'One or more validation errors occurred.', 'Zip', ['address', 'postalCode'], 'REQUIRED'],
  ])('%i "%s" %s is told at %j', async (status, title, member, field, code) => {
    const errors = member === '' || status === 404 ? {} : { [member]: ["'X' must not be empty."] };
    const { answer } = await ask(
      [{ on: 'POST /v1/customer/1/address/create', status, body: { status, title, errors } }],
      (source, scope) =>
        writeOf(source, 'addAddress').send({ customerId: '1', address: ADDRESS }, callIn(scope)),
      { scope: SCOPE },
    );
    expect(answer).toMatchObject({ userErrors: [{ field: ['input', ...field], code }] });
  });
});

describe('a submission', () => {
  it.each([
    ['dk.customers.status.succeeded.json', '463509'],
    ['dk.customers.status.succeeded.flat.json', '463509'],
    ['dk.customers.status.succeeded.seed-numeric.json', '463118'],
  ])('has succeeded in the shape of %s', async (file, customerExternalId) => {
    const succeeded = { kind: 'succeeded', customerExternalId, orderExternalId: null };
    expect(await statusOf('CREATE_CUSTOMER', { file })).toEqual(succeeded);
    expect(await statusOf('UPDATE_CUSTOMER', { file })).toEqual(succeeded);
  });

  it.each([
    [{ status: 'Succeeded' }, null],
    [{ status: 'Succeeded', payload: { customerId: 7, firstName: 'Pat' } }, '7'],
    [{ status: 'Success', payload: { status: 'Succeeded', payload: { customerId: '8' } } }, '8'],
    [{ status: 'Succeeded', customerId: '9', payload: { customerId: '9', status: 'active' } }, '9'],
  ])('has succeeded by %j, of customer %s', async (body, customerExternalId) => {
    expect(await statusOf('DELETE_ADDRESS', { body })).toMatchObject({
      kind: 'succeeded',
      customerExternalId,
    });
  });

  it('goes on while it is accepted or processing', async () => {
    const file = 'dk.customers.status.accepted.json';
    expect(await statusOf('CREATE_CUSTOMER', { file })).toEqual({ kind: 'processing' });
    const processing = { status: 'Success', payload: { status: 'Processing' } };
    expect(await statusOf('CREATE_ADDRESS', { body: processing })).toEqual({ kind: 'processing' });
  });

  it('has failed by the members it names', async () => {
    expect(await statusOf('CREATE_CUSTOMER', { file: 'dk.customers.status.failed.json' })).toEqual({
      kind: 'failed',
      userErrors: [{ field: ['input', 'email'], code: 'REQUIRED', message: 'DKHARDWARE requires it.' }],
    });
  });

  it('that failed says where in the input of its own kind', async () => {
    const errors = [
      "Property Zip failed validation. Error: 'canary-4711' is not valid.",
      "Address with id 'canary-4711' not found.",
      'canary-4711',
    ];
    expect(await statusOf('UPDATE_ADDRESS', { body: { status: 'Failed', errors } })).toMatchObject({
      userErrors: [
        { field: ['input', 'address', 'postalCode'], code: 'INVALID' },
        { field: ['input', 'addressExternalId'], code: 'NOT_FOUND' },
        { field: null, code: 'REJECTED' },
      ],
    });
    const unknown = { status: 'Failed', errors: ["Customer with id '7' not found."] };
    expect(await statusOf('UPDATE_CUSTOMER', { body: unknown })).toMatchObject({
      userErrors: [{ field: ['input', 'id'], code: 'NOT_FOUND' }],
    });
  });

  it.each([[null], [[]], [undefined]])('that failed without words (%j) is REJECTED', async (errors) => {
    expect(await statusOf('CREATE_ADDRESS', { body: { status: 'Failed', errors } })).toMatchObject({
      kind: 'failed',
      userErrors: [{ field: null, code: 'REJECTED' }],
    });
  });

  it.each([[{}], [{ status: 'Lost' }], [[]], [undefined]])('answered %j is BAD_RESPONSE', async (body) => {
    await expect(statusOf('UPDATE_CUSTOMER', { body })).rejects.toMatchObject({ code: 'BAD_RESPONSE' });
  });
});

describe('an answer without a submission id', () => {
  it.each([[undefined], [{}], [{ submissionId: '' }]])(
    '(%j) leaves in doubt what was written',
    async (body) => {
      const asked = ask(
        [{ on: 'POST /v1/customer/create', body }],
        (source, scope) => writeOf(source, 'createCustomer').send(NINE, callIn(scope)),
        { scope: SCOPE },
      );
      await expect(asked).rejects.toMatchObject({ code: 'BAD_RESPONSE', mayHaveHappened: true });
    },
  );
});
