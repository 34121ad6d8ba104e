import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createCloudCockpit } from '../../sandbox/cloudcockpit/index.js';
import { startSandbox } from '../../sandbox/server.js';
import type { Sandbox } from '../../sandbox/server.js';
import { at, keysOf, listAt, recordOf } from './support/answers.js';
import { CORRELATION_ID, CloudCockpitCaller, RESELLER_ONE, idOf } from './support/cloudcockpit.js';
import { HeldClock } from './support/held-clock.js';
import { sample, shapeOf } from './support/wire-shape.js';

const INSTANCE = 'cb000000-0000-4000-8000-000000000001';
const NEW_CUSTOMER = recordOf(sample('cloudcockpit.customers.create.request.json'));
const NEW_PROVIDER = recordOf(at(NEW_CUSTOMER, 'providerCustomers', INSTANCE));
const NO_JSON = "'Provider Customer Data' must be a string of JSON.";

describe('customers written to CloudCockpit in the sandbox', () => {
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
  const withProvider = (change: object) => ({
    providerCustomers: { [INSTANCE]: { ...NEW_PROVIDER, ...change } },
  });
  const customer = async (id: unknown, query = '') =>
    (await cockpit.get(`/v1/Customers/${String(id)}${query}`)).body;
  const refusal = (propertyName: string, ...description: string[]) => ({
    status: 400,
    body: {
      statusCode: 400,
      type: 'ValidationError',
      correlationId: CORRELATION_ID,
      errors: [{ propertyName, description }],
    },
  });

  describe('POST /v1/Customers', () => {
    it('answers 201 with the new id as a JSON string, and the customer is there at once', async () => {
      const { status, headers, body } = await create();
      expect(status).toBe(201);
      expect(headers.get('content-type')).toContain('application/json');
      expect(shapeOf(body)).toEqual(shapeOf(sample('cloudcockpit.customers.create.response.201.json')));
      const row = await customer(body);
      expect(row).toMatchObject({
        ...NEW_CUSTOMER,
        id: body,
        customerAssociations: [{ resellerId: RESELLER_ONE, name: 'Reseller One' }],
      });
      expect(shapeOf(row)).toMatchObject({
        providerCustomers: 'object',
        'customerAssociations[].name': 'string',
      });
      expect(keysOf(row)).toBe(keysOf(sample('cloudcockpit.customers.get.json')));
      const listed = await cockpit.walk('/v1/Customers', 100);
      expect(listed.map(idOf)).toContain(body);
    });

    it('is found by its internal identifier, from either side of the relation', async () => {
      const { body: id } = await create();
      for (const side of ['', `&resellerId=${RESELLER_ONE}`]) {
        const found = await cockpit.get(
          `/v1/Customers?searchField=InternalIdentifier&searchValue=INT-9${side}`,
        );
        expect(listAt(found.body, 'items').map(idOf)).toContain(id);
      }
    });

    it('answers 200 where no provider is to create anything', async () => {
      const { status, body } = await create({ providerCustomers: {}, resellerId: null });
      expect(status).toBe(200);
      expect(await customer(body)).toMatchObject({ providerCustomers: {}, customerAssociations: null });
    });

    it('takes what a caller may have read before, and gives an id of its own', async () => {
      const id = 'c0c0c0c0-0000-4000-8000-000000000009';
      const { status, body } = await create({
        id,
        customerAssociations: [{ resellerId: RESELLER_ONE, name: 'x' }],
        ...withProvider({
          providerCustomerId: null,
          status: { name: 'Success' },
          customerCreationError: null,
        }),
      });
      expect(status).toBe(201);
      expect(body).not.toBe(id);
      expect(await customer(body)).toMatchObject({
        providerCustomers: { [INSTANCE]: { status: { name: 'Processing' } } },
      });
    });

    it('gives the same ids after a reset', async () => {
      const ids = [(await create()).body, (await create()).body];
      sandbox.reset();
      await cockpit.signIn();
      expect([(await create()).body, (await create()).body]).toEqual(ids);
      expect(new Set(ids).size).toBe(2);
    });

    it.each([
      'companyName',
      'country',
      'addressLine1',
      'city',
      'state',
      'zip',
      'firstName',
      'lastName',
      'email',
      'phone',
    ])('refuses a customer whose %s is missing, null or blank', async (key) => {
      for (const value of [undefined, null, ' ']) {
        const { status, body } = await create({ [key]: value });
        expect(status).toBe(400);
        expect(shapeOf(body)).toEqual(shapeOf(sample('cloudcockpit.error.400.json')));
        expect(at(body, 'errors', 0, 'description', 0)).toMatch(/^'[A-Z][A-Za-z1 ]+' must not be empty\.$/);
      }
      expect(cockpit.rows('customers')).toHaveLength(140);
    });

    it('words the refusal as the sample does', async () => {
      expect((await create({ companyName: '' })).body).toMatchObject({
        errors: at(sample('cloudcockpit.error.400.json'), 'errors'),
      });
    });

    it.each([
      ['companyName', 255, 'CompanyName', "'Company Name'"],
      ['taxId', 255, 'TaxId', "'Tax Id'"],
      ['zip', 30, 'Zip', "'Zip'"],
      ['phone', 30, 'Phone', "'Phone'"],
      ['internalIdentifier', 255, 'InternalIdentifier', "'Internal Identifier'"],
    ])('takes a %s of %d characters and not one more', async (key, maximum, property, label) => {
      const rule = `The length of ${label} must be ${maximum} characters or fewer.`;
      expect(await create({ [key]: '1'.repeat(maximum + 1) })).toMatchObject(refusal(property, rule));
      expect(await create({ [key]: '1'.repeat(maximum) })).toMatchObject({ status: 201 });
    });

    it.each([
      [{ country: 'Portugal' }, 'Country', "'Country' must be an ISO 3166-1 alpha-2 code."],
      [{ email: 'nobody' }, 'Email', "'Email' is not a valid email address."],
      [{ zip: 1000 }, 'Zip', "'Zip' must be a string."],
      [{ resellerId: 'x' }, 'ResellerId', "'Reseller Id' must be a UUID."],
      [{ resellerId: INSTANCE }, 'ResellerId', "'Reseller Id' was not found."],
      [
        { customerAssociations: [{ resellerId: INSTANCE }] },
        'CustomerAssociations[0].ResellerId',
        "'Reseller Id' was not found.",
      ],
      [{ providerCustomers: null }, 'ProviderCustomers', "'Provider Customers' must not be empty."],
      [{ providerCustomers: [] }, 'ProviderCustomers', "'Provider Customers' must be a map."],
      [{ CompanyName: 'x' }, 'CompanyName', "'Company Name' is not known."],
    ])('refuses %j', async (change, property, description) => {
      expect(await create(change)).toMatchObject(refusal(property, description));
      expect(cockpit.rows('customers')).toHaveLength(140);
    });

    it.each([
      [{ Domain: 'x' }, 'Domain', "'Domain' is not known."],
      [
        { providerInstanceId: RESELLER_ONE },
        'ProviderInstanceId',
        "'Provider Instance Id' must equal its key.",
      ],
      [{ providerCustomerData: '{"Domain":' }, 'ProviderCustomerData', NO_JSON],
      [{ providerCustomerData: '[]' }, 'ProviderCustomerData', NO_JSON],
      [{ providerCustomerData: { Domain: 'x' } }, 'ProviderCustomerData', NO_JSON],
      [{ providerCustomerData: null }, 'ProviderCustomerData', NO_JSON],
      [
        { margin: { marginRule: { name: 'Discount' }, value: 1 } },
        'Margin.MarginRule.Name',
        "'Name' must be one of Markup, Margin, SplitMargin, ErpMinusDiscount.",
      ],
      [
        { margin: { marginRule: { name: 'markup' }, value: '1' } },
        'Margin.Value',
        "'Value' must be a number.",
      ],
      [
        { offerTypeMargins: { license: 10 } },
        'OfferTypeMargins',
        "'Offer Type Margins' must be a map of margins.",
      ],
    ])('refuses a provider customer with %j', async (change, property, description) => {
      expect(await create(withProvider(change))).toMatchObject(
        refusal(`ProviderCustomers[${INSTANCE}].${property}`, description),
      );
      expect(cockpit.rows('customers')).toHaveLength(140);
    });

    it('refuses a provider instance that does not exist', async () => {
      const unknown = { ...NEW_PROVIDER, providerInstanceId: RESELLER_ONE };
      expect(await create({ providerCustomers: { [RESELLER_ONE]: unknown } })).toMatchObject(
        refusal(
          `ProviderCustomers[${RESELLER_ONE}].ProviderInstanceId`,
          "'Provider Instance Id' was not found.",
        ),
      );
    });

    it('tells all faults at once', async () => {
      const { body } = await create({ companyName: null, country: '', phone: '1'.repeat(31) });
      expect(listAt(body, 'errors').map((error) => at(error, 'propertyName'))).toEqual([
        'CompanyName',
        'Country',
        'Phone',
      ]);
    });

    it('refuses a body that is missing, no object, or no JSON', async () => {
      for (const body of [undefined, [], 'text'])
        expect(await cockpit.send('POST', '/v1/Customers', body)).toMatchObject({
          status: 400,
          body: { errors: [{ propertyName: 'Body' }] },
        });
      const torn = await fetch(`${cockpit.base}/v1/Customers`, {
        method: 'POST',
        headers: { ...cockpit.headers, 'content-type': 'application/json' },
        body: '{"companyName"',
      });
      expect(torn.status).toBe(400);
    });

    it('takes offer type margins in the casing of the vendor’s sample, and keeps them so', async () => {
      const offerTypeMargins = { Value: { license: { MarginRule: { Name: 'markup' }, Value: 10 } } };
      const { body } = await create(withProvider({ offerTypeMargins }));
      expect(await customer(body)).toMatchObject({ providerCustomers: { [INSTANCE]: { offerTypeMargins } } });
    });

    it.each([{ kind: 'reset' }, { kind: 'status', status: 502 }] as const)(
      'keeps a customer whose answer was lost: %j',
      async (fault) => {
        sandbox.fault('cloudcockpit', { ...fault, phase: 'after', times: 1 });
        await create().catch(() => 'lost');
        expect(cockpit.rows('customers')).toHaveLength(141);
        expect(sandbox.calls('cloudcockpit').at(-1)).toMatchObject({ method: 'POST', body: NEW_CUSTOMER });
      },
    );
  });

  it('needs token, tenant and correlation id like any read', async () => {
    const { authorization, ...headers } = cockpit.headers;
    const post = (given: Record<string, string>) =>
      fetch(`${cockpit.base}/v1/Customers`, { method: 'POST', headers: given });
    expect((await post(headers)).status).toBe(401);
    expect((await post({ authorization: String(authorization) })).status).toBe(400);
    expect(cockpit.rows('customers')).toHaveLength(140);
  });
});
