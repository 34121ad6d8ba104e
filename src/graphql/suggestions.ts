import type { GraphQLFormattedError } from 'graphql';

/**
 * graphql-js helps those who mistype with names of the schema: whoever may not read it must not be helped to guess it.
 * graphql-js can leave them out of what it says of documents, and not of what it says of variables.
 */
export function withoutSuggestions(error: GraphQLFormattedError): GraphQLFormattedError {
  return { ...error, message: error.message.replace(/ ?Did you mean .+\?$/, '') };
}
