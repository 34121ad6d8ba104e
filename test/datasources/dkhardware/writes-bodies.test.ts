import { describe, expect, it } from '@jest/globals';
import type { CustomerChange, CustomerValues } from '../../../src/datasources/writes.js';
import { sample, type ReceivedCall } from '../../support/sample-upstream.js';
import { ask, requests } from './ask.js';
import type { SourceOptions } from './source.js';
import { ADDRESS, callIn, NINE, REFERENCE, SCOPE, writeOf } from './writing.js';

const TAKEN = { file: 'dk.customers.submission.response.json' };
const HANDLE = '77921d3a-0000-4000-8000-000000000001';
const ADDRESSES = { on: 'GET /v1/customer/463501/address', body: [{ addressId: '996701' }] };

const bodyOf = (call: ReceivedCall | undefined) => JSON.parse(call?.body ?? 'null') as unknown;

async function create(values: CustomerValues, options: SourceOptions = {}) {
  const route = { on: 'POST /v1/customer/create', ...TAKEN };
  const { answer, calls } = await ask(
    [route],
    (source, scope) => writeOf(source, 'createCustomer').send(values, callIn(scope)),
    { scope: SCOPE, ...options },
  );
  expect(calls).toHaveLength(1);
  return { answer, call: calls[0], body: bodyOf(calls[0]) };
}

async function update(values: CustomerChange, options: SourceOptions = {}) {
  const route = { on: 'POST /v1/customer/update', ...TAKEN };
  const { answer, calls } = await ask(
    [route],
    (source, scope) => writeOf(source, 'updateCustomer').send(values, callIn(scope)),
    { scope: SCOPE, ...options },
  );
  expect(calls).toHaveLength(1);
  return { answer, body: bodyOf(calls[0]) };
}

describe('creating a customer', () => {
  it("sends the vendor's valid request, with the reference of the write", async () => {
    const { body } = await create(NINE);
    expect(body).toEqual(await sample('dk.customers.create.request.json'));
  });

  it('sends it without wrapper and reference before 2023-10-12', async () => {
    const { body } = await create(NINE, { apiRevision: '2023-01-30' });
    expect(body).toEqual(await sample('dk.customers.create.request.legacy-unwrapped.json'));
  });

  it('carries no request context, which only addresses require', async () => {
    const { call } = await create(NINE);
    expect(Object.keys(call?.headers ?? {}).filter((name) => /^(user-id|user-name|initiated)/.test(name))).toEqual([]); // prettier-ignore
  });

  it('is left pending, with no customer yet', async () => {
    const { answer } = await create(NINE);
    expect(answer).toMatchObject({ kind: 'pending', made: null });
    expect(answer.kind === 'pending' && answer.handle.endsWith(HANDLE)).toBe(true);
    expect(JSON.stringify(answer)).not.toMatch(/Pat|Nine|dk-buyer/);
  });

  it('leaves out the type that is not given, and has every other member', async () => {
    const { body } = await create({
      companyName: 'Horns & Co',
      contact: { firstName: 'Pat', lastName: 'Nine', email: 'p@dk-buyer.example' },
      address: {
        line1: 'Rue 1',
        city: 'Ville',
        state: 'Seoul',
        postalCode: '01234',
        countryCode: 'KR',
      },
      additionalAddresses: [{ ...ADDRESS, lastName: null, countryCode: 'CA', line2: 'Flat 2', fax: '1' }],
    });
    const address = { address2: null, company: null, phone: null, altPhone: null, fax: null };
    expect(body).toEqual({
      referenceId: REFERENCE,
      customer: {
        firstName: 'Pat',
        lastName: 'Nine',
        email: 'p@dk-buyer.example',
        company: 'Horns & Co',
        phone: null,
        altPhone: null,
        fax: null,
        addresses: [
          {
            ...address,
            firstName: 'Pat',
            lastName: 'Nine',
            address1: 'Rue 1',
            city: 'Ville',
            state: 'Seoul',
            zip: '01234',
            country: 'South Korea',
            isDefaultBilling: false,
            isDefaultShipping: false,
          },
          {
            ...address,
            firstName: 'Pat',
            lastName: 'Nine',
            address1: '55 Sample St',
            address2: 'Flat 2',
            city: 'Colorado Springs',
            state: 'CO',
            zip: '80911',
            country: 'Canada',
            phone: '5550100',
            fax: '1',
            isDefaultBilling: true,
            isDefaultShipping: true,
          },
        ],
      },
    });
  });
});

