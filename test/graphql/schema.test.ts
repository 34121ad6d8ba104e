import { describe, expect, it } from '@jest/globals';
import { createSchema, printSchema } from '../../src/graphql/schema.js';

describe('the schema as text', () => {
  const text = printSchema(createSchema());

  it('is the same at every printing', () => {
    expect(printSchema(createSchema())).toBe(text);
  });

  it('gives its types in alphabetical order', () => {
    const names = [...text.matchAll(/^(?:type|enum|union|input|scalar|interface) (\w+)/gm)].map(
      ([, name]) => name,
    );
    expect(names.length).toBeGreaterThan(50);
    expect(names).toEqual([...names].sort());
  });

  it('gives arguments in the order in which they are declared, descriptions, and keys', () => {
    expect(text).toContain('customers(first: Int = 25, after: String, filter: CustomerFilter)');
    expect(text).toContain('"""The customers of all sources as one list."""');
    expect(text).toMatch(
      /type Customer implements Node\s+@key\(fields: "id"\)\s+@key\(fields: "sourceId externalId"\)/,
    );
  });

  it('imports from Federation 2 what it uses', () => {
    expect(text).toMatch(
      /@link\(url: "https:\/\/specs\.apollo\.dev\/federation\/v2\.\d+", import: \["@key", "@shareable"\]\)/,
    );
  });
});
