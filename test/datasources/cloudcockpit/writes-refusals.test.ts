import { afterEach, describe, expect, it } from '@jest/globals';
import type { CustomerValues } from '../../../src/datasources/writes.js';
import type { UserError } from '../../../src/types/user-error.js';
import { sampleUpstream, type SampleRoute } from '../../support/sample-upstream.js';
import { TOKEN, endScopes, guid, openCockpit } from './cockpit.js';
import { create, INSTANCE, NINE, PLAIN, RESELLER, newCall, update, writeOf } from './writing.js';

const CUSTOMER = guid(1);
const AT_CUSTOMER = `/v1/Customers/${CUSTOMER}`;
const READ: SampleRoute = { on: `GET ${AT_CUSTOMER}`, file: 'cloudcockpit.customers.get.json' };
const POST = 'POST /v1/Customers';
const ACCOUNT = `PATCH ${AT_CUSTOMER}/account-info`;
const IDENTIFIER = `PATCH ${AT_CUSTOMER}/internal-identifier`;
const UNKNOWN: Omit<SampleRoute, 'on'> = { status: 404, file: 'cloudcockpit.error.404.json' };
const NO_CUSTOMER = {
  kind: 'refused',
  userErrors: [{ field: ['input', 'id'], code: 'NOT_FOUND', message: 'CloudCockpit has no such customer.' }],
};

const closing: (() => Promise<void>)[] = [];

async function served(...routes: SampleRoute[]) {
  const upstream = await sampleUpstream([TOKEN, ...routes]);
  const source = openCockpit(upstream.url);
  closing.push(
    () => source.close(),
    () => upstream.close(),
  );
  return source;
}

const invalid = (errors: unknown) => ({
  status: 400,
  body: { statusCode: 400, type: 'ValidationError', errors },
});

/** What is told of a creation that was refused so. */
async function refusalOf(errors: unknown, values: CustomerValues = NINE): Promise<readonly UserError[]> {
  const outcome = await create(await served({ on: POST, ...invalid(errors) }), values);
  if (outcome.kind !== 'refused') throw new Error(`The outcome is ${outcome.kind}.`);
  return outcome.userErrors;
}

afterEach(async () => {
  endScopes();
  for (const close of closing.splice(0)) await close();
});

describe('a refused creation', () => {
  it("tells the vendor's sample on our member, in our words", async () => {
    const source = await served({ on: POST, status: 400, file: 'cloudcockpit.error.400.json' });
    expect(await create(source, NINE)).toEqual({
      kind: 'refused',
      userErrors: [
        { field: ['input', 'companyName'], code: 'REQUIRED', message: 'companyName is required.' },
      ],
    });
  });

  const PROVIDERS = 'cloudCockpit.providerCustomers';

  it.each([
    ['TaxId', 'taxId'],
    ['country', 'address.countryCode'],
    ['AddressLine1', 'address.line1'],
    ['AddressLine2', 'address.line2'],
    ['City', 'address.city'],
    ['State', 'address.state'],
    ['Zip', 'address.postalCode'],
    ['FirstName', 'contact.firstName'],
    ['MiddleName', 'contact.middleName'],
    ['LastName', 'contact.lastName'],
    ['Email', 'contact.email'],
    ['Phone', 'contact.phone'],
    ['InternalIdentifier', 'internalReference'],
    ['ResellerId', 'cloudCockpit.resellerId'],
    ['ProviderCustomers', PROVIDERS],
    [`ProviderCustomers[${INSTANCE}]`, `${PROVIDERS}.0`],
    [`ProviderCustomers[${INSTANCE}].ProviderInstanceId`, `${PROVIDERS}.0.providerInstanceId`],
    [`ProviderCustomers[${INSTANCE}].ProviderCustomerId`, `${PROVIDERS}.0.providerCustomerId`],
    [`ProviderCustomers[${INSTANCE}].ProviderCustomerData`, `${PROVIDERS}.0.data`],
    [`ProviderCustomers[${INSTANCE}].Margin`, `${PROVIDERS}.0.margin`],
    [`ProviderCustomers[${INSTANCE}].Margin.MarginRule.Name`, `${PROVIDERS}.0.margin.rule`],
    [`ProviderCustomers[${INSTANCE}].Margin.Value`, `${PROVIDERS}.0.margin.value`],
    [`ProviderCustomers[${INSTANCE}].OfferTypeMargins`, `${PROVIDERS}.0.offerTypeMargins`],
    [
      `ProviderCustomers[${INSTANCE}].OfferTypeMargins.License.Value`,
      `${PROVIDERS}.0.offerTypeMargins.0.margin.value`,
    ],
    ['ProviderCustomers[another].Margin', PROVIDERS],
    ['CustomerAssociations', 'cloudCockpit.associations'],
    ['CustomerAssociations[1].ResellerId', 'cloudCockpit.associations.1.resellerId'],
    ['CustomerAssociations[1].Name', 'cloudCockpit.associations.1.name'],
  ])('has %s at %s', async (propertyName, field) => {
    const [error, ...others] = await refusalOf([{ propertyName, description: ['is odd'] }]);
    expect(others).toEqual([]);
    expect(error).toMatchObject({ field: ['input', ...field.split('.')], code: 'INVALID' });
  });

  it.each([
    ["'Zip' must not be empty.", 'REQUIRED', 'postalCode is required.'],
    ["'Zip' must not be null.", 'REQUIRED', 'postalCode is required.'],
    [
      "The length of 'Zip' must be 30 characters or fewer. You entered 31 characters.",
      'TOO_LONG',
      'postalCode is too long for CloudCockpit.',
    ],
    ["'Zip' was not found.", 'NOT_FOUND', 'postalCode names nothing that CloudCockpit has.'],
    ["'Zip' already exists.", 'TAKEN', 'postalCode is taken by another customer of CloudCockpit.'],
    ["'canary' is not valid for Zip.", 'INVALID', 'CloudCockpit does not accept this postalCode.'],
  ])('because of %s is %s', async (description, code, message) => {
    const field = ['input', 'address', 'postalCode'];
    const told = await refusalOf([{ propertyName: 'Zip', description: [description] }]);
    expect(told).toEqual([{ field, code, message }]);
  });

  it('tells everything once', async () => {
    const told = await refusalOf([
      { propertyName: 'Zip', description: ['must not be empty', 'must not be empty', 'is odd'] },
      { propertyName: 'City', description: [] },
      { propertyName: 'Country', description: 'is required' },
    ]);
    expect(told.map(({ field, code }) => `${field?.at(-1) ?? ''} ${code}`)).toEqual([
      'postalCode REQUIRED',
      'postalCode INVALID',
      'city INVALID',
      'countryCode REQUIRED',
    ]);
  });

  it.each([[null], [[]], [undefined], ['canary'], [[{ propertyName: 'Canary', description: ['canary'] }]]])(
    'says so where the errors are %j',
    async (errors) => {
      const message = 'CloudCockpit refused this customer.';
      expect(await refusalOf(errors)).toEqual([{ field: null, code: 'REJECTED', message }]);
    },
  );

  it('has no place for what the caller did not send', async () => {
    const told = await refusalOf([{ propertyName: 'ResellerId', description: ['was not found'] }], PLAIN);
    expect(told).toEqual([expect.objectContaining({ field: null, code: 'REJECTED' })]);
  });
});

