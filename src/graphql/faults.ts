import { GraphQLError } from 'graphql';

/** What a request is refused for before anything is done for it, in words of our own. */
export function refusal(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

/** What graphql-js found wrong with a request, with the code by which clients tell it apart. */
export function coded(error: GraphQLError, code: string): GraphQLError {
  const { nodes, source, positions, path, extensions } = error;
  return new GraphQLError(error.message, {
    ...{ nodes: nodes ?? null, source: source ?? null, positions: positions ?? null, path: path ?? null },
    originalError: error,
    extensions: { code, ...extensions },
  });
}
