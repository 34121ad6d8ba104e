import 'reflect-metadata';
import { afterAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { UpstreamFailure } from '../../src/errors.js';
import { createSchema } from '../../src/graphql/schema.js';
import { OperationScope } from '../../src/upstream/scope.js';
import { sample } from '../support/sample-upstream.js';
import { READS_OF, SAMPLED } from './support/answered-reads.js';
import { misfits } from './support/misfits.js';
import { spoiling } from './support/spoilt.js';

const schema = createSchema();
const scope = new OperationScope('fuzz', 600_000);
afterAll(() => {
  scope.end();
});

it.each(Object.keys(SAMPLED))(
  'ten thousand spoilt answers of %s are rows that can be sent, or failures of the source',
  async (provider) => {
    const read = READS_OF[provider];
    const samples = SAMPLED[provider] ?? [];
    const bodies = new Map(
      await Promise.all(samples.map(async ([file]) => [file, await sample(file)] as const)),
    );
    if (read === undefined) throw new Error(`nothing reads ${provider}`);
    let told = 0;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...samples), spoiling, async ([file, ask], spoil) => {
        const result = await outcomeOf(() => ask(read(spoil(bodies.get(file))), scope));
        const rows = rowsIn(result);
        told += rows.length;
        expect(rows.flatMap((row) => misfits(schema, row.__typename, row))).toEqual([]);
      }),
      { numRuns: 10_000 },
    );
    // Most places are not worth a row.
    expect(told).toBeGreaterThan(5_000);
    expect({}).not.toHaveProperty('polluted');
  },
  120_000,
);

/** A failure of the source is an outcome like another; everything else that is thrown fails the test. */
async function outcomeOf(ask: () => Promise<unknown>): Promise<unknown> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof UpstreamFailure) return error;
    throw error;
  }
}

interface TypedRow {
  readonly __typename: string;
}

/** The rows of a page, of answers by id, or the one; an answer by id may be a failure too. */
function rowsIn(result: unknown): readonly TypedRow[] {
  if (Array.isArray(result)) return result.flatMap(rowsIn);
  if (result instanceof Map) return [...result.values()].flatMap(rowsIn);
  if (typeof result !== 'object' || result === null || result instanceof UpstreamFailure) return [];
  if ('rows' in result) return rowsIn(result.rows);
  return isTyped(result) ? [result] : [];
}

function isTyped(value: object): value is TypedRow {
  return '__typename' in value;
}
