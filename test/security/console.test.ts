import { afterEach, expect, it, jest } from '@jest/globals';
import { startTestGraph } from '../support/graph.js';

afterEach(() => {
  jest.restoreAllMocks();
});

it('S11: what goes wrong in a library writes no document to the console', async () => {
  const written: unknown[] = [];
  for (const method of ['error', 'warn', 'info', 'log', 'debug', 'trace'] as const)
    jest.spyOn(console, method).mockImplementation((...texts) => void written.push(texts));
  const graph = await startTestGraph();
  // graphql-js throws where it should only find a fault: a variable decides about the field that is subscribed to.
  const { errors } = await graph.ask(
    'subscription canary($a: Boolean!) { customerChanged(sourceIds: ["canary"]) @skip(if: $a) { externalId } }',
    { a: true },
  );
  await graph.close();
  expect(errors).toHaveLength(1);
  expect(written).toEqual([]);
});
