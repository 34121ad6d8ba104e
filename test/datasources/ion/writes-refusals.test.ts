import { describe, expect, it } from '@jest/globals';
import type { Datasource } from '../../../src/datasources/source.js';
import type { CustomerChange, CustomerValues } from '../../../src/datasources/writes.js';
import { UpstreamFailure } from '../../../src/errors.js';
import type { OperationScope } from '../../../src/upstream/scope.js';
import { sample } from '../../support/sample-upstream.js';
import { ACCOUNT, againstIon, apiCalls, orderRow, type Reply } from './support.js';
import { callIn, NINE, ORDER, writeOf } from './writing.js';

const CANARY = 'canary-submitted';

async function refusalOf(file: string, status: number): Promise<Reply> {
  return { status, body: await sample(file) };
}

const said = (message: string): Reply => ({
  status: 400,
  body: { error: 'INVALID_REQUEST', message, code: 400 },
});

function create(reply: Reply, values: CustomerValues = NINE) {
  return againstIon(
    () => reply,
    (source, scope) => writeOf(source, 'createCustomer').send(values, callIn(scope)),
  );
}

async function update(reply: Reply, change: Omit<CustomerChange, 'customerId'>) {
  const stored = await sample('ion.customers.get.json');
  return againstIon(
    (_, { method }) => (method === 'PUT' ? reply : { body: stored }),
    (source, scope) =>
      writeOf(source, 'updateCustomer').send({ customerId: '20001', ...change }, callIn(scope)),
  );
}

function order(reply: Reply) {
  return againstIon(
    () => reply,
    (source, scope) => writeOf(source, 'createOrder').send(ORDER, callIn(scope)),
  );
}

const only = (field: readonly string[] | null, code: string) => ({
  kind: 'refused',
  userErrors: [{ field, code, message: expect.not.stringContaining(CANARY) as unknown }],
});

describe('what ION refuses of a customer', () => {
  it('is an address in use, where it was given', async () => {
    const taken = await refusalOf('ion.error.412.json', 412);
    const { email, ...contact } = NINE.contact;
    expect(await create(taken)).toEqual(only(['input', 'contact', 'email'], 'TAKEN'));
    const elsewhere = { ...NINE, contact, ...(typeof email === 'string' && { email }) };
    expect(await create(taken, elsewhere)).toEqual(only(['input', 'email'], 'TAKEN'));
    expect(await update(taken, { email: 'a@b.example' })).toEqual(only(['input', 'email'], 'TAKEN'));
  });

  it('is a language', async () => {
    const language = await refusalOf('ion.error.412.language.json', 412);
    expect(await create(language)).toEqual(only(['input', 'languageCode'], 'INVALID'));
    expect(await update(language, {})).toEqual(only(['input', 'languageCode'], 'INVALID'));
  });

  it('is a property of another name', async () => {
    const required = await refusalOf('ion.error.400.required.json', 400);
    expect(await create(required)).toEqual(only(['input', 'companyName'], 'REQUIRED'));
  });

  it.each<[string, readonly string[] | null, string]>([
    ["must have required property 'primaryContactName'", ['input', 'contact', 'firstName'], 'REQUIRED'],
    ["must have required property 'zip'", ['input', 'address', 'postalCode'], 'REQUIRED'],
    [`'primaryContactEmail' must match format "email": ${CANARY}`, ['input', 'contact', 'email'], 'INVALID'],
    [`'customerPhone' must be string, not ${CANARY}`, ['input', 'contact', 'phone'], 'INVALID'],
    [`'constructor' is ${CANARY}`, null, 'REJECTED'],
    [CANARY, null, 'REJECTED'],
  ])('is told at our member, in our words: %s', async (message, field, code) => {
    expect(await create(said(message))).toEqual(only(field, code));
  });

  it.each([[{}], [[]], ['text'], [{ details: [null, {}] }]])(
    'is told without knowing why: %j',
    async (body) => {
      expect(await create({ status: 412, body: JSON.stringify(body) })).toEqual(only(null, 'REJECTED'));
    },
  );

  it('is a customer that is not there, before the change and during it', async () => {
    const missing = await refusalOf('ion.error.404.json', 404);
    expect(await update(missing, {})).toEqual(only(['input', 'id'], 'NOT_FOUND'));
    const outcome = await againstIon(
      () => missing,
      async (source, scope, calls) => {
        const made = await writeOf(source, 'updateCustomer').send({ customerId: '29999' }, callIn(scope));
        expect(apiCalls(calls)).toEqual([`GET ${ACCOUNT}/customers/29999`]);
        return made;
      },
    );
    expect(outcome).toEqual(only(['input', 'id'], 'NOT_FOUND'));
  });
});

