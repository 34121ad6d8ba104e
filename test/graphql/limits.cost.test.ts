import {
  buildSchema,
  executeSync,
  getIntrospectionQuery,
  getNamedType,
  getNullableType,
  isEnumType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  isUnionType,
  Kind,
  parse,
  printSchema,
  validate,
  type GraphQLField,
  type GraphQLNamedType,
} from 'graphql';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { OperationLimits } from '../../src/graphql/limits/operation-limits.js';
import { createSchema } from '../../src/graphql/schema.js';
import { loadExamples } from '../../src/http/graphiql/examples.js';

/** The graph's schema without its resolvers. */
const schema = buildSchema(printSchema(createSchema()));
const UNBOUNDED = Infinity;
const DEFAULTS = { maxDepth: 12, maxAliases: 15, maxRootFields: 10, maxDirectives: 10, maxCost: 5_000 };

function check(bounds: typeof DEFAULTS, query: string, variables: Record<string, unknown> = {}) {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('The operation comes first.');
  return new OperationLimits(schema, bounds).check(document, operation, variables);
}

describe('The default limits let pass', () => {
  it.each(loadExamples().map(({ query, variables }) => [/query (\w+)/.exec(query)?.[1], query, variables]))(
    'what GraphiQL shows: %s',
    (_, query = '', variables = '') => {
      expect(check(DEFAULTS, query, JSON.parse(variables) as Record<string, unknown>).estimated).toBeLessThan(
        100,
      );
    },
  );

  it('the full introspection query, which is deeper than any other may be', () => {
    expect(() =>
      check(DEFAULTS, getIntrospectionQuery({ specifiedByUrl: true, inputValueDeprecation: true })),
    ).not.toThrow();
  });

  it.each([
    [
      'fifty customers with their orders, products and customers',
      '{ customers(first: 50) { nodes { id orders { nodes { id products { sku } customer { id } } } } } }',
    ],
    [
      'a hundred customers with addresses and contacts',
      '{ customers(first: 100) { nodes { id source { id } addresses { city } contacts { email } } } }',
    ],
    [
      'a hundred orders with everything about their products',
      `{ orders(first: 100) { nodes { id total { amount } billingAddress { city } customer { id }
         products { sku unitPrice { amount } tax { amount } prices { buy { unit } sell { unit } } } } } }`,
    ],
  ])('%s', (_, query) => {
    expect(() => check(DEFAULTS, query)).not.toThrow();
  });

  it('a hundred entities', () => {
    const query = `query ($keys: [_Any!]!) { _entities(representations: $keys) {
      ... on Customer { id addresses { city } } ... on Order { id products { sku } } } }`;
    const keys = Array.from({ length: 100 }, () => ({ __typename: 'Customer', id: 'x' }));
    expect(check(DEFAULTS, query, { keys }).estimated).toBe(300);
  });
});

