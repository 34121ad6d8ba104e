import { expect, it } from '@jest/globals';
import { createSchema, printSchema } from '../../src/graphql/schema.js';

it('prints', () => {
  const text = printSchema(createSchema());
  console.log(text);
  expect(text).toContain('type Customer');
});