describe('updating a customer', () => {
  const RENAMED = {
    customerId: '463501',
    contact: { firstName: 'Pat', lastName: 'Renamed' },
    companyName: 'Horns & Co',
    phone: '5550111',
    altPhone: null,
    fax: '5550112',
  };

  it("sends the vendor's valid request", async () => {
    const { answer, body } = await update(RENAMED);
    expect(body).toEqual(await sample('dk.customers.update.request.json'));
    expect(answer).toEqual({
      kind: 'pending',
      handle: HANDLE,
      made: { externalId: '463501', createdUser: null },
    });
  });

  it('sends it without the wrapper before 2023-10-12', async () => {
    const { body } = await update(RENAMED, { apiRevision: '2023-01-30' });
    const { altPhone, companyName, contact, ...rest } = RENAMED;
    expect(body).toEqual({ ...rest, ...contact, altPhone, company: companyName });
  });

  it.each<[Omit<CustomerChange, 'customerId'>, object]>([
    [{}, {}],
    [{ companyName: null }, { company: '' }],
    [{ phone: null }, { phone: null }],
    [{ contact: { phone: null } }, { phone: null }],
    [{ contact: { phone: '1' } }, { phone: '1' }],
    [{ phone: '1', contact: { phone: null } }, { phone: '1' }],
    [
      { type: 'military', fax: null },
      { customerType: 'military', fax: null },
    ],
  ])('of %j sends just that, so that the rest stays', async (change, members) => {
    const { body } = await update({ customerId: '463501', ...change });
    expect(body).toEqual({ customer: { customerId: '463501', ...members } });
  });
});

describe('addresses', () => {
  const CONTEXT = { 'user-id': '37', 'user-name': 'Partner Graph', 'initiated-from': 'partner-graph' };
  const PENDING = { kind: 'pending', handle: HANDLE, made: { externalId: '463501', createdUser: null } };
  const OF = { customerId: '463501', addressId: '996701' };

  it('are added by their bare body, in the name of the configured user', async () => {
    const { answer, calls } = await ask(
      [{ on: 'POST /v1/customer/463501/address/create', ...TAKEN }],
      (source, scope) =>
        writeOf(source, 'addAddress').send({ customerId: '463501', address: ADDRESS }, callIn(scope)),
      { scope: SCOPE },
    );
    const { addresses } = (await sample('dk.customers.create.request.legacy-unwrapped.json')) as {
      addresses: readonly unknown[];
    };
    expect(bodyOf(calls[0])).toEqual(addresses[0]);
    expect(calls[0]?.headers).toMatchObject(CONTEXT);
    expect(answer).toEqual(PENDING);
  });

  it('are updated by what is given', async () => {
    const { answer, calls } = await ask(
      [ADDRESSES, { on: 'POST /v1/customer/463501/address/update', ...TAKEN }],
      (source, scope) =>
        writeOf(source, 'updateAddress').send(
          {
            ...OF,
            address: {
              line1: '1 New St',
              line2: null,
              city: 'Reno',
              postalCode: '89501',
              countryCode: 'DE',
              isDefaultShipping: true,
            },
          },
          callIn(scope),
        ),
      { scope: SCOPE },
    );
    expect(bodyOf(calls[1])).toEqual({
      addressId: '996701',
      address1: '1 New St',
      address2: null,
      city: 'Reno',
      zip: '89501',
      country: 'Germany',
      isDefaultShipping: true,
    });
    expect(calls[1]?.headers).toMatchObject(CONTEXT);
    expect(answer).toEqual(PENDING);
  });

  it('are removed by their id', async () => {
    const { answer, calls } = await ask(
      [ADDRESSES, { on: 'POST /v1/customer/463501/address/delete', ...TAKEN }],
      (source, scope) => writeOf(source, 'removeAddress').send(OF, callIn(scope)),
      { scope: SCOPE, requestContext: { userId: '37' } },
    );
    expect(requests(calls)).toEqual([
      'GET /v1/customer/463501/address',
      'POST /v1/customer/463501/address/delete',
    ]);
    expect(bodyOf(calls[1])).toEqual({ addressId: '996701' });
    expect(calls[1]?.headers).toMatchObject({ 'user-id': '37' });
    expect(Object.keys(calls[1]?.headers ?? {})).not.toContain('user-name');
    expect(answer).toEqual(PENDING);
  });

  it.each([
    ['an id that stands on two of them', { file: 'dk.customers.address.list.json' }, 'CONFLICT', 'addressExternalId'], // prettier-ignore
    ['an id that stands on none', { body: [{ addressId: '1' }] }, 'NOT_FOUND', 'addressExternalId'],
    [
      'an unknown customer',
      { status: 404, body: { status: 404, title: 'no', traceId: 't' } },
      'NOT_FOUND',
      'customerId',
    ],
  ])('are not written by %s', async (_, answered, code, field) => {
    const { answer } = await ask(
      [{ on: 'GET /v1/customer/463501/address', ...answered }],
      async (source, scope) => [
        await writeOf(source, 'removeAddress').send(OF, callIn(scope)),
        await writeOf(source, 'updateAddress').send({ ...OF, address: ADDRESS }, callIn(scope)),
      ],
      { scope: SCOPE },
    );
    const refused = { kind: 'refused', userErrors: [{ code, field: ['input', field] }] };
    expect(answer).toMatchObject([refused, refused]);
  });
});
