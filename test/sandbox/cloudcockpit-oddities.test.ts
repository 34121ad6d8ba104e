import { describe, expect, it } from '@jest/globals';
import { seedCustomers } from '../../sandbox/cloudcockpit/customers.js';
import { shapeOf } from './support/wire-shape.js';

const customers = seedCustomers();
const providers = customers.flatMap(({ providerCustomers }) => Object.values(providerCustomers ?? {}));

describe('oddities of CloudCockpit customers in the sandbox', () => {
  it('are provider data that is null, and one customer’s that is not JSON', () => {
    const texts = providers.map((provider) => provider.providerCustomerData);
    expect(texts).toContain(null);
    const broken = customers.filter(({ providerCustomers }) =>
      Object.values(providerCustomers ?? {}).some(
        ({ providerCustomerData: text }) => text !== null && !isJson(text),
      ),
    );
    expect(broken).toHaveLength(1);
  });

  it('are margins in both casings, and rules in lower case', () => {
    expect(shapeOf(...providers)).toMatchObject({
      offerTypeMargins: 'null|object',
      'offerTypeMargins.license.marginRule.name': 'string',
      'offerTypeMargins.Value.license.MarginRule.Name': 'string',
      'margin.value': 'number',
    });
    const rules = new Set(providers.map(({ margin }) => margin.marginRule.name));
    expect(rules).toEqual(new Set(['markup', 'Markup', 'Margin', 'SplitMargin', 'ErpMinusDiscount']));
  });

  it('are creation errors, which go with Failed alone, as an id goes with Success alone', () => {
    const outcomes = providers.map(({ status, customerCreationError, providerCustomerId }) => {
      const name = typeof status === 'string' ? status : status.name;
      return `${name} ${customerCreationError.name} ${providerCustomerId === null ? 'no id' : 'id'}`;
    });
    expect(new Set(outcomes)).toEqual(
      new Set([
        'Success None id',
        'Processing None no id',
        'Failed DomainExists no id',
        'Failed InvalidCompanyInfo no id',
        'Failed Unknown no id',
      ]),
    );
  });

  it('are one status that is a bare string', () => {
    expect(providers.filter(({ status }) => typeof status === 'string')).toHaveLength(1);
  });

  it('are maps of providers that are empty or null, and associations that are null', () => {
    expect(customers.map((row) => row.providerCustomers)).toEqual(expect.arrayContaining([null, {}]));
    expect(shapeOf(...customers)).toMatchObject({ customerAssociations: 'array|null', taxId: 'null|string' });
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