/** Every choice that makes a query, from a list of numbers: the same numbers make the same query. */
class Choices {
  #next = 0;
  constructor(private readonly numbers: readonly number[]) {}
  below(count: number): number {
    const chosen = this.numbers[this.#next % this.numbers.length] ?? 0;
    this.#next += 1;
    return (chosen + this.#next) % count;
  }
}

const SCALARS: Readonly<Record<string, string>> = { ID: '"x"', String: '"x"', Boolean: 'true', Int: '1' };

/** A selection of some fields, fragments and aliases; names differ where arguments might. */
function selectionOf(type: GraphQLNamedType, levels: number, choices: Choices): string {
  if (isUnionType(type) || isInterfaceType(type)) {
    const some = schema.getPossibleTypes(type).slice(0, 2);
    return `{ __typename ${some.map((each) => `... on ${each.name} ${selectionOf(each, levels, choices)}`).join(' ')} }`;
  }
  if (!isObjectType(type)) return '';
  const fields = Object.values(type.getFields());
  const chosen = Array.from({ length: 1 + choices.below(3) }, (_, index) => {
    const field = fields[choices.below(fields.length)];
    if (field === undefined || (levels === 0 && isCompositeType(getNamedType(field.type))))
      return '__typename';
    const text = `f${levels}_${index}_${type.name}: ${field.name}${argumentsOf(field, choices)} ${selectionOf(getNamedType(field.type), levels - 1, choices)}`;
    return choices.below(3) === 0 ? `... { ${text} }` : text;
  });
  return `{ __typename ${chosen.join(' ')} }`;
}

function argumentsOf({ args }: GraphQLField<unknown, unknown>, choices: Choices): string {
  const given = args.flatMap(({ name, type }) => {
    if (name === 'first') return [['first: $first', 'first: 3', ''][choices.below(3)] ?? ''];
    if (name === 'representations') return ['representations: $keys'];
    if (name === 'ids') return ['ids: ["a", "b", "c"]'];
    return String(type).endsWith('!') ? [`${name}: ${SCALARS[getNamedType(type).name] ?? '{}'}`] : [];
  });
  const text = given.filter((each) => each !== '').join(', ');
  return text === '' ? '' : `(${text})`;
}

/** As long as it may be: pages full, lists by keys complete, all else no longer than the shortest that is assumed. */
const ASSUMED = 3;

function leafOf(type: GraphQLNamedType): unknown {
  if (isEnumType(type)) return type.getValues()[0]?.value;
  return type.name === 'Int' ? 1 : type.name === 'Boolean' ? true : 'x';
}

/** Answers a query by objects that hold whatever is asked of them. */
function answerTo(query: string, variables: { readonly first: number; readonly keys: readonly unknown[] }) {
  return executeSync({
    schema,
    document: parse(query),
    variableValues: variables,
    rootValue: { size: 1 },
    fieldResolver: (parent: { readonly size: number }, args: Readonly<Record<string, unknown>>, _, info) => {
      const type = getNullableType(info.returnType);
      const named = getNamedType(type);
      if (!isCompositeType(named)) return isListType(type) ? [] : leafOf(named);
      const first = typeof args.first === 'number' ? args.first : 1;
      const typeName = isObjectType(named) ? named.name : (schema.getPossibleTypes(named)[0]?.name ?? '');
      const object = { __typename: typeName, size: first };
      if (!isListType(type)) return object;
      const keys = args.ids ?? args.representations;
      const isPage = info.parentType.name.endsWith('Connection') && info.fieldName !== 'sources';
      const length = Array.isArray(keys) ? keys.length : isPage ? parent.size : ASSUMED;
      return Array.from({ length }, () => object);
    },
  });
}

describe('The size of a page', () => {
  it.each(['n', 'toString', '__proto__', 'constructor'])(
    'is the variable’s default, whatever its name: %s',
    (name) => {
      const query = `query ($${name}: Int = 100) { customers(first: $${name}) { nodes { id } } }`;
      const literal = check(DEFAULTS, '{ customers(first: 100) { nodes { id } } }');
      expect(check(DEFAULTS, query).estimated).toBe(literal.estimated);
    },
  );
});

describe('Of any query', () => {
  it('the estimate is no less than what the longest answer costs', () => {
    const root = schema.getQueryType();
    if (!root) throw new Error('no queries');
    const numbers = fc.array(fc.nat(10_000), { minLength: 5, maxLength: 60 });
    const unlimited = {
      maxDepth: UNBOUNDED,
      maxAliases: UNBOUNDED,
      maxRootFields: UNBOUNDED,
      maxDirectives: UNBOUNDED,
      maxCost: UNBOUNDED,
    };
    let near = 0;
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 6 }), fc.nat(4), (choices, first, keyCount) => {
        const body = selectionOf(root, 4, new Choices(choices));
        const used = [
          body.includes('$first') ? '$first: Int' : '',
          body.includes('$keys') ? '$keys: [_Any!]!' : '',
        ];
        const declared = used.filter((each) => each !== '').join(', ');
        const query = `query${declared === '' ? '' : ` (${declared})`} ${body}`;
        const variables = {
          first,
          keys: Array.from({ length: keyCount }, () => ({ __typename: 'Customer' })),
        };
        const { data, errors } = answerTo(query, variables);
        expect(errors).toBeUndefined();
        const operation = check(unlimited, query, variables);
        const actual = operation.actual(data);
        if (actual > operation.estimated / 2) near += 1;
        expect(actual).toBeLessThanOrEqual(operation.estimated);
      }),
      { numRuns: 1_000 },
    );
    // Where nothing is assumed, the two are the same.
    expect(near).toBeGreaterThan(300);
  });
});
