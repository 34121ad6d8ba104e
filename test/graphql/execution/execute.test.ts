import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, execute, getIntrospectionQuery, parse, type GraphQLSchema } from 'graphql';
import { executeCompiled, type OperationArgs } from '../../../src/graphql/execution/execute.js';
import { createSchema } from '../../../src/graphql/schema.js';

const schema = buildSchema(`
  input Filter { names: [String!] = ["a"] }
  type Query { a: String b: String c: String d: String e: String f: String
    self: Query! all: [Query!] echo(text: String = "none", filter: Filter): String }
`);

type Resolver = (args: Record<string, unknown>) => unknown;
const ROOT = { a: 'A', b: 'B', c: 'C', d: 'D', e: 'E', f: 'F', self: { a: 'inner' } };

async function expectSame(args: OperationArgs): Promise<void> {
  const [ours, theirs] = [await executeCompiled(args), await execute(args)];
  expect(JSON.stringify(ours)).toBe(JSON.stringify(theirs));
}

const ask = (query: string, rest: Partial<OperationArgs> = {}) =>
  executeCompiled({ schema, document: parse(query), rootValue: ROOT, ...rest });

describe('a plan', () => {
  it('gives no promise where nothing has to be waited for', () => {
    expect(JSON.stringify(ask('{ a self { a } }'))).toBe('{"data":{"a":"A","self":{"a":"inner"}}}');
  });

  it.each(['__proto__', 'constructor', 'toString', 'then', 'toJSON', 'hasOwnProperty'])(
    'takes %s for a key like any other',
    async (key) => {
      const document = parse(`{ ${key}: a self { ${key}: a } all { ${key}: a } }`);
      const all = [Promise.resolve({ a: 'later' })];
      await expectSame({ schema, document, rootValue: { ...ROOT, all } });
      const { data } = await executeCompiled({ schema, document, rootValue: ROOT });
      expect(Object.keys(data ?? {})).toEqual([key, 'self', 'all']);
      expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('a');
    },
  );

  it.each([
    ['this graph', createSchema()],
    ['another schema', schema],
  ])('answers introspection of %s', async (_, of: GraphQLSchema) => {
    await expectSame({ schema: of, document: parse(getIntrospectionQuery()) });
  });

  it('answers one document for all outcomes of its conditions, more than it keeps', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const document = parse(
      `query (${names.map((name) => `$${name}: Boolean!`).join(' ')}) { __typename
        ${names.map((name) => `${name} @include(if: $${name}) self { ${name} @skip(if: $${name}) }`).join(' ')} }`,
    );
    for (let round = 0; round < 2; round += 1) {
      for (let outcome = 0; outcome < 64; outcome += 1) {
        const given = names.map((name, bit) => [name, (outcome & (1 << bit)) > 0] as const);
        await expectSame({ schema, document, rootValue: ROOT, variableValues: Object.fromEntries(given) });
      }
    }
  });

  it('knows a variable by any name', async () => {
    const document = parse('query ($__proto__: Boolean!) { a @skip(if: $__proto__) b }');
    for (const value of ['true', 'false']) {
      const variableValues = JSON.parse(`{ "__proto__": ${value} }`) as Record<string, unknown>;
      await expectSame({ schema, document, rootValue: ROOT, variableValues });
    }
  });

  it('gives each call arguments of its own', () => {
    const told: unknown[] = [];
    const echo: Resolver = (args) => {
      told.push(structuredClone(args));
      args.text = 'spoilt';
      const { filter } = args as { filter?: { names: string[] } };
      if (filter !== undefined) filter.names = ['spoilt'];
      return null;
    };
    const document = parse(
      '{ all { echo literal: echo(text: "given") filtered: echo(filter: { names: ["x"] }) } }',
    );
    for (let round = 0; round < 2; round += 1) {
      void executeCompiled({ schema, document, rootValue: { all: [{ echo }, { echo }] } });
    }
    const once = [{ text: 'none' }, { text: 'given' }, { text: 'none', filter: { names: ['x'] } }];
    expect(told).toEqual([...once, ...once, ...once, ...once]);
  });

  it('leaves no rejection unhandled in a list that is lost', async () => {
    const late = () => turn().then(() => Promise.reject(new Error('later')));
    const result = await ask('{ all { a } }', {
      rootValue: { all: [late(), new Error('at once'), late()] },
    });
    expect(result.errors?.map(({ message }) => message)).toEqual(['at once']);
    // Node would end the process here.
    await turn();
    await turn();
  });
});

describe('what cannot be begun is refused as graphql-js does:', () => {
  it.each<[string, string, Partial<OperationArgs>]>([
    ['an operation that is not there', 'query A { a }', { operationName: 'B' }],
    ['one of two without its name', 'query A { a } query B { b }', {}],
    ['no operation', 'fragment F on Query { a }', {}],
    ['a root type that is not there', 'mutation { a }', {}],
    ['a variable that is missing', 'query ($x: String!) { echo(text: $x) }', {}],
    ['a variable that does not fit', 'query ($x: String) { echo(text: $x) }', { variableValues: { x: [1] } }],
  ])('%s', async (_, query, rest) => {
    await expectSame({ schema, document: parse(query), rootValue: ROOT, ...rest });
  });
});
