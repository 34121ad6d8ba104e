import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createCloudCockpit } from '../../../sandbox/cloudcockpit/index.js';
import { startSandbox, type Sandbox } from '../../../sandbox/index.js';
import type { Datasource } from '../../../src/datasources/source.js';
import type { CustomerValues } from '../../../src/datasources/writes.js';
import { CustomerStatus, type Customer } from '../../../src/types/customer.js';
import { PLAIN_TRANSPORT } from '../../support/graph.js';
import { HeldClock } from '../../sandbox/support/held-clock.js';
import { LIVING, endScopes, guid, newScope } from './cockpit.js';
import {
  create,
  INSTANCE,
  newCall,
  NINE,
  openSandboxCockpit,
  OTHER_INSTANCE,
  PLAIN,
  progressOf,
  PROVIDER,
  RESELLER,
  update,
  writeOf,
} from './writing.js';

const BACKGROUND_MS = 300;
const clock = new HeldClock('2025-06-01T08:00:00Z');
let sandbox: Sandbox;
let source: Datasource;
let resellers: Datasource;

beforeAll(async () => {
  sandbox = await startSandbox({ upstreams: [createCloudCockpit(clock)] });
  source = openSandboxCockpit(sandbox, { transport: { ...PLAIN_TRANSPORT, timeoutMs: 400 } });
  resellers = openSandboxCockpit(sandbox, { resellerId: RESELLER });
});

afterEach(() => {
  endScopes();
  sandbox.reset();
});

afterAll(async () => {
  await source.close();
  await resellers.close();
  await sandbox.close();
});

const settings = (change: object) => {
  sandbox.upstream('cloudcockpit').configure({ ...change });
};
const get = (id: string, of = source): Promise<Customer | null> => of.customers.get(id, newScope());
/** A reset forgets the tokens too: what was refused for an old one is left out. */
const writesSeen = () =>
  sandbox
    .calls('cloudcockpit')
    .filter(({ method, path }) => method !== 'GET' && !path.includes('token'))
    .filter(({ status }) => status !== 401)
    .map(
      ({ method, path, status }) =>
        `${method} ${path.replace(/[0-9a-f]{8}-[0-9a-f-]+/, '{id}')} ${status ?? ''}`,
    );

async function createdId(values: CustomerValues, of = source): Promise<string> {
  const outcome = await create(of, values);
  if (outcome.kind === 'refused' || outcome.made === null) throw new Error('No customer was created.');
  return outcome.made.externalId;
}

describe('a created customer', () => {
  it('can be read at once, and its creation goes on at its providers', async () => {
    const id = await createdId(NINE);
    expect(await get(id)).toMatchObject({
      companyName: 'Lusitania Testes 9',
      status: CustomerStatus.PENDING,
      internalReference: 'INT-9',
      taxId: 'PT500000009',
      email: 'ana@lusitania9.example',
      details: {
        resellerId: RESELLER,
        providerCustomers: [
          {
            providerInstanceId: INSTANCE,
            domain: 'lusitania9',
            margin: { rule: 'Markup', value: '10.6' },
            offerTypeMargins: [{ offerType: 'license', margin: { rule: 'Markup', value: '10' } }],
          },
        ],
      },
    });

    expect(await progressOf(source, id)).toEqual({ kind: 'processing' });
    clock.forward(BACKGROUND_MS);
    const result = { kind: 'succeeded', customerExternalId: id, orderExternalId: null };
    expect(await progressOf(source, id)).toEqual(result);
    expect(await get(id)).toMatchObject({ status: CustomerStatus.ACTIVE });
    expect(writesSeen()).toEqual(['POST /cloudcockpit/v1/Customers 201']);
  });

  it('of no provider is done, and belongs to the reseller whose source made it', async () => {
    const id = await createdId(PLAIN, resellers);
    expect(await get(id, resellers)).toMatchObject({
      status: CustomerStatus.ACTIVE,
      internalReference: 'INT-9',
      details: { resellerId: RESELLER },
    });
  });

  it.each([
    ['DomainExists', 'TAKEN', `The domain is taken at provider instance ${INSTANCE}.`],
    ['InvalidCompanyInfo', 'INVALID', `The company's data is not accepted at provider instance ${INSTANCE}.`],
    ['Unknown', 'REJECTED', `The customer could not be created at provider instance ${INSTANCE}.`],
  ])('that a provider ends as %s has failed as %s', async (error, code, message) => {
    settings({ failNextProviderCustomer: error });
    const id = await createdId(NINE);
    clock.forward(BACKGROUND_MS);
    const field = ['input', 'cloudCockpit', 'providerCustomers'];
    const userErrors = [{ field, code, message }];
    expect(await progressOf(source, id)).toEqual({ kind: 'failed', userErrors });
  });

  it('has failed where one of its providers has, told by its instance', async () => {
    settings({ failNextProviderCustomer: 'DomainExists' });
    const providerCustomers = [PROVIDER, { ...PROVIDER, providerInstanceId: OTHER_INSTANCE }];
    const id = await createdId({ ...PLAIN, cloudCockpit: { providerCustomers } });
    expect(await progressOf(source, id)).toEqual({ kind: 'processing' });
    clock.forward(BACKGROUND_MS);
    expect(await progressOf(source, id)).toMatchObject({
      kind: 'failed',
      userErrors: [{ message: expect.stringContaining(INSTANCE) }],
    });
    // It exists all the same, and can be served where it succeeded.
    expect(await get(id)).toMatchObject({ status: CustomerStatus.ACTIVE });
  });

  it('that is deleted meanwhile has failed, and one that is not there yet has not', async () => {
    const id = await createdId(NINE);
    await writeOf(source, 'deleteCustomer').send({ customerId: id }, newCall());
    clock.forward(BACKGROUND_MS);
    expect(await progressOf(source, id)).toMatchObject({
      kind: 'failed',
      userErrors: [{ code: 'NOT_FOUND' }],
    });
    expect(await progressOf(source, guid(404))).toEqual({ kind: 'unknown' });
  });

  it('is refused on the members that the upstream names', async () => {
    const { address } = PLAIN;
    const provider = { ...PROVIDER, providerInstanceId: guid(7) };
    const values = {
      ...PLAIN,
      companyName: ' ',
      address: { ...address, postalCode: 'x'.repeat(31) },
      cloudCockpit: { resellerId: guid(8), providerCustomers: [provider] },
    };
    const outcome = await create(source, values);
    const found = outcome.kind === 'refused' ? outcome.userErrors : [];
    expect(found.map(({ field, code }) => `${field?.slice(1).join('.') ?? ''} ${code}`)).toEqual([
      'companyName REQUIRED',
      'address.postalCode TOO_LONG',
      'cloudCockpit.resellerId NOT_FOUND',
      'cloudCockpit.providerCustomers.0.providerInstanceId NOT_FOUND',
    ]);
  });
});

