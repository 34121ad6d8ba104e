import './support/production.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { GraphQLSchema } from 'graphql';
import { both, validDocument } from './support/compare.js';
import { Tape } from './support/chance.js';
import { makeUpOperation } from './support/operations.js';
import { richSchema } from './support/rich-schema.js';

const RUNS = Number(process.env.DIFFERENTIAL_RUNS ?? 5_000);

const tapes = fc.uint8Array({ minLength: 20, maxLength: 300, size: 'max' });

async function agree(schema: GraphQLSchema, numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(tapes, fc.nat(), async (numbers, seed) => {
      const operation = makeUpOperation(schema, new Tape(numbers));
      const document = validDocument(schema, operation);
      fc.pre(document !== undefined);
      const { plan, reference } = await both(schema, document, operation.variables, seed);
      expect({ ...operation, ...plan }).toEqual({ ...operation, ...reference });
    }),
    { numRuns, endOnFailure: process.env.SHRINK === undefined },
  );
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
  it('over a schema with everything', () => agree(richSchema(), RUNS), 600_000);
});
