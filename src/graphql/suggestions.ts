import type { GraphQLFormattedError } from 'graphql';

/**
 * graphql-js helps those who mistype with names of the schema: whoever may not read it must not be helped to guess it.
 * Apollo's own setting leaves them in what is told of variables, and knows nothing of WebSockets.
 */
export function withoutSuggestions(error: GraphQLFormattedError): GraphQLFormattedError {
  return { ...error, message: error.message.replace(/ ?Did you mean .+\?$/, '') };
}
