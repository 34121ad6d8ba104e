import { isObjectType, type GraphQLSchema } from 'graphql';
import { createSchema } from '../../../../src/graphql/schema.js';
import { makeUp, madeUpResolver, type MadeUpContext } from './rows.js';

/** This graph's schema, its rows made up: plain fields are read as ever, and what takes a lookup may do anything. */
export function ownSchema(): GraphQLSchema {
  const schema = createSchema();
  const resolve = madeUpResolver(schema);
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__') || !isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      field.args.forEach(({ defaultValue }) => Object.freeze(defaultValue));
      // `_entities` is Apollo's own, and asks each type for its references.
      if (field.resolve !== undefined && field.name !== '_entities') field.resolve = resolve;
    }
    const { apollo } = type.extensions;
    if (typeof apollo === 'object' && apollo !== null && 'subgraph' in apollo) {
      const resolveReference = (key: Readonly<Record<string, unknown>>, context: MadeUpContext) =>
        makeUp(type, JSON.stringify(key), context, schema);
      Object.assign(type.extensions, { apollo: { subgraph: { resolveReference } } });
    }
  }
  return schema;
}