describe('a changed customer', () => {
  const CHANGE = {
    companyName: 'Lusitania Nova',
    contact: { firstName: 'Rita' },
    internalReference: 'INT-9-NEW',
  };

  it('keeps what the change does not name', async () => {
    const customerId = await createdId({ ...NINE, contact: { ...NINE.contact, middleName: 'Maria' } });
    clock.forward(BACKGROUND_MS);
    const before = await get(customerId);
    expect(await update(source, { customerId, ...CHANGE })).toMatchObject({ kind: 'done' });
    clock.forward(BACKGROUND_MS);
    const after = await get(customerId);
    expect(after).toMatchObject({
      companyName: 'Lusitania Nova',
      internalReference: 'INT-9-NEW',
      primaryContact: { fullName: 'Rita Maria Teste' },
    });
    expect(after?.details).toEqual(before?.details);
    expect(after?.knownAddresses).toEqual(before?.knownAddresses);
    expect(writesSeen().slice(1)).toEqual([
      'PATCH /cloudcockpit/v1/Customers/{id}/account-info 202',
      'PATCH /cloudcockpit/v1/Customers/{id}/internal-identifier 204',
    ]);
  });

  it('has the identifier of the relation that the source reads', async () => {
    const customerId = await createdId(NINE);
    await update(resellers, { customerId, internalReference: 'RESELLERS-OWN' });
    expect(await get(customerId, resellers)).toMatchObject({ internalReference: 'RESELLERS-OWN' });
    expect(await get(customerId)).toMatchObject({ internalReference: 'INT-9' });
  });

  it('of an unknown or deleted id is NOT_FOUND', async () => {
    const [deleted] = (
      await source.customers.page(
        { ...LIVING, includeDeleted: true },
        { position: null, size: 200 },
        newScope(),
      )
    ).rows.filter(({ status }) => status === CustomerStatus.DELETED);
    for (const customerId of [guid(404), deleted?.externalId ?? '']) {
      const outcome = await update(source, { customerId, ...CHANGE });
      expect(outcome).toMatchObject({ kind: 'refused', userErrors: [{ code: 'NOT_FOUND' }] });
    }
    expect(writesSeen()).toEqual([]);
  });
});

describe('a deleted customer', () => {
  it('is gone a moment later', async () => {
    const customerId = await createdId(PLAIN);
    const outcome = await writeOf(source, 'deleteCustomer').send({ customerId }, newCall());
    expect(outcome).toEqual({ kind: 'done', made: { externalId: customerId, createdUser: null } });
    clock.forward(BACKGROUND_MS);
    expect(await get(customerId)).toMatchObject({ status: CustomerStatus.DELETED });
    const again = await writeOf(source, 'deleteCustomer').send({ customerId }, newCall());
    expect(again).toMatchObject({ kind: 'refused', userErrors: [{ code: 'NOT_FOUND' }] });
  });
});