describe('a change of an ION customer is not written', () => {
  async function changing(rows: readonly object[]) {
    let reads = 0;
    return againstIon(
      () => ({ body: rows[reads++] ?? {} }),
      async (source, scope, calls) => {
        const change = { customerId: '20001', companyName: 'New' };
        const outcome = await writeOf(source, 'updateCustomer').send(change, callIn(scope));
        return { outcome, calls: apiCalls(calls) };
      },
    );
  }

  it.each([
    ['in a member', { customerTitle: 'CEO' }],
    ['in its update time', { updateTime: '2024-06-03T09:55:21Z' }],
  ])('where somebody changed it meanwhile %s', async (_, meanwhile) => {
    const row = (await sample('ion.customers.get.json')) as object;
    const { outcome, calls } = await changing([row, { ...row, ...meanwhile }]);
    expect(outcome).toEqual(only(['input', 'id'], 'CONFLICT'));
    expect(calls).toEqual([`GET ${ACCOUNT}/customers/20001`, `GET ${ACCOUNT}/customers/20001`]);
  });

  it('where ION would refuse it for what the stored row is without', async () => {
    const { outcome, calls } = await changing([
      { name: 'accounts/10001/customers/20001', customerName: 'Jo' },
    ]);
    const fields = outcome.kind === 'refused' ? outcome.userErrors.map(({ field }) => field?.at(-1)) : [];
    expect(fields).toEqual(['email', 'line1', 'city', 'state', 'postalCode', 'countryCode', 'languageCode']);
    expect(calls).toHaveLength(1);
  });
});

describe('what ION refuses of an order', () => {
  const detailed = (...details: readonly string[]): Reply => ({
    status: 400,
    body: { code: 3, details: [{ errors: details.map((detail) => ({ code: 'COMM-VL-001 ', detail })) }] },
  });

  it('is told of its products', async () => {
    expect(await order(await refusalOf('ion.error.400.order.json', 400))).toEqual({
      kind: 'refused',
      userErrors: [{ field: ['input', 'products'], code: 'REQUIRED', message: 'ION requires productId.' }],
    });
  });

  it('is told once and all at once', async () => {
    const outcome = await order(
      detailed(
        "The 'skuId' attribute must be present in the 'order.orderItem' object.",
        "The 'skuId' attribute must be present in the 'order.orderItem' object.",
        `The 'resourceId' attribute is ${CANARY}`,
        `The 'resellerPO' attribute is ${CANARY}`,
        CANARY,
      ),
    );
    const errors = outcome.kind === 'refused' ? outcome.userErrors : [];
    expect(errors.map(({ field, code }) => [field?.at(-1), code])).toEqual([
      ['products', 'REQUIRED'],
      ['products', 'INVALID'],
      ['poNumber', 'INVALID'],
      ['products', 'REJECTED'],
    ]);
    expect(JSON.stringify(errors)).not.toContain(CANARY);
  });

  it('is its products where nothing more is told', async () => {
    expect(await order(said(CANARY))).toEqual(only(['input', 'products'], 'REJECTED'));
  });

  it.each([
    [400, 'REJECTED'],
    [404, 'NOT_FOUND'],
  ])('is its cancellation: %d', async (status, code) => {
    const outcome = await againstIon(
      (_, { method }) =>
        method === 'GET' ? { body: { ...orderRow(1, 2), status: 'NEW' } } : { ...said(CANARY), status },
      (source, scope) => writeOf(source, 'cancelOrder').send({ orderId: '2' }, callIn(scope)),
    );
    expect(outcome).toEqual(only(['input', 'id'], code));
  });

  it('is an order to cancel that is not there', async () => {
    const outcome = await againstIon(
      () => ({ status: 404, body: { error: 'NOT_FOUND', message: 'not found', code: 404 } }),
      (source, scope) => writeOf(source, 'cancelOrder').send({ orderId: '2' }, callIn(scope)),
    );
    expect(outcome).toEqual(only(['input', 'id'], 'NOT_FOUND'));
  });
});

describe('a write that fails', () => {
  const send = (source: Datasource, scope: OperationScope) =>
    writeOf(source, 'createCustomer').send(NINE, callIn(scope));

  async function failureOf(reply: Reply): Promise<unknown> {
    return againstIon(
      () => reply,
      (source, scope) => send(source, scope).catch((error: unknown) => error),
    );
  }

  it.each<[string, Reply, string, boolean]>([
    ['an answer without the customer', { body: { user: { password: CANARY } } }, 'BAD_RESPONSE', true],
    ['an answer that is no JSON', { body: CANARY }, 'BAD_RESPONSE', true],
    ['a breakdown', { status: 500, body: { message: CANARY } }, 'UNAVAILABLE', true],
    ['a lack of rights', { status: 403, body: { message: CANARY } }, 'FORBIDDEN', false],
  ])('tells whether it may have happened: %s', async (_, reply, code, mayHaveHappened) => {
    const failure = await failureOf(reply);
    expect(failure).toBeInstanceOf(UpstreamFailure);
    expect(failure).toMatchObject({ code, mayHaveHappened });
    expect(String(failure) + JSON.stringify(failure)).not.toContain(CANARY);
  });
});
