import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { createSchema, printSchema } from '../../src/graphql/schema.js';
import { breaches, factsOf } from './facts.js';

const contract = parse(readFileSync(new URL('public-contract.graphql', import.meta.url), 'utf8'));
const served = printSchema(createSchema());

describe('the public contract', () => {
  it('is served whole', () => {
    expect(breaches(factsOf(contract), factsOf(parse(served)))).toEqual([]);
  });
});

describe('a breach of the public contract is told', () => {
  it.each([
    ['a type', /type VendorIdentifier \{[^}]*\}/, '', 'VendorIdentifier is gone'],
    ['a field', 'displayName: String!', '', 'Customer.displayName is gone'],
    [
      'nullability',
      'displayName: String!',
      'displayName: String',
      'Customer.displayName is String, not String!',
    ],
    [
      'an argument',
      'orders(first: Int = 25, after: String)',
      'orders(after: String)',
      'Customer.orders(first) is gone',
    ],
    [
      'a default',
      'orders(first: Int = 25,',
      'orders(first: Int = 20,',
      'Customer.orders(first) is Int = 20, not Int = 25',
    ],
    ['a filter', 'includeDeleted: Boolean = false', '', 'CustomerFilter.includeDeleted is gone'],
    ['an enum value', '  QUEUE_FULL\n', '', 'UpstreamErrorCode.QUEUE_FULL is gone'],
    ['a union member', ' | IonCustomerDetails', '', 'CustomerDetails = IonCustomerDetails is gone'],
    ['an interface', 'type Operation implements Node', 'type Operation', 'Operation implements Node is gone'],
    [
      'a key',
      /@key\(fields: "sourceId externalId"\)/,
      '',
      'Customer @key(fields: "sourceId externalId") is gone',
    ],
    ['@shareable', /type PageInfo\s*@shareable/, 'type PageInfo', 'PageInfo @shareable is gone'],
    [
      'a kind of type',
      'scalar Decimal',
      'enum Decimal { ONE }',
      'Decimal is EnumTypeDefinition, not ScalarTypeDefinition',
    ],
    [
      'a new duty',
      'order(id: ID!)',
      'order(id: ID!, why: String!)',
      'Query.order cannot be used without Query.order(why)',
    ],
  ])('%s', (_, before, after, breach) => {
    const changed = served.replace(before, after);
    expect(changed).not.toBe(served);
    expect(breaches(factsOf(contract), factsOf(parse(changed)))).toContain(breach);
  });

  it.each([
    ['a field', 'displayName: String!', 'displayName: String!\n  nickname: String'],
    ['an optional argument', 'order(id: ID!)', 'order(id: ID!, why: String)'],
    ['an enum value', '  QUEUE_FULL\n', '  QUEUE_FULL\n  TIRED\n'],
    ['a new duty of a new field', 'order(id: ID!)', 'quote(id: ID!): Order\n  order(id: ID!)'],
  ])('but not %s more', (_, before, after) => {
    const changed = served.replace(before, after);
    expect(changed).not.toBe(served);
    expect(breaches(factsOf(parse(served)), factsOf(parse(changed)))).toEqual([]);
  });
});
