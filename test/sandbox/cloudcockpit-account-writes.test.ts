import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createCloudCockpit } from '../../sandbox/cloudcockpit/index.js';
import { startSandbox } from '../../sandbox/server.js';
import type { Sandbox } from '../../sandbox/server.js';
import { at, keysOf, recordOf } from './support/answers.js';
import { CloudCockpitCaller, idOf } from './support/cloudcockpit.js';
import { HeldClock } from './support/held-clock.js';
import { sample } from './support/wire-shape.js';

const INSTANCE = 'cb000000-0000-4000-8000-000000000001';
const NEW_CUSTOMER = recordOf(sample('cloudcockpit.customers.create.request.json'));

describe('accounts changed and deleted in CloudCockpit of the sandbox', () => {
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

  const create = (change: object = {}) =>
    cockpit.send('POST', '/v1/Customers', { ...NEW_CUSTOMER, ...change });
  const customer = async (id: unknown) => (await cockpit.get(`/v1/Customers/${String(id)}`)).body;
  const refusal = (propertyName: string, ...description: string[]) => ({
    status: 400,
    body: { errors: [{ propertyName, description }] },
  });

  describe('PATCH /v1/Customers/{id}/account-info', () => {
    const account = recordOf(sample('cloudcockpit.customers.account-info.request.json'));
    const patch = (id: unknown, customerChange: object = {}, change: object = {}) =>
      cockpit.send('PATCH', `/v1/Customers/${String(id)}/account-info`, {
        ...account,
        customer: { ...recordOf(account.customer), id, ...customerChange },
        ...change,
      });

    it('is accepted, and done a moment later; identifier, relations and providers stay', async () => {
      const { body: id } = await create();
      const before = recordOf(await customer(id));
      expect(await patch(id)).toMatchObject({ status: 202, body: undefined });
      expect(await customer(id)).toEqual(before);
      clock.forward(300);
      const { companyName, taxId, addressLine1, email } = recordOf(account.customer);
      const after = recordOf(await customer(id));
      expect(after).toMatchObject({ companyName, taxId, addressLine1, email });
      for (const key of ['internalIdentifier', 'resellerId', 'customerAssociations'])
        expect(after[key]).toEqual(before[key]);
      expect(keysOf(after.providerCustomers)).toBe(keysOf(before.providerCustomers));
    });

    it('tries providers again that refused the company, when asked to', async () => {
      const { body: id } = await create({ zip: '1000' });
      clock.forward(300);
      await patch(id, {}, { retryFailedProviderCustomersFromCompanyInfo: true });
      clock.forward(300);
      expect(at(await customer(id), 'providerCustomers', INSTANCE)).toMatchObject({
        status: { name: 'Processing' },
      });
      clock.forward(300);
      expect(at(await customer(id), 'providerCustomers', INSTANCE)).toMatchObject({
        status: { name: 'Success' },
      });
    });

    it('refuses what a new customer must not lack, another id, and a missing customer', async () => {
      const { body: id } = await create();
      expect(await patch(id, { city: '' })).toMatchObject(
        refusal('Customer.City', "'City' must not be empty."),
      );
      expect(await patch(id, { id: INSTANCE })).toMatchObject({ status: 400 });
      expect(await patch(id, {}, { customer: undefined })).toMatchObject(
        refusal('Customer', "'Customer' must not be empty."),
      );
      expect(await patch(INSTANCE)).toMatchObject({ status: 404 });
    });
  });

  describe('DELETE /v1/Customers/{id}', () => {
    it('is accepted, and a moment later the customer is listed as deleted', async () => {
      const { body: id } = await create();
      expect(await cockpit.send('DELETE', `/v1/Customers/${String(id)}`)).toMatchObject({
        status: 202,
        body: undefined,
      });
      expect(recordOf(await customer(id))).not.toHaveProperty('isDeleted');
      clock.forward(300);
      expect(await customer(id)).toMatchObject({ isDeleted: true });
      const live = await cockpit.walk('/v1/Customers?includeDeleted=false', 100);
      expect(live.map(idOf)).not.toContain(id);
      expect(await cockpit.send('DELETE', `/v1/Customers/${String(id)}`)).toMatchObject({ status: 404 });
    });

    it('knows neither an unknown id nor one that is none', async () => {
      expect(await cockpit.send('DELETE', `/v1/Customers/${INSTANCE}`)).toMatchObject({
        status: 404,
        body: { description: 'The customer was not found.', errors: null },
      });
      expect(await cockpit.send('DELETE', '/v1/Customers/7')).toMatchObject({ status: 400 });
    });
  });
});
