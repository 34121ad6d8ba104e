import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import { createSchema } from '../../src/graphql/schema.js';
import { Subscriber } from '../e2e/support/subscriber.js';
import { startTestGraph, type GraphError, type TestGraph } from '../support/graph.js';

/** No word of the schema, and no value of any type it is sent for. */
const CANARY = 'canary_pasted_into_the_wrong_field';

/** Text is wrong everywhere but where text is right: there an object is. */
const TEXTS = new Set(['String', 'ID']);

interface Place {
  /** From the argument on, e.g. `input.contact.email`. */
  readonly path: string;
  /** The argument's value, whose one fault is at that path. */
  readonly value: unknown;
}

/** Every place below, with something in it that does not fit; `wrap` puts what stands there into the whole. */
function placesIn(path: string, type: GraphQLInputType, wrap: (value: unknown) => unknown): readonly Place[] {
  const whole = getNullableType(type);
  if (isListType(whole)) return placesIn(`${path}[0]`, whole.ofType, (item) => wrap([item]));
  const named = getNamedType(whole);
  // Whatever is sent fits.
  if (named.name === 'JSON') return [];
  const here = { path, value: wrap(TEXTS.has(named.name) ? { [CANARY.slice(0, 6)]: CANARY } : CANARY) };
  if (!isInputObjectType(named)) return [here];
  const members = Object.values(named.getFields()).flatMap((field) =>
    placesIn(`${path}.${field.name}`, field.type, (value) => wrap({ [field.name]: value })),
  );
  return [here, ...members];
}

function literalOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literalOf).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, member]) => `${name}: ${literalOf(member)}`);
  return `{ ${members.join(', ')} }`;
}

interface RootField {
  readonly name: string;
  readonly type: GraphQLInputType;
  readonly argument: string;
}

function argumentsOf(root: ReturnType<GraphQLSchema['getMutationType']>): readonly RootField[] {
  return Object.values(root?.getFields() ?? {}).flatMap(({ name, args }) =>
    args.map((argument) => ({ name, type: argument.type, argument: argument.name })),
  );
}

const schema = createSchema();
let graph: TestGraph;

beforeAll(async () => {
  graph = await startTestGraph();
});
afterAll(() => graph.close());

async function errorsOf(query: string, variables?: Readonly<Record<string, unknown>>) {
  const { errors, calls } = await graph.ask(query, variables);
  expect(calls).toEqual([]);
  return errors;
}

function expectTold(errors: readonly GraphError[], path: string, code: string): void {
  expect(JSON.stringify(errors)).not.toContain(CANARY);
  expect(new Set(errors.map(({ extensions }) => extensions?.code))).toEqual(new Set([code]));
  expect(errors.map(({ message }) => message)).toContainEqual(expect.stringContaining(`${path}"`));
}

describe('S12: a value that is not of its type', () => {
  const mutations = argumentsOf(schema.getMutationType());

  it('is looked for in every member of every mutation', () => {
    expect(mutations.map(({ argument }) => argument)).toEqual(mutations.map(() => 'input'));
    expect(mutations.length).toBeGreaterThanOrEqual(17);
    const places = mutations.flatMap(({ type }) => placesIn('input', type, (value) => value));
    expect(places.length).toBeGreaterThan(150);
  });

  it.each(mutations)('is named by its place and never quoted: $name', async ({ name, type, argument }) => {
    for (const { path, value } of placesIn(argument, type, (whole) => whole)) {
      const asVariable = `mutation ($${argument}: ${type.toString()}) {
        ${name}(${argument}: $${argument}) { userErrors { code } }
      }`;
      const asLiteral = `mutation { ${name}(${argument}: ${literalOf(value)}) { userErrors { code } } }`;
      const [ofVariable, ofLiteral] = await Promise.all([
        errorsOf(asVariable, { [argument]: value }),
        errorsOf(asLiteral),
      ]);
      expectTold(ofVariable, `$${path}`, 'BAD_USER_INPUT');
      expectTold(ofLiteral, path, 'GRAPHQL_VALIDATION_FAILED');
    }
    const calls = (['arrowsphere', 'cloudcockpit', 'dkhardware', 'ion'] as const).map((upstream) =>
      graph.sandbox.calls(upstream),
    );
    expect(calls.flat()).toEqual([]);
  });

  it.each(argumentsOf(schema.getSubscriptionType()))(
    'nor over WebSocket: $name',
    async ({ name, type, argument }) => {
      const portal = new Subscriber(graph.url);
      const told = (query: string, variables = {}) =>
        portal
          .subscribe(query, variables)
          .next()
          .then(
            () => [],
            (errors: unknown) => errors as readonly GraphError[],
          );
      for (const { path, value } of placesIn(argument, type, (whole) => whole)) {
        const asVariable = `subscription ($a: ${type.toString()}) { ${name}(${argument}: $a) { __typename } }`;
        const asLiteral = `subscription { ${name}(${argument}: ${literalOf(value)}) { __typename } }`;
        const inVariable = path.replace(argument, '$a');
        expectTold(await told(asVariable, { a: value }), inVariable, 'BAD_USER_INPUT');
        expectTold(await told(asLiteral), path, 'GRAPHQL_VALIDATION_FAILED');
      }
      expectTold(
        await told(`subscription { ${name}(${argument}: "a"b ${CANARY}`),
        '',
        'GRAPHQL_PARSE_FAILED',
      );
      await portal.close();
    },
  );
});

describe('S12: what is wrong with a document', () => {
  it.each([
    [
      'an enum value',
      `{ customers(filter: { providers: [${CANARY}] }) { nodes { id } } }`,
      'filter.providers[0]"',
    ],
    ['a default', `query ($n: Int = "${CANARY}") { customers(first: $n) { nodes { id } } }`, 'Variable "$n"'],
    ['a directive', `{ __typename @skip(if: "${CANARY}") }`, 'Argument "if" is not of type "Boolean!".'],
    ['a number', `{ customers(first: 98765432109876543210) { nodes { id } } }`, 'Argument "first"'],
  ])('is told without the value: %s', async (_, query, expected) => {
    const errors = await errorsOf(query);
    expect(JSON.stringify(errors)).not.toMatch(`${CANARY}|98765`);
    expect(errors.map(({ message }) => message)).toContainEqual(expect.stringContaining(expected));
  });

  it.each([
    ['half of a password', `mutation { createCustomer(input: { a: "x"${CANARY}`],
    ['a text for a name', `{ customers "${CANARY}" }`],
    ['a name for a value', `{ customers(first: $: ${CANARY}) }`],
    ['a strange escape', `{ customers(first: "\\u${CANARY}") }`],
  ])('is told with its place, though it cannot be parsed: %s', async (_, query) => {
    const { errors } = await graph.ask(query);
    expect(errors).toMatchObject([
      { locations: [{ line: 1 }], extensions: { code: 'GRAPHQL_PARSE_FAILED' } },
    ]);
    expect(errors[0]?.message).toMatch(/^Syntax Error: \w/);
    expect(errors[0]?.message).not.toContain('canary');
  });

  it('is told with what stands there, in the words of the type that refused it', async () => {
    const query = 'query ($f: CustomerFilter) { customers(filter: $f) { nodes { id } } }';
    const [error] = await errorsOf(query, { f: { updatedSince: CANARY } });
    expect(error?.message).toBe(
      'Variable "$f.updatedSince" is not of type "DateTime". DateTime must be RFC 3339 with an offset, e.g. "2024-05-15T09:39:05Z".',
    );
  });
});
