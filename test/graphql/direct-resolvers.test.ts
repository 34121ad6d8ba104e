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

  it('leaves fields with arguments to type-graphql, which reads them', () => {
    expect(direct.get('Customer')?.has('orders')).toBe(false);
  });

  it('is what the executable schema resolves with', () => {
    const type = schema.getType('Customer');
    const fields = isObjectType(type) ? type.getFields() : {};
    const context = { loaders: { of: () => undefined } };
    expect(fields.addresses?.resolve?.({ knownAddresses: [] }, {}, context, info)).toEqual([]);
  });
});
