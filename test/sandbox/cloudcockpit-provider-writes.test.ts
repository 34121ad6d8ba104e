import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createCloudCockpit } from '../../sandbox/cloudcockpit/index.js';
import { startSandbox } from '../../sandbox/server.js';
import type { Sandbox } from '../../sandbox/server.js';
import { at, recordOf } from './support/answers.js';
import { CloudCockpitCaller, FOREIGN_RESELLER, RESELLER_ONE } from './support/cloudcockpit.js';
import { HeldClock } from './support/held-clock.js';
import { sample } from './support/wire-shape.js';

const INSTANCE = 'cb000000-0000-4000-8000-000000000001';
const OTHER_INSTANCE = 'cb000000-0000-4000-8000-000000000002';
const NEW_CUSTOMER = recordOf(sample('cloudcockpit.customers.create.request.json'));
const NEW_PROVIDER = recordOf(at(NEW_CUSTOMER, 'providerCustomers', INSTANCE));

describe('providers and relations written to CloudCockpit in the sandbox', () => {
  const clock = new HeldClock('2025-06-01T08:00:00Z');
  let sandbox: Sandbox;
  let cockpit: CloudCockpitCaller;

  beforeAll(async () => {
    sandbox = await startSandbox({ upstreams: [createCloudCockpit(clock)] });
    cockpit = new CloudCockpitCaller(sandbox);
  });
  beforeEach(() => cockpit.signIn());
  afterEach(() => {
    sandbox.reset();
  });
  afterAll(() => sandbox.close());

  const create = async (change: object = {}) =>
    String((await cockpit.send('POST', '/v1/Customers', { ...NEW_CUSTOMER, ...change })).body);
  const customer = async (id: string, query = '') => (await cockpit.get(`/v1/Customers/${id}${query}`)).body;
  const provider = async (id: string, instance = INSTANCE) =>
    at(await customer(id), 'providerCustomers', instance);
  const retry = (id: string, instance = INSTANCE) =>
    cockpit.send('POST', `/v1/Customers/${id}/provider-customers/${instance}`);
  const failed = (error: string) => ({
    providerCustomerId: null,
    status: { name: 'Failed' },
    customerCreationError: { name: error },
  });

  describe('creation with a provider', () => {
    it('is Processing until the delay is over, then Success with the provider’s id', async () => {
      const id = await create();
      clock.forward(299);
      expect(await provider(id)).toMatchObject({
        providerCustomerId: null,
        status: { name: 'Processing' },
        customerCreationError: { name: 'None' },
      });
      clock.forward(1);
      expect(await provider(id)).toMatchObject({
        providerCustomerId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        status: { name: 'Success' },
        customerCreationError: { name: 'None' },
      });
    });

    it('takes as long as the setting says', async () => {
      sandbox.upstream('cloudcockpit').configure({ backgroundMs: 5_000 });
      const id = await create();
      clock.forward(4_999);
      expect(await provider(id)).toMatchObject({ status: { name: 'Processing' } });
      clock.forward(1);
      expect(await provider(id)).toMatchObject({ status: { name: 'Success' } });
    });

    it('fails where the domain is taken, in whatever case; of two that ask at once the first gets it', async () => {
      const first = await create();
      const data = String(NEW_PROVIDER.providerCustomerData).replace('lusitania9', 'LUSITANIA9');
      const second = await create({
        providerCustomers: { [INSTANCE]: { ...NEW_PROVIDER, providerCustomerData: data } },
      });
      clock.forward(300);
      expect(await provider(first)).toMatchObject({ status: { name: 'Success' } });
      expect(await provider(second)).toMatchObject(failed('DomainExists'));
    });

    it('fails where the postal code is none of the country', async () => {
      const id = await create({ country: 'US' });
      clock.forward(300);
      expect(await provider(id)).toMatchObject(failed('InvalidCompanyInfo'));
    });

    it.each(['DomainExists', 'InvalidCompanyInfo', 'Unknown'])(
      'fails once with %s when told to',
      async (error) => {
        sandbox.upstream('cloudcockpit').configure({ failNextProviderCustomer: error });
        const [first, second] = [
          await create({ providerCustomers: { [INSTANCE]: NEW_PROVIDER } }),
          await create(),
        ];
        clock.forward(300);
        expect(await provider(first)).toMatchObject(failed(error));
        expect(await provider(second)).toMatchObject({ status: { name: 'Success' } });
      },
    );

    it('is settled for each provider by itself', async () => {
      sandbox.upstream('cloudcockpit').configure({ failNextProviderCustomer: 'Unknown' });
      const other = { ...NEW_PROVIDER, providerInstanceId: OTHER_INSTANCE };
      const id = await create({ providerCustomers: { [INSTANCE]: NEW_PROVIDER, [OTHER_INSTANCE]: other } });
      clock.forward(300);
      expect(await provider(id)).toMatchObject(failed('Unknown'));
      expect(await provider(id, OTHER_INSTANCE)).toMatchObject({ status: { name: 'Success' } });
    });
  });

  describe('POST …/provider-customers/{providerInstanceId}', () => {
    it('tries again what failed', async () => {
      sandbox.upstream('cloudcockpit').configure({ failNextProviderCustomer: 'Unknown' });
      const id = await create();
      clock.forward(300);
      expect(await retry(id)).toMatchObject({ status: 204, body: undefined });
      expect(await provider(id)).toMatchObject({
        status: { name: 'Processing' },
        customerCreationError: { name: 'None' },
      });
      clock.forward(300);
      expect(await provider(id)).toMatchObject({ status: { name: 'Success' } });
    });

    it('refuses what has not failed or does not exist', async () => {
      const id = await create();
      expect(await retry(id)).toMatchObject({ status: 400 });
      expect(await retry(id, OTHER_INSTANCE)).toMatchObject({
        status: 404,
        body: { description: 'The provider customer was not found.' },
      });
    });
  });

  describe('POST …/provider-instances', () => {
    const add = (id: string, providerCustomers: unknown) =>
      cockpit.send('POST', `/v1/Customers/${id}/provider-instances`, { providerCustomers });

    it('adds a provider and creates the customer there', async () => {
      const id = await create();
      const added = { ...NEW_PROVIDER, providerInstanceId: OTHER_INSTANCE };
      expect(await add(id, { [OTHER_INSTANCE]: added })).toMatchObject({ status: 204 });
      expect(await provider(id, OTHER_INSTANCE)).toMatchObject({ ...added, status: { name: 'Processing' } });
      clock.forward(300);
      expect(await provider(id, OTHER_INSTANCE)).toMatchObject({ status: { name: 'Success' } });
    });

    it('refuses a provider that the customer is with, and a body without any', async () => {
      const id = await create();
      expect(await add(id, { [INSTANCE]: NEW_PROVIDER })).toMatchObject({
        status: 400,
        body: { errors: [{ propertyName: `ProviderCustomers[${INSTANCE}]` }] },
      });
      expect(await add(id, undefined)).toMatchObject({
        body: { errors: [{ propertyName: 'ProviderCustomers' }] },
      });
    });
  });

  describe('PATCH …/margins/{providerInstanceId}', () => {
    const body = recordOf(sample('cloudcockpit.customers.margins.request.json'));
    const patch = (id: string, instance: string, change: object = {}) =>
      cockpit.send('PATCH', `/v1/Customers/${id}/margins/${instance}`, { ...body, ...change });

    it('replaces margin and offer type margins', async () => {
      const id = await create();
      expect(await patch(id, INSTANCE)).toMatchObject({ status: 204, body: undefined });
      expect(await provider(id)).toMatchObject({ margin: body.margin, offerTypeMargins: null });
    });

    it('refuses an unknown provider, no margin, and a reseller without a relation', async () => {
      const id = await create();
      expect(await patch(id, OTHER_INSTANCE)).toMatchObject({ status: 404 });
      expect(await patch(id, INSTANCE, { margin: null })).toMatchObject({
        body: { errors: [{ propertyName: 'Margin', description: ["'Margin' must not be empty."] }] },
      });
      expect(await patch(id, INSTANCE, { resellerId: FOREIGN_RESELLER })).toMatchObject({
        status: 403,
        body: undefined,
      });
    });
  });

  describe('PATCH …/internal-identifier', () => {
    const patch = (id: string, change: object = {}) =>
      cockpit.send('PATCH', `/v1/Customers/${id}/internal-identifier`, {
        ...recordOf(sample('cloudcockpit.customers.internal-identifier.request.json')),
        ...change,
      });

    it('changes the value of that relation alone', async () => {
      const id = await create();
      const seen = async () => [
        at(await customer(id), 'internalIdentifier'),
        at(await customer(id, `?resellerId=${RESELLER_ONE}`), 'internalIdentifier'),
      ];
      expect(await patch(id)).toMatchObject({ status: 204, body: undefined });
      expect(await seen()).toEqual(['INT-9', 'INT-1-NEW']);
      await patch(id, { resellerId: null, internalIdentifier: null });
      expect(await seen()).toEqual([null, 'INT-1-NEW']);
    });

    it('refuses one that is too long, a reseller without a relation, and an unknown customer', async () => {
      const id = await create();
      expect(await patch(id, { internalIdentifier: 'x'.repeat(256) })).toMatchObject({
        body: { errors: [{ propertyName: 'InternalIdentifier' }] },
      });
      expect(await patch(id, { resellerId: FOREIGN_RESELLER })).toMatchObject({ status: 403 });
      expect(await patch(INSTANCE)).toMatchObject({ status: 404 });
    });
  });

  it('forgets what is under way on a reset', async () => {
    const id = await create();
    sandbox.reset();
    clock.forward(300);
    await cockpit.signIn();
    expect(await cockpit.get(`/v1/Customers/${id}`)).toMatchObject({ status: 404 });
  });
});
