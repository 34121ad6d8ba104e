import { afterEach, describe, expect, it } from '@jest/globals';
import type { Datasource } from '../../../src/datasources/source.js';
import { sample, sampleUpstream, type SampleRoute } from '../../support/sample-upstream.js';
import { TOKEN, endScopes, guid, openCockpit } from './cockpit.js';
import {
  create,
  INSTANCE,
  NINE,
  OTHER_INSTANCE,
  PLAIN,
  PROVIDER,
  PROVIDER_DATA,
  RESELLER,
  newCall,
  sentTo,
  update,
  writeOf,
} from './writing.js';

const CUSTOMER = guid(1);
const AT_CUSTOMER = `/v1/Customers/${CUSTOMER}`;
const CREATED: SampleRoute = {
  on: 'POST /v1/Customers',
  status: 201,
  file: 'cloudcockpit.customers.create.response.201.json',
};
const READ: SampleRoute = { on: `GET ${AT_CUSTOMER}`, file: 'cloudcockpit.customers.get.json' };
const ACCOUNT: SampleRoute = { on: `PATCH ${AT_CUSTOMER}/account-info`, status: 202 };
const IDENTIFIER: SampleRoute = { on: `PATCH ${AT_CUSTOMER}/internal-identifier`, status: 204 };

const closing: (() => Promise<void>)[] = [];

async function served(routes: readonly SampleRoute[], settings?: Readonly<Record<string, unknown>>) {
  const upstream = await sampleUpstream([TOKEN, ...routes]);
  const source: Datasource = openCockpit(upstream.url, settings);
  closing.push(
    () => source.close(),
    () => upstream.close(),
  );
  return { upstream, source };
}

async function created(values: Parameters<typeof create>[1], settings?: Readonly<Record<string, unknown>>) {
  const { upstream, source } = await served([CREATED], settings);
  expect(writeOf(source, 'createCustomer').faults(values)).toEqual([]);
  const outcome = await create(source, values);
  return { outcome, sent: sentTo(upstream.calls), body: sentTo(upstream.calls)[0]?.body };
}

afterEach(async () => {
  endScopes();
  for (const close of closing.splice(0)) await close();
});

describe('createCustomer', () => {
  it("sends the vendor's body in one call, and the answer's text is the customer", async () => {
    const { outcome, sent } = await created(NINE);
    const body = await sample('cloudcockpit.customers.create.request.json');
    expect(sent).toEqual([{ on: 'POST /v1/Customers', body }]);
    const made = { externalId: guid(9), createdUser: null };
    expect(outcome).toEqual({ kind: 'pending', handle: guid(9), made });
  });

  it('without providers is done at once, with every documented member in its body', async () => {
    const { outcome, body } = await created({ ...PLAIN, taxId: null, internalReference: ' ' });
    expect(outcome).toEqual({ kind: 'done', made: { externalId: guid(9), createdUser: null } });
    expect(body).toEqual({
      companyName: 'Lusitania Testes 9',
      taxId: null,
      country: 'PT',
      addressLine1: 'Rua 9',
      addressLine2: null,
      city: 'Lisboa',
      state: 'Lisboa',
      zip: '1000-001',
      firstName: 'Ana',
      middleName: null,
      lastName: 'Teste',
      email: 'ana@lusitania9.example',
      phone: '210000000',
      internalIdentifier: null,
      resellerId: null,
      providerCustomers: {},
    });
  });

  it('sends optional members, associations and several providers', async () => {
    const text = JSON.stringify(PROVIDER_DATA, null, 2);
    const { body } = await created({
      ...PLAIN,
      contact: { ...PLAIN.contact, middleName: 'Rita' },
      address: { ...PLAIN.address, line2: '2.º Esq.' },
      cloudCockpit: {
        providerCustomers: [
          { providerInstanceId: INSTANCE, data: text },
          {
            providerInstanceId: OTHER_INSTANCE.toUpperCase(),
            providerCustomerId: 'f5740000-0000-4000-8000-000000000009',
            data: { Domain: 'nine' },
            margin: { rule: 'erpminusdiscount', value: '-0.50' },
            offerTypeMargins: [],
          },
        ],
        associations: [{ resellerId: RESELLER.toUpperCase() }, { resellerId: RESELLER, name: 'One' }],
      },
    });
    expect(body).toMatchObject({ middleName: 'Rita', addressLine2: '2.º Esq.' });
    expect(body).toHaveProperty('providerCustomers', {
      [INSTANCE]: { providerInstanceId: INSTANCE, providerCustomerData: text },
      [OTHER_INSTANCE]: {
        providerInstanceId: OTHER_INSTANCE,
        providerCustomerId: 'f5740000-0000-4000-8000-000000000009',
        providerCustomerData: '{"Domain":"nine"}',
        margin: { marginRule: { name: 'ErpMinusDiscount' }, value: -0.5 },
      },
    });
    expect(body).toHaveProperty('customerAssociations', [
      { resellerId: RESELLER, name: null },
      { resellerId: RESELLER, name: 'One' },
    ]);
  });

  it("takes the customer's own e-mail and phone before its contact's", async () => {
    const contact = { firstName: 'Ana', lastName: 'Teste' };
    const { body } = await created({ ...PLAIN, contact, email: 'office@nine.example', phone: '1' });
    expect(body).toMatchObject({ email: 'office@nine.example', phone: '1' });
  });

  it('makes it a customer of the reseller that the source is set up for', async () => {
    const { body } = await created(PLAIN, { resellerId: RESELLER.toUpperCase() });
    expect(body).toHaveProperty('resellerId', RESELLER);
  });

  it.each(['10.6', '10', '0', '-3.25', '0.1', '123456789.123'])(
    'writes a margin of %s as that very number',
    async (value) => {
      const provider = { ...PROVIDER, margin: { rule: 'Margin', value }, offerTypeMargins: null };
      const { upstream, source } = await served([CREATED]);
      await create(source, { ...PLAIN, cloudCockpit: { providerCustomers: [provider] } });
      const { body = '' } = upstream.calls.find(({ url }) => url === '/v1/Customers') ?? {};
      expect(body).toContain(`"margin":{"marginRule":{"name":"Margin"},"value":${value}}`);
    },
  );

  it.each([200, 201])('takes the answer %i', async (status) => {
    const { source } = await served([{ ...CREATED, status }]);
    await expect(create(source, PLAIN)).resolves.toMatchObject({ made: { externalId: guid(9) } });
  });

  it.each([[{ id: guid(9) }], ['created'], [undefined]])(
    'is in doubt where the answer %j names no customer',
    async (body) => {
      const { source } = await served([{ on: 'POST /v1/Customers', body }]);
      const failure = { code: 'BAD_RESPONSE', mayHaveHappened: true };
      await expect(create(source, PLAIN)).rejects.toMatchObject(failure);
    },
  );
});

