import { buildSchema, isObjectType, type GraphQLSchema } from 'graphql';
import { describe, expect, it } from '@jest/globals';
import { ANONYMOUS } from '../../src/access/caller.js';
import { guardFaults } from '../../src/access/guard-check.js';
import { guardFields } from '../../src/access/guards.js';
import { declarations } from '../../src/access/requires.js';
import { createSchema } from '../../src/graphql/schema.js';

/** A field of the schema that is served. */
function fieldOf(schema: GraphQLSchema, typeName: string, name: string) {
  const type = schema.getType(typeName);
  const field = isObjectType(type) ? type.getFields()[name] : undefined;
  if (field === undefined) throw new Error(`There is no ${typeName}.${name}.`);
  return field;
}

describe('The start-up check of the guards', () => {
  it('finds nothing in the schema that is served', () => {
    expect(guardFaults(createSchema())).toEqual([]);
    expect(declarations.length).toBeGreaterThan(40);
  });

  it.each([
    ['Query', 'customers', 'leads to CustomerConnection'],
    ['Mutation', 'createOrder', 'is a root field without'],
    ['Order', 'customer', 'leads to Customer without'],
    ['Customer', 'orders', 'leads to OrderConnection without'],
    ['CustomerContactPayload', 'contact', 'leads to Contact without'],
    ['InviteContactPayload', 'invitation', 'leads to CustomerInvitation without'],
    ['CreatedUser', 'password', "@Requires('customers:credentials') of CreatedUser.password guards nothing"],
    ['ProviderCustomer', 'data', 'guards nothing'],
  ])('tells of %s.%s when its guard is lost', (type, name, fault) => {
    const schema = createSchema();
    fieldOf(schema, type, name).resolve = () => null;
    expect(guardFaults(schema).join('\n')).toContain(fault);
  });

  it('tells of a subscription that only its events guard', () => {
    const schema = createSchema();
    fieldOf(schema, 'Subscription', 'customerChanged').subscribe = () => null;
    expect(guardFaults(schema)).toEqual([
      'Subscription.customerChanged can be subscribed to without the scope that its events take',
    ]);
  });

  it('tells of what nobody thought of: a new root field, a new way to a customer', () => {
    const schema = buildSchema(`
      type Query { secrets: String }
      type Customer { id: ID }
      type Address { line1: String }
      type Elsewhere { customer: Customer address: Address }
    `);
    expect(guardFaults(schema, [])).toEqual([
      'Query.secrets is a root field without @Requires, and not among those open to everybody',
      "Elsewhere.customer leads to Customer without @Requires('customers:read')",
      'Elsewhere.address leads to Address without @Requires',
    ]);
  });

  it('leaves fields without a guard as they are, and guards the others without a promise', () => {
    const schema = buildSchema('type Query { open: Int guarded: Int }');
    const declaring = buildSchema('type Query { open: Int guarded: Int }');
    fieldOf(declaring, 'Query', 'guarded').extensions = { requires: 'orders:read' };
    guardFields(schema, declaring);
    expect(fieldOf(schema, 'Query', 'open').resolve).toBeUndefined();
    const { resolve } = fieldOf(schema, 'Query', 'guarded');
    const info = { fieldName: 'guarded' };
    const ask = (caller: object) =>
      Reflect.apply(resolve ?? (() => undefined), undefined, [
        { guarded: 7 },
        {},
        { caller },
        info,
      ]) as unknown;
    expect(ask(ANONYMOUS)).toBe(7);
    expect(() => ask({ ...ANONYMOUS, scopes: new Set() })).toThrow("This takes the scope 'orders:read'.");
  });
});