describe('a refused change', () => {
  const change = { customerId: CUSTOMER, taxId: 'PT1', internalReference: 'INT-2' };
  const refusedIdentifier = invalid([{ propertyName: 'InternalIdentifier', description: ['is odd'] }]);

  it('is told on our members, and the call after it is not made', async () => {
    const refused = invalid([{ propertyName: 'Customer.TaxId', description: ['is odd'] }]);
    const outcome = await update(await served(READ, { on: ACCOUNT, ...refused }), change);
    const message = 'CloudCockpit does not accept this taxId.';
    const userErrors = [{ field: ['input', 'taxId'], code: 'INVALID', message }];
    expect(outcome).toEqual({ kind: 'refused', userErrors });
  });

  it('of both members tells that the first is done', async () => {
    const routes = [READ, { on: ACCOUNT, status: 202 }, { on: IDENTIFIER, ...refusedIdentifier }];
    const outcome = await update(await served(...routes), change);
    const message = 'CloudCockpit refused this internalReference; everything else of this change is done.';
    const userErrors = [{ field: ['input', 'internalReference'], code: 'REJECTED', message }];
    expect(outcome).toEqual({ kind: 'refused', userErrors });
  });

  it('of the identifier alone tells only that', async () => {
    const routes = [READ, { on: IDENTIFIER, ...refusedIdentifier }];
    const { customerId, internalReference } = change;
    const outcome = await update(await served(...routes), { customerId, internalReference });
    const message = 'CloudCockpit does not accept this internalReference.';
    const userErrors = [{ field: ['input', 'internalReference'], code: 'INVALID', message }];
    expect(outcome).toEqual({ kind: 'refused', userErrors });
  });

  it('whose second call fails is in doubt as a whole, and says what is done', async () => {
    const source = await served(READ, { on: ACCOUNT, status: 202 }, { on: IDENTIFIER, status: 403 });
    await expect(update(source, change)).rejects.toMatchObject({
      code: 'FORBIDDEN',
      upstreamStatus: 403,
      mayHaveHappened: true,
      message: expect.stringContaining('internalReference may be as before; everything else'),
    });
  });

  it.each<[string, readonly SampleRoute[]]>([
    ['read', [{ on: READ.on, ...UNKNOWN }]],
    ['change', [READ, { on: ACCOUNT, ...UNKNOWN }]],
    ['change of the identifier', [READ, { on: ACCOUNT, status: 202 }, { on: IDENTIFIER, ...UNKNOWN }]],
  ])('where the customer is gone at its %s is NOT_FOUND', async (_, routes) => {
    expect(await update(await served(...routes), change)).toEqual(NO_CUSTOMER);
  });
});

describe('a refused deletion', () => {
  const remove = async (answer: Omit<SampleRoute, 'on'>) => {
    const source = await served({ on: `DELETE ${AT_CUSTOMER}`, ...answer });
    return await writeOf(source, 'deleteCustomer').send({ customerId: CUSTOMER }, newCall());
  };

  it('of an unknown customer is NOT_FOUND', async () => {
    expect(await remove(UNKNOWN)).toEqual(NO_CUSTOMER);
  });

  it('for another reason is REJECTED', async () => {
    const refused = await remove(invalid([{ propertyName: 'Customer', description: [RESELLER] }]));
    const message = 'CloudCockpit refused to delete this customer.';
    const userErrors = [{ field: ['input', 'id'], code: 'REJECTED', message }];
    expect(refused).toEqual({ kind: 'refused', userErrors });
  });

  it('for want of the role fails as what it is', async () => {
    await expect(remove({ status: 403 })).rejects.toMatchObject({
      code: 'FORBIDDEN',
      mayHaveHappened: false,
    });
  });
});