describe('a lost answer', () => {
  /** With an identifier that nobody in the sandbox has. */
  const OURS = { ...PLAIN, internalReference: 'PORTAL-9' };
  const lose = (kind: 'reset' | 'hang') => {
    sandbox.fault('cloudcockpit', { kind, phase: 'after', times: 1 });
  };
  const recover = (values: CustomerValues, of = source) =>
    writeOf(of, 'createCustomer').recover?.(values, newCall());

  it.each([
    ['reset', { ...OURS, cloudCockpit: NINE.cloudCockpit }],
    ['hang', OURS],
  ] as const)('(%s) of a creation is in doubt, and the customer is found', async (kind, values) => {
    await createdId({ ...values, companyName: 'Lusitania Testes 99', internalReference: 'PORTAL-99' });
    lose(kind);
    await expect(create(source, values)).rejects.toMatchObject({ mayHaveHappened: true });
    expect(writesSeen()).toHaveLength(2);

    const outcome = await recover(values);
    const { rows } = await source.customers.page(LIVING, { position: null, size: 200 }, newScope());
    const id = rows.find(({ companyName }) => companyName === 'Lusitania Testes 9')?.externalId;
    const made = { externalId: id, createdUser: null };
    const wentOn = 'cloudCockpit' in values;
    expect(outcome).toEqual(wentOn ? { kind: 'pending', handle: id, made } : { kind: 'done', made });
    expect(writesSeen()).toHaveLength(2);
  });

  it.each<[string, Partial<CustomerValues>]>([
    ['an identifier that goes on', { internalReference: 'PORTAL-99' }],
    ['an identifier in another case', { internalReference: 'portal-9' }],
    ['no identifier', { internalReference: null }],
  ])('of a creation finds nobody with %s', async (_, change) => {
    await createdId({ ...OURS, ...change });
    expect(await recover(OURS)).toBeNull();
  });

  it.each<[string, Partial<CustomerValues>]>([
    ['company', { companyName: 'Lusitania' }],
    ['e-mail', { contact: { ...PLAIN.contact, email: 'rui@lusitania9.example' } }],
  ])('cannot be told from the same identifier with another %s', async (_, change) => {
    await createdId({ ...OURS, ...change });
    expect(await recover(OURS)).toBe('cannot tell');
  });

  it('of a creation without an identifier cannot be told', async () => {
    expect(await recover({ ...OURS, internalReference: null })).toBe('cannot tell');
    expect(await recover({ ...OURS, internalReference: ' ' })).toBe('cannot tell');
  });

  it('finds nobody who is deleted', async () => {
    const customerId = await createdId(OURS);
    await writeOf(source, 'deleteCustomer').send({ customerId }, newCall());
    clock.forward(BACKGROUND_MS);
    expect(await recover(OURS)).toBeNull();
  });

  it('is looked for among the relations that the customer was made in', async () => {
    const id = await createdId(OURS, resellers);
    await update(resellers, { customerId: id, internalReference: 'RESELLERS-OWN' });
    const values = { ...OURS, internalReference: 'RESELLERS-OWN' };
    expect(await recover(values, resellers)).toMatchObject({ made: { externalId: id } });
    expect(await recover(values)).toBeNull();
  });

  it('of a change is read back, past what was read before it', async () => {
    const customerId = await createdId(OURS);
    const change = { customerId, companyName: 'Lusitania Nova' };
    const call = newCall();
    const { send, recover: readBack } = writeOf(source, 'updateCustomer');
    sandbox.fault('cloudcockpit', { kind: 'reset', phase: 'after', times: 1, match: { method: 'PATCH' } });
    await expect(send(change, call)).rejects.toMatchObject({ mayHaveHappened: true });
    expect(await readBack?.(change, call)).toBe('cannot tell');
    clock.forward(BACKGROUND_MS);
    expect(await readBack?.(change, call)).toMatchObject({ kind: 'done' });
    expect(await readBack?.({ ...change, internalReference: 'X' }, call)).toBe('cannot tell');
  });

  it('of a deletion is read back', async () => {
    const customerId = await createdId(OURS);
    const { send, recover: readBack } = writeOf(source, 'deleteCustomer');
    lose('reset');
    await expect(send({ customerId }, newCall())).rejects.toMatchObject({ mayHaveHappened: true });
    expect(await readBack?.({ customerId }, newCall())).toBe('cannot tell');
    clock.forward(BACKGROUND_MS);
    expect(await readBack?.({ customerId }, newCall())).toMatchObject({ kind: 'done' });
  });
});

describe('no connection', () => {
  it('is no doubt: there was a token, and nothing was written', async () => {
    const cut = openSandboxCockpit(sandbox, { baseUrl: 'http://127.0.0.1:9' });
    const failure = { code: 'UNAVAILABLE', mayHaveHappened: false };
    await expect(create(cut, NINE)).rejects.toMatchObject(failure);
    await cut.close();
  });
});
