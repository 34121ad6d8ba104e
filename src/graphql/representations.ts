import { isUnionType, type GraphQLSchema } from 'graphql';
import { BadUserInput } from '../errors.js';

/**
 * Answers a representation of no entity with an error of its own.
 *
 * `@apollo/subgraph` throws at once where it does not know the type: that takes the other representations with it,
 * and what is already being read for them fails later with nobody there to take it, which ends the process.
 */
export function answerEachRepresentation(schema: GraphQLSchema): void {
  const field = schema.getQueryType()?.getFields()._entities;
  const entities = schema.getType('_Entity');
  if (field?.resolve === undefined || !isUnionType(entities)) throw new TypeError('This is no subgraph.');
  const names: ReadonlySet<unknown> = new Set(entities.getTypes().map(({ name }) => name));
  const { resolve } = field;

  field.resolve = (source, args: { readonly representations: readonly unknown[] }, context, info) => {
    const { representations } = args;
    const known = representations.filter((representation) => names.has(typeNameOf(representation)));
    const answers: unknown = resolve(source, { representations: known }, context, info);
    if (known.length === representations.length || !Array.isArray(answers)) return answers;
    const rest = answers.values();
    return representations.map((representation, index): unknown =>
      names.has(typeNameOf(representation)) ? rest.next().value : notAnEntity(index),
    );
  };
}

/** Whatever JSON a router, or somebody who is none, sends. */
function typeNameOf(representation: unknown): unknown {
  return typeof representation === 'object' && representation !== null && '__typename' in representation
    ? representation.__typename
    : undefined;
}

function notAnEntity(index: number): BadUserInput {
  return new BadUserInput(`representations[${index}].__typename`, 'must name an entity of this graph.');
}
