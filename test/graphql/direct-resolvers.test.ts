import 'reflect-metadata';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { isObjectType, type GraphQLResolveInfo, type GraphQLSchema } from 'graphql';
import { directResolvers, type DirectResolvers } from '../../src/graphql/direct-resolvers.js';
import { createSchema } from '../../src/graphql/schema.js';

let schema: GraphQLSchema;
let direct: DirectResolvers;

beforeAll(() => {
  schema = createSchema();
  direct = directResolvers();
});

const info = {} as GraphQLResolveInfo;

describe('directResolvers', () => {
  it('calls the method of a field without arguments', () => {
    const contact = { fullName: 'Ada' };
    const resolve = direct.get('Customer')?.get('contacts');
    const context = { loaders: { of: () => undefined } };
    expect(resolve?.({ knownContacts: [contact] }, {}, context, info)).toEqual([contact]);
    expect(resolve?.({ knownContacts: null, sourceId: 'ion' }, {}, context, info)).toBeNull();
  });

  it('gives scalars as they come, each to the parameter that is named for it', () => {
    const asked: unknown[] = [];
    const of = (sourceId: string) => ({
      provisions: {
        load: (key: unknown) => asked.push([sourceId, key]),
      },
    });
    const resolve = direct.get('ArrowSphereCustomerDetails')?.get('provision');
    resolve?.(
      { sourceId: 'arrow', customerExternalId: 'XSP1' },
      { program: 'mca' },
      { loaders: { of } },
      info,
    );
    expect(asked).toEqual([['arrow', { customerId: 'XSP1', program: 'mca' }]]);
  });

  it('answers queries too', () => {
    const resolve = direct.get('Query')?.get('customerByExternalId');
    const load = (externalId: string) => ({ externalId });
    const context = { loaders: { of: () => ({ customers: { load } }) } };
    expect(resolve?.(undefined, { sourceId: 'ion', externalId: '7' }, context, info)).toEqual({
      externalId: '7',
    });
  });

  it('leaves input types to type-graphql, which makes instances of them', () => {
    expect(direct.get('Query')?.has('customers')).toBe(false);
  });

  it('is what the executable schema resolves with', () => {
    const type = schema.getType('Customer');
    const fields = isObjectType(type) ? type.getFields() : {};
    const context = { loaders: { of: () => undefined } };
    expect(fields.addresses?.resolve?.({ knownAddresses: [] }, {}, context, info)).toEqual([]);
  });
});