describe('updateCustomer', () => {
  const address = { line1: 'Rua 1', city: 'Lisboa', postalCode: '1000-001', countryCode: 'PT' };

  it("sends account-info as the vendor's sample, merged into what stands there", async () => {
    const { upstream, source } = await served([READ, ACCOUNT]);
    const outcome = await update(source, {
      customerId: CUSTOMER,
      companyName: 'Lusitania Testes 1',
      address,
    });
    expect(outcome).toEqual({ kind: 'done', made: { externalId: CUSTOMER, createdUser: null } });
    const body = await sample('cloudcockpit.customers.account-info.request.json');
    expect(sentTo(upstream.calls)).toEqual([{ on: ACCOUNT.on, body }]);
  });

  it("sends internal-identifier as the vendor's sample, and nothing else", async () => {
    const { upstream, source } = await served([READ, IDENTIFIER], { resellerId: RESELLER });
    await update(source, { customerId: CUSTOMER, internalReference: 'INT-1-NEW' });
    const body = await sample('cloudcockpit.customers.internal-identifier.request.json');
    expect(sentTo(upstream.calls)).toEqual([{ on: IDENTIFIER.on, body }]);
  });

  it('sends both, the account first and with the new identifier in it', async () => {
    const { upstream, source } = await served([READ, ACCOUNT, IDENTIFIER]);
    const contact = { firstName: 'Rita', middleName: 'M.' };
    await update(source, { customerId: CUSTOMER, contact, taxId: null, internalReference: 'INT-2' });
    const [first, second] = sentTo(upstream.calls);
    expect(first).toMatchObject({
      on: ACCOUNT.on,
      body: {
        customer: {
          firstName: 'Rita',
          middleName: 'M.',
          lastName: 'Teste',
          email: 'ana@lusitania1.example',
          taxId: null,
          internalIdentifier: 'INT-2',
        },
      },
    });
    expect(second).toEqual({
      on: IDENTIFIER.on,
      body: { internalIdentifier: 'INT-2', resellerId: null },
    });
  });

  it('empties the identifier', async () => {
    const { upstream, source } = await served([READ, IDENTIFIER]);
    await update(source, { customerId: CUSTOMER, internalReference: null });
    expect(sentTo(upstream.calls)).toEqual([
      { on: IDENTIFIER.on, body: { internalIdentifier: null, resellerId: null } },
    ]);
  });

  it('writes nothing where nothing is changed', async () => {
    const { upstream, source } = await served([READ]);
    expect(await update(source, { customerId: CUSTOMER })).toMatchObject({ kind: 'done' });
    expect(sentTo(upstream.calls)).toEqual([]);
  });

  it('asks for what a sparse row lacks, and writes nothing', async () => {
    const row = { id: CUSTOMER, companyName: 'Sparse', country: 'PT' };
    const { upstream, source } = await served([{ on: READ.on, body: row }]);
    const outcome = await update(source, { customerId: CUSTOMER, address, email: 'a@sparse.example' });
    const missing = [
      ['input', 'address', 'state'],
      ['input', 'contact', 'firstName'],
      ['input', 'contact', 'lastName'],
      ['input', 'phone'],
    ].map((field) => ({ field, code: 'REQUIRED', message: `${field.at(-1) ?? ''} is required.` }));
    expect(outcome).toEqual({ kind: 'refused', userErrors: missing });
    expect(sentTo(upstream.calls)).toEqual([]);
  });
});

describe('deleteCustomer', () => {
  it('sends one DELETE without a body', async () => {
    const { upstream, source } = await served([{ on: `DELETE ${AT_CUSTOMER}`, status: 202 }]);
    const outcome = await writeOf(source, 'deleteCustomer').send({ customerId: CUSTOMER }, newCall());
    expect(outcome).toEqual({ kind: 'done', made: { externalId: CUSTOMER, createdUser: null } });
    expect(sentTo(upstream.calls)).toEqual([{ on: `DELETE ${AT_CUSTOMER}`, body: undefined }]);
  });
});
