import './support/production.js';
import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { GraphQLSchema } from 'graphql';
import { Tape } from './support/chance.js';
import { both, validDocument } from './support/compare.js';
import { makeUpOperation, type MadeUpOperation } from './support/operations.js';
import { ownSchema } from './support/own-schema.js';
import { richSchema } from './support/rich-schema.js';

/** `DIFFERENTIAL_RUNS=100000 npm test -- test/graphql/execution` looks longer. */
const RUNS = Number(process.env.DIFFERENTIAL_RUNS ?? 10_000);

const tapes = fc.uint8Array({ minLength: 20, maxLength: 300, size: 'max' });

/**
 * Compares the whole answer, the order of keys and errors included, what each error was made of, and everything that
 * resolvers were told, in order. Nothing is compared as a set: a plan waits at the same places for the same promises.
 */
async function agree(schema: GraphQLSchema, numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(tapes, fc.nat(), async (numbers, seed) => {
      const operation = makeUpOperation(schema, new Tape(numbers));
      const document = validDocument(schema, operation);
      fc.pre(document !== undefined);
      for (const variables of asked(operation)) {
        const { plan, reference } = await both(schema, document, variables, seed);
        expect({ ...operation, variables, ...plan }).toEqual({ ...operation, variables, ...reference });
      }
    }),
    { numRuns },
  );
}

/** Where the operation has conditions, the plan made for one outcome must not answer for the other. */
function asked({ variables }: MadeUpOperation): readonly MadeUpOperation['variables'][] {
  const { yes, no, ...others } = variables;
  return yes === undefined && no === undefined
    ? [variables]
    : [variables, { yes: false, no: true, ...others }];
}

// Errors by the hundred thousand: what jest makes of their stacks would take longer than everything else.
const { stackTraceLimit } = Error;
beforeAll(() => {
  Error.stackTraceLimit = 0;
});
afterAll(() => {
  Error.stackTraceLimit = stackTraceLimit;
});

describe('a plan answers as graphql-js does', () => {
  const timeoutMs = 60_000 + RUNS * 60;

  it('over a schema with everything', () => agree(richSchema(), RUNS * 0.7), timeoutMs);

  it("over this graph's own schema", () => agree(ownSchema(), RUNS * 0.3), timeoutMs);
});
