import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createCloudCockpit } from '../../sandbox/cloudcockpit/index.js';
import { startSandbox } from '../../sandbox/server.js';
import type { Sandbox } from '../../sandbox/server.js';
import { at, keysOf, listAt, recordOf } from './support/answers.js';
import { CloudCockpitCaller, FOREIGN_RESELLER } from './support/cloudcockpit.js';
import { HeldClock } from './support/held-clock.js';
import { sample } from './support/wire-shape.js';

const NEW_ORDER = recordOf(sample('cloudcockpit.orders.create.request.json'));

describe('orders written to CloudCockpit in the sandbox', () => {
  const clock = new HeldClock('2025-06-01T08:00:00Z');
  let sandbox: Sandbox;
  let cockpit: CloudCockpitCaller;
  let customerId: string;

  beforeAll(async () => {
    sandbox = await startSandbox({ upstreams: [createCloudCockpit(clock)] });
    cockpit = new CloudCockpitCaller(sandbox);
  });
  beforeEach(async () => {
    await cockpit.signIn();
    const customer = sample('cloudcockpit.customers.create.request.json');
    customerId = String((await cockpit.send('POST', '/v1/Customers', customer)).body);
    clock.forward(300);
  });
  afterEach(() => {
    sandbox.reset();
  });
  afterAll(() => sandbox.close());

  const order = (change: object = {}) =>
    cockpit.send('POST', '/v1/Orders', { ...NEW_ORDER, customerId, ...change });
  const open = async () => listAt((await cockpit.get(`/v1/Orders/customers/${customerId}`)).body, 'items');

  it('answers with the model, and the order is listed at once', async () => {
    const { status, body } = await order();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...NEW_ORDER,
      customerId,
      status: { name: 'Processing' },
      createdDate: '2025-06-01T08:00:00+00:00',
      errorMessage: null,
    });
    expect(keysOf(body)).toBe(keysOf(at(sample('cloudcockpit.orders.by-customer.json'), 'items', 0)));
    expect(await open()).toEqual([body]);
  });

  it('goes on to Provisioning, and leaves the list when it completes', async () => {
    await order();
    clock.forward(300);
    expect(await open()).toMatchObject([{ status: { name: 'Provisioning' } }]);
    clock.forward(300);
    expect(await open()).toEqual([]);
  });

  it('needs the four members that are marked, and takes the enumerations in any case', async () => {
    const { offerId, providerInstanceId, subscriptionName } = NEW_ORDER;
    const least = {
      customerId,
      offerId,
      providerInstanceId,
      subscriptionName,
      segment: { name: 'education' },
    };
    expect(await cockpit.send('POST', '/v1/Orders', least)).toMatchObject({
      status: 200,
      body: { segment: { name: 'Education' }, termDuration: { name: 'NoTerm' }, quantity: 1 },
    });
  });

  it.each([
    [{ offerId: '' }, 'OfferId', "'Offer Id' must not be empty."],
    [
      { subscriptionName: 'x'.repeat(256) },
      'SubscriptionName',
      "The length of 'Subscription Name' must be 255 characters or fewer.",
    ],
    [{ customerId: 'x' }, 'CustomerId', "'Customer Id' must be a UUID."],
    [{ customerId: FOREIGN_RESELLER }, 'CustomerId', "'Customer Id' was not found."],
    [
      { providerInstanceId: 'cb000000-0000-4000-8000-000000000002' },
      'ProviderInstanceId',
      'The customer does not exist at this provider instance.',
    ],
    [{ termDuration: 'OneYear' }, 'TermDuration', "'Term Duration' must be an object."],
    [
      { billingFrequency: { name: 'Daily' } },
      'BillingFrequency.Name',
      "'Name' must be one of None, OneTime, Monthly, Annual, Triennial.",
    ],
    [{ quantity: 0 }, 'Quantity', "'Quantity' must be greater than 0."],
    [{ quantity: 1.5 }, 'Quantity', "'Quantity' must be a whole number."],
    [{ PONumber: 'x' }, 'PONumber', "'PONumber' is not known."],
  ])('refuses %j', async (change, propertyName, description) => {
    expect(await order(change)).toMatchObject({
      status: 400,
      body: { errors: [{ propertyName, description: [description] }] },
    });
    expect(await open()).toEqual([]);
  });

  it('refuses a reseller without a relation, and a customer that the provider does not have yet', async () => {
    expect(await order({ resellerId: FOREIGN_RESELLER })).toMatchObject({ status: 403 });
    const customer = sample('cloudcockpit.customers.create.request.json');
    const { body: tooEarly } = await cockpit.send('POST', '/v1/Customers', customer);
    expect(await order({ customerId: tooEarly })).toMatchObject({
      status: 400,
      body: { errors: [{ propertyName: 'ProviderInstanceId' }] },
    });
  });

  it('keeps an order whose answer was lost', async () => {
    sandbox.fault('cloudcockpit', { kind: 'reset', phase: 'after', times: 1 });
    await expect(order()).rejects.toThrow();
    expect(await open()).toHaveLength(1);
  });
});
